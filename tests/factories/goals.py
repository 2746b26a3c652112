"""Gegenstromverfahren for tests."""

from typing import Any

from portal.accounts.models import Account
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.planning.actions import goal_procedures, goal_rounds, goals
from portal.planning.actions.goal_procedures import ProcedureDraft
from portal.planning.actions.goals import GoalDraft
from portal.planning.models.goals import Goal, GoalPart, GoalProcedure
from portal.planning.queries import goals as queries
from portal.planning.terms.goals import GoalOutcome, ProcedureStage, StatementAnswer
from tests.factories.places import make_root


def make_procedure(
    *, gemeinde: Sozialraum | None = None, department: Account | None = None, title: str = "Ziele 2030", **told: Any
) -> GoalProcedure:
    """One of the county in its first step, with these two parts."""
    place = places.place(make_root().id)
    with unit_of_work():
        made = goal_procedures.begin_procedure(ProcedureDraft(title=title, place=place, **told), by=SYSTEM)
        if gemeinde is not None:
            goal_procedures.add_part(made, place=places.place(gemeinde.id), responsible_id=None, by=SYSTEM)
        if department is not None:
            goal_procedures.add_part(made, name="Sozialamt", responsible_id=department.id, by=SYSTEM)
    return queries.procedure(made.id)


def make_goal(
    procedure: GoalProcedure, title: str = "Alle können zu Hause alt werden", *, under: Goal | None = None, **told: Any
) -> Goal:
    """A goal of the leadership that every part is asked to check."""
    with unit_of_work():
        fresh = queries.procedure(procedure.id)
        parent = queries.goal(under.id) if under is not None else None
        values = {"recipients": fresh.parts} | told
        made = goals.set_goal(fresh, GoalDraft(title=title, parent=parent, **values), by=SYSTEM)
    return queries.goal(made.id)


def go_to(procedure: GoalProcedure, *stages: ProcedureStage, by: Actor = SYSTEM) -> GoalProcedure:
    """Take it through these steps."""
    for stage in stages:
        with unit_of_work():
            fresh = queries.procedure(procedure.id)
            goal_rounds.go_on(fresh, stage, version=fresh.version, by=by)
    return queries.procedure(procedure.id)


def state(
    goal: Goal, part: GoalPart, answer: StatementAnswer = StatementAnswer.AGREE, *, reason: str = "", by: Actor = SYSTEM
) -> None:
    """A part says something to a goal for the first time."""
    with unit_of_work():
        fresh = queries.goal(goal.id)
        mine = queries.part(fresh.procedure, part.id)
        goal_rounds.state(fresh, mine, answer=answer, reason=reason, wording="", version=0, by=by)


def keep_all(procedure: GoalProcedure) -> GoalProcedure:
    """The reconciliation keeps every goal."""
    with unit_of_work():
        for one in queries.procedure(procedure.id).goals:
            goal_rounds.reconcile(one, outcome=GoalOutcome.KEPT, reason="", version=one.version, by=SYSTEM)
    return queries.procedure(procedure.id)
