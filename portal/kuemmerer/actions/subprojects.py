"""Teilprojekte: beginning, changing, moving over the board, and the Bedarfe they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.kuemmerer.actions.ideas import take_up
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import GroupIdea, KuemmererProject, SubProject, SubProjectEntry, sub_project_need
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups
from portal.kuemmerer.queries import subprojects as queries
from portal.kuemmerer.terms.subprojects import MOST_NEEDS, MOST_SUB_PROJECTS, SubProjectKind, SubProjectState
from portal.needs import queries as needs
from portal.places.models import Sozialraum


@dataclass(frozen=True, kw_only=True)
class SubProjectDraft:
    """What is written about a Teilprojekt by hand."""

    name: str
    kind: SubProjectKind
    goal: str = ""
    group_id: UUID | None = None
    places: Sequence[Sozialraum] = ()
    begins_on: date | None = None
    ends_on: date | None = None


def begin_sub_project(
    project: KuemmererProject,
    draft: SubProjectDraft,
    *,
    idea: GroupIdea | None = None,
    submission_key: UUID | None = None,
    by: Actor,
) -> SubProject:
    """Begin a Teilprojekt as an idea on the board. The same key again answers what is there.

    With `idea` the idea of a group is taken up by it. Raises `InvalidInput`; `InvalidTransition` for an idea that became another
    Teilprojekt before.
    """
    ensure(KuemmererPermission.EDIT, by, project)
    if submission_key is not None:
        sent = session().scalar(select(SubProject).where(SubProject.submission_key == submission_key))
        if sent is not None:
            ensure(KuemmererPermission.READ, by, sent)
            return sent
    if queries.count_of(project.id) >= MOST_SUB_PROJECTS:
        raise InvalidInput(
            "kuemmerer.too-many-sub-projects",
            N_("Ein Projekt kann höchstens %(most)s Teilprojekte haben."),
            field="name",
            most=MOST_SUB_PROJECTS,
        )
    _check(project, draft)
    made = SubProject(project_id=project.id, created_by=by.id, submission_key=submission_key)
    made.state, made.moved_at = SubProjectState.IDEA, now()
    _write(made, draft)
    session().add(made)
    session().flush()
    session().add(SubProjectEntry(sub_project_id=made.id, at=made.moved_at, by_id=by.id, state=made.state))
    if idea is not None:
        if idea.project.id != project.id:
            raise NotFound
        take_up(idea, made, by=by)
    mark_active(project)
    return made


def edit_sub_project(sub_project: SubProject, draft: SubProjectDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if sub_project.version != version:
        raise Conflict
    _check(sub_project.project, draft)
    _write(sub_project, draft)
    mark_active(sub_project.project)


def move(sub_project: SubProject, *, to: SubProjectState, version: int, text: str = "", by: Actor) -> None:
    """Put it into another column of the board. One that stands there already stays.

    Raises `Conflict` when somebody saved since `version`.
    """
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if sub_project.state is to:
        return
    if sub_project.version != version:
        raise Conflict
    sub_project.state, sub_project.moved_at = to, now()
    session().add(
        SubProjectEntry(sub_project_id=sub_project.id, at=sub_project.moved_at, by_id=by.id, state=to, text=text)
    )
    mark_active(sub_project.project)


def link_need(sub_project: SubProject, need_id: UUID, *, by: Actor) -> None:
    """Say that it answers a Bedarf. Doing it again does nothing. Raises `InvalidInput` for one that `by` may not read."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if not needs.needs_by_id(by, [need_id]):
        raise InvalidInput(
            "kuemmerer.unknown-need", N_("Diesen Bedarf gibt es nicht (mehr). Bitte wählen Sie neu."), field="need_id"
        )
    linked = sub_project_need.c
    mine = linked.sub_project_id == sub_project.id
    if session().scalar(select(linked.need_id).where(mine, linked.need_id == need_id)) is not None:
        return
    if (session().scalar(select(func.count()).select_from(sub_project_need).where(mine)) or 0) >= MOST_NEEDS:
        raise InvalidInput(
            "kuemmerer.too-many-needs",
            N_("Ein Teilprojekt kann höchstens %(most)s Bedarfe beantworten."),
            field="need_id",
            most=MOST_NEEDS,
        )
    session().execute(insert(sub_project_need).values(sub_project_id=sub_project.id, need_id=need_id))
    mark_active(sub_project.project)


def unlink_need(sub_project: SubProject, need_id: UUID, *, by: Actor) -> None:
    """Say that it does not. Doing it again does nothing. A Bedarf merged into `need_id` is forgotten with it."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    linked = sub_project_need.c
    gone = queries.need_ids_told_as(sub_project.id, need_id)
    session().execute(delete(sub_project_need).where(linked.sub_project_id == sub_project.id, linked.need_id.in_(gone)))
    mark_active(sub_project.project)


def _check(project: KuemmererProject, draft: SubProjectDraft) -> None:
    if not draft.name:
        raise InvalidInput("kuemmerer.no-name", N_("Bitte geben Sie dem Teilprojekt einen Namen."), field="name")
    if draft.group_id is not None and draft.group_id not in {one.id for one in groups.groups_of(project.id)}:
        raise InvalidInput("kuemmerer.unknown-group", N_("Diese Gruppe gibt es hier nicht (mehr)."), field="group_id")
    here = {place.id for place in project.places}
    if any(here.isdisjoint(place.lineage) for place in draft.places):
        raise InvalidInput("kuemmerer.foreign-place", N_("Dieser Ort gehört nicht zum Projekt."), field="place_ids")
    for name in ("begins_on", "ends_on"):
        day = getattr(draft, name)
        if day is not None:
            check_day(day, field=name)
    if draft.begins_on and draft.ends_on and draft.ends_on < draft.begins_on:
        raise InvalidInput("kuemmerer.ends-first", N_("Das Ende liegt vor dem Beginn."), field="ends_on")


def _write(sub_project: SubProject, draft: SubProjectDraft) -> None:
    sub_project.name, sub_project.sort_name = draft.name, fold(draft.name)
    sub_project.kind, sub_project.goal, sub_project.group_id = draft.kind, draft.goal, draft.group_id
    sub_project.begins_on, sub_project.ends_on = draft.begins_on, draft.ends_on
    if {place.id for place in draft.places} != {place.id for place in sub_project.places}:
        sub_project.places = list(draft.places)
