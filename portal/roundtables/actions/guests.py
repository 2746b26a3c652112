"""Who stands on the list of one meeting."""

from uuid import UUID

from portal.kernel import codes
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.network.terms import ContactWay
from portal.roundtables.actions import seats, telling
from portal.roundtables.actions.members import PersonDraft, check
from portal.roundtables.models import Meeting, Member, Participant
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series
from portal.roundtables.terms.meetings import LARGEST_CAPACITY, MeetingState, Reply


def put_on_list(meeting: Meeting, member: Member) -> Participant:
    """A standing member, as they are known today."""
    draft = PersonDraft(
        name=member.name,
        way=member.way,
        organisation=member.organisation,
        function=member.function,
        email=member.email,
        phone=member.phone,
        address=member.address,
        may_be_named=member.may_be_named,
    )
    return new_participant(meeting, draft, member_id=member.id, contact_id=member.contact_id)


def add(meeting: Meeting, draft: PersonDraft, *, by: Actor) -> Participant:
    """A guest of this one meeting. Somebody of the same name and organisation who is there already is returned."""
    ensure(MeetingPermission.PREPARE, by, meeting)
    check(draft)
    there = queries.participants(meeting)
    for one in there:
        if (one.sort_name, fold(one.organisation)) == (fold(draft.name), fold(draft.organisation)):
            return one
    ensure_room(len(there))
    return new_participant(meeting, draft)


def take_members(meeting: Meeting, *, by: Actor) -> int:
    """Put members on the list who are missing there, because they joined later or were taken off. Returns how many."""
    ensure(MeetingPermission.PREPARE, by, meeting)
    there = {one.member_id for one in queries.participants(meeting)}
    missing = [one for one in series.members(meeting.round_table) if one.id not in there]
    for member in missing:
        put_on_list(meeting, member)
    return len(missing)


def take_off(participant: Participant, *, by: Actor) -> None:
    """Take somebody off the list. Whoever was invited is told that there is nothing in it for them any more."""
    meeting = participant.meeting
    ensure(MeetingPermission.PREPARE, by, meeting)
    seats.hold(meeting)
    if participant.invited_at is not None and meeting.state is MeetingState.INVITED and telling.by_mail(participant):
        raise InvalidInput(
            "participant.invited",
            N_("Diese Person ist schon eingeladen. Tragen Sie stattdessen ein, dass sie nicht kommt."),
        )
    had_a_seat = participant.reply is Reply.YES
    session().delete(participant)
    session().flush()
    if had_a_seat:
        seats.give_back(meeting)
        seats.move_up(meeting)


def new_participant(
    meeting: Meeting, draft: PersonDraft, *, member_id: UUID | None = None, contact_id: UUID | None = None
) -> Participant:
    """One more on the list, with the code for the invitation."""
    own_id = new_id()
    made = Participant(
        id=own_id,
        meeting_id=meeting.id,
        member_id=member_id,
        contact_id=contact_id,
        name=draft.name,
        sort_name=fold(draft.name),
        organisation=draft.organisation,
        function=draft.function,
        email=draft.email.casefold(),
        phone=draft.phone,
        address=draft.address,
        way=draft.way,
        may_be_named=draft.may_be_named,
        token_hash=codes.hash_code(queries.reply_code(own_id)),
        told_sequence=meeting.sequence,
        meeting=meeting,
    )
    session().add(made)
    session().flush()
    return made


def ensure_room(there: int) -> None:
    """Raises `InvalidInput` when the list is as long as it may be."""
    if there >= LARGEST_CAPACITY:
        raise InvalidInput("participants.too-many", N_("Die Liste ist voll."))


def without_ways(name: str, organisation: str, email: str) -> PersonDraft:
    """Somebody who came in: one knows a name, perhaps a mail address, and asks for nothing more."""
    way = ContactWay.MAIL if email else ContactWay.PHONE
    return PersonDraft(name=name, way=way, organisation=organisation, email=email)
