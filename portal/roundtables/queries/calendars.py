"""Which meetings stand in whose calendar, and the secret addresses of calendars."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager

from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.places import queries as places
from portal.roundtables.models import Meeting, Member, Participant, RoundTable
from portal.roundtables.terms.meetings import MeetingState

_SERIES = "roundtables.calendar.series"
_PERSON = "roundtables.calendar.person"
#: So far back a calendar goes.
KEPT = timedelta(days=400)


def series_token(round_table: RoundTable) -> str:
    """The secret part of the address of a series' calendar."""
    return codes.sign(_SERIES, f"{round_table.id.hex}{round_table.calendar_round}")


def person_token(member: Member) -> str:
    """The secret part of the address of a person's calendar."""
    return codes.sign(_PERSON, f"{member.id.hex}{member.calendar_round}")


def series_of_token(token: str) -> RoundTable | None:
    """The series whose calendar lies at this address; None when it was made up or replaced."""
    value = codes.unsign(_SERIES, token) if len(token) < 200 else None
    found = session().get(RoundTable, UUID(value[:32])) if value else None
    return found if found is not None and value == f"{found.id.hex}{found.calendar_round}" else None


def person_of_token(token: str) -> Member | None:
    """The member whose calendar lies at this address; None when it was made up or replaced, or the person has left."""
    value = codes.unsign(_PERSON, token) if len(token) < 200 else None
    found = session().get(Member, UUID(value[:32])) if value else None
    if found is None or found.left_at is not None or value != f"{found.id.hex}{found.calendar_round}":
        return None
    return found


def of_series(round_table: RoundTable) -> list[Meeting]:
    """Every meeting of a series that is not long over, in order."""
    chosen = select(Meeting).where(Meeting.round_table_id == round_table.id, Meeting.ends_at > clock.now() - KEPT)
    return list(session().scalars(chosen.order_by(Meeting.starts_at).limit(500)))


def of_person(member: Member) -> list[Meeting]:
    """The meetings a person is invited to: by this membership, and in other series by the contact or the same address.

    Of the others only those that are public, or of the same Sozialraum: whoever types an address must not learn by it when
    somebody else's Runder Tisch meets in private.
    """
    same: list[ColumnElement[bool]] = []
    if member.contact_id is not None:
        same.append(Participant.contact_id == member.contact_id)
    if member.email:
        same.append(Participant.email == member.email)
    invited = select(Participant.meeting_id).where(Participant.invited_at.is_not(None))
    here = RoundTable.sozialraum_id.in_(places.subtree_ids([member.round_table.sozialraum_id]))
    mine: ColumnElement[bool] = Meeting.id.in_(invited.where(Participant.member_id == member.id))
    if same:
        mine = or_(mine, and_(Meeting.id.in_(invited.where(or_(*same))), or_(RoundTable.is_public, here)))
    chosen = (
        select(Meeting)
        .join(Meeting.round_table)
        .options(contains_eager(Meeting.round_table))
        .where(mine, Meeting.ends_at > clock.now() - KEPT, Meeting.state != MeetingState.PLANNED)
    )
    return list(session().scalars(chosen.order_by(Meeting.starts_at).limit(500)))
