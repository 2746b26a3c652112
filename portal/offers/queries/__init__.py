"""Reads of Angebote. `shown_offers` is the only door for residents, `visible_offers` the one for those who keep them up."""

from portal.offers.queries.directory import (
    Filters,
    all_of,
    count,
    count_due,
    due_offers,
    names,
    offer,
    page_of,
    public_offer,
    serves,
    shown_offers,
    visible_offers,
)
from portal.offers.queries.reports import (
    count_reports,
    import_file,
    oldest_reports,
    page_of_reports,
    report,
    reports_of,
)
from portal.offers.queries.supply import Supply, supply_of

__all__ = [
    "Filters",
    "Supply",
    "all_of",
    "count",
    "count_due",
    "count_reports",
    "due_offers",
    "import_file",
    "names",
    "offer",
    "oldest_reports",
    "page_of",
    "page_of_reports",
    "public_offer",
    "report",
    "reports_of",
    "serves",
    "shown_offers",
    "supply_of",
    "visible_offers",
]
