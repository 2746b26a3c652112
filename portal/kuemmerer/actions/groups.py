"""Arbeitsgruppen: those every project has, further ones, and what is said about them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import KuemmererProject, WorkingGroup
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.terms.groups import MOST_GROUPS, SHIPPED_THEMES, GroupTheme


@dataclass(frozen=True, kw_only=True)
class GroupDraft:
    """What is written about a group by hand."""

    name: str
    purpose: str = ""


def make_shipped(project: KuemmererProject, *, by: Actor) -> list[WorkingGroup]:
    """Give a project the Steuerungsgremium and the three Arbeitsgruppen. What is there already stays as it is."""
    ensure(KuemmererPermission.EDIT, by, project)
    there = queries.groups_of(project.id)
    has = {group.theme for group in there}
    for position, theme in enumerate(SHIPPED_THEMES, start=1):
        if theme not in has:
            made = WorkingGroup(project_id=project.id, theme=theme, name=theme.label, purpose=theme.purpose)
            made.position = position
            session().add(made)
    session().flush()
    return queries.groups_of(project.id)


def add_group(
    project: KuemmererProject, draft: GroupDraft, *, submission_key: UUID | None = None, by: Actor
) -> WorkingGroup:
    """Add a group of the project's own. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, project)
    if submission_key is not None:
        sent = session().scalar(select(WorkingGroup).where(WorkingGroup.submission_key == submission_key))
        if sent is not None:
            ensure(KuemmererPermission.READ, by, sent)
            return sent
    there = make_shipped(project, by=by)
    if len(there) >= MOST_GROUPS:
        raise InvalidInput(
            "kuemmerer.too-many-groups",
            N_("Ein Projekt kann höchstens %(most)s Gruppen haben."),
            field="name",
            most=MOST_GROUPS,
        )
    _check(draft)
    made = WorkingGroup(project_id=project.id, theme=GroupTheme.OTHER, submission_key=submission_key)
    made.position = max(group.position for group in there) + 1
    made.name, made.purpose = draft.name, draft.purpose
    session().add(made)
    mark_active(project)
    return made


def edit_group(group: WorkingGroup, draft: GroupDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, group)
    if group.version != version:
        raise Conflict
    _check(draft)
    group.name, group.purpose = draft.name, draft.purpose
    mark_active(group.project)


def _check(draft: GroupDraft) -> None:
    if not draft.name:
        raise InvalidInput("kuemmerer.no-group-name", N_("Bitte geben Sie der Gruppe einen Namen."), field="name")
