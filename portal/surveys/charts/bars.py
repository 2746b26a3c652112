"""Lengths of bars, shares in per cent, and the steps into which many different numbers are gathered."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

#: How many bars a question for a number gets at most.
MOST_BINS = 8
_MOST_MONTHS, _MOST_YEARS = 18, 15
_NICE = (1.0, 2.0, 5.0, 10.0)


def share(count: float, of: float) -> float | None:
    """`count` in per cent of `of`, one decimal; None when there is nothing to compare with."""
    return round(100 * count / of, 1) if of else None


def rough_shares(counts: Sequence[int], *, step: int) -> list[int]:
    """Per cent of each count in multiples of `step` (a divisor of 100) that add up to 100; what rounding leaves over goes to
    those who lost most by it."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    steps = 100 // step
    whole = [count * steps // total for count in counts]
    lost = sorted(range(len(counts)), key=lambda number: -(counts[number] * steps % total))
    for number in lost[: steps - sum(whole)]:
        whole[number] += 1
    return [step * number for number in whole]


def width(count: float, of: float) -> str:
    """The length of a bar as SVG wants it, "0%" to "100%". A bar of something is never too short to be seen."""
    if count <= 0 or of <= 0:
        return "0%"
    return f"{min(100.0, max(0.5, round(100 * count / of, 1))):g}%"


def bins_of(least: float, most: float) -> list[tuple[float, float]]:
    """[from, to) of each step from the smallest to the largest number, at most eight and of a width people count in.

    The last step includes its end. One number alone is one step.
    """
    if not (math.isfinite(least) and math.isfinite(most)) or most < least:
        return []
    step = _step(most - least)
    first = math.floor(least / step) * step
    count = max(1, math.floor((most - first) / step) + 1)
    return [(first + number * step, first + (number + 1) * step) for number in range(count)]


def periods_of(first: date, last: date) -> list[tuple[date, date]]:
    """First and last day of each month from one date to the other; of each year, or of ten years, when that were too many."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST_MONTHS:
        numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        begins = [date(number // 12, number % 12 + 1, 1) for number in numbers]
        return [(begin, _before_next_month(begin)) for begin in begins]
    years = 1 if last.year - first.year < _MOST_YEARS else 10
    first_years = range(first.year // years * years, last.year + 1, years)
    return [(date(year, 1, 1), date(year + years - 1, 12, 31)) for year in first_years]


def _before_next_month(begin: date) -> date:
    return (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _step(span: float) -> float:
    if span <= 0:
        return 1.0
    raw = span / (MOST_BINS - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(nice * power for nice in _NICE if nice * power >= raw * (1 - 1e-9))
    return max(step, 1.0) if span >= MOST_BINS else step
