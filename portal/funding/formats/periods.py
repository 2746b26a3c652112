"""Periods: their last day, their years, their months, and which reports they bring."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.funding.terms import ReportKind
from portal.kernel.clock import months_later


@dataclass(frozen=True)
class DueReport:
    """A report about a span of days, and when it is to be handed in."""

    kind: ReportKind
    since: date
    until: date
    due_on: date


def last_day(starts_on: date, months: int) -> date:
    """The last day of so many months: from 1 July 2026, 48 months end on 30 June 2030."""
    return months_later(starts_on, months) - timedelta(days=1)


def years_of(starts_on: date, ends_on: date) -> list[int]:
    """The calendar years a period touches."""
    return list(range(starts_on.year, ends_on.year + 1))


def months_between(starts_on: date, ends_on: date) -> dict[int, int]:
    """How many months of each year lie in the period, begun ones counted whole."""
    return {
        year: (ends_on.month if year == ends_on.year else 12) - (starts_on.month if year == starts_on.year else 1) + 1
        for year in years_of(starts_on, ends_on)
    }


def due_reports(starts_on: date, ends_on: date, *, interim_months: int | None, final_months: int) -> list[DueReport]:
    """The reports of a period: one for each calendar year but the last, and the final one over the whole.

    `interim_months` after the end of the year, `final_months` after the end of the period; no interim ones for None.
    """
    found = []
    for year in years_of(starts_on, ends_on)[:-1] if interim_months is not None else []:
        until = date(year, 12, 31)
        due = months_later(until, interim_months or 0)
        found.append(DueReport(ReportKind.INTERIM, max(starts_on, date(year, 1, 1)), until, due))
    found.append(DueReport(ReportKind.FINAL, starts_on, ends_on, months_later(ends_on, final_months)))
    return found
