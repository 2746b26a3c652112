"""Milestones of a Teilprojekt."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import SubProject, SubProjectMilestone
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.subprojects import MOST_MILESTONES


def add_milestone(
    sub_project: SubProject, *, title: str, due_on: date, submission_key: UUID | None = None, by: Actor
) -> SubProjectMilestone:
    """Say what is to be reached by a day. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if submission_key is not None:
        sent = session().scalar(select(SubProjectMilestone).where(SubProjectMilestone.submission_key == submission_key))
        if sent is not None:
            ensure(KuemmererPermission.READ, by, sent)
            return sent
    _check(title, due_on)
    there = select(func.count()).where(SubProjectMilestone.sub_project_id == sub_project.id)
    if (session().scalar(there) or 0) >= MOST_MILESTONES:
        raise InvalidInput(
            "kuemmerer.too-many-milestones",
            N_("Ein Teilprojekt kann höchstens %(most)s Meilensteine haben."),
            field="title",
            most=MOST_MILESTONES,
        )
    made = SubProjectMilestone(sub_project_id=sub_project.id, title=title, due_on=due_on, submission_key=submission_key)
    session().add(made)
    mark_active(sub_project.project)
    return made


def edit_milestone(
    milestone: SubProjectMilestone, *, title: str, due_on: date, done_on: date | None, version: int, by: Actor
) -> None:
    """Change its words and days. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(KuemmererPermission.EDIT, by, milestone)
    if milestone.version != version:
        raise Conflict
    _check(title, due_on)
    if done_on is not None:
        check_day(done_on, field="done_on")
        if done_on > today():
            raise InvalidInput("kuemmerer.future", N_("Dieser Tag liegt in der Zukunft."), field="done_on")
    milestone.title, milestone.due_on = title, due_on
    if done_on != milestone.done_on:
        milestone.done_on, milestone.done_by = done_on, by.id if done_on else None
    mark_active(milestone.project)


def reach(milestone: SubProjectMilestone, *, by: Actor) -> None:
    """Say that it was reached today. One that was reached before keeps its day."""
    ensure(KuemmererPermission.EDIT, by, milestone)
    if milestone.done_on is None:
        milestone.done_on, milestone.done_by = today(), by.id
        mark_active(milestone.project)


def take_back(milestone: SubProjectMilestone, *, by: Actor) -> None:
    """Say that it was not reached after all. An open one stays open."""
    ensure(KuemmererPermission.EDIT, by, milestone)
    milestone.done_on, milestone.done_by = None, None
    mark_active(milestone.project)


def remove_milestone(milestone: SubProjectMilestone, *, by: Actor) -> None:
    """Take it out for good."""
    ensure(KuemmererPermission.EDIT, by, milestone)
    project = milestone.project
    session().delete(milestone)
    mark_active(project)


def _check(title: str, due_on: date) -> None:
    if not title:
        raise InvalidInput("kuemmerer.no-milestone", N_("Bitte schreiben Sie, was erreicht sein soll."), field="title")
    check_day(due_on, field="due_on")
