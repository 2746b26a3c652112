"""Entering, changing, assessing and taking out an Akteur."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.network import actions, queries
from portal.network.actions import Assessment, StakeholderDraft
from portal.network.forms import AssessmentForm, StakeholderForm
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, stakeholder_in_url
from portal.network.routes.choices import field_choices, place_choices
from portal.network.routes.directory import stakeholder_page
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.network.models import Stakeholder

tells("stakeholder-added", N_("Der Akteur ist eingetragen. Ergänzen Sie gleich, wen man dort anspricht."))
tells("stakeholder-saved", N_("Gespeichert."))
tells("stakeholder-assessed", N_("Die Einschätzung ist gespeichert."))
tells("stakeholder-retired", N_("Der Akteur gehört nicht mehr zum Netzwerk. Die Daten der Kontakte sind gelöscht."))


@bp.get("/neu")
@requires(NetworkPermission.ADD)
def new() -> Response:
    mine = place_choices()
    wanted = as_uuid(request.args.get("ort"))
    known = {place_id for place_id, _label in mine}
    chosen = wanted if wanted in known else (mine[0][0] if len(mine) == 1 else None)
    form = StakeholderForm(places=mine, fields=field_choices(), data={"sozialraum_id": chosen})
    return page("network/edit.html", form=form, stakeholder=None)


@bp.post("/neu")
@requires(NetworkPermission.ADD)
def create() -> Response:
    form = StakeholderForm(places=place_choices(), fields=field_choices())
    if not form.validate_on_submit():
        return page("network/edit.html", form=form, stakeholder=None, status=422)
    try:
        with unit_of_work():
            stakeholder = actions.add(_draft(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("network/edit.html", form=form, stakeholder=None, status=422)
    return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="stakeholder-added")


@bp.get("/<uuid:stakeholder_id>/bearbeiten")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def edit(stakeholder: "Stakeholder") -> Response:
    return page("network/edit.html", form=_form_of(stakeholder), stakeholder=stakeholder)


@bp.post("/<uuid:stakeholder_id>/bearbeiten")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def save(stakeholder: "Stakeholder") -> Response:
    kept = [field.id for field in stakeholder.action_fields]
    form = StakeholderForm(places=place_choices(), fields=field_choices(keep=kept))
    if not form.validate_on_submit():
        return page("network/edit.html", form=form, stakeholder=stakeholder, status=422)
    try:
        with unit_of_work():
            fresh = queries.stakeholder(stakeholder.id)
            actions.edit(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict("network/edit.html", form, stakeholder, ("name", "role", "website", "notes"))
    except InvalidInput as error:
        form.take(error)
        return page("network/edit.html", form=form, stakeholder=queries.stakeholder(stakeholder.id), status=422)
    return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="stakeholder-saved")


@bp.get("/<uuid:stakeholder_id>/einschaetzen")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def ask_to_assess(stakeholder: "Stakeholder") -> Response:
    names = ("influence", "interest", "next_step", "review_on", "version")
    values: dict[str, Any] = {name: getattr(stakeholder, name) for name in names}
    form = AssessmentForm(data=values | {"attitude": stakeholder.attitude.value})
    return page("network/assess.html", form=form, stakeholder=stakeholder)


@bp.post("/<uuid:stakeholder_id>/einschaetzen")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def assess(stakeholder: "Stakeholder") -> Response:
    form = AssessmentForm()
    if not form.validate_on_submit():
        return page("network/assess.html", form=form, stakeholder=stakeholder, status=422)
    try:
        with unit_of_work():
            fresh = queries.stakeholder(stakeholder.id)
            actions.assess(fresh, _assessment(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict("network/assess.html", form, stakeholder, ("influence", "interest", "next_step", "review_on"))
    except InvalidInput as error:
        form.take(error)
        return page("network/assess.html", form=form, stakeholder=queries.stakeholder(stakeholder.id), status=422)
    return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="stakeholder-assessed")


@bp.post("/<uuid:stakeholder_id>/herausnehmen")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def retire(stakeholder: "Stakeholder") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return stakeholder_page(stakeholder, form=form, status=422)
    with unit_of_work():
        actions.retire(queries.stakeholder(stakeholder.id), by=actor())
    return reply(url_for("network.index"), tell="stakeholder-retired")


def _conflict(
    template: str, form: StakeholderForm | AssessmentForm, stakeholder: "Stakeholder", names: tuple[str, ...]
) -> Response:
    """Somebody saved meanwhile: both versions side by side, one's own still in the form, ready to be saved again."""
    theirs = queries.stakeholder(stakeholder.id)
    conflicts = conflicts_of(form, theirs, names)
    return page(template, form=form, stakeholder=theirs, conflicts=conflicts, is_conflict=True, status=409)


def _form_of(stakeholder: "Stakeholder") -> StakeholderForm:
    fields = [field.id for field in stakeholder.action_fields]
    names = ("name", "sozialraum_id", "role", "website", "notes", "version")
    values: dict[str, Any] = {name: getattr(stakeholder, name) for name in names}
    values |= {"nature": stakeholder.nature.value, "kind": stakeholder.kind.value, "action_field_ids": fields}
    return StakeholderForm(places=place_choices(), fields=field_choices(keep=fields), data=values)


def _draft(form: StakeholderForm) -> StakeholderDraft:
    assert form.sozialraum_id.chosen is not None, "the form was validated"
    return StakeholderDraft(
        name=str(form.name.data),
        place=places.place(form.sozialraum_id.chosen),
        nature=form.nature.chosen,
        kind=form.kind.chosen,
        role=str(form.role.data or ""),
        website=str(form.website.data or ""),
        notes=str(form.notes.data or ""),
        action_field_ids=form.action_field_ids.chosen,
    )


def _assessment(form: AssessmentForm) -> Assessment:
    return Assessment(
        influence=form.influence.data or None,
        interest=form.interest.data or None,
        attitude=form.attitude.chosen,
        next_step=str(form.next_step.data or ""),
        review_on=form.review_on.data,
    )
