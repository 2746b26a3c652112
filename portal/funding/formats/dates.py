"""Dates of application: days of the year on which applications are taken, the next of them, and whether it is too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.funding.terms import MonthDay


def next_date(day: date, days: Sequence[MonthDay]) -> date | None:
    """The first date from this day on; the date itself still counts, the day after it leads to the next. None without dates."""
    candidates = [one.in_year(year) for year in (day.year, day.year + 1) for one in days]
    return min((found for found in candidates if found >= day), default=None)


def last_date_before(start: date, days: Sequence[MonthDay]) -> date:
    """The last day on which one can apply before a start: the last date before it, the day before it without dates."""
    if not days:
        return start - timedelta(days=1)
    candidates = [one.in_year(year) for year in (start.year - 1, start.year) for one in days]
    return max(found for found in candidates if found < start)


@dataclass(frozen=True)
class Timing:
    """How the dates stand on one day for a project that begins on another."""

    #: The next date from today on; None when the programme has none.
    next_on: date | None
    #: The last day on which an application still comes before the start; None when it may come later.
    last_on: date | None
    #: Days until then; 0 on the day itself, negative when it has passed. None as above.
    days_left: int | None
    #: The first day on which the project could begin if the application went in on the next date.
    earliest_start: date | None

    @property
    def is_too_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    def is_soon(self, ahead: timedelta) -> bool:
        """Whether the last possible day is at hand."""
        return self.days_left is not None and 0 <= self.days_left <= ahead.days


def timing_of(today: date, starts_on: date, days: Sequence[MonthDay], *, before_start: bool) -> Timing:
    """How it stands today. Without `before_start` no day is the last one."""
    upcoming = next_date(today, days)
    if not before_start:
        return Timing(upcoming, None, None, None)
    last = last_date_before(starts_on, days)
    return Timing(upcoming, last, (last - today).days, (upcoming or today) + timedelta(days=1))
