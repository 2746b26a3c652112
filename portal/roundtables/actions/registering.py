"""A meeting of a Runder Tisch vor Ort stands in the Erhebungskalender: people of the place are asked there.

Austauschtreffen do not, as only those who work on the projects meet.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor
from portal.roundtables.actions.telling import called
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.terms.meetings import AHEAD, MeetingState
from portal.roundtables.terms.series import RoundTableKind
from portal.sectorplans.actions import Registration, register_collection, withdraw_collection
from portal.sectorplans.terms import CollectionMethod, CollectionState, SourceKind

_STATES = {
    MeetingState.PLANNED: CollectionState.PLANNED,
    MeetingState.INVITED: CollectionState.PLANNED,
    MeetingState.RUNNING: CollectionState.RUNNING,
    MeetingState.HELD: CollectionState.DONE,
    MeetingState.CANCELLED: CollectionState.CANCELLED,
}


def register(meeting: Meeting, *, by: Actor) -> None:
    """Bring the calendar to what the meeting says of itself now."""
    series = meeting.round_table
    if series.kind is not RoundTableKind.LOCAL:
        withdraw_collection(SourceKind.ROUND_TABLE, meeting.id)
        return
    register_collection(
        Registration(
            kind=SourceKind.ROUND_TABLE,
            source_id=meeting.id,
            title=called(meeting),
            sozialraum_id=series.sozialraum_id,
            first_day=meeting.day,
            last_day=meeting.ends_at.astimezone(ON_SCREEN).date(),
            state=_STATES[meeting.state],
            method=CollectionMethod.WORKSHOP,
            contact_name=series.contact_name,
            contact_phone=series.contact_phone,
            contact_email=series.contact_email,
        ),
        by=by,
    )


def register_ahead(series: RoundTable, *, by: Actor) -> None:
    """The meetings that lie ahead follow their series: its name, place and whom to ask."""
    chosen = select(Meeting).where(Meeting.round_table_id == series.id, Meeting.state.in_(AHEAD)).order_by(Meeting.id)
    for meeting in session().scalars(chosen.options(joinedload(Meeting.round_table))).all():
        register(meeting, by=by)


def register_all() -> None:
    """Once a day: those from before there was a calendar enter it."""
    chosen = select(Meeting).options(joinedload(Meeting.round_table)).order_by(Meeting.id)
    found: Iterable[Meeting] = session().scalars(chosen).all()
    for meeting in found:
        register(meeting, by=SYSTEM)
