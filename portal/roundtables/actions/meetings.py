"""Making meetings, changing and calling them off; who is invited is told of every change of day, hour and place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.roundtables.actions import agenda, guests, registering, seats, telling
from portal.roundtables.events import MeetingCancelled, MeetingChanged
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.policy import MeetingPermission, RoundTablePermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import LARGEST_CAPACITY, LONGEST_MEETING_HOURS, MEETING, Approval, MeetingState

CANCELLED = audit.kind("roundtables.meeting-cancelled", N_("Sitzung abgesagt"), keys=("meeting_id",))
CHANGED = audit.kind("roundtables.meeting-changed", N_("Sitzung verlegt"), keys=("meeting_id",))
_WORDS = (
    "hiermit lade ich Sie herzlich zum nächsten Treffen ein. Ihre Erfahrung ist uns wichtig: Gemeinsam sehen wir, was im Ort "
    "gut läuft, was fehlt und was wir als Nächstes tun."
)


@dataclass(frozen=True, kw_only=True)
class MeetingDraft:
    """When, where and for how many."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    venue: str = ""
    capacity: int | None = None
    reply_until: date | None = None
    reminder_days: int = 3


def plan(
    round_table: RoundTable,
    draft: MeetingDraft,
    *,
    template: AgendaTemplate = AgendaTemplate.REGULAR,
    submission_key: UUID,
    by: Actor,
) -> Meeting:
    """Make a meeting with the standing members on its list and the agenda of a template. The same key makes it once."""
    ensure(RoundTablePermission.PLAN, by, round_table)
    if found := queries.repeated(submission_key):
        ensure(MeetingPermission.READ, by, found)
        return found
    _check(draft)
    session().execute(select(RoundTable.id).where(RoundTable.id == round_table.id).with_for_update())
    meeting = Meeting(
        round_table_id=round_table.id,
        number=queries.next_number(round_table.id),
        invitation=_WORDS,
        created_by=by.id,
        submission_key=submission_key,
    )
    meeting.round_table = round_table
    _write(meeting, draft)
    meeting.venue = draft.venue or round_table.venue
    session().add(meeting)
    session().flush()
    for member in series.members(round_table):
        guests.put_on_list(meeting, member)
    agenda.begin_with(meeting, template)
    session().flush()
    registering.register(meeting, by=by)
    return meeting


def edit(meeting: Meeting, draft: MeetingDraft, *, version: int, by: Actor) -> None:
    """Change it. Who is invited hears of another day, hour or place; more seats let those who wait move up.

    Before the invitations are out, another day, hour or place needs a new approval.

    Raises `Conflict` for an old `version` and `InvalidInput` for fewer seats than have been given away.
    """
    ensure(MeetingPermission.PREPARE, by, meeting)
    seats.hold(meeting)
    if meeting.version != version:
        raise Conflict
    _check(draft, begins_before=meeting.starts_at)
    if draft.capacity is not None and draft.capacity < meeting.seats_taken:
        raise InvalidInput(
            "meeting.seats-given",
            N_("%(n)s haben schon zugesagt. Weniger Plätze sind nicht mehr möglich."),
            field="capacity",
            n=meeting.seats_taken,
        )
    before = (meeting.starts_at, meeting.ends_at, meeting.venue)
    _write(meeting, draft)
    session().flush()
    registering.register(meeting, by=by)
    if before != (meeting.starts_at, meeting.ends_at, meeting.venue):
        ask_anew(meeting, by=by)
        if meeting.state is MeetingState.INVITED:
            _tell_of_change(meeting, by=by)
    seats.move_up(meeting)


def ask_anew(meeting: Meeting, *, by: Actor) -> None:
    """What the Gemeinde let go out is something else now: it is asked again, unless it changed that itself or all are invited."""
    if meeting.state is MeetingState.PLANNED and not allows(MeetingPermission.SPEAK_FOR_HOST, by, meeting):
        meeting.approval, meeting.approved_at, meeting.approved_by = Approval.OPEN, None, None


def cancel(meeting: Meeting, *, reason: str, by: Actor) -> None:
    """Call it off for good. Everybody who is invited is told, and calendars take it as cancelled."""
    ensure(MeetingPermission.CANCEL, by, meeting)
    seats.hold(meeting)
    MEETING.check(meeting.state, MeetingState.CANCELLED)
    was_told = meeting.state is MeetingState.INVITED
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason
    meeting.sequence += 1
    session().flush()
    registering.register(meeting, by=by)
    if was_told:
        for one in queries.participants(meeting):
            if one.invited_at is not None:
                telling.cancelled(one)
    audit.log(CANCELLED, by=by, meeting_id=meeting.id)
    record(MeetingCancelled(meeting_id=meeting.id, by=by.id))


def _tell_of_change(meeting: Meeting, *, by: Actor) -> None:
    meeting.sequence += 1
    meeting.reminded_at = None
    session().flush()
    for one in queries.participants(meeting):
        if one.invited_at is not None:
            telling.changed(one)
    audit.log(CHANGED, by=by, meeting_id=meeting.id)
    record(MeetingChanged(meeting_id=meeting.id, by=by.id))


def _check(draft: MeetingDraft, *, begins_before: datetime | None = None) -> None:
    if draft.ends_at <= draft.starts_at:
        raise InvalidInput(
            "meeting.ends-first", N_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Zeiten."), field="ends"
        )
    if draft.ends_at - draft.starts_at > timedelta(hours=LONGEST_MEETING_HOURS):
        raise InvalidInput(
            "meeting.too-long",
            N_("So lange dauert keine Sitzung. Bitte prüfen Sie Beginn und Ende."),
            field="ends",
        )
    if draft.starts_at < clock.now() and draft.starts_at != begins_before:
        raise InvalidInput("meeting.past", N_("Dieser Tag liegt in der Vergangenheit."), field="day")
    if draft.capacity is not None and not 1 <= draft.capacity <= LARGEST_CAPACITY:
        raise InvalidInput(
            "meeting.seats",
            N_("Bitte geben Sie eine Zahl zwischen 1 und %(most)s ein."),
            field="capacity",
            most=LARGEST_CAPACITY,
        )
    if draft.reply_until and draft.reply_until > draft.starts_at.astimezone(clock.ON_SCREEN).date():
        raise InvalidInput("meeting.replies-too-late", N_("Dieser Tag liegt hinter der Sitzung."), field="reply_until")


def _write(meeting: Meeting, draft: MeetingDraft) -> None:
    meeting.starts_at, meeting.ends_at = draft.starts_at, draft.ends_at
    meeting.title, meeting.venue = draft.title, draft.venue
    meeting.capacity, meeting.reply_until = draft.capacity, draft.reply_until
    meeting.reminder_days = draft.reminder_days
