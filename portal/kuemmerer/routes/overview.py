"""The county view: every project on one page, with its light and the reasons for it."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for

from portal.kernel.standing import Colour
from portal.kernel.text import N_
from portal.kuemmerer.forms.overview import OverviewForm
from portal.kuemmerer.policy import OVERSEERS, OverviewPermission
from portal.kuemmerer.queries import Filters
from portal.kuemmerer.queries import overview as overviews
from portal.kuemmerer.routes.blueprint import bp
from portal.kuemmerer.routes.standing import Standing, standings
from portal.kuemmerer.terms.overview import FEWEST_COMPARED, OverviewSort
from portal.kuemmerer.terms.projects import Phase
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page

nav_entry(
    "work",
    label=N_("Kreisübersicht"),
    endpoint="kuemmerer.overview",
    order=61,
    permission=OverviewPermission.OPEN,
    icon="list",
)

#: How projects are put in order; by name where they are alike.
_ORDERS: dict[OverviewSort, Callable[[Standing], Any]] = {
    OverviewSort.LIGHT: lambda one: (-one.colour.rank, -one.progress.overdue),
    OverviewSort.NAME: lambda one: (),
    OverviewSort.PHASE: lambda one: (one.project.phase.number, -one.months),
    OverviewSort.QUIET: lambda one: one.project.active_at,
    OverviewSort.DATE: lambda one: (one.next is None, one.next.on if one.next else None),
}


def views() -> list[tuple[str, str]]:
    """The pages across projects as (label, address)."""
    named = (
        (N_("Kreisübersicht"), "kuemmerer.overview"),
        (N_("Vergleich"), "kuemmerer.compare"),
        (N_("Austauschtreffen"), "kuemmerer.exchange"),
    )
    return [(_(label), url_for(endpoint)) for label, endpoint in named]


@bp.get("/uebersicht")
@requires(OverviewPermission.OPEN)
def overview() -> Response:
    form = OverviewForm(
        formdata=request.args, places=places.choices_within(actor().scope_of(*OVERSEERS), county_first=True)
    )
    filters = Filters(around=form.ort.chosen, phase=form.chosen_phase, asking=bool(form.hilfe.data))
    everything = standings(overviews.all_projects(actor(), filters))
    shown = [one for one in everything if form.colour is None or one.colour is form.colour]
    return page(
        "kuemmerer/overview.html",
        fragment="overview_rows",
        form=form,
        is_narrowed=not filters.is_empty or form.colour is not None,
        shown=sorted(shown, key=_ORDERS[form.order]),
        colours=Counter(one.colour for one in everything),
        colour_kinds=[Colour.RED, Colour.YELLOW, Colour.GREEN],
        phases=Counter(one.project.phase for one in everything),
        phase_kinds=list(Phase),
        asking=sum(1 for one in everything if one.progress.asking),
        elsewhere=overviews.public_elsewhere(actor()),
        has_several=len(shown) >= FEWEST_COMPARED,
        views=views(),
    )
