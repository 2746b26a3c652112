"""`…/phase`: through the gate, back again, and the plan of each phase."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.forms import BackForm, GateForm, PlanForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import steps
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.kuemmerer.terms.projects import Phase
from portal.web.access import actor, requires
from portal.web.conflicts import refused
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

tells("gate-passed", N_("Die nächste Phase hat begonnen. Ihre Schritte zählen ab diesem Tag."))
tells("phase-back", N_("Das Projekt steht wieder in der früheren Phase."))
tells("phase-planned", N_("Der Zeitplan ist geändert."))


@bp.get("/<uuid:project_id>/phase")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def phase(project: "KuemmererProject") -> Response:
    return _page(project)


@bp.post("/<uuid:project_id>/phase/weiter")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def pass_gate(project: "KuemmererProject") -> Response:
    form = GateForm()
    if not form.validate_on_submit() or form.on.data is None:
        return _page(project, gate_form=form, status=422)
    try:
        with unit_of_work():
            actions.pass_gate(
                queries.project(project.id),
                on=form.on.data,
                reference=str(form.reference.data),
                version=form.seen_version,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        return _again(project, form, error, "gate_form")
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="gate-passed")


@bp.post("/<uuid:project_id>/phase/zurueck")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def go_back(project: "KuemmererProject") -> Response:
    form = BackForm()
    form.offer(_earlier(project))
    if not form.validate_on_submit():
        return _page(project, back_form=form, status=422)
    try:
        with unit_of_work():
            actions.go_back(
                queries.project(project.id),
                to=form.to.chosen,
                reason=str(form.back_reason.data),
                version=form.seen_version,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        return _again(project, form, error, "back_form")
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="phase-back")


@bp.get("/<uuid:project_id>/phase/<phase>/plan")
@requires(KuemmererPermission.EDIT, of=lambda project_id, phase: project_in_url(project_id))
def plan(project: "KuemmererProject") -> Response:
    planned = project.in_phase(_phase_in_url())
    data = {name: getattr(planned, name) for name in ("planned_begin", "planned_end", "version")}
    return page("kuemmerer/plan.html", project=project, planned=planned, form=PlanForm(data=data))


@bp.post("/<uuid:project_id>/phase/<phase>/plan")
@requires(KuemmererPermission.EDIT, of=lambda project_id, phase: project_in_url(project_id))
def save_plan(project: "KuemmererProject") -> Response:
    which, form = _phase_in_url(), PlanForm()
    status = 422
    if form.validate_on_submit() and form.planned_begin.data is not None:
        try:
            with unit_of_work():
                actions.plan_phase(
                    queries.project(project.id),
                    which,
                    begin=form.planned_begin.data,
                    end=form.planned_end.data,
                    version=form.seen_version,
                    reason=str(form.plan_reason.data or ""),
                    by=actor(),
                )
            return reply(url_for("kuemmerer.phase", project_id=project.id), tell="phase-planned")
        except (Conflict, InvalidInput) as error:
            status = refused(form, error, queries.project(project.id).in_phase(which).version)
    fresh = queries.project(project.id)
    return page("kuemmerer/plan.html", project=fresh, planned=fresh.in_phase(which), form=form, status=status)


def _again(project: "KuemmererProject", form: Any, error: Conflict | InvalidInput, name: str) -> Response:
    """Show the form again with what was typed; after a conflict it carries the present version."""
    fresh = queries.project(project.id)
    return _page(fresh, status=refused(form, error, fresh.version), **{name: form})


def _page(
    project: "KuemmererProject",
    *,
    gate_form: GateForm | None = None,
    back_form: BackForm | None = None,
    status: int = 200,
) -> Response:
    if back_form is None:
        back_form = BackForm(formdata=None, data={"version": project.version})
        back_form.offer(_earlier(project))
    return page(
        "kuemmerer/phase.html",
        status=status,
        project=project,
        open_steps=[step for step in steps.steps_of(project.id, project.phase) if step.is_open],
        earlier=_earlier(project),
        gate_form=gate_form or GateForm(formdata=None, data={"on": today(), "version": project.version}),
        back_form=back_form,
    )


def _earlier(project: "KuemmererProject") -> tuple[Phase, ...]:
    return project.phase.up_to_here[:-1]


def _phase_in_url() -> Phase:
    asked = (request.view_args or {})["phase"]
    found = next((one for one in Phase if one.value == asked), None)
    if found is None:
        raise NotFound
    return found
