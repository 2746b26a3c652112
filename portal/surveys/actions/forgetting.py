"""Letting the database forget: what would join a person to an answer, what nobody came back for, and answers that were kept
as long as was said.

Rows tell more than their columns: rows of one transaction share its number (`xmin` on PostgreSQL), and rows lie in the order in
which they came (`ctid`, `rowid`). So the codes, ballots and answers of an anonymous survey are written anew every night, all of
them in one transaction and in random order. After that all share one number and no order.
"""

import secrets
from datetime import timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Table, delete, exists, or_, select, text, update
from sqlalchemy.orm import defer

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.kernel.text import N_
from portal.surveys.models import (
    Ballot,
    Invitation,
    Sheet,
    SheetBatch,
    Survey,
    SurveyProgress,
    SurveyResponse,
    TaggedText,
    TextMark,
    TextTag,
)
from portal.surveys.terms.states import GRACE, SurveyState

ANSWERS_FORGOTTEN = audit.kind(
    "surveys.answers-forgotten",
    N_("Einzelne Antworten einer Umfrage nach Ablauf der Frist gelöscht"),
    keys=("survey_id", "count"),
)

#: How long an unfinished form is kept after somebody was last there.
KEPT_UNFINISHED = timedelta(days=60)
_REWRITTEN = tuple(cast(Table, model.__table__) for model in (Invitation, Ballot, SurveyResponse))


def anonymous_surveys() -> list[UUID]:
    """Every survey that promised anonymity and may have rows that still lie in the order in which they came."""
    promised = select(Survey).where(Survey.anonymous, Survey.current_version_id.is_not(None))
    found = session().scalars(promised.options(defer(Survey.draft)))
    return [survey.id for survey in found if not survey.has_forgotten_order]


def rewrite_in_random_order(survey_id: UUID) -> int:
    """Write the codes, ballots and answers of one anonymous survey anew, in random order; returns how many rows.

    All of it or nothing: a process that is killed in between leaves everything as it was. Whoever sends an answer or uses a code
    at this moment waits until the rows lie anew, so each survey is a unit of work of its own: nobody has to wait for all of them.
    """
    _part_from_codes(survey_id)
    _let_others_wait()
    written = sum(_rewrite(table, survey_id) for table in _REWRITTEN)
    # Nobody edited the survey: neither its version nor its day of change moves.
    told = update(Survey).where(Survey.id == survey_id)
    session().execute(told.values(order_forgotten_at=clock.now(), updated_at=Survey.updated_at))
    return written


def forget_unfinished() -> int:
    """Delete forms nobody came back to, and those of surveys that take nothing more; returns how many."""
    over = clock.now() - GRACE
    ended = select(Survey.id).where(or_(Survey.closes_at < over, Survey.closed_at < over))
    stale = SurveyProgress.touched_on < clock.today() - KEPT_UNFINISHED
    found = session().execute(delete(SurveyProgress).where(or_(stale, SurveyProgress.survey_id.in_(ended))))
    return int(found.rowcount)  # type: ignore[attr-defined]


def overdue_surveys() -> list[UUID]:
    """Surveys with answers that were to be kept until now."""
    answered = exists().where(SurveyResponse.survey_id == Survey.id)
    ended = select(Survey).where(Survey.state != SurveyState.DRAFT, Survey.closes_at < clock.now(), answered)
    closed = select(Survey).where(Survey.state == SurveyState.CLOSED, Survey.closed_at < clock.now(), answered)
    found = {survey.id: survey for chosen in (ended, closed) for survey in session().scalars(chosen)}
    return [survey.id for survey in found.values() if survey.is_kept_no_longer]


def forget_answers(survey_id: UUID) -> int:
    """Delete all single answers of a survey whose time is over, with the typed sheets and all that staff noted on texts; returns
    how many Teilnahmen.

    What was released stays, and so do texts that became Wortmeldungen, and the codes and ballots: none of them answers twice.
    Nothing happens when the survey was prolonged meanwhile.
    """
    unit = session()
    survey = unit.get_one(Survey, survey_id, with_for_update=True, populate_existing=True)
    if not survey.is_kept_no_longer:
        return 0
    batches = select(SheetBatch.id).where(SheetBatch.survey_id == survey_id)
    tags = select(TextTag.id).where(TextTag.survey_id == survey_id)
    unit.execute(delete(Sheet).where(Sheet.batch_id.in_(batches)))
    unit.execute(delete(TaggedText).where(TaggedText.tag_id.in_(tags)))
    unit.execute(delete(TextMark).where(TextMark.survey_id == survey_id))
    gone = int(unit.execute(delete(SurveyResponse).where(SurveyResponse.survey_id == survey_id)).rowcount)  # type: ignore[attr-defined]
    audit.log(ANSWERS_FORGOTTEN, by=SYSTEM, survey_id=survey_id, count=gone)
    return gone


def _part_from_codes(survey_id: UUID) -> None:
    """What still carries a code from before the survey became anonymous: answers lose it, begun forms get a ballot instead."""
    unit = session()
    with_code = (SurveyResponse.survey_id == survey_id) & SurveyResponse.invitation_id.is_not(None)
    unit.execute(update(SurveyResponse).where(with_code).values(invitation_id=None))
    carrying = select(SurveyProgress.invitation_id).where(
        SurveyProgress.survey_id == survey_id, SurveyProgress.invitation_id.is_not(None)
    )
    for invitation_id in unit.scalars(carrying.distinct()).all():
        begun = SurveyProgress.invitation_id == invitation_id
        invitation = unit.get_one(Invitation, invitation_id)
        if invitation.used or invitation.blocked:
            unit.execute(delete(SurveyProgress).where(begun))
            continue
        invitation.used = True
        ballot = Ballot(credential_hash=secrets.token_bytes(32), survey_id=survey_id)
        unit.add(ballot)
        unit.flush()
        unit.execute(update(SurveyProgress).where(begun).values(invitation_id=None, ballot_hash=ballot.credential_hash))


def _let_others_wait() -> None:
    """On PostgreSQL what others commit between the copy and the deletion would be deleted without having been copied, and a code
    would seem used while its row is away. SQLite has one writer at a time anyway. Locked in the order in which sending writes."""
    connection = session().connection()
    if connection.dialect.name == "postgresql":
        names = ", ".join(model.__tablename__ for model in (SurveyResponse, Invitation, Ballot))
        connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _rewrite(table: Table, survey_id: UUID) -> int:
    """Out into a table of this connection alone, and back in random order."""
    connection = session().connection()
    names = ", ".join(column.name for column in table.columns)
    mine = "WHERE survey_id = :survey_id"
    values = {"survey_id": survey_id.hex if connection.dialect.name == "sqlite" else survey_id}
    # Only names of our own tables and columns are put together here.
    connection.execute(text(f"CREATE TEMPORARY TABLE aside AS SELECT {names} FROM {table.name} {mine}"), values)  # noqa: S608
    connection.execute(text(f"DELETE FROM {table.name} {mine}"), values)  # noqa: S608
    back = text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM aside ORDER BY random()")  # noqa: S608
    written = connection.execute(back).rowcount
    connection.execute(text("DROP TABLE aside"))
    return written
