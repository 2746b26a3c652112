"""`/arbeit/karten`: the list, a new Nadelkarte, and the first page of each."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel import runtime
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import drafting as actions
from portal.pinmaps.actions.drafting import MapSettings
from portal.pinmaps.actions.legend import LegendCategory, LegendGroup
from portal.pinmaps.forms.drafting import EMPTY, NewMapForm, StateFilterForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import authoring
from portal.pinmaps.routes.choices import consultation_choices, place_choices
from portal.pinmaps.routes.method_starts import values_of_map
from portal.pinmaps.routes.tabs import map_in_url, tab, tabs_of
from portal.pinmaps.terms import MapState, Requirement
from portal.pinmaps.terms.templates import TEMPLATES, MapTemplate, template
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.site import site

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_maps", __name__, url_prefix="/arbeit/karten")
bp.add_app_template_global(tabs_of, "map_tabs")

nav_entry(
    "work",
    label=N_("Nadelkarten"),
    endpoint="pin_maps.index",
    order=56,
    permission=PinMapPermission.LIST,
    icon="pin",
)
tab(N_("Überblick"), "pin_maps.detail", PinMapPermission.READ, order=10, modules=frozenset({"pin_map_publishing"}))
tells("pin-map-drafted", N_("Der Entwurf ist angelegt. Noch sieht ihn niemand außerhalb."))
tells("pin-map-discarded", N_("Der Entwurf ist gelöscht."))


@bp.get("")
@requires(PinMapPermission.LIST)
def index() -> Response:
    form = StateFilterForm(formdata=request.args)
    state = next((state for state in MapState if state.value == form.stand.data), None)
    found = queries.newest_page(queries.own_maps(actor(), state=state), after=request.args.get("after"))
    return page(
        "pinmaps/work/index.html",
        fragment="map_rows",
        form=form,
        found=found,
        state=state,
        names=places.names(row.sozialraum_id for row in found.rows),
        here=url_for("pin_maps.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(PinMapPermission.DRAFT)
def new() -> Response:
    mine = place_choices()
    values = {
        "sozialraum_id": mine[0][0] if len(mine) == 1 else None,
        **values_of_map(request.args.get(FOR_METHOD)),
    }
    return _new(NewMapForm(places=mine, consultations=consultation_choices(), data=values))


@bp.post("/neu")
@requires(PinMapPermission.DRAFT)
def create() -> Response:
    form = NewMapForm(places=place_choices(), consultations=consultation_choices())
    if not form.validate_on_submit():
        return _new(form, status=422)
    try:
        with unit_of_work():
            pin_map = actions.create(_first_settings(form), place=places.place(form.sozialraum_id.data), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("pin_map_settings.edit", map_id=pin_map.id), tell="pin-map-drafted")


@bp.get("/<uuid:map_id>")
@requires(PinMapPermission.READ, of=map_in_url)
def detail(pin_map: "PinMap") -> Response:
    return overview(pin_map)


@bp.post("/<uuid:map_id>/verwerfen")
@requires(PinMapPermission.DISCARD, of=map_in_url)
def discard(pin_map: "PinMap") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(pin_map, form=form, status=422)
    with unit_of_work():
        actions.discard(queries.pin_map(pin_map.id), by=actor())
    return reply(url_for("pin_maps.index"), tell="pin-map-discarded")


def overview(pin_map: "PinMap", *, form: Form | None = None, status: int = 200) -> Response:
    """The first page of a map; `form` is the one whose sending did not work."""
    missing = queries.missing_for_publication(pin_map)
    return page(
        "pinmaps/work/detail.html",
        status=status,
        pin_map=pin_map,
        place=places.tree().get(pin_map.sozialraum_id),
        checklist=[(requirement, requirement not in missing) for requirement in Requirement],
        counts=queries.counts_of(pin_map.id),
        described=authoring.described_count(pin_map.id),
        channels=authoring.channel_counts(pin_map.id) if pin_map.is_public else {},
        waiting=queries.waiting_count([pin_map.id]),
        rule=queries.rule_of(pin_map),
        consultation=consultations.titles([pin_map.consultation_id]).get(pin_map.consultation_id)
        if pin_map.consultation_id
        else None,
        link=public_address(pin_map) if pin_map.is_public else "",
        has_ended=pin_map.closes_on is not None and pin_map.closes_on < today(),
        form=form or Form(),
    )


def public_address(pin_map: "PinMap") -> str:
    """Where everybody finds it, as it stands on posters and on the paper map."""
    return f"{runtime.settings().base_url.rstrip('/')}/karten/{pin_map.slug}"


def _new(form: NewMapForm, *, status: int = 200) -> Response:
    hints = {one.name: f"„{_(one.question)}“ {_(one.description)}" for one in TEMPLATES}
    hints[EMPTY] = _("Ohne Kategorien. Die erste fügen Sie selbst hinzu.")
    return page("pinmaps/work/new.html", form=form, hints=hints, status=status)


def _first_settings(form: NewMapForm) -> MapSettings:
    """What the template suggests under the title given, with period and contact of the Verfahren."""
    chosen = template(str(form.template.data))
    county = site()
    given: dict[str, Any] = {
        "title": str(form.title.data or (_(chosen.title) if chosen else "")),
        "question": _(chosen.question) if chosen else "",
        "contact_name": county.contact_name,
        "contact_phone": county.contact_phone,
        "contact_email": county.contact_email,
    }
    if chosen:
        given |= _suggested(chosen)
    if form.consultation_id.data:
        consultation = consultations.consultation(form.consultation_id.data)
        lent = ("opens_on", "closes_on", "contact_name", "contact_phone", "contact_email")
        given |= {"consultation_id": consultation.id} | {name: getattr(consultation, name) for name in lent}
    return MapSettings(**given)


_TAKEN_OVER = (
    "comment", "with_photo", "moderation", "shows_pins", "position_rule", "blur_m", "threshold", "pins_per_person",
)  # fmt: skip


def _suggested(chosen: MapTemplate) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in _TAKEN_OVER} | {
        "purpose": _(chosen.purpose),
        "group_question": _(chosen.group_question) if chosen.group_question else "",
        "categories": tuple(LegendCategory(_(label), colour, shape) for label, colour, shape in chosen.categories),
        "groups": tuple(LegendGroup(_(label)) for label in chosen.groups),
    }
