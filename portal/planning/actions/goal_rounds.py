"""The way of a Gegenstromverfahren through its rounds: next step, statements, reconciliation, decision."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions import protocol
from portal.planning.models.goals import Goal, GoalPart, GoalProcedure, GoalStatement, GoalVersion
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.terms.goals import MOST_ROUNDS, TRANSITIONS, GoalOutcome, ProcedureStage, StatementAnswer
from portal.planning.terms.targets import OLDEST_YEAR


def go_on(procedure: GoalProcedure, to: ProcedureStage, *, version: int, by: Actor) -> None:
    """End the present step and begin the next; the goals as they stand are frozen as a Fassung.

    From the reconciliation back to the check begins a further round: what was dropped stays dropped, everything else is open anew.
    A decision has its own way (`decide`). Raises `Conflict` when somebody saved since `version`.
    """
    _hold(procedure.id, alone=True)
    ensure(GoalPermission.LEAD, by, procedure)
    if procedure.version != version:
        raise Conflict
    TRANSITIONS.check(procedure.stage, to)
    if to is ProcedureStage.DECIDED:
        raise InvalidTransition("goal.decide", N_("Bitte halten Sie fest, wer wann beschlossen hat."))
    _check_ready(procedure)
    _freeze(procedure, by)
    if procedure.stage is ProcedureStage.RECONCILING:
        _begin_round(procedure)
    procedure.stage = to
    session().flush()
    audit.log(protocol.GOALS_MOVED, by=by, procedure_id=procedure.id)


def state(
    goal: Goal, part: GoalPart, *, answer: StatementAnswer, reason: str, wording: str, version: int, by: Actor
) -> GoalStatement:
    """Say something to a goal for one's department or Gemeinde; in the same round it can be said anew.

    `version` is 0 for the first time. Raises `Conflict` when somebody of the same part said something since.
    """
    _hold(part.procedure_id)
    ensure(GoalPermission.ANSWER, by, part)
    if part.id not in {one.id for one in goal.recipients} or not goal.outcome.holds:
        raise InvalidInput("goal.not-asked", N_("Zu diesem Ziel ist Ihre Stelle nicht gefragt."))
    if answer.needs_reason and not reason:
        raise InvalidInput("goal.no-reason", N_("Bitte schreiben Sie, warum."), field="reason")
    there = queries.statement(goal, part, goal.procedure.round)
    if version != (there.version if there is not None else 0):
        raise Conflict
    if there is None:
        there = GoalStatement(goal_id=goal.id, part_id=part.id, round=goal.procedure.round)
        session().add(there)
    there.answer, there.reason, there.wording, there.by_id = answer, reason, wording, by.id
    session().flush()
    session().expire(goal, ["statements"])
    return there


def reconcile(goal: Goal, *, outcome: GoalOutcome, reason: str, version: int, by: Actor) -> None:
    """Say what holds and why. Raises `Conflict` when somebody changed the goal since `version`."""
    _hold(goal.procedure_id)
    ensure(GoalPermission.RECONCILE, by, goal)
    if goal.version != version:
        raise Conflict
    if outcome is GoalOutcome.OPEN:
        raise InvalidInput("goal.no-outcome", N_("Bitte wählen Sie, was gilt."), field="outcome")
    if outcome.needs_reason and not reason:
        raise InvalidInput("goal.outcome-reason", N_("Bitte schreiben Sie, warum."), field="outcome_reason")
    goal.outcome, goal.outcome_reason = outcome, reason
    session().flush()


def decide(
    procedure: GoalProcedure,
    *,
    decided_on: date,
    committee_id: UUID | None,
    decision_id: UUID | None,
    conclusion: str,
    version: int,
    by: Actor,
) -> None:
    """End it: the goals hold from now on. Needs an outcome for each goal. Raises `Conflict` when somebody saved since."""
    _hold(procedure.id, alone=True)
    ensure(GoalPermission.LEAD, by, procedure)
    if procedure.version != version:
        raise Conflict
    TRANSITIONS.check(procedure.stage, ProcedureStage.DECIDED)
    if not decided_on.year >= OLDEST_YEAR or decided_on > clock.today():
        raise InvalidInput("goal.decided-day", N_("Bitte prüfen Sie den Tag des Beschlusses."), field="decided_on")
    _check_ready(procedure)
    _freeze(procedure, by)
    procedure.stage, procedure.decided_on = ProcedureStage.DECIDED, decided_on
    procedure.committee_id, procedure.decision_id, procedure.conclusion = committee_id, decision_id, conclusion
    session().flush()
    audit.log(protocol.GOALS_DECIDED, by=by, procedure_id=procedure.id)


def _hold(procedure_id: UUID, *, alone: bool = False) -> None:
    """Keep its step as it is until this unit ends. `alone` waits for whoever says something just now, so that a Fassung misses
    nobody; what was read before is read again."""
    chosen = select(GoalProcedure.id).where(GoalProcedure.id == procedure_id)
    session().execute(chosen.with_for_update(read=not alone))
    session().expire_all()


def _check_ready(procedure: GoalProcedure) -> None:
    if not procedure.goals:
        raise InvalidTransition("goal.none", N_("Bitte schreiben Sie zuerst mindestens ein Ziel auf."))
    if procedure.stage is ProcedureStage.SETTING and not any(one.recipients for one in procedure.goals):
        raise InvalidTransition("goal.nobody", N_("Bitte wählen Sie bei mindestens einem Ziel, wer es prüft."))
    if procedure.stage is ProcedureStage.RECONCILING:
        missing = sum(one.outcome is GoalOutcome.OPEN for one in procedure.goals)
        if missing:
            raise InvalidTransition(
                "goal.open", N_("Bei %(missing)s Zielen ist noch offen, was gilt."), missing=missing
            )


def _begin_round(procedure: GoalProcedure) -> None:
    if procedure.round >= MOST_ROUNDS:
        raise InvalidTransition("goal.many-rounds", N_("Nach fünf Runden muss jemand entscheiden."))
    procedure.round += 1
    for one in procedure.goals:
        if one.outcome.holds:
            one.outcome, one.outcome_reason = GoalOutcome.OPEN, ""
            if one.is_proposal and not one.recipients and one.part is not None:
                one.recipients = [one.part]


def _freeze(procedure: GoalProcedure, by: Actor) -> None:
    made = GoalVersion(procedure_id=procedure.id, round=procedure.round, stage=procedure.stage, by_id=by.id)
    made.content = {"goals": [_frozen(one, procedure.round) for one in procedure.goals]}
    session().add(made)


def _frozen(goal: Goal, round_: int) -> dict[str, Any]:
    """A goal as it is kept: everything that is shown, and nothing that changes with it."""
    return {
        "id": str(goal.id),
        "parent": str(goal.parent_id) if goal.parent_id else None,
        "level": goal.level.value,
        "title": goal.title,
        "meaning": goal.meaning,
        "owner": goal.part.name if goal.part else "",
        "is_proposal": goal.is_proposal,
        "indicator_key": goal.indicator_key,
        "aim": goal.aim.value if goal.aim else None,
        "target_value": str(goal.target_value) if goal.target_value is not None else None,
        "target_on": goal.target_on.isoformat() if goal.target_on else None,
        "outcome": goal.outcome.value,
        "outcome_reason": goal.outcome_reason,
        "statements": [
            {"part": one.part.name, "answer": one.answer.value, "reason": one.reason, "wording": one.wording}
            for one in goal.statements
            if one.round == round_
        ],
    }
