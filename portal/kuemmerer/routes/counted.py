"""What groups, Teilprojekte and Ehrenamt add to the comparison of projects, and what others could copy."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from portal.kernel.policy import Actor, Role
from portal.kernel.standing import PROJECT_FIGURES, PROJECT_IDEAS, Figure, Idea
from portal.kuemmerer.queries import figures
from portal.kuemmerer.terms.subprojects import SubProjectState
from portal.web.i18n import _
from portal.web.panels import contributes


@contributes(PROJECT_FIGURES, order=30)
def group_figures(*, subject_ids: Collection[UUID], **_context: Any) -> Iterator[Figure]:
    """Groups that somebody belongs to, and who does."""
    for project_id, (groups, members) in figures.working_groups(subject_ids).items():
        yield Figure(project_id, "groups", _("Arbeitsgruppen mit Mitgliedern"), groups)
        yield Figure(project_id, "group_members", _("Mitglieder in Arbeitsgruppen"), members)


@contributes(PROJECT_FIGURES, order=32)
def sub_project_figures(*, subject_ids: Collection[UUID], **_context: Any) -> Iterator[Figure]:
    """Teilprojekte, and how many of them run."""
    for project_id, counts in figures.sub_projects(subject_ids).items():
        yield Figure(project_id, "sub_projects", _("Teilprojekte"), sum(counts.values()))
        running = counts.get(SubProjectState.RUNNING, 0)
        yield Figure(project_id, "sub_projects_running", _("Teilprojekte, die laufen"), running)


@contributes(PROJECT_FIGURES, order=38)
def helper_figures(*, who: Actor, subject_ids: Collection[UUID], **_context: Any) -> Iterator[Figure]:
    """How many people help."""
    if not who.holds(Role.PLANNER, Role.KUEMMERER):
        return
    for project_id, count in figures.helpers(subject_ids).items():
        yield Figure(project_id, "volunteers", _("Menschen im Ehrenamt"), count)


@contributes(PROJECT_IDEAS, order=30)
def begun_sub_projects(*, subject_ids: Collection[UUID], since: date, **_context: Any) -> Iterator[Idea]:
    """Teilprojekte that have begun to run."""
    for one in figures.begun_sub_projects(subject_ids, since):
        if one.goal:
            yield Idea(one.project_id, _("Teilprojekt „%(name)s“: %(goal)s", name=one.name, goal=one.goal))
        else:
            yield Idea(one.project_id, _("Teilprojekt „%(name)s“", name=one.name))
