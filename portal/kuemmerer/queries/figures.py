"""What is counted about several projects at once: groups, Teilprojekte, Ehrenamt. One query each; sums name nobody."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kuemmerer.models import GroupMember, SubProject, Volunteer, WorkingGroup
from portal.kuemmerer.terms.subprojects import SubProjectState
from portal.kuemmerer.terms.volunteers import VolunteerState

#: Of so many Teilprojekte a hand-out tells as something to copy.
_MOST_IDEAS = 500


def working_groups(project_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """(groups that somebody belongs to, memberships in them) now; projects without any are left out.

    Every project has the groups of the county's list from the beginning: an empty one is no group yet.
    """
    chosen = (
        select(WorkingGroup.project_id, func.count(WorkingGroup.id.distinct()), func.count())
        .join(GroupMember, GroupMember.group_id == WorkingGroup.id)
        .where(WorkingGroup.project_id.in_(project_ids), GroupMember.until.is_(None))
        .group_by(WorkingGroup.project_id)
    )
    return {row[0]: (row[1], row[2]) for row in session().execute(chosen)}


def sub_projects(project_ids: Collection[UUID]) -> dict[UUID, dict[SubProjectState, int]]:
    """How many Teilprojekte of each stand where; projects without any are left out."""
    chosen = (
        select(SubProject.project_id, SubProject.state, func.count())
        .where(SubProject.project_id.in_(project_ids))
        .group_by(SubProject.project_id, SubProject.state)
    )
    found: dict[UUID, dict[SubProjectState, int]] = defaultdict(dict)
    for project_id, state, count in session().execute(chosen):
        found[project_id][state] = count
    return found


def helpers(project_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many people help in the Ehrenamt of each at present; projects without any are left out."""
    chosen = (
        select(Volunteer.project_id, func.count())
        .where(Volunteer.project_id.in_(project_ids), Volunteer.state == VolunteerState.ACTIVE)
        .group_by(Volunteer.project_id)
    )
    return {row[0]: row[1] for row in session().execute(chosen)}


def begun_sub_projects(project_ids: Collection[UUID], since: date) -> list[SubProject]:
    """The Teilprojekte that run, and do so since that day or later, the newest first."""
    begin = datetime.combine(since, time(), ON_SCREEN)
    chosen = select(SubProject).where(
        SubProject.project_id.in_(project_ids),
        SubProject.state == SubProjectState.RUNNING,
        SubProject.moved_at >= begin,
    )
    return list(session().scalars(chosen.order_by(SubProject.moved_at.desc(), SubProject.id).limit(_MOST_IDEAS)))
