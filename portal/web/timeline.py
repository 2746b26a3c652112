"""A time line: where each of some things begins and ends between the first and the last day, in percent of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Protocol
from uuid import UUID

from portal.kernel.clock import months_later

#: Months before and after today that are shown at least, so that one thing of a week fills no screen.
_BEFORE, _AFTER = 3, 9
#: A window of at most so many months is divided into quarters, a longer one into years.
_IN_QUARTERS = 24
#: Labels that fit beside each other on a phone.
_MOST_TICKS = 8


class Dated(Protocol):
    """A milestone."""

    @property
    def due_on(self) -> date: ...
    @property
    def done_on(self) -> date | None: ...


class Planned(Protocol):
    """What has a place on the time line."""

    @property
    def id(self) -> UUID: ...
    @property
    def begins_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def milestones(self) -> Sequence[Dated]: ...


@dataclass(frozen=True)
class Tick:
    """Where a quarter or a year begins."""

    x: float
    year: int
    #: None where only years are told.
    quarter: int | None


@dataclass(frozen=True)
class Dot:
    """A milestone: on the day it was reached, else on the day it is due."""

    x: float
    is_done: bool


@dataclass(frozen=True)
class Bar:
    """One thing."""

    x: float
    width: float
    #: Whether nobody has said when it ends.
    is_open: bool
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    first: date
    last: date
    ticks: tuple[Tick, ...]
    #: Where today is.
    today: float
    #: By the id of the thing; those without any day have none.
    bars: dict[UUID, Bar]


def timeline(planned: Iterable[Planned], *, today: date) -> Timeline:
    """The drawing of these things around this day."""
    rows = list(planned)
    days = [day for one in rows for day in _days(one)]
    first = min([*days, months_later(today, -_BEFORE)]).replace(day=1)
    last = months_later(max([*days, months_later(today, _AFTER)]).replace(day=1), 1) - timedelta(days=1)
    scale = _Scale(first, last)
    bars = {one.id: bar for one in rows if (bar := _bar(one, scale)) is not None}
    return Timeline(first, last, tuple(_ticks(scale)), scale.at(today), bars)


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        return round(100 * (inside - self.first).days / max(1, (self.last - self.first).days), 2)


def _days(one: Planned) -> list[date]:
    marks = [milestone.done_on or milestone.due_on for milestone in one.milestones]
    return [day for day in (one.begins_on, one.ends_on, *marks) if day is not None]


def _bar(one: Planned, scale: _Scale) -> Bar | None:
    days = _days(one)
    if not days:
        return None
    dots = tuple(
        Dot(scale.at(milestone.done_on or milestone.due_on), milestone.done_on is not None)
        for milestone in one.milestones
    )
    begin = scale.at(one.begins_on or min(days))
    end = scale.at(one.ends_on) if one.ends_on else 100.0
    return Bar(begin, round(max(1.0, end - begin), 2), one.ends_on is None, dots)


def _ticks(scale: _Scale) -> Iterable[Tick]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    if months <= _IN_QUARTERS:
        day = date(scale.first.year, (scale.first.month - 1) // 3 * 3 + 1, 1)
        while day <= scale.last:
            if day >= scale.first:
                yield Tick(scale.at(day), day.year, (day.month - 1) // 3 + 1)
            day = months_later(day, 3)
        return
    step = max(1, ceil((scale.last.year - scale.first.year + 1) / _MOST_TICKS))
    for year in range(scale.first.year, scale.last.year + 1, step):
        if (day := date(year, 1, 1)) >= scale.first:
            yield Tick(scale.at(day), year, None)
