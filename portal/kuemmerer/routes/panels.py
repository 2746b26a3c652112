"""What Quartiersprojekte add to other pages, to "Heute dran", to the log, and to their own tabs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.clock import ON_SCREEN
from portal.kernel.policy import Actor, allows
from portal.kernel.text import N_
from portal.kuemmerer import queries
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import Progress, asking, diary, steps
from portal.kuemmerer.routes.blueprint import tab
from portal.kuemmerer.terms.diary import ANSWER_WITHIN_DAYS
from portal.places import queries as places
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN = 5


@panel("project.tabs", order=10)
def overview_tab(*, project: Any, **_context: Any) -> str:
    return tab(N_("Überblick"), "kuemmerer.show", project)


@panel("project.tabs", order=20)
def diary_tab(*, project: Any, **_context: Any) -> str:
    return tab(N_("Tagebuch"), "kuemmerer.diary", project)


@panel("project.tabs", order=90)
def history_tab(*, project: Any, **_context: Any) -> str:
    return tab(N_("Verlauf"), "kuemmerer.history", project)


@contributes(TODAY_DUE, order=10)
def steps_due(*, who: Actor, until: date) -> Iterable[Due]:
    """Steps whose day has come."""
    if not allows(KuemmererPermission.LIST, who):
        return []
    return [
        Due(
            on=one.due_on,
            title=one.title,
            address=url_for("kuemmerer.step", project_id=one.project_id, step_id=one.id),
            kind=_("Schritt"),
            place=one.project.name,
        )
        for one in steps.due_steps(who, until=until, limit=MOST_OF_ONE)
        if one.due_on is not None
    ]


@contributes(TODAY_DUE, order=15)
def answers_due(*, who: Actor, until: date) -> Iterable[Due]:
    """What Kümmerer wait for an answer to, for the county's desk."""
    if not allows(KuemmererPermission.LIST_HELP, who):
        return []
    return [
        Due(
            on=one.asked_at.astimezone(ON_SCREEN).date() + timedelta(days=ANSWER_WITHIN_DAYS),
            title=one.question,
            address=url_for("kuemmerer.help_wanted", _anchor=f"h{one.id}"),
            kind=_("Hilfe nötig"),
            place=one.project.name,
        )
        for one in asking.open_requests(who, unanswered=True, limit=MOST_OF_ONE)
    ]


@panel("my_day", order=20)
def projects_of_my_day(**_context: Any) -> str | None:
    """What projects ask the county. Steps that are due are counted in "Heute dran" and stand here no second time."""
    who = actor()
    asked = asking.open_requests(who, limit=SHOWN) if allows(KuemmererPermission.LIST_HELP, who) else []
    if not asked:
        return None
    return render_panel("kuemmerer/panels/my_day.html", asked=asked)


@panel("place.work", order=15)
def projects_of_place(*, place: Any, **_context: Any) -> str | None:
    """The projects of a Gemeinde, for those who see them."""
    who = actor()
    if not allows(KuemmererPermission.LIST, who):
        return None
    found = [one for one in queries.projects_of_place(place.id) if allows(KuemmererPermission.READ, who, one)]
    may_begin = allows(KuemmererPermission.BEGIN_HERE, who, place)
    if not found and not may_begin:
        return None
    progress = queries.progress_of(one.id for one in found)
    return render_panel(
        "kuemmerer/panels/place_work.html",
        place=place,
        found=found,
        progress=progress,
        nothing=Progress(),
        may_begin=may_begin,
    )


@panel("place.main", order=25)
def project_for_everybody(*, place: Any, **_context: Any) -> str | None:
    """That the Gemeinde has a Quartiersprojekt, in which phase, and who is the person to ask."""
    found = queries.projects_of_place(place.id, public_only=True)
    if not found:
        return None
    known = places.tree()
    node = known.get(place.id)
    return render_panel("kuemmerer/panels/place.html", found=found, number=known.contact_of(node) if node else None)


@contributes("photos.kept")
def photos_in_use(**_context: Any) -> Iterator[str]:
    """Photos of steps and diaries."""
    yield from diary.photo_files()


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Projects stand in the log by their names."""
    yield queries.names(ids)
