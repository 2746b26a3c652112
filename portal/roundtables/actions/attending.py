"""Who is there, on the screen of the evening: one tap each, and whether somebody may be named in the minutes."""

from portal.kernel.errors import InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.roundtables.actions import arriving
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import evening


def mark(participant: Participant, *, there: bool, by: Actor) -> None:
    """There, or not after all. What is so already stays so: a tap sent twice counts once."""
    if evening.is_released(participant.meeting_id):
        raise InvalidTransition
    if there:
        arriving.check_in(participant, by=by)
    else:
        arriving.undo(participant, by=by)


def came(meeting: Meeting, *, name: str, organisation: str = "", may_be_named: bool = False, by: Actor) -> Participant:
    """Somebody came who was not invited. Consent that is given now holds for these minutes."""
    if evening.is_released(meeting.id):
        raise InvalidTransition
    found = arriving.walk_in(meeting, name=name, organisation=organisation, by=by)
    found.may_be_named = found.may_be_named or may_be_named
    return found


def allow_name(participant: Participant, *, allowed: bool, by: Actor) -> None:
    """Note whether somebody agrees to stand in these minutes by name. Released minutes stay as they are."""
    ensure(MinutesPermission.NOTE, by, participant.meeting)
    if evening.is_released(participant.meeting_id):
        raise InvalidTransition
    participant.may_be_named = allowed
