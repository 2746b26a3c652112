"""What Angebote add to the pages of a place, to Mein Tag, to what is due, and to the log."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.clock import ON_SCREEN
from portal.kernel.policy import Actor, allows
from portal.offers import queries
from portal.offers.policy import OfferPermission
from portal.places import queries as places
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN = 5


@panel("place.main", order=22)
def offers_of_place(*, place: Any, **_context: Any) -> str | None:
    """What there is at the place, kind by kind."""
    supply = [one for one in queries.supply_of(place.id) if one.total]
    return render_panel("offers/panels/place.html", place=place, supply=supply) if supply else None


@panel("place.work", order=35)
def upkeep_of_place(*, place: Any, **_context: Any) -> str | None:
    """The Angebote of a Gemeinde for those who keep them up."""
    if not allows(OfferPermission.ADD_HERE, actor(), place):
        return None
    supply = [one for one in queries.supply_of(place.id) if one.total]
    return render_panel("offers/panels/place_work.html", place=place, supply=supply)


@panel("my_day", order=56)
def offers_of_my_day(**_context: Any) -> str | None:
    """Angebote to be checked, and what readers found wrong."""
    who = actor()
    if not allows(OfferPermission.LIST, who):
        return None
    due, reports = queries.due_offers(who, limit=SHOWN), queries.oldest_reports(who, limit=SHOWN)
    if not due and not reports:
        return None
    return render_panel(
        "offers/panels/my_day.html",
        due=due,
        due_count=queries.count_due(who),
        reports=reports,
        report_count=queries.count_reports(who),
        names=places.names(one.sozialraum_id for one in due),
    )


@contributes(TODAY_DUE, order=50)
def due_offers(*, who: Actor, until: date) -> Iterable[Due]:
    """Angebote to be checked, and Hinweise from the day they came."""
    if not allows(OfferPermission.LIST, who):
        return
    reports = queries.oldest_reports(who, limit=MOST_OF_ONE)
    waiting = queries.due_offers(who, until=until, limit=MOST_OF_ONE)
    names = places.names([*(one.sozialraum_id for one in waiting), *(one.offer.sozialraum_id for one in reports)])
    for report in reports:
        yield Due(
            on=report.at.astimezone(ON_SCREEN).date(),
            title=report.offer.name,
            address=url_for("offers.show", offer_id=report.offer_id),
            kind=_("Hinweis zu einem Angebot"),
            place=names.get(report.offer.sozialraum_id, ""),
        )
    for offer in waiting:
        yield Due(
            on=offer.due_on,
            title=offer.name,
            address=url_for("offers.show", offer_id=offer.id),
            kind=_("Angebot prüfen"),
            place=names.get(offer.sozialraum_id, ""),
        )


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Angebote stand in the log by their name."""
    yield queries.names(ids)
