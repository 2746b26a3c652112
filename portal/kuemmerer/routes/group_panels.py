"""What groups and Teilprojekte add to the pages of their project and to "Heute dran"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for

from portal.kernel.policy import Actor, Role
from portal.kernel.text import N_
from portal.kuemmerer.queries import meetings, subprojects
from portal.kuemmerer.routes.blueprint import tab
from portal.kuemmerer.terms.subprojects import SubProjectState
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

#: Meetings and milestones on the page of a project.
SHOWN = 3


@panel("project.tabs", order=30)
def groups_tab(*, project: Any, **_context: Any) -> str:
    """The way to the groups."""
    return tab(N_("Arbeitsgruppen"), "working_groups.index", project)


@panel("project.tabs", order=35)
def sub_projects_tab(*, project: Any, **_context: Any) -> str:
    """The way to the Teilprojekte."""
    return tab(N_("Teilprojekte"), "sub_projects.index", project)


@panel("project.main", order=40)
def sub_projects_of_project(*, project: Any, **_context: Any) -> str | None:
    """How many Teilprojekte stand in which state, and what is next."""
    counts = subprojects.counts_by_state(project.id)
    coming = meetings.next_meetings_of([project.id])[:SHOWN]
    if not counts and not coming:
        return None
    return render_panel(
        "kuemmerer/subprojects/panel.html",
        project=project,
        counts=[(state, counts[state]) for state in SubProjectState if counts.get(state)],
        milestones=subprojects.next_milestones(project.id, limit=SHOWN),
        meetings=coming,
    )


@contributes(TODAY_DUE, order=40)
def due_milestones(*, who: Actor, until: date, **_context: Any) -> Iterator[Due]:
    """Open milestones of the projects of a Kümmerer."""
    if not who.holds(Role.KUEMMERER):
        return
    for one in subprojects.due_milestones(who, until=until, limit=MOST_OF_ONE):
        yield Due(
            on=one.due_on,
            title=f"{one.sub_project.name}: {one.title}",
            address=url_for("sub_projects.show", sub_project_id=one.sub_project_id, _anchor="meilensteine"),
            kind=_("Meilenstein"),
            place=one.sub_project.project.name,
        )


@contributes(TODAY_DUE, order=45)
def due_meetings(*, who: Actor, until: date, **_context: Any) -> Iterator[Due]:
    """The next meetings of their groups."""
    if not who.holds(Role.KUEMMERER):
        return
    for one, project_name in meetings.due_meetings(who, until=until, limit=MOST_OF_ONE):
        yield Due(
            on=one.on,
            title=one.group_name,
            address=url_for("working_groups.show", group_id=one.group_id),
            kind=_("Sitzung"),
            place=project_name,
        )
