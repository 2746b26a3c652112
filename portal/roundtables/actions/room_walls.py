"""Moderationswände of a meeting: SWOT and vision with one press, and Vereinbarungen made of clusters."""

from uuid import UUID

from portal.kernel.db import session
from portal.kernel.policy import Actor, ensure
from portal.places import queries as places
from portal.roundtables.actions import notes
from portal.roundtables.actions.agreements import Promise
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.models import Meeting, MeetingWall, NoteEntry
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import evening, room_walls
from portal.roundtables.terms.minutes import NoteKind, RoomMethod
from portal.walls import actions as walls


def begin_wall(meeting: Meeting, method: RoomMethod, *, by: Actor) -> MeetingWall:
    """Begin a wall with the columns of the method, open for cards. Pressed again it is the same wall."""
    ensure(MinutesPermission.NOTE, by, meeting)
    found = room_walls.of_meeting(meeting.id).get(method)
    if found is not None:
        return found
    draft = walls.WallDraft(
        title=f"{method.label}: {meeting.round_table.title}"[:120],
        place=places.place(meeting.sozialraum_id),
        columns=tuple(walls.ColumnDraft(title=title, hint=hint) for title, hint in method.columns),
    )
    wall = walls.create_wall(draft, by=by)
    walls.open_wall(wall, by=by)
    begun = MeetingWall(wall_id=wall.id, meeting_id=meeting.id, method=method)
    session().add(begun)
    session().flush()
    return begun


def agree_on_cluster(begun: MeetingWall, *, text: str, promise: Promise, submission_key: UUID, by: Actor) -> NoteEntry:
    """Make a Vereinbarung of what stands together on the wall of a meeting: a note under the TOP at hand, once for each key."""
    run = evening.run_of(begun.meeting_id)
    draft = NoteDraft(
        text=text, kind=NoteKind.AGREEMENT, agenda_item_id=run.agenda_item_id if run else None, promise=promise
    )
    return notes.write(begun.meeting, draft, submission_key=submission_key, by=by)
