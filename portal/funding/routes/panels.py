"""What the Förderung adds to Mein Tag, to the staff's page of a Gemeinde, to what is due, and to the log."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import g, url_for

from portal.funding import queries
from portal.funding.policy import FundingPermission
from portal.funding.queries import DueDate, Filters
from portal.funding.queries.lights import APPLICATION_DUE, DRAWDOWN_DUE
from portal.kernel.clock import today
from portal.kernel.policy import Actor, allows
from portal.places import queries as places
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, TODAY_NEXT, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN = 5
#: Mein Tag looks so far ahead.
_AHEAD = timedelta(days=42)
#: The next date for money is looked for so far ahead, among so many open ones.
_FAR = timedelta(days=800)
_MOST_READ = 1000


@contributes(TODAY_DUE, order=40)
def due_money(*, who: Actor, until: date) -> Iterable[Due]:
    """Dates of application, reports and drawdowns."""
    found = [one for one in _dates(who) if one.date.on <= until][:MOST_OF_ONE]
    names = places.names(one.sozialraum_id for one in found)
    return [_due(one, names.get(one.sozialraum_id, "")) for one in found]


@contributes(TODAY_NEXT, order=40)
def next_money(*, who: Actor, since: date) -> Iterator[Due]:
    """The next date for money, however far away it is."""
    found = next((one for one in _dates(who) if one.date.on >= since), None)
    if found is not None:
        address = url_for("funding.show", application_id=found.date.application_id)
        yield Due(found.date.on, found.title, address, _(found.date.what))


@panel("my_day", order=58)
def dates_of_my_day(**_context: Any) -> str | None:
    """The next dates of one's applications."""
    found = sorted(due_money(who=actor(), until=today() + _AHEAD), key=lambda one: one.on)
    if not found:
        return None
    return render_panel("funding/my_day.html", found=found[:SHOWN], today=today())


@panel("place.work", order=40)
def applications_of_place(*, place: Any, **_context: Any) -> str | None:
    """The applications of a Gemeinde, for those who may see them."""
    if not allows(FundingPermission.READ, actor(), place):
        return None
    found = queries.page_of(queries.visible_applications(actor(), Filters(around=place.id)), after=None, limit=SHOWN)
    return render_panel("funding/place.html", place=place, found=found)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Applications and programmes stand in the log by their names."""
    yield queries.application_names(ids)
    yield queries.programme_names(ids)


@contributes("photos.kept")
def files_of_receipts(**_context: object) -> Iterator[str]:
    """Pictures of receipts lie in the folder of all photos."""
    yield from queries.receipt_files()


def _dates(who: Actor) -> list[DueDate]:
    """The open dates of this person's applications, read once for a page that asks for those due and for the next."""
    if not allows(FundingPermission.ADD, who):
        return []
    day = today()
    known: tuple[Actor, date, list[DueDate]] | None = g.get("funding_dates")
    if known is None or known[:2] != (who, day):
        found = queries.due_dates(who, until=day + _FAR, limit=_MOST_READ)
        g.funding_dates = known = (who, day, found)
    return known[2]


def _due(one: DueDate, place: str) -> Due:
    what, key = one.date.what, one.date.application_id
    if what == APPLICATION_DUE:
        address = url_for("funding.show", application_id=key)
    elif what == DRAWDOWN_DUE:
        address = url_for("funding.ledger", application_id=key)
    else:
        address = url_for("funding.reports", application_id=key)
    return Due(on=one.date.on, title=one.title, address=address, kind=_(what), place=place)
