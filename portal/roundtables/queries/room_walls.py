"""Which Moderationswände belong to which meeting."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.roundtables.models import MeetingWall
from portal.roundtables.terms.minutes import RoomMethod


def of_meeting(meeting_id: UUID) -> dict[RoomMethod, MeetingWall]:
    """The walls of a meeting by their method."""
    chosen = select(MeetingWall).options(joinedload(MeetingWall.wall)).where(MeetingWall.meeting_id == meeting_id)
    return {one.method: one for one in session().scalars(chosen)}


def of_wall(wall_id: UUID) -> MeetingWall | None:
    """The meeting a wall was begun for; None for other walls."""
    return session().get(MeetingWall, wall_id)
