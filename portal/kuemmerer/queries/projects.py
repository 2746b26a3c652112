"""Finding projects, and how far they are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import selectinload

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.kernel.text import fold
from portal.kuemmerer.models import (
    ChecklistStep,
    HelpRequest,
    KuemmererProject,
    ProjectEntry,
    kuemmerer_project_place,
)
from portal.kuemmerer.models.steps import still_open
from portal.kuemmerer.policy import READERS
from portal.kuemmerer.terms.projects import Phase
from portal.places import queries as places

#: Words of a search beyond these find nothing more.
MOST_WORDS = 8
_WHOLE = (
    selectinload(KuemmererProject.places),
    selectinload(KuemmererProject.phases),
    selectinload(KuemmererProject.assignments),
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a list of projects; as they stand in the address."""

    text: str = ""
    #: A Sozialraum and everything beneath it.
    around: UUID | None = None
    phase: Phase | None = None
    #: Only projects with steps whose day is past.
    overdue: bool = False
    #: Only projects that wait for the county.
    asking: bool = False
    #: Also those that were ended.
    closed: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Filters()


@dataclass(frozen=True)
class Progress:
    """How far a project is: counted from its steps, never told by hand."""

    #: Steps that apply in the phases up to the present one, and how many of them are done.
    total: int = 0
    done: int = 0
    #: Open steps whose day is past.
    overdue: int = 0
    #: Questions to the county that are open.
    asking: int = 0
    #: The next day on which a step is due, or the earliest that is past; None when none has a day.
    next_due: date | None = None


def project(id: UUID) -> KuemmererProject:
    """One project with its places, phases and who is responsible, running or ended. Raises `NotFound`."""
    found = session().scalar(select(KuemmererProject).where(KuemmererProject.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def project_begun_with(key: UUID) -> KuemmererProject:
    """The project that was begun with this key of a form. Raises `NotFound`."""
    found = session().scalar(select(KuemmererProject).where(KuemmererProject.submission_key == key).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def visible_projects(viewer: Actor, filters: Filters | None = None) -> Select[KuemmererProject]:
    """The projects this person may see, running unless the filters say otherwise. Order is the caller's."""
    wanted = filters or Filters()
    chosen = select(KuemmererProject).where(in_scope(viewer))
    return _narrowed(chosen, wanted)


def visible_project_ids(viewer: Actor) -> Select[UUID]:
    """The ids of all of them, running or ended, to use inside another statement."""
    return select(KuemmererProject.id).where(in_scope(viewer))


def page_of(chosen: Select[KuemmererProject], *, after: str | None, limit: int = 50) -> KeysetPage:
    """One page of projects by name, with places, phases and who is responsible."""
    keys = (KuemmererProject.sort_name.asc(), KuemmererProject.id.asc())
    return page_by_key(chosen.options(*_WHOLE), keys=keys, after=after, limit=limit)


def projects_of_place(place_id: UUID, *, public_only: bool = False) -> list[KuemmererProject]:
    """The running projects of a Sozialraum and of everything beneath it, by name. Ask who may see them, or only for public ones."""
    here = _in_places(places.subtree_ids([place_id]))
    chosen = select(KuemmererProject).where(KuemmererProject.closed_at.is_(None), here).options(*_WHOLE)
    if public_only:
        chosen = chosen.where(KuemmererProject.is_public)
    return list(session().scalars(chosen.order_by(KuemmererProject.sort_name, KuemmererProject.id)))


def progress_of(project_ids: Iterable[UUID]) -> dict[UUID, Progress]:
    """How far these are. Two queries however many there are; those without steps are left out."""
    wanted = list(project_ids)
    if not wanted:
        return {}
    overdue = and_(still_open(), ChecklistStep.due_on < today())
    counted = (
        select(
            ChecklistStep.project_id,
            func.count(),
            func.count(ChecklistStep.done_on),
            func.sum(case((overdue, 1), else_=0)),
            func.min(case((still_open(), ChecklistStep.due_on))),
        )
        .join(KuemmererProject, KuemmererProject.id == ChecklistStep.project_id)
        .where(ChecklistStep.project_id.in_(wanted), ChecklistStep.waived_at.is_(None), has_begun())
        .group_by(ChecklistStep.project_id)
    )
    asked = (
        select(HelpRequest.project_id, func.count())
        .where(HelpRequest.project_id.in_(wanted), HelpRequest.closed_at.is_(None))
        .group_by(HelpRequest.project_id)
    )
    asking = {row[0]: row[1] for row in session().execute(asked)}
    return {
        row[0]: Progress(row[1], row[2], int(row[3] or 0), asking.get(row[0], 0), row[4])
        for row in session().execute(counted)
    }


def history_of(project_id: UUID, *, limit: int = 100) -> list[ProjectEntry]:
    """What happened to a project, newest first."""
    chosen = select(ProjectEntry).where(ProjectEntry.project_id == project_id)
    return list(session().scalars(chosen.order_by(ProjectEntry.at.desc(), ProjectEntry.id.desc()).limit(limit)))


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of those projects that exist."""
    if not ids:
        return {}
    chosen = select(KuemmererProject.id, KuemmererProject.name).where(KuemmererProject.id.in_(ids))
    return {row.id: row.name for row in session().execute(chosen)}


def in_scope(viewer: Actor) -> ColumnElement[bool]:
    """Projects with a place in the Sozialräume in which this person may see some."""
    return in_places_of(viewer, *READERS)


def in_places_of(viewer: Actor, *roles: Role) -> ColumnElement[bool]:
    """Projects with a place in which this person holds one of `roles`."""
    scope = viewer.scope_of(*roles)
    if scope is None:
        return true()
    return _in_places(places.subtree_ids(scope)) if scope else false()


def has_begun() -> ColumnElement[bool]:
    """Steps (joined with their projects) of phases that the project has reached; what lies ahead is not due yet."""
    return or_(*(and_(KuemmererProject.phase == phase, ChecklistStep.phase.in_(phase.up_to_here)) for phase in Phase))


def _in_places(place_ids: Select[UUID]) -> ColumnElement[bool]:
    place = kuemmerer_project_place.c
    return KuemmererProject.id.in_(select(place.project_id).where(place.sozialraum_id.in_(place_ids)))


def _narrowed(chosen: Select[KuemmererProject], filters: Filters) -> Select[KuemmererProject]:
    for word in fold(filters.text).split()[:MOST_WORDS]:
        pattern = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        chosen = chosen.where(KuemmererProject.sort_name.like(f"%{pattern}%", escape="\\"))
    if filters.around is not None:
        chosen = chosen.where(_in_places(places.subtree_ids([filters.around])))
    if filters.phase is not None:
        chosen = chosen.where(KuemmererProject.phase == filters.phase)
    if filters.overdue:
        late = (ChecklistStep.project_id == KuemmererProject.id, still_open())
        chosen = chosen.where(
            select(ChecklistStep.id).where(*late, ChecklistStep.due_on < today(), has_begun()).exists()
        )
    if filters.asking:
        asked = select(HelpRequest.project_id).where(HelpRequest.closed_at.is_(None))
        chosen = chosen.where(KuemmererProject.id.in_(asked))
    return chosen if filters.closed else chosen.where(KuemmererProject.closed_at.is_(None))
