"""Ideas for Maßnahmen: noting, dropping, taking up."""

from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import GroupIdea, SubProject, WorkingGroup
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.groups import IdeaState


def note_idea(
    group: WorkingGroup, text: str, *, member_id: UUID | None = None, submission_key: UUID | None = None, by: Actor
) -> GroupIdea:
    """Write an idea down. The same key again answers what is there. Raises `InvalidInput` without words or for a stranger."""
    ensure(KuemmererPermission.EDIT, by, group)
    if submission_key is not None:
        sent = session().scalar(select(GroupIdea).where(GroupIdea.submission_key == submission_key))
        if sent is not None:
            ensure(KuemmererPermission.READ, by, sent)
            return sent
    _check(group, text, member_id)
    made = GroupIdea(group_id=group.id, text=text, member_id=member_id, by_id=by.id, submission_key=submission_key)
    session().add(made)
    mark_active(group.project)
    return made


def edit_idea(idea: GroupIdea, text: str, *, member_id: UUID | None, version: int, by: Actor) -> None:
    """Change its words and whom it came from. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, idea)
    if idea.version != version:
        raise Conflict
    _check(idea.group, text, member_id)
    idea.text, idea.member_id = text, member_id
    mark_active(idea.project)


def drop_idea(idea: GroupIdea, *, reason: str, by: Actor) -> None:
    """Say that nothing comes of it, and why. Raises `InvalidInput` without a reason, `InvalidTransition` for one taken up."""
    ensure(KuemmererPermission.EDIT, by, idea)
    if not reason:
        raise InvalidInput(
            "kuemmerer.no-reason", N_("Bitte schreiben Sie, warum die Idee verworfen wird."), field="reason"
        )
    if idea.state is IdeaState.TAKEN_UP:
        raise InvalidTransition
    idea.state, idea.reason = IdeaState.DROPPED, reason
    mark_active(idea.project)


def reopen_idea(idea: GroupIdea, *, by: Actor) -> None:
    """Think about a dropped idea again. One that is open stays so; raises `InvalidTransition` for one taken up."""
    ensure(KuemmererPermission.EDIT, by, idea)
    if idea.state is IdeaState.TAKEN_UP:
        raise InvalidTransition
    idea.state, idea.reason = IdeaState.IDEA, ""
    mark_active(idea.project)


def take_up(idea: GroupIdea, sub_project: SubProject, *, by: Actor) -> None:
    """Say that it became this Teilprojekt. Raises `InvalidTransition` when it became another one before."""
    ensure(KuemmererPermission.EDIT, by, idea)
    if idea.state is IdeaState.TAKEN_UP and idea.sub_project_id != sub_project.id:
        raise InvalidTransition
    idea.state, idea.reason, idea.sub_project_id = IdeaState.TAKEN_UP, "", sub_project.id


def _check(group: WorkingGroup, text: str, member_id: UUID | None) -> None:
    if not text:
        raise InvalidInput("kuemmerer.no-idea", N_("Bitte schreiben Sie die Idee in einem Satz auf."), field="text")
    if member_id is not None and member_id not in {one.id for one in group.members}:
        raise InvalidInput("kuemmerer.no-member", N_("Diese Person gehört nicht (mehr) zur Gruppe."), field="member_id")
