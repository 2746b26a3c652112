"""Running an evening: beginning it, going through its agenda, closing it."""

from uuid import UUID

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.roundtables.actions import registering
from portal.roundtables.events import MeetingHeld
from portal.roundtables.models import AgendaItem, Meeting, MeetingRun, Minutes
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import agreements, evening, minutes
from portal.roundtables.terms.meetings import MEETING, AgendaKind, MeetingState

BEGUN = audit.kind("roundtables.meeting-begun", N_("Sitzung begonnen"), keys=("meeting_id",))
CLOSED = audit.kind("roundtables.meeting-closed", N_("Sitzung geschlossen"), keys=("meeting_id",))
#: How long the open Vereinbarungen get when nobody planned a TOP for them.
_MINUTES_FOR_AGREEMENTS = 10


def begin(meeting: Meeting, *, by: Actor) -> MeetingRun:
    """Begin the evening, or go on with one that was closed too early. Begun already it changes nothing.

    When earlier meetings left Vereinbarungen open, they are the first TOP by themselves.
    """
    ensure(MinutesPermission.RUN, by, meeting)
    if evening.is_released(meeting.id):
        raise InvalidTransition
    run = evening.run_of(meeting.id)
    if meeting.state is not MeetingState.RUNNING:
        MEETING.check(meeting.state, MeetingState.RUNNING)
        meeting.state = MeetingState.RUNNING
        registering.register(meeting, by=by)
        audit.log(BEGUN, by=by, meeting_id=meeting.id)
    if run is None:
        run = MeetingRun(meeting_id=meeting.id)
        session().add(run)
    run.ended_at = None
    _put_agreements_first(meeting)
    if run.agenda_item_id is None and (agenda := evening.items(meeting.id)):
        run.agenda_item_id, run.item_began_at = agenda[0].id, now()
    session().flush()
    return run


def go_to(meeting: Meeting, item_id: UUID, *, by: Actor) -> None:
    """Take up a TOP; its time is counted from now. Raises `InvalidInput` for one that is not on the agenda.

    The one at hand taken up again (a key pressed twice, two screens at once) goes on with its time.
    """
    ensure(MinutesPermission.RUN, by, meeting)
    if not evening.is_item_of(meeting.id, item_id):
        raise InvalidInput("meeting.no-item", N_("Diesen Tagesordnungspunkt gibt es nicht mehr."))
    run = evening.run_of(meeting.id) or begin(meeting, by=by)
    if run.agenda_item_id != item_id:
        run.agenda_item_id, run.item_began_at = item_id, now()


def close(meeting: Meeting, *, by: Actor) -> Minutes:
    """End the evening: what was written down becomes the draft of its minutes. Closed already it changes nothing.

    Those who took something over hear of it with their link.
    """
    ensure(MinutesPermission.CLOSE, by, meeting)
    if meeting.state is not MeetingState.HELD:
        MEETING.check(meeting.state, MeetingState.HELD)
        meeting.state = MeetingState.HELD
        registering.register(meeting, by=by)
        audit.log(CLOSED, by=by, meeting_id=meeting.id)
        record(MeetingHeld(meeting_id=meeting.id, round_table_id=meeting.round_table_id, by=by.id))
    run = evening.run_of(meeting.id)
    if run is not None and run.ended_at is None:
        run.ended_at, run.agenda_item_id, run.item_began_at = now(), None, None
    found = minutes.of_meeting(meeting.id)
    if found is None:
        found = Minutes(meeting_id=meeting.id)
        session().add(found)
        session().flush()
    return found


def _put_agreements_first(meeting: Meeting) -> None:
    """The TOP for open Vereinbarungen, unless it was planned or nothing is open."""
    if evening.agreements_item(meeting.id) is not None or not agreements.earlier_open(meeting):
        return
    for item in evening.items(meeting.id):
        item.position += 1
    session().flush()
    session().add(
        AgendaItem(
            meeting_id=meeting.id,
            position=1,
            kind=AgendaKind.AGREEMENTS,
            title=N_("Offene Vereinbarungen"),
            minutes=_MINUTES_FOR_AGREEMENTS,
        )
    )
    session().flush()
