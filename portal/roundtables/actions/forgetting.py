"""Forgetting a person who took back the consent in the network: every copy of who they are, and of how they are reached.

Function and organisation stay, so that the list of an evening and its minutes still say who spoke for whom. What was released
before with consent stays as it is: the database keeps released minutes from every change.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, or_, select

from portal.kernel import clock
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.text import fold
from portal.network.terms import NAMELESS
from portal.roundtables.actions import seats
from portal.roundtables.models import Agreement, DateAnswer, Member, MinutesDelivery, Participant
from portal.roundtables.terms.meetings import Reply


def forget(contact_id: UUID) -> None:
    """Forget the person behind a contact of the network. Nobody is left whom a second time would change."""
    mine = list(session().scalars(select(Member).where(Member.contact_id == contact_id)))
    for member in mine:
        _empty(member)
        member.left_at = member.left_at or clock.now()
        member.calendar_round += 1
        session().execute(delete(DateAnswer).where(DateAnswer.member_id == member.id))
    copies = or_(Participant.contact_id == contact_id, Participant.member_id.in_([one.id for one in mine]))
    invited = list(session().scalars(select(Participant).where(copies).order_by(Participant.meeting_id)))
    _forget_promises(contact_id, [one.id for one in invited])
    for participant in invited:
        if participant.meeting.is_ahead:
            _take_off(participant)
        else:
            _forget_presence(participant)
    session().flush()


def forget_ways(member: Member) -> None:
    """Keep no address of somebody who is no member any more: meetings that were held have their own."""
    member.email = member.phone = member.address = ""


def _empty(person: Member | Participant) -> None:
    person.contact_id = None
    person.name, person.sort_name = NAMELESS, fold(NAMELESS)
    person.email = person.phone = person.address = ""
    person.may_be_named = False


def _take_off(participant: Participant) -> None:
    """From the list of a meeting that is still to come; the seat goes to whoever waits longest."""
    meeting = participant.meeting
    seats.hold(meeting)
    session().refresh(participant, ["reply"])
    had_a_seat = participant.reply is Reply.YES
    session().delete(participant)
    session().flush()
    if had_a_seat:
        seats.give_back(meeting)
        seats.move_up(meeting)


def _forget_presence(participant: Participant) -> None:
    """Somebody in this function was invited, and was there or not; what is still to be sent goes to nobody."""
    _empty(participant)
    participant.remark, participant.assistance = "", []
    participant.token_hash = hash_token(new_token())
    waiting = select(MinutesDelivery).where(
        MinutesDelivery.participant_id == participant.id, MinutesDelivery.done_at.is_(None)
    )
    for delivery in session().scalars(waiting):
        session().delete(delivery)


def _forget_promises(contact_id: UUID, participant_ids: Collection[UUID]) -> None:
    """What the person took over stays in the ledger with the function."""
    mine = or_(Agreement.contact_id == contact_id, Agreement.participant_id.in_(participant_ids))
    for agreement in session().scalars(select(Agreement).where(mine)):
        agreement.contact_id = None
        agreement.owner_name = agreement.owner_email = ""
        agreement.owner_may_be_named = False
