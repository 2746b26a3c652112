"""Places for staff: what residents read about a place, and its Ortsteile."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import actions, queries
from portal.places.forms import FindPlaceForm, NewPartForm, PartForm, PlaceForm
from portal.places.policy import PlacePermission
from portal.places.routes.blueprint import bp
from portal.places.terms import PARENT_KINDS, PARTS, PlaceKind
from portal.web.access import actor, requires
from portal.web.forms import form_data
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.places.models import Sozialraum

nav_entry("work", label=N_("Orte"), endpoint="places.work_index", order=70, permission=PlacePermission.LIST, icon="map")
tells("place-saved", N_("Die Angaben sind gespeichert und öffentlich zu sehen."))
tells("part-added", N_("Der Ortsteil ist angelegt und lässt sich ab sofort auswählen."))


def place_in_url(place_id: UUID) -> "Sozialraum":
    """The place an address names."""
    return queries.place(place_id)


@bp.get("/arbeit/orte")
@requires(PlacePermission.LIST)
def work_index() -> Response:
    form = FindPlaceForm(request.args)
    typed = (form.q.data or "") if form.validate() else ""
    known = queries.tree()
    return page(
        "places/work_index.html",
        fragment="place_rows",
        form=form,
        typed=typed,
        tree=known,
        edit=PlacePermission.EDIT,
        rows=queries.search(typed) if typed else list(known),
    )


@bp.get("/arbeit/orte/<uuid:place_id>")
@requires(PlacePermission.EDIT, of=place_in_url)
def work_place(place: "Sozialraum") -> Response:
    return _place_page(place, _filled_form(place), _new_part_form(place))


@bp.post("/arbeit/orte/<uuid:place_id>")
@requires(PlacePermission.EDIT, of=place_in_url)
def save_place(place: "Sozialraum") -> Response:
    form = _form_class(place)()
    if not form.validate_on_submit():
        return _place_page(place, form, _new_part_form(place), status=422)
    try:
        with unit_of_work():
            actions.edit_place(
                place,
                seen_version=form.seen_version,
                phone=form.phone.data or "",
                phone_of=form.phone_of.data or "",
                welcome=form.welcome.data or "",
                name=form.name.data if isinstance(form, PartForm) else None,
                by=actor(),
            )
    except Conflict:
        conflicts = form.differences(place)
        form.version.data = str(place.version)
        return _place_page(place, form, _new_part_form(place), conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _place_page(place, form, _new_part_form(place), status=422)
    return reply(url_for("places.work_place", place_id=place.id), tell="place-saved")


@bp.post("/arbeit/orte/<uuid:place_id>/ortsteile")
@requires(PlacePermission.ADD_PART, of=place_in_url)
def add_part(parent: "Sozialraum") -> Response:
    form = _new_part_form(parent)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_locality(parent, name=form.name.data or "", kind=PlaceKind(form.kind.data), by=actor())
            return reply(url_for("places.work_place", place_id=parent.id), tell="part-added")
        except InvalidInput as error:
            form.take(error)
    return _place_page(parent, _filled_form(parent, blank=True), form, status=422)


def _place_page(
    place: "Sozialraum", form: PlaceForm, new_part: NewPartForm, *, conflicts: object = (), status: int = 200
) -> Response:
    known = queries.tree_with(place.id)
    node = known.get(place.id)
    assert node is not None
    return page(
        "places/work_place.html",
        place=place,
        node=node,
        tree=known,
        form=form,
        new_part=new_part,
        conflicts=conflicts,
        add_part=PlacePermission.ADD_PART,
        parts=[child for child in known.children(node) if child.kind in PARTS],
        status=status,
    )


def _form_class(place: "Sozialraum") -> type[PlaceForm]:
    return PartForm if place.kind in PARTS else PlaceForm


def _filled_form(place: "Sozialraum", *, blank: bool = False) -> PlaceForm:
    """The form with what is stored; `blank` keeps what another form of the same page sent out of it."""
    return _form_class(place)(form_data({}) if blank else None, obj=place)


def _new_part_form(parent: "Sozialraum") -> NewPartForm:
    form = NewPartForm(prefix="part-")
    form.kind.choices = [(kind.value, _(kind.label)) for kind in PARTS if parent.kind in PARENT_KINDS[kind]]
    return form
