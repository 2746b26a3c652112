"""What the Ehrenamt adds to the pages of its project and Teilprojekte, to "Heute dran" and to the comparison."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.clock import today
from portal.kernel.policy import Actor, Role
from portal.kernel.standing import PROJECT_FIGURES, Figure
from portal.kernel.text import N_
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries import hours, volunteers
from portal.kuemmerer.routes.blueprint import tab
from portal.kuemmerer.terms.projects import FIRST_DAY
from portal.kuemmerer.terms.volunteers import ANSWERED_WITHIN_DAYS
from portal.web.access import may
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel


@panel("project.tabs", order=38)
def volunteers_tab(*, project: Any, **_context: Any) -> str | None:
    """The way to the Ehrenamt, for whoever gets to know something there."""
    return tab(N_("Ehrenamt"), "volunteers.index", project) if may(VolunteerPermission.COUNT, project) else None


@panel("subproject.main", order=40)
def hours_of_sub_project(*, subproject: Any, **_context: Any) -> str | None:
    """How many hours were given in a Teilprojekt."""
    if not may(VolunteerPermission.COUNT, subproject.project):
        return None
    sums = hours.hours_between(FIRST_DAY, today(), sub_project_id=subproject.id)
    return render_panel("kuemmerer/volunteers/subproject.html", sub_project=subproject, sums=sums)


@contributes(PROJECT_FIGURES, order=40)
def hours_figure(*, subject_ids: Sequence[UUID], **_context: Any) -> Iterator[Figure]:
    """All hours of the Ehrenamt of a project; a sum names nobody."""
    for project_id, given in hours.hours_of_projects(subject_ids).items():
        yield Figure(project_id, "volunteer_hours", _("Stunden im Ehrenamt"), given)


@contributes(TODAY_DUE, order=50)
def waiting_requests(*, who: Actor, until: date, **_context: Any) -> Iterator[Due]:
    """Open Hilfegesuche that should have an answer. Nobody is named: a phone lies on a table."""
    if not who.holds(Role.KUEMMERER):
        return
    for one in volunteers.waiting_requests(who, until=until, limit=MOST_OF_ONE):
        yield Due(
            on=one.asked_on + timedelta(days=ANSWERED_WITHIN_DAYS),
            title=_("Hilfegesuch beantworten: %(kind)s", kind=_(one.kind.label)),
            address=url_for("volunteers.show_aid", aid_id=one.id),
            kind=_("Ehrenamt"),
            place=one.place.name,
        )


@contributes(TODAY_DUE, order=51)
def dated_requests(*, who: Actor, until: date, **_context: Any) -> Iterator[Due]:
    """Help that begins, and regular help that ends."""
    if not who.holds(Role.KUEMMERER):
        return
    first = today()
    for one in volunteers.dated_requests(who, since=first, until=until, limit=MOST_OF_ONE):
        for day, title in (
            (one.wanted_on, _("Hilfe am vereinbarten Tag: %(kind)s", kind=_(one.kind.label))),
            (one.until, _("Regelmäßige Hilfe endet: %(kind)s", kind=_(one.kind.label))),
        ):
            if day is not None and first <= day <= until:
                yield Due(
                    on=day,
                    title=title,
                    address=url_for("volunteers.show_aid", aid_id=one.id),
                    kind=_("Ehrenamt"),
                    place=one.place.name,
                )


@contributes(TODAY_DUE, order=52)
def old_clearances(*, who: Actor, until: date, **_context: Any) -> Iterator[Due]:
    """A Führungszeugnis that is to be shown again."""
    if not who.holds(Role.KUEMMERER):
        return
    for one in volunteers.old_clearances(who, until=until, limit=MOST_OF_ONE):
        if one.clearance_ends_on is not None:
            yield Due(
                on=one.clearance_ends_on,
                title=_("Führungszeugnis neu vorlegen lassen"),
                address=url_for("volunteers.show_person", volunteer_id=one.id),
                kind=_("Ehrenamt"),
                place=one.project.name,
            )
