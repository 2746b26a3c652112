"""Finding Teilprojekte with everything that belongs to them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import (
    KuemmererProject,
    SubProject,
    SubProjectEntry,
    SubProjectMilestone,
    sub_project_need,
)
from portal.kuemmerer.queries.projects import in_places_of, visible_project_ids
from portal.kuemmerer.terms.subprojects import SubProjectKind, SubProjectState
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.queries import NeedFilters

#: Bedarfe that became part of one another, one after the other.
MOST_MERGES = 10
_PROJECT = joinedload(SubProject.project).selectinload(KuemmererProject.places)
_WHOLE = (
    _PROJECT,
    joinedload(SubProject.group),
    selectinload(SubProject.places),
    selectinload(SubProject.milestones).joinedload(SubProjectMilestone.sub_project),
)


@dataclass(frozen=True, kw_only=True)
class SubProjectFilters:
    """What narrows the Teilprojekte of a project; as they stand in the address."""

    kind: SubProjectKind | None = None
    group_id: UUID | None = None
    state: SubProjectState | None = None

    @property
    def is_empty(self) -> bool:
        return self == SubProjectFilters()


def sub_project(id: UUID) -> SubProject:
    """One Teilprojekt with its project, group, places and milestones. Raises `NotFound`."""
    found = session().scalar(select(SubProject).where(SubProject.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def sub_projects_of(project_id: UUID, filters: SubProjectFilters | None = None) -> list[SubProject]:
    """Every Teilprojekt of a project by name, for the board and the time line; there are at most `MOST_SUB_PROJECTS`."""
    chosen = _narrowed(project_id, filters).options(*_WHOLE)
    return list(session().scalars(chosen.order_by(SubProject.sort_name, SubProject.id)))


def page_of_sub_projects(
    project_id: UUID, filters: SubProjectFilters | None = None, *, after: str | None, limit: int = 50
) -> KeysetPage:
    """One page of them by name, for the table. Raises `InvalidInput` for a cursor of another list."""
    keys = (SubProject.sort_name.asc(), SubProject.id.asc())
    return page_by_key(_narrowed(project_id, filters).options(*_WHOLE), keys=keys, after=after, limit=limit)


def count_of(project_id: UUID) -> int:
    """How many Teilprojekte a project has, ended ones too."""
    return session().scalar(select(func.count()).where(SubProject.project_id == project_id)) or 0


def milestone(id: UUID) -> SubProjectMilestone:
    """One milestone with its Teilprojekt and project. Raises `NotFound`."""
    whole = joinedload(SubProjectMilestone.sub_project).options(_PROJECT)
    found = session().scalar(select(SubProjectMilestone).where(SubProjectMilestone.id == id).options(whole))
    if found is None:
        raise NotFound
    return found


def moves_of(sub_project_id: UUID, *, limit: int = 30) -> list[SubProjectEntry]:
    """How it came to stand where it stands, newest first."""
    chosen = select(SubProjectEntry).where(SubProjectEntry.sub_project_id == sub_project_id)
    newest = chosen.order_by(SubProjectEntry.at.desc(), SubProjectEntry.id.desc())
    return list(session().scalars(newest.limit(limit)))


def due_milestones(viewer: Actor, *, until: date, limit: int) -> list[SubProjectMilestone]:
    """Open milestones up to this day in projects this person works on as Kümmerer, the longest overdue first. One query."""
    chosen = (
        select(SubProjectMilestone)
        .join(SubProjectMilestone.sub_project)
        .join(SubProject.project)
        .where(
            SubProjectMilestone.done_on.is_(None),
            SubProjectMilestone.due_on <= until,
            SubProject.state != SubProjectState.ENDED,
            KuemmererProject.closed_at.is_(None),
            in_places_of(viewer, Role.KUEMMERER),
        )
        .options(contains_eager(SubProjectMilestone.sub_project).contains_eager(SubProject.project))
    )
    earliest = chosen.order_by(SubProjectMilestone.due_on, SubProjectMilestone.id)
    return list(session().scalars(earliest.limit(limit)))


def answered_needs(viewer: Actor, sub_project_id: UUID) -> list[Need]:
    """The Bedarfe a Teilprojekt answers that this person may read, the newest first.

    One that was merged since then is told as the one it is part of now.
    """
    linked = select(sub_project_need.c.need_id).where(sub_project_need.c.sub_project_id == sub_project_id)
    chosen = needs.visible_needs(viewer).where(Need.id.in_(_where_they_are_now(set(session().scalars(linked)))))
    return list(session().scalars(chosen.order_by(Need.seq.desc())))


def need_ids_told_as(sub_project_id: UUID, need_id: UUID) -> set[UUID]:
    """The linked Bedarfe that pages tell as this one: itself, and those that were merged into it."""
    linked = select(sub_project_need.c.need_id).where(sub_project_need.c.sub_project_id == sub_project_id)
    return {one for one in session().scalars(linked) if _where_they_are_now({one}) == {need_id}}


def needs_to_choose(viewer: Actor, project: KuemmererProject, words: str, *, limit: int = 20) -> list[Need]:
    """Open Bedarfe of the places of a project that this person may read, the newest first; those with these words in them."""
    found: dict[UUID, Need] = {}
    for place in project.places:
        filters = NeedFilters(text=words, place_id=place.id)
        chosen = needs.visible_needs(viewer, filters).order_by(*needs.order_of(filters)).limit(limit)
        found |= {one.id: one for one in session().scalars(chosen)}
    return sorted(found.values(), key=lambda one: -one.seq)[:limit]


def sub_projects_answering(viewer: Actor, *need_ids: UUID) -> list[SubProject]:
    """The Teilprojekte that answer one of these Bedarfe and that this person may see, by name. One query."""
    linked = select(sub_project_need.c.sub_project_id).where(sub_project_need.c.need_id.in_(need_ids))
    chosen = (
        select(SubProject)
        .where(SubProject.id.in_(linked), SubProject.project_id.in_(visible_project_ids(viewer)))
        .options(joinedload(SubProject.project))
    )
    return list(session().scalars(chosen.order_by(SubProject.sort_name, SubProject.id)))


def counts_by_state(project_id: UUID) -> dict[SubProjectState, int]:
    """How many Teilprojekte of a project stand in each state; states without any are left out."""
    counted = select(SubProject.state, func.count()).where(SubProject.project_id == project_id)
    return {row[0]: row[1] for row in session().execute(counted.group_by(SubProject.state))}


def next_milestones(project_id: UUID, *, limit: int) -> list[SubProjectMilestone]:
    """The open milestones of the Teilprojekte of a project that have not ended, the earliest first."""
    chosen = (
        select(SubProjectMilestone)
        .join(SubProjectMilestone.sub_project)
        .where(
            SubProject.project_id == project_id,
            SubProject.state != SubProjectState.ENDED,
            SubProjectMilestone.done_on.is_(None),
        )
        .options(contains_eager(SubProjectMilestone.sub_project))
    )
    earliest = chosen.order_by(SubProjectMilestone.due_on, SubProjectMilestone.id)
    return list(session().scalars(earliest.limit(limit)))


def _where_they_are_now(need_ids: set[UUID]) -> set[UUID]:
    """These Bedarfe, each merged one replaced by where its evidence is now; one query for each merge in a row, and one more."""
    merged = select(Need.id, Need.merged_into_id).where(Need.merged_into_id.is_not(None))
    for _merge in range(MOST_MERGES):
        moved = session().execute(merged.where(Need.id.in_(need_ids))).all() if need_ids else []
        if not moved:
            break
        need_ids = (need_ids - {row.id for row in moved}) | {row.merged_into_id for row in moved}
    return need_ids


def _narrowed(project_id: UUID, filters: SubProjectFilters | None) -> Select[SubProject]:
    wanted = filters or SubProjectFilters()
    chosen = select(SubProject).where(SubProject.project_id == project_id)
    if wanted.kind is not None:
        chosen = chosen.where(SubProject.kind == wanted.kind)
    if wanted.group_id is not None:
        chosen = chosen.where(SubProject.group_id == wanted.group_id)
    if wanted.state is not None:
        chosen = chosen.where(SubProject.state == wanted.state)
    return chosen
