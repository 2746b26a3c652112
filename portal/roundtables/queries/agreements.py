"""Reading Vereinbarungen: those of one table, the ledger across all of them, and whose turn it is."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal.kernel.clock import ON_SCREEN, today
from portal.kernel.codes import hash_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.roundtables.models import Agreement, AgreementEntry, Meeting, MeetingRun, Participant, RoundTable
from portal.roundtables.queries.series import in_scope
from portal.roundtables.terms.agreements import LINK_DAYS, AgreementState, AgreementStep
from portal.roundtables.terms.meetings import MeetingState

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
#: What is due longest stands first.
_OLDEST_FIRST: tuple[ColumnElement[Any], ...] = (Agreement.due_on.expression, Agreement.id.expression)


@dataclass(frozen=True, kw_only=True)
class LedgerFilter:
    """Which agreements the reader of the ledger wants to see; the default is all that are open."""

    state: AgreementState | None = AgreementState.OPEN
    only_overdue: bool = False
    around: UUID | None = None
    round_table_id: UUID | None = None


def agreement(agreement_id: UUID) -> Agreement:
    """One agreement. Raises `NotFound`."""
    found = session().get(Agreement, agreement_id)
    if found is None:
        raise NotFound
    return found


def of_note(note_id: UUID) -> Agreement | None:
    """The agreement that was written down as this note."""
    return session().scalars(select(Agreement).where(Agreement.note_id == note_id)).first()


def by_token(token: str) -> Agreement:
    """The agreement of an owner's link.

    Raises `NotFound` for a link that was made up or ended by a newer one, for an agreement that was dropped, and some days after
    it was done.
    """
    found = None
    if _TOKEN.fullmatch(token):
        found = session().scalars(select(Agreement).where(Agreement.token_hash == hash_token(token))).first()
    if found is None or found.state is AgreementState.DROPPED:
        raise NotFound
    if found.ended_at is not None and found.ended_at.astimezone(ON_SCREEN).date() < today() - timedelta(days=LINK_DAYS):
        raise NotFound
    return found


def entries(agreement_id: UUID) -> list[AgreementEntry]:
    """Everything that happened to it, oldest first."""
    chosen = select(AgreementEntry).where(AgreementEntry.agreement_id == agreement_id).order_by(AgreementEntry.id)
    return list(session().scalars(chosen))


def was_sent(submission_key: UUID) -> bool:
    """Whether the owner's page with this key was sent before."""
    chosen = select(AgreementEntry.id).where(AgreementEntry.submission_key == submission_key)
    return session().scalar(chosen) is not None


def was_carried_at(agreement_id: UUID, meeting: Meeting) -> bool:
    """Whether it was carried over at this meeting already."""
    chosen = select(AgreementEntry.id).where(
        AgreementEntry.agreement_id == agreement_id,
        AgreementEntry.step == AgreementStep.CARRIED,
        AgreementEntry.at >= _since(meeting),
    )
    return session().scalar(chosen) is not None


def earlier_open(meeting: Meeting) -> list[Agreement]:
    """What earlier meetings of the series agreed and is still open, the longest overdue first."""
    chosen = _of_earlier_meetings(meeting).where(Agreement.state == AgreementState.OPEN)
    return list(session().scalars(chosen.order_by(Agreement.due_on, Agreement.id)))


def reviewed(meeting: Meeting) -> list[Agreement]:
    """What a meeting goes through first: what earlier ones agreed and was open when it began, settled since then or not."""
    open_or_settled_here = or_(Agreement.state == AgreementState.OPEN, Agreement.ended_at >= _since(meeting))
    chosen = _of_earlier_meetings(meeting).where(open_or_settled_here)
    return list(session().scalars(chosen.order_by(Agreement.due_on, Agreement.id)))


def _since(meeting: Meeting) -> datetime:
    """From when on something happens at this meeting: it may begin before its time."""
    run = session().get(MeetingRun, meeting.id)
    return min(meeting.starts_at, run.began_at) if run is not None else meeting.starts_at


def _of_earlier_meetings(meeting: Meeting) -> Select[Agreement]:
    return (
        select(Agreement)
        .join(Meeting, Agreement.meeting_id == Meeting.id)
        .options(joinedload(Agreement.participant), joinedload(Agreement.meeting))
        .where(
            Agreement.round_table_id == meeting.round_table_id,
            Agreement.meeting_id != meeting.id,
            Meeting.starts_at < meeting.starts_at,
        )
    )


def next_meeting_day(meeting: Meeting) -> date | None:
    """The day of the next meeting of the series, if it is known."""
    chosen = select(func.min(Meeting.starts_at)).where(
        Meeting.round_table_id == meeting.round_table_id,
        Meeting.starts_at > meeting.starts_at,
        Meeting.state != MeetingState.CANCELLED,
    )
    found = session().scalar(chosen)
    return found.astimezone(ON_SCREEN).date() if found else None


def function_of(participant: Participant) -> str:
    """What somebody is called who does not want to be named: the function, else the organisation."""
    return participant.function or participant.organisation or ""


def visible(viewer: Actor, wanted: LedgerFilter) -> Select[Agreement]:
    """The agreements of the Sozialräume in which this person runs Runde Tische: the only door for the ledger and its files."""
    chosen = (
        select(Agreement)
        .join(RoundTable, Agreement.round_table_id == RoundTable.id)
        .options(joinedload(Agreement.participant), joinedload(Agreement.round_table), joinedload(Agreement.meeting))
        .where(in_scope(viewer))
    )
    if wanted.state is not None:
        chosen = chosen.where(Agreement.state == wanted.state)
    if wanted.only_overdue:
        chosen = chosen.where(Agreement.state == AgreementState.OPEN, Agreement.due_on < today())
    if wanted.around is not None:
        chosen = chosen.where(RoundTable.sozialraum_id.in_(places.subtree_ids([wanted.around])))
    if wanted.round_table_id is not None:
        chosen = chosen.where(Agreement.round_table_id == wanted.round_table_id)
    return chosen


def in_order(viewer: Actor, wanted: LedgerFilter) -> list[Agreement]:
    """All of them in the order of the ledger, for its files."""
    return list(session().scalars(visible(viewer, wanted).order_by(Agreement.due_on, Agreement.id)))


def ledger(viewer: Actor, wanted: LedgerFilter, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of the ledger: what is due longest first, so what is overdue stands on top."""
    return page_by_key(visible(viewer, wanted), keys=list(_OLDEST_FIRST), after=after, limit=limit, called="agreements")


@dataclass(frozen=True)
class Tally:
    """How many agreements a person's tables have."""

    open: int
    overdue: int
    asked: int


def tally(viewer: Actor) -> Tally:
    """Counts for the head of the ledger and for Mein Tag."""
    chosen = visible(viewer, LedgerFilter()).with_only_columns(
        func.count(),
        func.count().filter(Agreement.due_on < today()),
        func.count().filter(Agreement.asked_until.is_not(None)),
    )
    found = session().execute(chosen.order_by(None)).one()
    return Tally(open=found[0], overdue=found[1], asked=found[2])


def to_look_at(viewer: Actor, *, limit: int = 10) -> list[Agreement]:
    """What needs somebody: owners who ask for more time, and what is overdue without an address for a reminder."""
    no_address = func.coalesce(Participant.email, Agreement.owner_email, "") == ""
    chosen = (
        visible(viewer, LedgerFilter())
        .outerjoin(Participant, Agreement.participant_id == Participant.id)
        .where(or_(Agreement.asked_until.is_not(None), and_(Agreement.due_on < today(), no_address)))
    )
    return list(session().scalars(chosen.order_by(Agreement.due_on, Agreement.id).limit(limit)))


def due_for_reminder(*, before: date, limit: int = 500, after: UUID | None = None) -> list[UUID]:
    """Ids of open agreements that are due before that day, a portion at a time in the order of their ids."""
    chosen = select(Agreement.id).where(Agreement.state == AgreementState.OPEN, Agreement.due_on < before)
    if after is not None:
        chosen = chosen.where(Agreement.id > after)
    return list(session().scalars(chosen.order_by(Agreement.id).limit(limit)))


def made_at(meeting_id: UUID) -> list[Agreement]:
    """What was agreed at a meeting, in the order in which it was."""
    chosen = (
        select(Agreement)
        .options(joinedload(Agreement.participant))
        .where(Agreement.meeting_id == meeting_id)
        .order_by(Agreement.id)
    )
    return list(session().scalars(chosen))


def of_round_table(round_table_id: UUID) -> list[Agreement]:
    """The open agreements of one table, the longest overdue first."""
    chosen = select(Agreement).where(Agreement.round_table_id == round_table_id, Agreement.state == AgreementState.OPEN)
    return list(session().scalars(chosen.order_by(Agreement.due_on, Agreement.id).limit(50)))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """How agreements are called in the log: by the meeting that made them. Who reads the log may not read what was said there."""
    if not ids:
        return {}
    chosen = (
        select(Agreement.id, RoundTable.title, Meeting.number)
        .join(Meeting, Agreement.meeting_id == Meeting.id)
        .join(RoundTable, Agreement.round_table_id == RoundTable.id)
        .where(Agreement.id.in_(ids))
    )
    return {row.id: f"{row.title}, {row.number}" for row in session().execute(chosen)}


def tables(viewer: Actor) -> list[tuple[UUID, str]]:
    """The series of this person's Sozialräume, to choose from."""
    chosen = select(RoundTable.id, RoundTable.title).where(in_scope(viewer))
    return [(row.id, row.title) for row in session().execute(chosen.order_by(RoundTable.title).limit(200))]
