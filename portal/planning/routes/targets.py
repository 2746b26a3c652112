"""The Soll-Ist-Abgleich: the matrix, the list, one row."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.county import queries as county
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.needs.policy import READERS
from portal.places import queries as places
from portal.planning.actions import targets as actions
from portal.planning.actions.targets import TargetDraft
from portal.planning.forms.targets import HangForm, TargetFilterForm, TargetForm
from portal.planning.policy.targets import WRITERS, TargetPermission
from portal.planning.queries import supply
from portal.planning.queries import targets as queries
from portal.planning.routes.analysis_page import indicator_choices
from portal.planning.terms.targets import CoverageBand
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.targets import TargetActual

bp = Blueprint("targets", __name__, url_prefix="/arbeit/planung/soll-ist")

tells("target-added", N_("Die Zeile steht im Abgleich. Unten sehen Sie, was schon da ist."))
tells("target-saved", N_("Gespeichert."))
tells("target-deleted", N_("Die Zeile ist gelöscht. Bedarfe bleiben, wie sie sind."))
tells("target-needs", N_("Bedarfe zugeordnet: %(n)s."))
tells("target-need-off", N_("Der Bedarf gehört nicht mehr zu dieser Zeile."))

_TEXTS = ("subject", "unit", "target_value", "target_source", "actual_value", "actual_source", "means", "remark")
_VALUES = (*_TEXTS, "indicator_key", "action_field_id", "sozialraum_id", "actual_on", "version")


def target_in_url(target_id: UUID) -> "TargetActual":
    return queries.target(target_id)


@bp.get("")
@requires(TargetPermission.LIST)
def matrix() -> Response:
    """Handlungsfelder by Sozialräume: where something is missing."""
    form = _filter_form(actor())
    return page(
        "planning/matrix.html",
        fragment="target_matrix",
        form=form,
        found=queries.matrix(actor(), _filters(form)),
        bands=list(CoverageBand),
        views=_views(form),
        here=url_for("targets.matrix", **_arguments(form)),
        arguments=_arguments(form),
    )


@bp.get("/liste")
@requires(TargetPermission.LIST)
def index() -> Response:
    """All rows one by one."""
    form = _filter_form(actor())
    found = queries.page_of(queries.visible_targets(actor(), _filters(form)), after=request.args.get("after"))
    return page(
        "planning/targets.html",
        fragment="target_rows",
        form=form,
        found=found,
        compared=queries.compared(found.rows),
        views=_views(form),
        here=url_for("targets.index", **_arguments(form)),
        arguments=_arguments(form),
    )


@bp.get("/neu")
@requires(TargetPermission.ADD)
def new() -> Response:
    values = {"sozialraum_id": as_uuid(request.args.get("ort")), "action_field_id": as_uuid(request.args.get("feld"))}
    return page("planning/edit_target.html", form=_form(actor(), data=values), target=None)


@bp.post("/neu")
@requires(TargetPermission.ADD)
def create() -> Response:
    form = _form(actor())
    if not form.validate_on_submit():
        return page("planning/edit_target.html", form=form, target=None, status=422)
    try:
        with unit_of_work():
            made = actions.add_target(_draft(form), submission_key=form.key, by=actor())
    except (InvalidInput, Forbidden) as error:
        form.take(_kindly(error))
        return page("planning/edit_target.html", form=form, target=None, status=422)
    return reply(url_for("targets.show", target_id=made.id), tell="target-added")


@bp.get("/<uuid:target_id>")
@requires(TargetPermission.READ, of=target_in_url)
def show(target: "TargetActual") -> Response:
    return target_page(target)


def target_page(target: "TargetActual", *, form: HangForm | None = None, status: int = 200) -> Response:
    """One row with its arithmetic, the means at hand and its Bedarfe."""
    who = actor()
    readable = {one.id for one in needs.needs_by_id(who, [one.id for one in target.needs])} if target.needs else set()
    return page(
        "planning/target.html",
        status=status,
        target=target,
        compared=queries.compared([target])[0],
        at_hand=supply.means_at_hand(target),
        neighbours=supply.neighbours(target.sozialraum_id),
        readable=readable,
        form=form or (_hang_form(target, formdata=None) if may(TargetPermission.EDIT, target) else None),
    )


@bp.get("/<uuid:target_id>/bearbeiten")
@requires(TargetPermission.EDIT, of=target_in_url)
def edit(target: "TargetActual") -> Response:
    values: dict[str, Any] = {name: getattr(target, name) for name in _VALUES}
    values |= {"target_kind": target.target_kind.value, "actual_kind": target.actual_kind.value}
    values["offer_kind"] = target.offer_kind.value if target.offer_kind else ""
    return page("planning/edit_target.html", form=_form(actor(), target=target, data=values), target=target)


@bp.post("/<uuid:target_id>/bearbeiten")
@requires(TargetPermission.EDIT, of=target_in_url)
def save(target: "TargetActual") -> Response:
    form = _form(actor(), target=target)
    template = "planning/edit_target.html"
    if not form.validate_on_submit():
        return page(template, form=form, target=target, status=422)
    try:
        with unit_of_work():
            fresh = queries.target(target.id)
            actions.edit_target(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(queries.target(target.id), form)
    except (InvalidInput, Forbidden) as error:
        form.take(_kindly(error))
        return page(template, form=form, target=queries.target(target.id), status=422)
    return reply(url_for("targets.show", target_id=target.id), tell="target-saved")


@bp.post("/<uuid:target_id>/loeschen")
@requires(TargetPermission.EDIT, of=target_in_url)
def delete(target: "TargetActual") -> Response:
    if not Form().validate_on_submit():
        return target_page(target, status=422)
    with unit_of_work():
        actions.delete_target(queries.target(target.id), by=actor())
    return reply(url_for("targets.matrix"), tell="target-deleted")


@bp.post("/<uuid:target_id>/bedarfe")
@requires(TargetPermission.EDIT, of=target_in_url)
def hang(target: "TargetActual") -> Response:
    form = _hang_form(target)
    if not form.validate_on_submit():
        return target_page(target, form=form, status=422)
    try:
        with unit_of_work():
            chosen = needs.needs_by_id(actor(), list(form.need_ids.chosen))
            number = actions.hang_needs(queries.target(target.id), chosen, by=actor())
    except InvalidInput as error:
        form.take(error)
        return target_page(queries.target(target.id), form=form, status=422)
    return reply(url_for("targets.show", target_id=target.id, _anchor="bedarfe"), tell="target-needs", count=number)


@bp.post("/<uuid:target_id>/bedarfe/entfernen")
@requires(TargetPermission.EDIT, of=target_in_url)
def take_off(target: "TargetActual") -> Response:
    if not Form().validate_on_submit():
        return target_page(target, status=422)
    with unit_of_work():
        actions.take_off_need(queries.target(target.id), as_uuid(request.form.get("bedarf")), by=actor())
    return reply(url_for("targets.show", target_id=target.id, _anchor="bedarfe"), tell="target-need-off")


def _filter_form(who: Actor) -> TargetFilterForm:
    found = {name: as_uuid(request.args.get(name)) for name in ("ort", "feld")}
    return TargetFilterForm(
        formdata=None,
        data=found,
        fields=_field_choices(keep=found["feld"]),
        places=places.choices_within(who.scope_of(*READERS), county_first=True),
    )


def _filters(form: TargetFilterForm) -> queries.Filters:
    return queries.Filters(place_id=form.ort.chosen, action_field_id=form.feld.chosen)


def _arguments(form: TargetFilterForm) -> dict[str, Any]:
    told = {"ort": form.ort.chosen, "feld": form.feld.chosen}
    return {name: value for name, value in told.items() if value}


def _views(form: TargetFilterForm) -> list[tuple[str, str]]:
    told = _arguments(form)
    return [(_("Übersicht"), url_for("targets.matrix", **told)), (_("Liste"), url_for("targets.index", **told))]


def _field_choices(*, keep: UUID | None = None) -> Choices:
    return [
        (one.id, f"– {one.name}" if one.parent_id else one.name)
        for one in county.action_fields(active=None)
        if one.is_active or one.id == keep
    ]


def _form(who: Actor, *, target: "TargetActual | None" = None, **kwargs: Any) -> TargetForm:
    return TargetForm(
        fields=_field_choices(keep=target.action_field_id if target else None),
        places=places.choices_within(who.scope_of(*WRITERS), county_first=True),
        indicators=indicator_choices(),
        **kwargs,
    )


def _hang_form(target: "TargetActual", **kwargs: Any) -> HangForm:
    return HangForm(needs=[(one.id, f"{one.number} {one.title}") for one in queries.fitting_needs(target)], **kwargs)


def _draft(form: TargetForm) -> TargetDraft:
    field_id, place_id, target_value = form.action_field_id.chosen, form.sozialraum_id.chosen, form.target_value.number
    assert field_id is not None, "the form was validated"
    assert place_id is not None, "the form was validated"
    assert target_value is not None, "the form was validated"
    return TargetDraft(
        action_field_id=field_id,
        place=places.place(place_id),
        target_value=target_value,
        target_kind=form.target_kind.chosen,
        actual_kind=form.actual_kind.chosen,
        actual_value=form.actual_value.number,
        offer_kind=form.offer_kind.chosen,
        actual_on=form.actual_on.data,
        **{
            name: str(form[name].data or "")
            for name in ("subject", "unit", "target_source", "indicator_key", "actual_source", "means", "remark")
        },
    )


def _kindly(error: InvalidInput | Forbidden) -> InvalidInput:
    if isinstance(error, InvalidInput):
        return error
    return InvalidInput(
        "target.not-yours", N_("Für diesen Sozialraum sind Sie nicht zuständig."), field="sozialraum_id"
    )


def _conflict(theirs: "TargetActual", form: TargetForm) -> Response:
    values = {name: getattr(theirs, name) for name in _TEXTS}
    stored = _form(actor(), target=theirs, formdata=None, data=values)
    told = {name: stored[name].data for name in _TEXTS}
    return page(
        "planning/edit_target.html",
        target=theirs,
        form=form,
        conflicts=conflicts_of(form, theirs, _TEXTS, told=told),
        is_conflict=True,
        status=409,
    )
