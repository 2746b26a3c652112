"""Public holidays of Bavaria (Art. 1 FTG), with Mariä Himmelfahrt, which most of its Gemeinden keep."""

from datetime import date, timedelta
from functools import lru_cache

#: (month, day) of those that fall on the same day every year.
_FIXED = ((1, 1), (1, 6), (5, 1), (8, 15), (10, 3), (11, 1), (12, 25), (12, 26))
#: Days from Easter Sunday: Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, Fronleichnam.
_FROM_EASTER = (-2, 1, 39, 50, 60)


def is_holiday(day: date) -> bool:
    """Whether usual hours may not hold on this day; Sundays have hours of their own and are none."""
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    easter = easter_sunday(year)
    return frozenset(
        {date(year, month, day) for month, day in _FIXED} | {easter + timedelta(days=days) for days in _FROM_EASTER}
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar by the rule of Gauß in the form of Lichtenberg, good for every year from 1583."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    correction = (seed + golden // 11) // 29
    full_moon = 21 + seed - correction
    first_sunday = 7 - (year + year // 4 + sun) % 7
    days = full_moon + 7 - (full_moon - first_sunday) % 7
    return date(year, 3, 1) + timedelta(days=days - 1)
