"""What the calendar and the register add to pages of other rooms."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.sectorplans import queries
from portal.sectorplans.policy import CollectionPermission, PlanPermission
from portal.sectorplans.terms import CollectionState, SourceKind
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

#: Before publishing, more is read in the calendar.
SHOWN_BEFORE_PUBLISHING = 5
SHOWN_IN_PLACE = 6
#: So long before its day a Fachplanung stands under "Mein Tag".
SOON = timedelta(days=60)


@panel("data_collection.before_publishing")
def overlaps_before_publishing(*, kind: str, source_id: UUID, **_context: Any) -> str | None:
    """Who else asks the same people, for the checklist of a survey, map or workshop. It informs and never stands in the way."""
    if not allows(CollectionPermission.LIST, actor()):
        return None
    collection = queries.by_source(SourceKind(kind), source_id)
    found = queries.overlapping(collection, limit=SHOWN_BEFORE_PUBLISHING) if collection else None
    return render_panel(
        "sectorplans/before_publishing.html",
        collection=collection,
        found=found,
        talkers=queries.talkers_of(one.other for one in found.shown) if found else {},
    )


@panel("place.work", order=45)
def collections_of_place(*, place: Any, **_context: Any) -> str | None:
    """What people of a place are asked this year, for those who read the calendar."""
    if not allows(CollectionPermission.LIST, actor()):
        return None
    filters = queries.Filters(year=clock.today().year, around=place.id)
    found = queries.latest(queries.visible_collections(actor(), filters), limit=SHOWN_IN_PLACE + 1)
    return render_panel(
        "sectorplans/place.html", place=place, found=found[:SHOWN_IN_PLACE], has_more=len(found) > SHOWN_IN_PLACE
    )


@panel("my_day", order=70)
def plans_of_my_day(**_context: Any) -> str | None:
    """Fachplanungen that are to be written anew soon, and Erhebungen of which nobody has said what became of them."""
    who = actor()
    if not allows(PlanPermission.LIST, who):
        return None
    plans = queries.due_plans(who, until=clock.today() + SOON)
    late = queries.late_collections(who, until=clock.today())
    return render_panel("sectorplans/my_day.html", plans=plans, late=late) if plans or late else None


@contributes(TODAY_DUE, order=60)
def what_is_due(*, who: Actor, until: date) -> Iterable[Due]:
    """New versions of Fachplanungen, and Erhebungen of which somebody has to say whether they began or ended."""
    if not allows(PlanPermission.LIST, who):
        return
    for plan in queries.due_plans(who, until=until, limit=MOST_OF_ONE):
        if plan.next_update_on is not None:
            address = url_for("sector_plans.show", plan_id=plan.id)
            yield Due(plan.next_update_on, plan.name, address, _("Fortschreibung"))
    for one in queries.late_collections(who, until=until, limit=MOST_OF_ONE):
        month = one.first_month if one.state is CollectionState.PLANNED else one.last_month
        address = url_for("data_collections.edit", collection_id=one.id)
        where = ", ".join(place.name for place in one.places[:3])
        yield Due(clock.months_later(month, 1), one.title, address, _("Erhebung"), where)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Fachplanungen and Erhebungen stand in the log by their name."""
    yield queries.plan_names(ids)
    yield queries.titles(ids)
