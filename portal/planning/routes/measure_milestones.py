"""Meilensteine and risks of a Maßnahme."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.planning.actions import milestones as actions
from portal.planning.actions import risks
from portal.planning.forms.measures import MilestoneForm, RiskForm
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import measures as queries
from portal.planning.routes.measures import bp, measure_in_url, measure_page
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import Measure, MeasureRisk, Milestone

tells("measure-milestone-added", N_("Der Meilenstein ist gesetzt."))
tells("measure-milestone-saved", N_("Der Meilenstein ist gespeichert."))
tells("measure-milestone-reached", N_("Erreicht."))
tells("measure-milestone-open", N_("Der Meilenstein ist wieder offen."))
tells("measure-milestone-removed", N_("Der Meilenstein ist entfernt."))
tells("measure-risk-saved", N_("Das Risiko ist gespeichert."))
tells("measure-risk-removed", N_("Das Risiko ist entfernt."))

_FIELDS = ("title", "due_on", "done_on")
_RISK = ("text", "response")


def milestone_in_url(measure_id: UUID, milestone_id: UUID) -> "Milestone":
    return queries.milestone(measure_id, milestone_id)


def risk_in_url(measure_id: UUID, risk_id: UUID) -> "MeasureRisk":
    return queries.risk(measure_id, risk_id)


@bp.post("/<uuid:measure_id>/meilensteine")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def add_milestone(measure: "Measure") -> Response:
    form = MilestoneForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_milestone(
                    queries.measure(measure.id),
                    title=str(form.title.data),
                    due_on=form.due_on.data or today(),
                    submission_key=form.key,
                    by=actor(),
                )
            return reply(_address(measure.id), tell="measure-milestone-added")
        except InvalidInput as error:
            form.take(error)
    return measure_page(queries.measure(measure.id), milestone_form=form, status=422)


@bp.get("/<uuid:measure_id>/meilensteine/<uuid:milestone_id>")
@requires(MeasurePermission.EDIT, of=milestone_in_url)
def edit_milestone(milestone: "Milestone") -> Response:
    values: dict[str, Any] = {name: getattr(milestone, name) for name in (*_FIELDS, "version")}
    return _milestone_page(milestone, MilestoneForm(data=values))


@bp.post("/<uuid:measure_id>/meilensteine/<uuid:milestone_id>")
@requires(MeasurePermission.EDIT, of=milestone_in_url)
def save_milestone(milestone: "Milestone") -> Response:
    form = MilestoneForm()
    measure_id, milestone_id = milestone.measure_id, milestone.id
    if not form.validate_on_submit():
        return _milestone_page(milestone, form, status=422)
    try:
        with unit_of_work():
            actions.edit_milestone(
                queries.milestone(measure_id, milestone_id),
                title=str(form.title.data),
                due_on=form.due_on.data or today(),
                done_on=form.done_on.data,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.milestone(measure_id, milestone_id)
        return _milestone_page(theirs, form, conflicts=conflicts_of(form, theirs, _FIELDS), status=409)
    except InvalidInput as error:
        form.take(error)
        return _milestone_page(queries.milestone(measure_id, milestone_id), form, status=422)
    return reply(_address(measure_id), tell="measure-milestone-saved")


@bp.post("/<uuid:measure_id>/meilensteine/<uuid:milestone_id>/erreicht")
@requires(MeasurePermission.PROGRESS, of=milestone_in_url)
def reach_milestone(milestone: "Milestone") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return measure_page(queries.measure(milestone.measure_id), form=form, status=422)
    with unit_of_work():
        actions.reach_milestone(queries.milestone(milestone.measure_id, milestone.id), by=actor())
    return reply(_address(milestone.measure_id), tell="measure-milestone-reached")


@bp.post("/<uuid:measure_id>/meilensteine/<uuid:milestone_id>/offen")
@requires(MeasurePermission.PROGRESS, of=milestone_in_url)
def reopen_milestone(milestone: "Milestone") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return measure_page(queries.measure(milestone.measure_id), form=form, status=422)
    with unit_of_work():
        actions.reopen_milestone(queries.milestone(milestone.measure_id, milestone.id), by=actor())
    return reply(_address(milestone.measure_id), tell="measure-milestone-open")


@bp.post("/<uuid:measure_id>/meilensteine/<uuid:milestone_id>/entfernen")
@requires(MeasurePermission.EDIT, of=milestone_in_url)
def remove_milestone(milestone: "Milestone") -> Response:
    form, measure_id = Form(), milestone.measure_id
    if not form.validate_on_submit():
        return measure_page(queries.measure(measure_id), form=form, status=422)
    with unit_of_work():
        actions.remove_milestone(queries.milestone(measure_id, milestone.id), by=actor())
    return reply(_address(measure_id), tell="measure-milestone-removed")


@bp.get("/<uuid:measure_id>/risiken/neu")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def new_risk(measure: "Measure") -> Response:
    return _risk_page(measure, None, RiskForm())


@bp.post("/<uuid:measure_id>/risiken/neu")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def add_risk(measure: "Measure") -> Response:
    form = RiskForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                risks.add_risk(queries.measure(measure.id), **_risk_of(form), by=actor())
            return reply(_address(measure.id, "risiken"), tell="measure-risk-saved")
        except InvalidInput as error:
            form.take(error)
    return _risk_page(queries.measure(measure.id), None, form, status=422)


@bp.get("/<uuid:measure_id>/risiken/<uuid:risk_id>")
@requires(MeasurePermission.EDIT, of=risk_in_url)
def edit_risk(risk: "MeasureRisk") -> Response:
    values = {
        "text": risk.text,
        "likelihood": risk.likelihood.value,
        "harm": risk.harm.value,
        "response": risk.response,
        "version": risk.version,
    }
    return _risk_page(risk.measure, risk, RiskForm(data=values))


@bp.post("/<uuid:measure_id>/risiken/<uuid:risk_id>")
@requires(MeasurePermission.EDIT, of=risk_in_url)
def save_risk(risk: "MeasureRisk") -> Response:
    form = RiskForm()
    measure_id, risk_id = risk.measure_id, risk.id
    if not form.validate_on_submit():
        return _risk_page(risk.measure, risk, form, status=422)
    try:
        with unit_of_work():
            risks.edit_risk(queries.risk(measure_id, risk_id), **_risk_of(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.risk(measure_id, risk_id)
        return _risk_page(theirs.measure, theirs, form, conflicts=conflicts_of(form, theirs, _RISK), status=409)
    return reply(_address(measure_id, "risiken"), tell="measure-risk-saved")


@bp.post("/<uuid:measure_id>/risiken/<uuid:risk_id>/entfernen")
@requires(MeasurePermission.EDIT, of=risk_in_url)
def remove_risk(risk: "MeasureRisk") -> Response:
    form, measure_id = Form(), risk.measure_id
    if not form.validate_on_submit():
        return measure_page(queries.measure(measure_id), form=form, status=422)
    with unit_of_work():
        risks.remove_risk(queries.risk(measure_id, risk.id), by=actor())
    return reply(_address(measure_id, "risiken"), tell="measure-risk-removed")


def _address(measure_id: UUID, anchor: str = "meilensteine") -> str:
    return url_for("measures.show", measure_id=measure_id, _anchor=anchor)


def _milestone_page(
    milestone: "Milestone", form: MilestoneForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "planning/measures/milestone.html",
        measure=milestone.measure,
        milestone=milestone,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _risk_page(
    measure: "Measure", risk: "MeasureRisk | None", form: RiskForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "planning/measures/risk.html",
        measure=measure,
        risk=risk,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _risk_of(form: RiskForm) -> dict[str, Any]:
    return {
        "text": str(form.text.data),
        "likelihood": form.likelihood.chosen,
        "harm": form.harm.chosen,
        "response": str(form.response.data or ""),
    }
