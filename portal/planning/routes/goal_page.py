"""One goal: what it means, what was said to it, and what hangs on it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.planning.actions import goals as actions
from portal.planning.forms.goals import HangOnGoalForm, StatementForm
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.routes.goals import bp
from portal.web.access import actor, may, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.goals import Goal, GoalPart

tells("goal-hung", N_("Neu am Ziel: %(n)s."))
tells("goal-off", N_("Das hängt nicht mehr an diesem Ziel."))


def goal_in_url(goal_id: UUID, **_rest: Any) -> "Goal":
    """The goal of an address. Raises `NotFound`."""
    return queries.goal(goal_id)


@bp.get("/ziel/<uuid:goal_id>")
@requires(GoalPermission.READ, of=goal_in_url)
def show_goal(goal: "Goal") -> Response:
    return goal_page(goal)


def goal_page(
    goal: "Goal",
    *,
    form: HangOnGoalForm | None = None,
    statement_form: StatementForm | None = None,
    stated_for: UUID | None = None,
    status: int = 200,
) -> Response:
    """What a goal means, whether it moves, what was said to it and what hangs on it."""
    procedure, who = goal.procedure, actor()
    linked = queries.links(who, goal.id)
    asked = [one for one in queries.my_parts(who, procedure) if one in goal.recipients]
    answering = [one for one in asked if may(GoalPermission.ANSWER, one) and goal.outcome.holds]
    first = stated_for or as_uuid(request.args.get("teil"))
    answering.sort(key=lambda one: one.id != first)
    seen = may(GoalPermission.COMPARE, procedure)
    return page(
        "planning/goals/goal.html",
        status=status,
        goal=goal,
        procedure=procedure,
        node=queries.node_of(procedure, goal.id),
        reading=queries.readings(procedure, [goal]).get(goal.id),
        measures=linked[0],
        needs=linked[1],
        statements=[one for one in goal.statements if seen or one.part in asked],
        answering=[
            (one, statement_form if statement_form and one.id == stated_for else _statement_form(goal, one))
            for one in answering
        ],
        form=form or (hang_form(goal, formdata=None) if may(GoalPermission.LINK, goal) else None),
        can_edit=can_edit(goal),
    )


@bp.post("/ziel/<uuid:goal_id>/anhaengen")
@requires(GoalPermission.LINK, of=goal_in_url)
def hang(goal: "Goal") -> Response:
    form = hang_form(goal)
    if not form.validate_on_submit():
        return goal_page(goal, form=form, status=422)
    try:
        with unit_of_work():
            needs, measures = form.need_ids.chosen, form.measure_ids.chosen
            number = actions.hang(queries.goal(goal.id), need_ids=needs, measure_ids=measures, by=actor())
    except InvalidInput as error:
        form.take(error)
        return goal_page(queries.goal(goal.id), form=form, status=422)
    return reply(url_for("goals.show_goal", goal_id=goal.id, _anchor="daran"), tell="goal-hung", count=number)


@bp.post("/ziel/<uuid:goal_id>/abnehmen")
@requires(GoalPermission.LINK, of=goal_in_url)
def take_off(goal: "Goal") -> Response:
    if not Form().validate_on_submit():
        return goal_page(goal, status=422)
    with unit_of_work():
        actions.take_off(queries.goal(goal.id), as_uuid(request.form.get("was")), by=actor())
    return reply(url_for("goals.show_goal", goal_id=goal.id, _anchor="daran"), tell="goal-off")


def can_edit(goal: "Goal") -> bool:
    """Whether the reader sets this goal, or proposed it and may still change it."""
    return may(GoalPermission.SET, goal) or may(GoalPermission.EDIT_PROPOSAL, goal)


def _statement_form(goal: "Goal", part: "GoalPart") -> StatementForm:
    there = queries.statement(goal, part, goal.procedure.round)
    values: dict[str, Any] = {"version": str(there.version if there else 0)}
    if there is not None:
        values |= {"answer": there.answer.value, "reason": there.reason, "wording": there.wording}
    return StatementForm(formdata=None, data=values)


def hang_form(goal: "Goal", **kwargs: Any) -> HangOnGoalForm:
    """The form that hangs Bedarfe and Maßnahmen on a goal: those of its place that do not hang there yet."""
    measures, needs = queries.choosable(actor(), goal.procedure)
    there = {one.id for found in queries.links(actor(), goal.id) for one in found}
    return HangOnGoalForm(
        measures=[(one.id, one.title) for one in measures if one.id not in there],
        needs=[(one.id, f"{one.number} {one.title}") for one in needs if one.id not in there],
        **kwargs,
    )
