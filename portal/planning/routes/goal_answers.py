"""What parts say to a goal, and what holds in the end."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.planning.actions import goal_rounds
from portal.planning.forms.goals import OutcomeForm, StatementForm
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.routes.goal_page import goal_in_url, goal_page
from portal.planning.routes.goals import bp, part_in_url, procedure_in_url
from portal.planning.terms.goals import GoalOutcome
from portal.web.access import actor, may, requires
from portal.web.conflicts import refused
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.goals import Goal, GoalPart, GoalProcedure

tells("goal-stated", N_("Ihre Stellungnahme ist gespeichert. Sie können sie ändern, solange geprüft wird."))
tells("goal-reconciled", N_("Festgehalten, was gilt."))


@bp.post("/<uuid:procedure_id>/stellungnahme/<uuid:part_id>/<uuid:goal_id>")
@requires(GoalPermission.ANSWER, of=part_in_url)
def state(part: "GoalPart") -> Response:
    goal = _goal_of(part)
    form = StatementForm()
    if not form.validate_on_submit():
        return goal_page(goal, statement_form=form, stated_for=part.id, status=422)
    try:
        with unit_of_work():
            fresh = queries.goal(goal.id)
            goal_rounds.state(
                fresh,
                queries.part(fresh.procedure, part.id),
                answer=form.answer.chosen,
                reason=str(form.reason.data or ""),
                wording=str(form.wording.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except DomainError as error:
        fresh = queries.goal(goal.id)
        there = queries.statement(fresh, part, fresh.procedure.round)
        status = refused(form, error, there.version if there else 0)
        return goal_page(fresh, statement_form=form, stated_for=part.id, status=status)
    return reply(url_for("goals.show_goal", goal_id=goal.id), tell="goal-stated")


@bp.get("/<uuid:procedure_id>/abgleich")
@requires(GoalPermission.COMPARE, of=procedure_in_url)
def compare(procedure: "GoalProcedure") -> Response:
    """What was set beside what came back, goal by goal."""
    return compare_page(procedure)


def compare_page(
    procedure: "GoalProcedure", *, form: OutcomeForm | None = None, of: UUID | None = None, status: int = 200
) -> Response:
    """Each goal with what was said in this round, and the form for what holds."""
    can = may(GoalPermission.RECONCILE, procedure)
    forms = {one.id: form if form and one.id == of else _outcome_form(one) for one in procedure.goals} if can else {}
    nodes = [one for root in queries.tree(procedure) for one in root.walk()]
    set_before = queries.presented(procedure)
    return page(
        "planning/goals/compare.html", status=status, procedure=procedure, nodes=nodes, forms=forms, before=set_before
    )


@bp.post("/ziel/<uuid:goal_id>/ergebnis")
@requires(GoalPermission.RECONCILE, of=goal_in_url)
def reconcile(goal: "Goal") -> Response:
    form = OutcomeForm(prefix=f"z{goal.position}-")
    if not form.validate_on_submit():
        return compare_page(goal.procedure, form=form, of=goal.id, status=422)
    try:
        with unit_of_work():
            outcome, reason = form.outcome.chosen, str(form.outcome_reason.data or "")
            actions_of = queries.goal(goal.id)
            goal_rounds.reconcile(actions_of, outcome=outcome, reason=reason, version=form.seen_version, by=actor())
    except DomainError as error:
        fresh = queries.goal(goal.id)
        return compare_page(fresh.procedure, form=form, of=goal.id, status=refused(form, error, fresh.version))
    address = url_for("goals.compare", procedure_id=goal.procedure_id, _anchor=f"ziel-{goal.position}")
    return reply(address, tell="goal-reconciled")


def _goal_of(part: "GoalPart") -> "Goal":
    """The goal of the address, if it belongs to the same Gegenstromverfahren. Raises `NotFound`."""
    found = queries.goal((request.view_args or {})["goal_id"])
    if found.procedure_id != part.procedure_id:
        raise NotFound
    return found


def _outcome_form(goal: "Goal") -> OutcomeForm:
    known = goal.outcome if goal.outcome is not GoalOutcome.OPEN else GoalOutcome.KEPT
    values = {"outcome": known.value, "outcome_reason": goal.outcome_reason, "version": str(goal.version)}
    return OutcomeForm(formdata=None, data=values, prefix=f"z{goal.position}-")
