"""Heute dran: what waits, from every room, each one tap away from where it is done. Also the way there from Mein Tag."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.contributions import queries as contributions
from portal.contributions.policy import READERS
from portal.contributions.terms import ContributionKind
from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.kernel.text import N_
from portal.kuemmerer.policy import OverviewPermission
from portal.kuemmerer.queries import exchange
from portal.kuemmerer.queries import overview as overviews
from portal.kuemmerer.terms.overview import DAYS_AHEAD, MOST_NEW, NEW_DAYS, When, when
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.due import TODAY_NEXT, Due, always_in_sight, due_until
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page
from portal.web.panels import contributes, panel, render_panel

if TYPE_CHECKING:
    from portal.contributions.models import Contribution

bp = Blueprint("today", __name__, url_prefix="/arbeit/heute")
#: Own projects named under "Hilfe nötig"; somebody has one or two.
MOST_OWN = 6

nav_entry(
    "work",
    label=N_("Heute dran"),
    endpoint="today.index",
    order=5,
    permission=OverviewPermission.TODAY,
    icon="calendar",
)


@bp.get("")
@requires(OverviewPermission.TODAY)
def index() -> Response:
    who, day = actor(), clock.today()
    in_sight = always_in_sight(who, since=day)
    due = _once(due_until(day + timedelta(days=DAYS_AHEAD), who), besides=in_sight)
    new = newest_concerns(who)
    tree = places.tree()
    return page(
        "kuemmerer/today.html",
        today=day,
        groups=[(group, [one for one in due if when(one.on, day) is group]) for group in When],
        is_empty=not due,
        in_sight=in_sight,
        new=[(one, tree.get(one.sozialraum_id)) for one in new],
        is_of_place=bool(who.scope_of(*READERS)),
        own=overviews.own_running(who, limit=MOST_OWN),
    )


@panel("my_day", order=5)
def today_of_my_day(**_context: Any) -> str | None:
    """How much is due, and the way there. What it is stands on the page itself and in the panels of the rooms."""
    who, day = actor(), clock.today()
    if not allows(OverviewPermission.TODAY, who):
        return None
    counted = Counter(when(one.on, day) for one in due_until(day + timedelta(days=6 - day.weekday()), who))
    return render_panel("kuemmerer/today_my_day.html", counted=counted, groups=[When.OVERDUE, When.TODAY, When.WEEK])


def _once(due: list[Due], *, besides: list[Due]) -> list[Due]:
    """What is due without what stands above already."""
    above = {(one.on, one.kind, one.title) for one in besides}
    return [one for one in due if (one.on, one.kind, one.title) not in above]


def newest_concerns(who: Actor) -> list["Contribution"]:
    """The newest Anliegen of one's own Gemeinden; nothing for whoever works in the whole county, who has the inbox."""
    if not who.scope_of(*READERS):
        return []
    only = contributions.ContributionFilter(kind=ContributionKind.CONCERN)
    found = contributions.newest_page(contributions.visible(who, only=only), after=None, limit=MOST_NEW).rows
    since = clock.now() - timedelta(days=NEW_DAYS)
    return [one for one in found if one.received_at >= since]


@contributes(TODAY_NEXT, order=60)
def next_exchange(*, who: Actor, since: date) -> Iterator[Due]:
    """The next Austauschtreffen."""
    found = exchange.next_meeting(since) if allows(OverviewPermission.READ_EXCHANGE, who) else None
    if found is not None:
        address = url_for("kuemmerer.exchange_meeting", meeting_id=found.id)
        yield Due(found.held_on, found.place or _("Austauschtreffen"), address, _("Austauschtreffen"))
