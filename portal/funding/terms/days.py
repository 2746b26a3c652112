"""Days of every year on which applications are taken."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class MonthDay(NamedTuple):
    """A day of every year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day of this year; 29 February becomes the 28th where there is none."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


def read_dates(written: Iterable[str]) -> tuple[MonthDay, ...]:
    """Days written "03-31", in the order of the year. Raises ValueError for what is no day."""
    found = set()
    for one in written:
        month, _dash, day = one.partition("-")
        parsed = date(2024, int(month), int(day))  # a leap year knows every day
        found.add(MonthDay(parsed.month, parsed.day))
    return tuple(sorted(found))


def written_dates(days: Iterable[MonthDay]) -> list[str]:
    """The same as they are stored."""
    return [f"{one.month:02}-{one.day:02}" for one in days]
