"""A Gegenstromverfahren and the Gemeinden and departments that take part in it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from portal.accounts import queries as accounts
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.planning.actions import protocol
from portal.planning.models.goals import Goal, GoalPart, GoalProcedure, goal_recipient
from portal.planning.policy.goals import ANSWERS_FOR_DEPARTMENT, GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.terms.goals import (
    MOST_PARTS,
    PartKind,
    ProcedureStage,
)
from portal.planning.terms.targets import LATEST_YEAR


@dataclass(frozen=True, kw_only=True)
class ProcedureDraft:
    """What is said about a Gegenstromverfahren."""

    title: str
    place: Sozialraum
    purpose: str = ""
    due_on: date | None = None


def begin_procedure(draft: ProcedureDraft, *, submission_key: UUID | None = None, by: Actor) -> GoalProcedure:
    """Begin a Gegenstromverfahren. The same key again answers the one that is there already."""
    there = queries.of_form(submission_key) if submission_key is not None else None
    if there is not None:
        ensure(GoalPermission.READ, by, there)
        return there
    ensure(GoalPermission.ADD_HERE, by, draft.place)
    _check_procedure(draft)
    made = GoalProcedure(
        title=draft.title,
        purpose=draft.purpose,
        sozialraum_id=draft.place.id,
        due_on=draft.due_on,
        stage=ProcedureStage.SETTING,
        created_by=by.id,
        submission_key=submission_key,
    )
    session().add(made)
    session().flush()
    return made


def edit_procedure(procedure: GoalProcedure, draft: ProcedureDraft, *, version: int, by: Actor) -> None:
    """Replace title, purpose and day; the place stays. Raises `Conflict` when somebody saved since `version`."""
    ensure(GoalPermission.LEAD, by, procedure)
    if procedure.version != version:
        raise Conflict
    _check_procedure(draft)
    procedure.title, procedure.purpose, procedure.due_on = draft.title, draft.purpose, draft.due_on
    session().flush()


def delete_procedure(procedure: GoalProcedure, *, by: Actor) -> None:
    """Delete one that nobody else has seen, with its goals."""
    ensure(GoalPermission.DELETE, by, procedure)
    audit.log(protocol.GOALS_DELETED, by=by, procedure_id=procedure.id)
    session().execute(delete(Goal).where(Goal.procedure_id == procedure.id))
    session().execute(delete(GoalPart).where(GoalPart.procedure_id == procedure.id))
    session().execute(delete(GoalProcedure).where(GoalProcedure.id == procedure.id))
    session().expire_all()


def add_part(
    procedure: GoalProcedure, *, place: Sozialraum | None = None, name: str = "", responsible_id: UUID | None, by: Actor
) -> GoalPart:
    """Let a Gemeinde (`place`) or a department (`name` and who answers for it) take part."""
    ensure(GoalPermission.LEAD, by, procedure)
    if len(procedure.parts) >= MOST_PARTS:
        raise InvalidInput("goal.many-parts", N_("Höchstens sechzig Stellen können beteiligt sein."), field="name")
    if place is not None:
        if procedure.sozialraum_id not in place.lineage:
            raise InvalidInput("goal.foreign", N_("Dieser Ort gehört nicht zum Verfahren."), field="sozialraum_id")
        made = GoalPart(kind=PartKind.MUNICIPALITY, name=place.name, sozialraum_id=place.id)
    else:
        _check_department(name, responsible_id)
        made = GoalPart(kind=PartKind.DEPARTMENT, name=name, sozialraum_id=procedure.sozialraum_id)
        made.responsible_id = responsible_id
    if made.name in {one.name for one in procedure.parts}:
        raise InvalidInput("goal.part-twice", N_("Diese Stelle ist schon beteiligt."), field="name")
    made.procedure_id = procedure.id
    session().add(made)
    session().flush()
    session().expire(procedure, ["parts"])
    return made


def remove_part(part: GoalPart, *, by: Actor) -> None:
    """Take a part out that minds no goal and has not said anything."""
    procedure = part.procedure
    ensure(GoalPermission.LEAD, by, procedure)
    said = any(one.part_id == part.id for goal in procedure.goals for one in goal.statements)
    if said or any(goal.part_id == part.id for goal in procedure.goals):
        raise InvalidInput(
            "goal.part-in-use", N_("Diese Stelle hat schon ein Ziel oder eine Stellungnahme und bleibt deshalb.")
        )
    session().execute(delete(goal_recipient).where(goal_recipient.c.part_id == part.id))
    session().delete(part)
    session().flush()
    session().expire(procedure, ["parts"])


def _check_procedure(draft: ProcedureDraft) -> None:
    if not draft.title:
        raise InvalidInput("goal.no-title", N_("Bitte geben Sie dem Verfahren einen Titel."), field="title")
    if draft.due_on is not None and draft.due_on.year > LATEST_YEAR:
        raise InvalidInput("goal.odd-day", N_("Bitte prüfen Sie das Datum."), field="due_on")


def _check_department(name: str, responsible_id: UUID | None) -> None:
    if not name:
        raise InvalidInput("goal.part-name", N_("Bitte schreiben Sie, wie das Amt heißt."), field="name")
    if responsible_id not in {one.id for one in accounts.holders(*ANSWERS_FOR_DEPARTMENT)}:
        raise InvalidInput(
            "goal.part-person", N_("Bitte wählen Sie, wer für dieses Amt antwortet."), field="responsible_id"
        )
