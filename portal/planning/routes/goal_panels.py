"""What goals, SWOT-Analysen and the Startcheck add to other pages: the overview, a Bedarf, "Heute dran", the log."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.policy import Actor, allows
from portal.planning.policy.goals import GoalPermission
from portal.planning.policy.startcheck import StartCheckPermission
from portal.planning.policy.swot import SwotPermission
from portal.planning.queries import goals, startcheck, swot
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN_AT_HOME = 4


@panel("planning.home", order=5)
def goals_at_home(**_context: Any) -> str | None:
    """The latest Gegenstromverfahren, and those that wait for one's own answer."""
    who = actor()
    if not allows(GoalPermission.LIST, who):
        return None
    return render_panel(
        "planning/goals/home.html",
        waiting=goals.waiting_for(who),
        rows=goals.page_of(goals.visible_procedures(who), after=None, limit=SHOWN_AT_HOME).rows,
    )


@panel("my_day", order=45)
def goals_of_my_day(**_context: Any) -> str | None:
    """Gegenstromverfahren that ask this person, also those without a day; Gemeinden find the goals here."""
    who = actor()
    if not allows(GoalPermission.LIST, who):
        return None
    waiting = goals.waiting_for(who)
    return render_panel("planning/goals/my_day.html", waiting=waiting) if waiting else None


@panel("place.work", order=37)
def swots_of_place(*, place: Any, **_context: Any) -> str | None:
    """The SWOT-Analysen of a Sozialraum, and the way to a new one."""
    who = actor()
    if not allows(SwotPermission.LIST, who):
        return None
    rows = swot.page_of(swot.visible_swots(who, place_id=place.id), after=None, limit=SHOWN_AT_HOME).rows
    can_add = allows(SwotPermission.ADD_HERE, who, place)
    return (
        render_panel("planning/swot/place.html", rows=rows, place=place, can_add=can_add) if rows or can_add else None
    )


@panel("planning.home", order=65)
def swots_at_home(**_context: Any) -> str | None:
    """The latest SWOT-Analysen."""
    who = actor()
    if not allows(SwotPermission.LIST, who):
        return None
    rows = swot.page_of(swot.visible_swots(who), after=None, limit=SHOWN_AT_HOME).rows
    return render_panel("planning/swot/home.html", rows=rows)


@panel("planning.home", order=1)
def start_check_of_beginners(**_context: Any) -> str | None:
    """Where nothing is there yet, the Startcheck is the first step."""
    return _start_check_box() if _sees_start_checks() and startcheck.begins(actor()) else None


@panel("planning.home", order=90)
def start_check_at_home(**_context: Any) -> str | None:
    """Where the county stood at the last Startcheck."""
    return _start_check_box() if _sees_start_checks() and not startcheck.begins(actor()) else None


def _sees_start_checks() -> bool:
    return allows(StartCheckPermission.LIST, actor())


def _start_check_box() -> str:
    return render_panel("planning/startcheck/home.html", latest=startcheck.latest_check(actor()))


@panel("need.main", order=60)
def goals_of_need(*, need: Any, **_context: Any) -> str | None:
    """The goals a Bedarf belongs to."""
    who = actor()
    if not allows(GoalPermission.LIST, who):
        return None
    found = goals.goals_of_need(who, need.id)
    return render_panel("planning/goals/linked.html", found=found) if found else None


@contributes(TODAY_DUE, order=37)
def goals_that_are_due(*, who: Actor, until: date) -> Iterable[Due]:
    """Gegenstromverfahren in which somebody is asked, by the day of answering."""
    if who.id is None or not allows(GoalPermission.LIST, who):
        return
    for one in goals.waiting_for(who, limit=MOST_OF_ONE):
        if one.due_on is not None and one.due_on <= until:
            address = url_for("goals.show", procedure_id=one.id)
            yield Due(one.due_on, one.title, address, _("Ziele prüfen"), one.place.name)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """They stand in the log by their title."""
    yield goals.names(ids)
    yield swot.names(ids)
