"""What the Fälle add to Mein Tag and to what is due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.cases import queries
from portal.cases.policy import BreakGlassPermission, CasePermission
from portal.kernel.clock import today
from portal.kernel.policy import Actor, allows
from portal.places import queries as places
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN = 5


@panel("my_day", order=40)
def cases_of_my_day(**_context: Any) -> str | None:
    """Fälle to be looked at, and whether somebody else was let in."""
    who = actor()
    if not allows(CasePermission.LIST, who):
        return None
    due = queries.due_cases(who, until=today(), limit=SHOWN)
    return render_panel(
        "cases/my_day.html",
        due=due,
        tallies=queries.tallies(who),
        opened=[one for one in queries.opened_of(who.id) if one.asked.is_in_force],
        names=places.names(one.sozialraum_id for one in due),
    )


@panel("my_day", order=20)
def break_glasses_of_my_day(**_context: Any) -> str | None:
    """Notöffnungen that wait for this person's decision."""
    if not allows(BreakGlassPermission.LIST, actor()):
        return None
    waiting = sum(allows(BreakGlassPermission.DECIDE, actor(), one) for one in queries.recent_break_glasses())
    return render_panel("cases/my_day_glass.html", waiting=waiting) if waiting else None


@contributes(TODAY_DUE, order=40)
def follow_ups(*, who: Actor, until: date) -> Iterable[Due]:
    """Fälle to be looked at, called by their number."""
    if not allows(CasePermission.LIST, who):
        return
    found = queries.due_cases(who, until=until, limit=MOST_OF_ONE)
    names = places.names(one.sozialraum_id for one in found)
    for case in found:
        if case.follow_up_on is not None:
            yield Due(
                on=case.follow_up_on,
                title=_("Wiedervorlage Fall %(number)s", number=case.number),
                address=url_for("cases.show", case_id=case.id),
                kind=_("Fall"),
                place=names.get(case.sozialraum_id, ""),
            )


@contributes("log.names")
def numbers_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """A Fall stands in the log by its number, as long as it exists."""
    yield queries.numbers(ids)
