"""Steps that a project adds itself."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import StepDraft
from portal.kuemmerer.forms import OwnStepForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import steps
from portal.kuemmerer.routes.blueprint import bp, project_in_url, step_in_url
from portal.kuemmerer.routes.steps import step_page
from portal.kuemmerer.terms.projects import Phase
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import ChecklistStep, KuemmererProject

tells("step-added", N_("Der Schritt ist eingetragen."))
tells("step-saved", N_("Gespeichert."))
tells("step-removed", N_("Der Schritt ist entfernt."))


@bp.get("/<uuid:project_id>/schritte/neu")
@requires(KuemmererPermission.EDIT_STEPS, of=project_in_url)
def new_step(project: "KuemmererProject") -> Response:
    asked = request.args.get("phase", "")
    phase = asked if asked in set(Phase) else project.phase.value
    return page("kuemmerer/own_step.html", project=project, step=None, form=OwnStepForm(data={"phase": phase}))


@bp.post("/<uuid:project_id>/schritte/neu")
@requires(KuemmererPermission.EDIT_STEPS, of=project_in_url)
def add_step(project: "KuemmererProject") -> Response:
    form = OwnStepForm()
    if not form.validate_on_submit():
        return page("kuemmerer/own_step.html", project=project, step=None, form=form, status=422)
    try:
        with unit_of_work():
            step = actions.add_step(queries.project(project.id), _draft(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/own_step.html", project=queries.project(project.id), step=None, form=form, status=422)
    back = url_for("kuemmerer.show", project_id=project.id, phase=step.phase.value)
    return reply(back, tell="step-added")


@bp.get("/<uuid:project_id>/schritte/<uuid:step_id>/bearbeiten")
@requires(KuemmererPermission.EDIT_STEPS, of=step_in_url)
def edit_step(step: "ChecklistStep") -> Response:
    _must_be_own(step)
    names = ("title", "due_on", "explanation", "proof", "version")
    values: dict[str, Any] = {name: getattr(step, name) for name in names}
    values |= {"phase": step.phase.value, "responsible": step.responsible.value}
    return page("kuemmerer/own_step.html", project=step.project, step=step, form=OwnStepForm(data=values))


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>/bearbeiten")
@requires(KuemmererPermission.EDIT_STEPS, of=step_in_url)
def save_step(step: "ChecklistStep") -> Response:
    _must_be_own(step)
    form = OwnStepForm()
    if not form.validate_on_submit():
        return page("kuemmerer/own_step.html", project=step.project, step=step, form=form, status=422)
    try:
        with unit_of_work():
            actions.edit_step(steps.step(step.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = steps.step(step.id)
        told: dict[str, Any] = {
            "conflicts": conflicts_of(form, theirs, ("title", "explanation", "proof")),
            "is_conflict": True,
        }
        return page("kuemmerer/own_step.html", project=theirs.project, step=theirs, form=form, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/own_step.html", project=step.project, step=steps.step(step.id), form=form, status=422)
    return reply(url_for("kuemmerer.step", project_id=step.project_id, step_id=step.id), tell="step-saved")


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>/entfernen")
@requires(KuemmererPermission.EDIT_STEPS, of=step_in_url)
def remove_step(step: "ChecklistStep") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return step_page(step, status=422)
    try:
        with unit_of_work():
            actions.remove_step(steps.step(step.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return step_page(steps.step(step.id), status=422, other_form=form)
    return reply(url_for("kuemmerer.show", project_id=step.project_id, phase=step.phase.value), tell="step-removed")


def _must_be_own(step: "ChecklistStep") -> None:
    if not step.is_own:
        raise NotFound


def _draft(form: OwnStepForm) -> StepDraft:
    return StepDraft(
        title=str(form.title.data),
        phase=form.phase.chosen,
        responsible=form.responsible.chosen,
        explanation=str(form.explanation.data or ""),
        proof=str(form.proof.data or ""),
        due_on=form.due_on.data,
    )
