"""Reads of the Förderung. `visible_applications` is the only door for lists."""

from portal.funding.queries.applications import (
    Filters,
    application,
    application_names,
    line,
    page_of,
    totals_of,
    visible_applications,
)
from portal.funding.queries.lights import Light, NextDate, Reason, lights_of, next_dates_of
from portal.funding.queries.minding import DueDate, due_dates
from portal.funding.queries.programmes import programme, programme_names, programmes
from portal.funding.queries.running import (
    Ledger,
    booking,
    bookings_of,
    drawdown,
    drawdowns_of,
    ledger_of,
    receipt_files,
    report,
    reports_of,
)
from portal.funding.queries.sums import Sums, sums_of

__all__ = [
    "DueDate",
    "Filters",
    "Ledger",
    "Light",
    "NextDate",
    "Reason",
    "Sums",
    "application",
    "application_names",
    "booking",
    "bookings_of",
    "drawdown",
    "drawdowns_of",
    "due_dates",
    "ledger_of",
    "lights_of",
    "line",
    "next_dates_of",
    "page_of",
    "programme",
    "programme_names",
    "programmes",
    "receipt_files",
    "report",
    "reports_of",
    "sums_of",
    "totals_of",
    "visible_applications",
]
