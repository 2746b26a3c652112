"""Figures for the report, and counts for those who administer the portal."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from portal.cases import queries
from portal.cases.policy import CasePermission
from portal.cases.queries import ReportFigures
from portal.cases.routes.blueprint import bp, views
from portal.cases.terms import FEWEST_TOLD
from portal.county import queries as county
from portal.kernel.clock import today
from portal.kernel.policy import Role
from portal.kernel.runtime import settings
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date
from portal.web.pages import page

#: So many years can be looked back at.
YEARS = 5


@bp.get("/zahlen-fuer-den-bericht")
@requires(CasePermission.STATISTICS)
def figures() -> Response:
    """One year of one's Sozialräume, without small numbers."""
    this_year = today().year
    years = range(this_year, this_year - YEARS, -1)
    year = next((one for one in years if str(one) == request.args.get("jahr")), this_year)
    found = queries.report_figures(_my_places(), date(year, 1, 1), date(year, 12, 31))
    return page(
        "cases/figures.html",
        figures=found,
        tables=_tables(found),
        years=[(str(one), url_for("cases.figures", jahr=one), one == year) for one in years],
        year=year,
        fewest=FEWEST_TOLD,
        views=views(),
    )


@bp.get("/anzahl")
@requires(CasePermission.COUNT)
def counts() -> Response:
    """How many Fälle each Gemeinde has, and nothing else."""
    return page(
        "cases/counts.html",
        counted=queries.counts_per_place(actor()),
        fewest=FEWEST_TOLD,
        months=settings().case_months,
    )


def _tables(found: ReportFigures) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """(title, heading of the first column, rows) of each table."""
    groups = {group.id: group.name for group in county.target_groups(active=None)}
    quarters = [(_("%(n)s. Quartal", n=number), one.asked) for number, one in enumerate(found.by_quarter, start=1)]
    return [
        (_("Nach Quartal"), _("Quartal"), quarters),
        (_("Nach Monat"), _("Monat"), [(as_date(one.since, "LLLL"), one.asked) for one in found.by_month]),
        (_("Wie der Kontakt zustande kam"), _("Weg"), [(_(way.label), told) for way, told in found.by_way]),
        (
            _("Zielgruppen"),
            _("Zielgruppe"),
            [(groups[group] if group else _("keine Angabe"), told) for group, told in found.by_target_group],
        ),
        (_("Wohin weitergeführt"), _("Hilfe"), [(_(kind.label), told) for kind, told in found.by_guidance]),
    ]


def _my_places() -> Collection[UUID]:
    scope = actor().scope_of(Role.KUEMMERER, Role.PLANNER)
    root = places.tree().root
    if scope is None:
        return [root.id] if root else []
    return sorted(scope)
