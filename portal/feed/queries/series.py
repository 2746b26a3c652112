"""Bedarfe and Kennzahlen as time series of Sozialräume, as far as a system may read them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.feed.models.clients import ApiClient
from portal.feed.queries.scopes import scope_of
from portal.feed.terms.kommonitor import MOST_DATES, NeedSeries, Pace, PlaceKey, SeriesLevel
from portal.indicators import queries as indicators
from portal.kernel.clock import months_later, today
from portal.kernel.db import session
from portal.needs.queries import maps
from portal.places import queries as places
from portal.places.models import Sozialraum

Value = int | Decimal | None


@dataclass(frozen=True)
class SeriesPlace:
    """A Sozialraum of a series, by the key it is known by elsewhere."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True)
class Series:
    """Values by place and date. What nobody knows is None, never 0."""

    title: str
    places: tuple[SeriesPlace, ...]
    dates: tuple[date, ...]
    values: dict[tuple[UUID, date], Value]


def series_places(reader: ApiClient, level: SeriesLevel, key: PlaceKey) -> tuple[SeriesPlace, ...]:
    """The places of a level that a system may read, in the order of their keys. One query."""
    scope, s = scope_of(reader), Sozialraum
    rows = session().execute(select(s.id, s.name, s.ags, s.ars, s.slug).where(s.kind.in_(level.kinds)))
    found = [
        SeriesPlace(row.id, (row.ars if key is PlaceKey.ARS else None) or row.ags or row.slug, row.name)
        for row in rows
        if scope is None or row.id in scope
    ]
    return tuple(sorted(found, key=lambda place: place.key))


def needs_series(chosen: NeedSeries, found: Sequence[SeriesPlace], pace: Pace) -> Series:
    """Bedarfe of these places with everything beneath, on the last day of each period that is over. One query."""
    days = maps.answered_per_day() if chosen is NeedSeries.ANSWERED else maps.created_per_day()
    if not days:
        return Series(chosen.label, tuple(found), (), {})
    dates = ends_of_periods(min(day for _place, day in days), today(), pace)
    own = _up_to_each(days, dates)
    tree = places.tree()
    values: dict[tuple[UUID, date], Value] = {}
    for place in found:
        node = tree.get(place.id)
        inside = [below.id for below in tree.subtree(node)] if node is not None else []
        totals = [sum(own[one][number] for one in inside if one in own) for number in range(len(dates))]
        if chosen is NeedSeries.NEW:
            totals = [total - before for total, before in zip(totals, [0, *totals], strict=False)]
        values |= {(place.id, on): total for on, total in zip(dates, totals, strict=True)}
    shown = dates[-MOST_DATES:]
    return Series(chosen.label, tuple(found), shown, values)


def indicator_series(key: str, found: Sequence[SeriesPlace]) -> Series:
    """A Kennzahl of these places on every day for which one of them has a value. Raises `NotFound` for an unknown one."""
    one = indicators.definition(key)
    courses = indicators.courses(key, [place.id for place in found])
    values = {
        (place_id, figure.on): figure.value for place_id, course in courses.items() for figure in course if figure.on
    }
    dates = tuple(sorted({on for (_place, on), value in values.items() if value is not None}))[-MOST_DATES:]
    return Series(one.name, tuple(found), dates, dict(values))


def ends_of_periods(first: date, last: date, pace: Pace) -> tuple[date, ...]:
    """The last days of all periods from the one of `first` on that are over before `last`."""
    month = (first.month - 1) // pace.months * pace.months + 1
    start = date(first.year, month, 1)
    ends = []
    while (following := months_later(start, pace.months)) <= last:
        ends.append(following - timedelta(days=1))
        start = following
    return tuple(ends)


def _up_to_each(days: dict[tuple[UUID, date], int], dates: Sequence[date]) -> dict[UUID, list[int]]:
    """How many there were in each place itself up to each date."""
    by_place: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    for (place_id, day), number in days.items():
        by_place[place_id].append((day, number))
    return {place_id: list(_running(sorted(found), dates)) for place_id, found in by_place.items()}


def _running(found: Sequence[tuple[date, int]], dates: Sequence[date]) -> Iterable[int]:
    total, at = 0, 0
    for on in dates:
        while at < len(found) and found[at][0] <= on:
            total += found[at][1]
            at += 1
        yield total
