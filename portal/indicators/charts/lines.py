"""Figures over the years as lines; where a value is missing, the line breaks off."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.indicators.terms import Figure

WIDTH, HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 16, 36
_TICKS = 4
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One place."""

    name: str
    #: "M… L…" of each unbroken piece.
    path: str
    #: (x, y, what stands in the tooltip)
    points: tuple[tuple[float, float, Figure], ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything of one svg element."""

    lines: tuple[Line, ...]
    #: (y, value)
    ticks: tuple[tuple[float, float], ...]
    #: (x, year)
    years: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def chart_of(courses: Sequence[tuple[str, Sequence[Figure]]]) -> LineChart | None:
    """A line for each named course; None when there are fewer than two days with a value."""
    known = [one for _name, course in courses for one in course if one.value is not None and one.on is not None]
    days = sorted({one.on for one in known if one.on is not None})
    if len(days) < 2:
        return None
    ticks = _ticks([float(one.value) for one in known if one.value is not None])
    low, high = ticks[0], ticks[-1]

    def place(figure: Figure) -> tuple[float, float]:
        assert figure.on is not None and figure.value is not None  # noqa: PT018 - both or none
        return _across(figure.on, days), _up(float(figure.value), low, high)

    lines = tuple(_line(name, course, place) for name, course in courses)
    years = tuple((_across(day, days), day.year) for day in _thinned(days))
    return LineChart(lines, tuple((_up(tick, low, high), tick) for tick in ticks), years)


def _line(name: str, course: Sequence[Figure], place: Callable[[Figure], tuple[float, float]]) -> Line:
    path, points, joined = [], [], False
    for figure in course:
        if figure.value is None or figure.on is None:
            joined = False
            continue
        x, y = place(figure)
        path.append(f"{'L' if joined else 'M'}{x:g} {y:g}")
        points.append((x, y, figure))
        joined = True
    return Line(name, " ".join(path), tuple(points))


def _across(day: date, days: Sequence[date]) -> float:
    span = (days[-1] - days[0]).days or 1
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - days[0]).days / span, 1)


def _up(value: float, low: float, high: float) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / ((high - low) or 1), 1)


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers from below the least to above the largest."""
    least, most = min(values), max(values)
    raw = (most - least or abs(most) or 1) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(nice * power for nice in _NICE if nice * power >= raw * (1 - 1e-9))
    first = math.floor(least / step)
    last = max(first + 1, math.ceil(most / step))
    return [round(number * step, 6) for number in range(first, last + 1)]


def _thinned(days: Sequence[date]) -> list[date]:
    """Not more years than can be read."""
    step = math.ceil(len(days) / 10)
    return list(days[::step])
