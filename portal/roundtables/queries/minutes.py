"""Reading minutes: drafts, released ones, what participants said about them, who still has to get them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from portal.kernel.clock import ON_SCREEN, now, today
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor
from portal.roundtables.models import (
    CorrectionNote,
    Meeting,
    Minutes,
    MinutesDelivery,
    MinutesRemark,
    Participant,
    RoundTable,
)
from portal.roundtables.queries.series import in_scope
from portal.roundtables.terms.meetings import MeetingState
from portal.roundtables.terms.minutes import OVERDUE_DAYS, MinutesState, RemarkState


def minutes(minutes_id: UUID) -> Minutes:
    """One Protokoll. Raises `NotFound`."""
    found = session().get(Minutes, minutes_id)
    if found is None:
        raise NotFound
    return found


def of_meeting(meeting_id: UUID) -> Minutes | None:
    """The Protokoll of a meeting; None before its evening was closed."""
    return session().scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()


def existing_of_meeting(meeting_id: UUID) -> Minutes:
    """The Protokoll of a meeting. Raises `NotFound` before its evening was closed."""
    found = of_meeting(meeting_id)
    if found is None:
        raise NotFound
    return found


def remarks(minutes_id: UUID) -> list[MinutesRemark]:
    """What participants said about the draft, in the order in which they did."""
    chosen = (
        select(MinutesRemark)
        .options(joinedload(MinutesRemark.participant))
        .where(MinutesRemark.minutes_id == minutes_id)
        .order_by(MinutesRemark.said_at, MinutesRemark.id)
    )
    return list(session().scalars(chosen))


def remark(minutes_id: UUID, remark_id: UUID) -> MinutesRemark:
    """One remark. Raises `NotFound` for one about other minutes."""
    found = session().get(MinutesRemark, remark_id)
    if found is None or found.minutes_id != minutes_id:
        raise NotFound
    return found


def remark_of_key(submission_key: UUID) -> MinutesRemark | None:
    """The remark that was sent with this key."""
    return session().scalars(select(MinutesRemark).where(MinutesRemark.submission_key == submission_key)).first()


def corrections(minutes_id: UUID) -> list[CorrectionNote]:
    """What was put right after the release, oldest first."""
    chosen = select(CorrectionNote).where(CorrectionNote.minutes_id == minutes_id).order_by(CorrectionNote.id)
    return list(session().scalars(chosen))


def correction_of_key(submission_key: UUID) -> CorrectionNote | None:
    """The correction that was sent with this key."""
    return session().scalars(select(CorrectionNote).where(CorrectionNote.submission_key == submission_key)).first()


def deliveries(minutes_id: UUID) -> list[MinutesDelivery]:
    """Who gets the minutes by which way, by name."""
    chosen = (
        select(MinutesDelivery)
        .options(joinedload(MinutesDelivery.participant))
        .where(MinutesDelivery.minutes_id == minutes_id)
    )
    return sorted(session().scalars(chosen), key=lambda one: (one.participant.name.casefold(), str(one.participant_id)))


def delivery(minutes_id: UUID, participant_id: UUID) -> MinutesDelivery:
    """One of them. Raises `NotFound`."""
    found = session().get(MinutesDelivery, (minutes_id, participant_id))
    if found is None:
        raise NotFound
    return found


def participants(meeting_id: UUID) -> list[Participant]:
    """Everybody who gets the minutes of a meeting: all who were invited or came."""
    chosen = select(Participant).where(Participant.meeting_id == meeting_id).order_by(Participant.id)
    return list(session().scalars(chosen))


def due_on(meeting: Meeting) -> date:
    """By when the minutes of a meeting are to be released."""
    return meeting.day + timedelta(days=OVERDUE_DAYS)


@dataclass(frozen=True)
class Waiting:
    """Minutes that wait for somebody."""

    meeting: Meeting
    minutes: Minutes | None
    is_overdue: bool
    #: Remarks of the correction round that nobody looked at.
    open_remarks: int
    #: Whether the correction round is over, so that they can be released.
    is_corrected: bool


def waiting(viewer: Actor, *, limit: int = 20) -> list[Waiting]:
    """Held meetings of this person's tables whose minutes are not released, the oldest first."""
    chosen = (
        _unreleased()
        .add_columns(Minutes)
        .join(RoundTable, Meeting.round_table_id == RoundTable.id)
        .where(in_scope(viewer))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(limit)
    )
    rows = [(row[0], row[1]) for row in session().execute(chosen)]
    asked = _open_remarks([found.id for _meeting, found in rows if found is not None])
    return [
        Waiting(
            meeting=meeting,
            minutes=found,
            is_overdue=due_on(meeting) < today(),
            open_remarks=asked.get(found.id, 0) if found else 0,
            is_corrected=bool(
                found
                and found.state is MinutesState.CORRECTION
                and found.correction_until is not None
                and found.correction_until < today()
            ),
        )
        for meeting, found in rows
    ]


def overdue_meetings() -> list[Meeting]:
    """Held meetings whose minutes should have been released by now, in all places."""
    latest = datetime.combine(today() - timedelta(days=OVERDUE_DAYS), time(), ON_SCREEN)
    return list(session().scalars(_unreleased().where(Meeting.starts_at < latest).order_by(Meeting.id)))


def released_of(round_table_id: UUID, *, limit: int = 50) -> list[Minutes]:
    """The released minutes of a series, the newest first."""
    chosen = (
        select(Minutes)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .options(joinedload(Minutes.meeting))
        .where(Meeting.round_table_id == round_table_id, Minutes.state == MinutesState.RELEASED)
        .order_by(Meeting.starts_at.desc())
        .limit(limit)
    )
    return list(session().scalars(chosen))


def released_in_public(round_table_id: UUID, number: int) -> Minutes:
    """The released minutes of the meeting with this number. Raises `NotFound`."""
    chosen = (
        select(Minutes)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.round_table_id == round_table_id,
            Meeting.number == number,
            Minutes.state == MinutesState.RELEASED,
        )
    )
    found = session().scalars(chosen).first()
    if found is None:
        raise NotFound
    return found


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """Minutes stand in the log by their series and number."""
    if not ids:
        return {}
    chosen = (
        select(Minutes.id, RoundTable.title, Meeting.number)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .join(RoundTable, Meeting.round_table_id == RoundTable.id)
        .where(Minutes.id.in_(ids))
    )
    return {row.id: f"{row.title}, {row.number}" for row in session().execute(chosen)}


def _unreleased() -> Select[Meeting]:
    unreleased = or_(Minutes.id.is_(None), Minutes.state != MinutesState.RELEASED)
    over = or_(
        Meeting.state == MeetingState.HELD,
        # An evening that nobody closed is over all the same.
        (Meeting.state == MeetingState.RUNNING) & (Meeting.ends_at < now() - timedelta(hours=12)),
    )
    return select(Meeting).outerjoin(Minutes, Minutes.meeting_id == Meeting.id).where(over, unreleased)


def _open_remarks(ids: Collection[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    chosen = (
        select(MinutesRemark.minutes_id, func.count())
        .where(MinutesRemark.minutes_id.in_(ids), MinutesRemark.state == RemarkState.OPEN)
        .group_by(MinutesRemark.minutes_id)
    )
    return {row[0]: row[1] for row in session().execute(chosen)}
