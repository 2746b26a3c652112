"""Who is there: ticked off on a list, or by the persons themselves with the QR code at the door."""

from datetime import timedelta
from uuid import UUID

from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.roundtables.actions import guests, seats
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.terms.meetings import MeetingState

_DOOR = "roundtables.door"
#: So long before it begins one can say that one is there, and so long after it ends.
DOOR_OPENS = timedelta(hours=3)
DOOR_CLOSES = timedelta(hours=3)


def check_in(participant: Participant, *, by: Actor) -> None:
    """Somebody of the list is there."""
    ensure(MeetingPermission.CHECK_IN, by, participant.meeting)
    _arrive(participant)


def undo(participant: Participant, *, by: Actor) -> None:
    """Ticked off by mistake."""
    ensure(MeetingPermission.CHECK_IN, by, participant.meeting)
    participant.attended, participant.checked_in_at = False, None


def walk_in(meeting: Meeting, *, name: str, organisation: str = "", email: str = "", by: Actor) -> Participant:
    """Somebody came who is not on the list, or is and was not found: the same name and organisation is the same person."""
    ensure(MeetingPermission.CHECK_IN, by, meeting)
    return _came(meeting, name=name, organisation=organisation, email=email)


def door_code(meeting: Meeting) -> str:
    """What stands in the QR code at the door."""
    return codes.sign(_DOOR, meeting.id.hex)


def meeting_of_door_code(token: str) -> UUID | None:
    """The meeting behind a door; None when the code was made up."""
    value = codes.unsign(_DOOR, token) if len(token) < 200 else None
    return UUID(value) if value else None


def door_is_open(meeting: Meeting) -> bool:
    """Whether one can say oneself that one is there: around the time of the meeting."""
    if meeting.state in (MeetingState.CANCELLED, MeetingState.PLANNED):
        return False
    return meeting.starts_at - DOOR_OPENS <= clock.now() <= meeting.ends_at + DOOR_CLOSES


def arrive_by_link(participant: Participant) -> None:
    """The person says so on their own page."""
    _ensure_open(participant.meeting)
    _arrive(participant)


def arrive_at_door(meeting: Meeting, *, name: str, organisation: str = "", email: str = "") -> Participant:
    """Somebody writes their name into the list at the door with their phone."""
    _ensure_open(meeting)
    return _came(meeting, name=name, organisation=organisation, email=email)


def _came(meeting: Meeting, *, name: str, organisation: str, email: str) -> Participant:
    if not name:
        raise InvalidInput("arrival.no-name", N_("Bitte geben Sie Ihren Namen ein."), field="name")
    seats.hold(meeting)
    people = queries.participants(meeting)
    same_name = [one for one in people if fold(name) in (one.sort_name, fold(one.substitute))]
    exact = [one for one in same_name if fold(one.organisation) == fold(organisation)]
    found = exact or (same_name if len(same_name) == 1 and not organisation else [])
    if found:
        _arrive(found[0])
        return found[0]
    guests.ensure_room(len(people))
    made = guests.new_participant(meeting, guests.without_ways(name, organisation, email))
    _arrive(made)
    return made


def _arrive(participant: Participant) -> None:
    if not participant.attended:
        participant.attended, participant.checked_in_at = True, clock.now()
        session().flush()


def _ensure_open(meeting: Meeting) -> None:
    if not door_is_open(meeting):
        raise InvalidInput("door.closed", N_("Eintragen kann man sich nur am Tag der Sitzung."))
