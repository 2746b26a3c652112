"""When the groups of projects meet: what their Runde Tische know, as far as a reader may."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import joinedload

from portal.kernel import clock
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import KuemmererProject, WorkingGroup
from portal.kuemmerer.queries.projects import in_places_of
from portal.places import queries as places
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.queries import series
from portal.roundtables.terms.meetings import AHEAD, MeetingState
from portal.roundtables.terms.series import SeriesState

#: Meetings one source names at most, and series one can choose from.
_MOST = 200


@dataclass(frozen=True)
class GroupMeeting:
    """The next meeting of a group."""

    group_id: UUID
    group_name: str
    project_id: UUID
    meeting_id: UUID
    starts_at: datetime
    venue: str

    @property
    def on(self) -> date:
        """The day in the county's time zone."""
        return self.starts_at.astimezone(ON_SCREEN).date()


def next_meetings_of(project_ids: Collection[UUID]) -> list[GroupMeeting]:
    """The next meeting of each group of these projects that has one, the earliest first. One query.

    Ask beforehand who may see the projects; that a group meets on a day is no secret to them.
    """
    if not project_ids:
        return []
    chosen = (
        select(Meeting, WorkingGroup)
        .join(WorkingGroup, WorkingGroup.round_table_id == Meeting.round_table_id)
        .where(
            WorkingGroup.project_id.in_(project_ids),
            Meeting.state.in_([*AHEAD, MeetingState.RUNNING]),
            Meeting.ends_at > clock.now(),
        )
        .order_by(Meeting.starts_at, Meeting.id, WorkingGroup.id)
        .limit(_MOST)
    )
    found: dict[UUID, GroupMeeting] = {}
    for meeting, group in session().execute(chosen):
        found.setdefault(
            group.id,
            GroupMeeting(group.id, group.name, group.project_id, meeting.id, meeting.starts_at, meeting.venue),
        )
    return list(found.values())


def due_meetings(viewer: Actor, *, until: date, limit: int) -> list[tuple[GroupMeeting, str]]:
    """Meetings up to this day of groups whose project this person works on, with the name of the project. Two queries."""
    mine = in_places_of(viewer, Role.KUEMMERER)
    chosen = (
        select(KuemmererProject.id, KuemmererProject.name)
        .join(WorkingGroup, WorkingGroup.project_id == KuemmererProject.id)
        .where(mine, KuemmererProject.closed_at.is_(None), WorkingGroup.round_table_id.is_not(None))
        .distinct()
    )
    names = {row.id: row.name for row in session().execute(chosen)}
    coming = [one for one in next_meetings_of(list(names)) if one.on <= until]
    return [(one, names[one.project_id]) for one in coming[:limit]]


def series_of(viewer: Actor, groups: Iterable[WorkingGroup]) -> dict[UUID, RoundTable]:
    """The Runde Tische of these groups that this person may open, by their id. One query, none for none."""
    wanted = {one.round_table_id for one in groups if one.round_table_id is not None}
    if not wanted:
        return {}
    chosen = series.visible_round_tables(viewer).where(RoundTable.id.in_(wanted))
    found = session().scalars(chosen.options(joinedload(RoundTable.sozialraum)))
    return {one.id: one for one in found}


def linkable_series(viewer: Actor, project: KuemmererProject) -> list[RoundTable]:
    """The Runde Tische that still meet in the places of a project, beneath or around them, and that this person may open."""
    here: list[ColumnElement[bool]] = [RoundTable.sozialraum_id.in_(project.lineage)]
    here += [RoundTable.sozialraum_id.in_(places.subtree_ids([place.id])) for place in project.places]
    chosen = series.visible_round_tables(viewer, state=SeriesState.ACTIVE).where(or_(false(), *here))
    return list(session().scalars(chosen.order_by(RoundTable.title, RoundTable.id).limit(_MOST)))
