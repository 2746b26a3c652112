"""Reading meetings, who is invited to them, and what they answered."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.network.terms import ContactWay
from portal.roundtables.models import AgendaItem, Meeting, Participant, RoundTable
from portal.roundtables.policy import HOSTS
from portal.roundtables.queries.series import concerns, in_scope
from portal.roundtables.terms.meetings import AHEAD, Approval, Assistance, MeetingState, Reply

_REPLY_CODE = "roundtables.reply"
#: What everybody may see of the calendar: nothing that is still being prepared.
_TOLD = (MeetingState.INVITED, MeetingState.RUNNING, MeetingState.HELD, MeetingState.CANCELLED)


def meeting(id: UUID) -> Meeting:
    """One meeting with its series. Raises `NotFound`."""
    found = session().get(Meeting, id, options=[joinedload(Meeting.round_table)])
    if found is None:
        raise NotFound
    return found


def get_many(ids: Collection[UUID]) -> list[Meeting]:
    """Those of these meetings that there are, with their series. One query."""
    return list(session().scalars(_with_series().where(Meeting.id.in_(ids)).order_by(Meeting.id)))


def repeated(submission_key: UUID) -> Meeting | None:
    """The meeting a form with this key has already made."""
    return session().scalar(select(Meeting).where(Meeting.submission_key == submission_key))


def next_number(round_table_id: UUID) -> int:
    """The number of the next meeting of a series, from 1."""
    last = session().scalar(select(func.max(Meeting.number)).where(Meeting.round_table_id == round_table_id))
    return (last or 0) + 1


def meetings_of(round_table: RoundTable, *, after: str | None = None, limit: int = 20) -> KeysetPage:
    """The meetings of a series, the latest first."""
    chosen = select(Meeting).where(Meeting.round_table_id == round_table.id)
    return page_by_key(chosen, keys=(Meeting.starts_at.desc(), Meeting.id.desc()), after=after, limit=limit)


def next_public(round_table: RoundTable) -> Meeting | None:
    """The next meeting people are invited to; called off ones too, so that nobody stands before a closed door."""
    chosen = select(Meeting).where(
        Meeting.round_table_id == round_table.id, Meeting.state.in_(_TOLD), Meeting.ends_at > clock.now()
    )
    return session().scalar(chosen.order_by(Meeting.starts_at).limit(1))


def last_held(round_table: RoundTable, *, limit: int = 5) -> list[Meeting]:
    """The latest meetings that took place."""
    chosen = select(Meeting).where(Meeting.round_table_id == round_table.id, Meeting.state == MeetingState.HELD)
    return list(session().scalars(chosen.order_by(Meeting.starts_at.desc()).limit(limit)))


def public_meetings(
    *, around: UUID | None = None, lineage: Sequence[UUID] = (), of: UUID | None = None, since: datetime
) -> list[Meeting]:
    """The public calendar: meetings of public series that people are invited to and that end after `since`, in order.

    With `around` (and its `lineage`) those that concern a Sozialraum, with `of` those of one series.
    """
    chosen = (
        select(Meeting)
        .join(Meeting.round_table)
        .options(contains_eager(Meeting.round_table))
        .where(RoundTable.is_public, Meeting.state.in_(_TOLD), Meeting.ends_at > since)
    )
    if around is not None:
        chosen = chosen.where(concerns(around, lineage))
    if of is not None:
        chosen = chosen.where(Meeting.round_table_id == of)
    return list(session().scalars(chosen.order_by(Meeting.starts_at, Meeting.id).limit(500)))


def own_next(viewer: Actor, *, limit: int = 10) -> list[Meeting]:
    """The next meetings this person prepares or runs."""
    chosen = _with_series().where(
        in_scope(viewer),
        Meeting.state.in_([*AHEAD, MeetingState.RUNNING]),
        Meeting.ends_at > clock.now() - timedelta(hours=12),
    )
    return list(session().scalars(chosen.order_by(Meeting.starts_at).limit(limit)))


def to_approve(viewer: Actor) -> list[Meeting]:
    """Invitations that wait for this person's approval, the next meeting first."""
    if not viewer.holds(*HOSTS):
        return []
    chosen = _with_series().where(Meeting.approval == Approval.ASKED, Meeting.state.in_(AHEAD), in_scope(viewer))
    found = session().scalars(chosen.order_by(Meeting.starts_at).limit(50))
    return [one for one in found if viewer.holds(*HOSTS, within=one.lineage)]


def to_remind(at: datetime) -> list[UUID]:
    """Meetings whose reminder is due."""
    chosen = select(Meeting).where(
        Meeting.state == MeetingState.INVITED,
        Meeting.reminded_at.is_(None),
        Meeting.reminder_days > 0,
        Meeting.starts_at > at,
        Meeting.starts_at <= at + timedelta(days=31),
    )
    return [one.id for one in session().scalars(chosen) if one.starts_at - timedelta(days=one.reminder_days) <= at]


def participants(meeting: Meeting) -> list[Participant]:
    """Everybody on the list of a meeting, by name."""
    chosen = select(Participant).where(Participant.meeting_id == meeting.id)
    return list(session().scalars(chosen.order_by(Participant.sort_name, Participant.id)))


def participant(id: UUID) -> Participant:
    """One of them, with meeting and series. Raises `NotFound`."""
    chosen = select(Participant).where(Participant.id == id)
    found = session().scalar(chosen.options(joinedload(Participant.meeting).joinedload(Meeting.round_table)))
    if found is None:
        raise NotFound
    return found


def waiting(meeting: Meeting) -> Select[Participant]:
    """Who waits for a seat, the longest first."""
    chosen = select(Participant).where(Participant.meeting_id == meeting.id, Participant.reply == Reply.WAITING)
    return chosen.order_by(Participant.waits_since, Participant.id)


def place_in_line(participant: Participant) -> int:
    """The how manieth somebody on the waiting list is, from 1."""
    ahead = select(func.count()).where(
        Participant.meeting_id == participant.meeting_id,
        Participant.reply == Reply.WAITING,
        Participant.waits_since < participant.waits_since,
    )
    return int(session().scalar(ahead) or 0) + 1


def by_reply_code(typed: str) -> Participant | None:
    """The participant of a code as it was typed or stands in a link; None when nobody has it."""
    code = codes.normalise_code(typed)
    if not code:
        return None
    chosen = select(Participant).where(Participant.token_hash == codes.hash_code(code))
    return session().scalar(chosen.options(joinedload(Participant.meeting).joinedload(Meeting.round_table)))


def reply_code(participant_id: UUID) -> str:
    """The code in somebody's invitation; it is stored nowhere and always comes out the same."""
    return codes.receipt_code(UUID(bytes=codes.keyed_hash(_REPLY_CODE, participant_id.bytes)[:16]))


def agenda_item(id: UUID) -> AgendaItem:
    """One TOP with its meeting and series. Raises `NotFound`."""
    chosen = select(AgendaItem).where(AgendaItem.id == id)
    found = session().scalar(chosen.options(joinedload(AgendaItem.meeting).joinedload(Meeting.round_table)))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Answers:
    """What one knows of those on the list."""

    total: int
    by_reply: Counter[Reply]
    assistance: Counter[Assistance]
    #: Not yet invited, by the way they are reached.
    uninvited: Counter[ContactWay]
    #: Invited, but not yet told of the last change, by telephone or letter.
    untold: int

    @property
    def coming(self) -> int:
        return self.by_reply[Reply.YES]


def answers(meeting: Meeting, people: Collection[Participant]) -> Answers:
    """Counts of these participants of a meeting."""
    needed = (
        Assistance(value) for one in people if one.reply in (Reply.YES, Reply.WAITING) for value in one.assistance
    )
    return Answers(
        total=len(people),
        by_reply=Counter(one.reply for one in people),
        assistance=Counter(needed),
        uninvited=Counter(one.way for one in people if one.invited_at is None),
        untold=sum(is_untold(one, meeting) for one in people),
    )


def is_untold(one: Participant, meeting: Meeting) -> bool:
    """Whether somebody without mail still has to hear of a change."""
    is_behind = one.invited_at is not None and one.told_sequence < meeting.sequence
    return is_behind and one.way is not ContactWay.MAIL and not one.is_forgotten


def titles(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """How meetings are called in the log, by id."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    chosen = (
        select(Meeting.id, Meeting.number, RoundTable.title).join(Meeting.round_table).where(Meeting.id.in_(wanted))
    )
    return {row.id: f"{row.title}, {row.number}. Sitzung" for row in session().execute(chosen)}


def _with_series() -> Select[Meeting]:
    return select(Meeting).join(Meeting.round_table).options(contains_eager(Meeting.round_table))
