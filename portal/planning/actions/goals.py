"""Writing goals, and what hangs on them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from portal.indicators import queries as indicators
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.planning.models.goals import Goal, GoalPart, GoalProcedure, goal_measure, goal_need, goal_recipient
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.queries import measures
from portal.planning.terms.goals import (
    MOST_GOALS,
    MOST_LINKS,
    GoalLevel,
    GoalOutcome,
    ProcedureStage,
    TargetAim,
)
from portal.planning.terms.targets import LARGEST_VALUE


@dataclass(frozen=True, kw_only=True)
class GoalDraft:
    """What is written about a goal."""

    title: str
    meaning: str = ""
    #: None makes it a Leitziel; otherwise it is one level below.
    parent: Goal | None = None
    #: Who minds it; None for the leadership.
    part: GoalPart | None = None
    #: Who is asked to check it.
    recipients: Collection[GoalPart] = ()
    indicator_key: str = ""
    aim: TargetAim | None = None
    target_value: Decimal | None = None
    target_on: date | None = None


def set_goal(procedure: GoalProcedure, draft: GoalDraft, *, submission_key: UUID | None = None, by: Actor) -> Goal:
    """Write down a goal the leadership wants. The same key again answers the one that is there already."""
    there = queries.goal_of_form(submission_key) if submission_key is not None else None
    if there is not None:
        return there
    ensure(GoalPermission.SET, by, procedure)
    return _add(procedure, draft, is_proposal=False, submission_key=submission_key, by=by)


def propose_goal(part: GoalPart, draft: GoalDraft, *, submission_key: UUID | None = None, by: Actor) -> Goal:
    """Propose a goal from below; `part` will mind it."""
    there = queries.goal_of_form(submission_key) if submission_key is not None else None
    if there is not None:
        return there
    ensure(GoalPermission.PROPOSE, by, part)
    mine = GoalDraft(**{**vars(draft), "part": part, "recipients": ()})
    return _add(part.procedure, mine, is_proposal=True, submission_key=submission_key, by=by)


def edit_goal(goal: Goal, draft: GoalDraft, *, version: int, by: Actor) -> None:
    """Replace what is written; its level stays. Raises `Conflict` when somebody saved since `version`."""
    _ensure_writable(goal, by)
    if goal.version != version:
        raise Conflict
    _check_goal(draft)
    _write(goal, draft)
    if not goal.is_proposal:
        goal.part_id = draft.part.id if draft.part else None
        goal.recipients = list(draft.recipients)
    goal.updated_at = clock.now()  # also who changed only the recipients must not be overwritten unseen
    session().flush()


def delete_goal(goal: Goal, *, by: Actor) -> None:
    """Delete a goal without goals beneath it, before others have answered; later it is dropped with a reason instead."""
    _ensure_writable(goal, by)
    procedure = goal.procedure
    if any(one.parent_id == goal.id for one in procedure.goals):
        raise InvalidInput("goal.has-children", N_("Unter diesem Ziel stehen noch andere. Löschen Sie zuerst diese."))
    if procedure.stage is ProcedureStage.RECONCILING:
        raise InvalidInput(
            "goal.was-seen", N_("Andere haben dieses Ziel gelesen. Lassen Sie es mit Begründung entfallen.")
        )
    session().execute(delete(goal_recipient).where(goal_recipient.c.goal_id == goal.id))
    session().execute(delete(Goal).where(Goal.id == goal.id))
    session().expire_all()


def hang(goal: Goal, *, need_ids: Collection[UUID] = (), measure_ids: Collection[UUID] = (), by: Actor) -> int:
    """Hang Bedarfe and Maßnahmen on a goal, those the person may read. Returns how many were new."""
    ensure(GoalPermission.LINK, by, goal)
    new = 0
    for table, column, found in (
        (goal_need, "need_id", [one.id for one in needs.needs_by_id(by, list(need_ids))] if need_ids else []),
        (goal_measure, "measure_id", [one.id for one in measures.measures_by_id(by, measure_ids)]),
    ):
        there = set(session().scalars(select(table.c[column]).where(table.c.goal_id == goal.id)))
        fresh = [one for one in found if one not in there]
        if len(there) + len(fresh) > MOST_LINKS:
            raise InvalidInput("goal.many-links", N_("Höchstens vierzig passen zu einem Ziel."), field=f"{column}s")
        if fresh:
            session().execute(insert(table), [{"goal_id": goal.id, column: one} for one in fresh])
        new += len(fresh)
    return new


def take_off(goal: Goal, linked_id: UUID | None, *, by: Actor) -> None:
    """Take a Bedarf or Maßnahme off a goal. Nothing happens when it did not hang there."""
    ensure(GoalPermission.LINK, by, goal)
    for column in (goal_need.c.need_id, goal_measure.c.measure_id):
        table: Any = column.table
        session().execute(delete(table).where(table.c.goal_id == goal.id, column == linked_id))


def _ensure_writable(goal: Goal, by: Actor) -> None:
    ensure(GoalPermission.EDIT_PROPOSAL if _is_own(goal) else GoalPermission.SET, by, goal)


def _is_own(goal: Goal) -> bool:
    return goal.is_proposal and goal.procedure.stage is ProcedureStage.PROPOSING


def _add(
    procedure: GoalProcedure, draft: GoalDraft, *, is_proposal: bool, submission_key: UUID | None, by: Actor
) -> Goal:
    if len(procedure.goals) >= MOST_GOALS:
        raise InvalidInput("goal.many", N_("Mehr als 120 Ziele behält niemand im Blick."), field="title")
    _check_goal(draft)
    level = _level_below(draft.parent)
    if draft.parent is not None and draft.parent.procedure_id != procedure.id:
        raise Forbidden
    made = Goal(
        procedure_id=procedure.id,
        parent_id=draft.parent.id if draft.parent else None,
        level=level,
        is_proposal=is_proposal,
        round=procedure.round,
        position=len(procedure.goals) + 1,
        part_id=draft.part.id if draft.part else None,
        outcome=GoalOutcome.OPEN,
        created_by=by.id,
        submission_key=submission_key,
        recipients=list(draft.recipients),
    )
    _write(made, draft)
    session().add(made)
    session().flush()
    session().expire(procedure, ["goals"])
    return made


def _level_below(parent: Goal | None) -> GoalLevel:
    wanted = parent.level if parent is not None else None
    found = next((one for one in GoalLevel if one.above is wanted), None)
    if found is None:
        raise InvalidInput("goal.too-deep", N_("Unter einem Teilziel steht kein weiteres Ziel."), field="parent_id")
    return found


def _write(goal: Goal, draft: GoalDraft) -> None:
    is_measured = bool(draft.indicator_key)
    goal.title, goal.meaning, goal.target_on = draft.title, draft.meaning, draft.target_on
    goal.indicator_key = draft.indicator_key
    goal.aim = (draft.aim or TargetAim.AT_LEAST) if is_measured else None
    goal.target_value = draft.target_value if is_measured else None


def _check_goal(draft: GoalDraft) -> None:
    if not draft.title:
        raise InvalidInput("goal.no-words", N_("Bitte schreiben Sie das Ziel in einem Satz."), field="title")
    if draft.indicator_key and not indicators.definitions_of([draft.indicator_key]):
        raise InvalidInput("goal.no-indicator", N_("Bitte wählen Sie eine Kennzahl."), field="indicator_key")
    if draft.indicator_key and draft.target_value is None:
        raise InvalidInput(
            "goal.no-number", N_("Bitte geben Sie an, welche Zahl erreicht sein soll."), field="target_value"
        )
    if draft.target_value is not None and not draft.indicator_key:
        raise InvalidInput("goal.what-number", N_("Bitte wählen Sie, welche Kennzahl das ist."), field="indicator_key")
    if draft.target_value is not None and abs(draft.target_value) > LARGEST_VALUE:
        raise InvalidInput("goal.large", N_("Bitte prüfen Sie die Zahl."), field="target_value")
