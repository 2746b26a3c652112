"""What lies in a window of a Nadelkarte: clusters counted beforehand, or single pins when they are few.

Clusters come from `PinCell`, so a window costs the same whether the map holds ten thousand pins or a million. Single pins are read
by ranges of the one index that orders them along the cells. Both read only as much as is drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Row, column, func, or_, select, values
from sqlalchemy.orm import InstrumentedAttribute

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.kernel.paging import KeysetPage, page_by_key
from portal.pinmaps.geometry.mercator import DEPTH, FINEST, LEVELS, Window, cells_range
from portal.pinmaps.models import ALL_MONTHS, Pin, PinCell, PinMap
from portal.pinmaps.queries.maps import SLUG
from portal.pinmaps.terms import MapState, PinFilter, PinVisibility

#: What everybody sees.
SHOWN = PinFilter()
#: So many pins are drawn one by one; more become clusters.
MOST_SINGLE = 250
#: A window has at most so many cells, or it is looked at more coarsely: a large screen at 64 pixels each.
MOST_CELLS = 800
#: Where a map has a threshold, its counts are taken in fields of this level (some 400 m) and nothing finer is shown.
SAFE_LEVEL = 16
#: Up to so many pins in a window are sorted; of more, the newest are found quickly by going through the newest of all.
_SORTED = 1_000
#: A map at zoom z looks at cells of this many levels more: 64 pixels.
_FINER = 2
_COUNTS: dict[PinVisibility, InstrumentedAttribute[int]] = {
    PinVisibility.SHOWN: PinCell.shown,
    PinVisibility.HELD: PinCell.held,
    PinVisibility.HIDDEN: PinCell.hidden,
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Pins close together: where their middle is, and how many of each category."""

    x: int
    y: int
    counts: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _category, count in self.counts)


@dataclass(frozen=True, slots=True)
class SinglePin:
    """One pin as it is drawn."""

    id: UUID
    x: int
    y: int
    category: int
    group: int
    visibility: PinVisibility
    #: Whether a click opens words that this reader may see.
    has_words: bool


@dataclass(frozen=True, slots=True)
class View:
    """What a window shows: either clusters or single pins, never both."""

    clusters: tuple[Cluster, ...]
    pins: tuple[SinglePin, ...]
    #: Pins in the window altogether.
    total: int


@dataclass(frozen=True, slots=True)
class ViewRules:
    """What of a map everybody may see."""

    map_id: UUID
    shows_pins: bool
    threshold: int

    @property
    def shows_single_pins(self) -> bool:
        return self.shows_pins and not self.threshold

    def allowed(self, only: PinFilter) -> PinFilter:
        """The filter as far as it gives nobody away: with a threshold, two filters could be subtracted from each other."""
        return (
            PinFilter(categories=only.categories) if self.threshold else replace(only, visibilities=SHOWN.visibilities)
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a level in which something lies, with what lies there."""

    level: int
    rows: Sequence[Row[int, int, int, int, int, int]]

    @property
    def total(self) -> int:
        return sum(row[3] for row in self.rows)

    @property
    def places(self) -> set[tuple[int, int]]:
        return {(row[0], row[1]) for row in self.rows}


def rules_of(slug: str) -> ViewRules | None:
    """What everybody may see of the published or closed map of an address; None for anything else. One query."""
    if not SLUG.fullmatch(slug):
        return None
    chosen = select(PinMap.id, PinMap.shows_pins, PinMap.threshold)
    row = session().execute(chosen.where(PinMap.slug == slug, PinMap.state != MapState.DRAFT)).one_or_none()
    return ViewRules(*row) if row else None


def public_view(rules: ViewRules, window: Window, zoom: int, only: PinFilter = SHOWN) -> View:
    """What a window shows to everybody."""
    if not rules.shows_pins:
        return View((), (), 0)
    return view(rules.map_id, window, zoom, rules.allowed(only), threshold=rules.threshold)


def view(
    map_id: UUID, window: Window, zoom: int, only: PinFilter = SHOWN, *, threshold: int = 0, exact: bool = False
) -> View:
    """What a window shows at a zoom (Web Mercator, 256 pixels to a tile).

    With `threshold` only fields with at least so many pins of a category count, and nothing finer than `SAFE_LEVEL` is shown.
    With `exact` single pins stand where they were set instead of where others see them; for staff.
    """
    level = _level(window, zoom)
    if threshold:
        return _safe_view(map_id, window, min(level, SAFE_LEVEL), only, threshold)
    cells = _cells(map_id, window, level, only)
    if cells.total <= MOST_SINGLE:
        pins = tuple(_single(row, exact) for row in _pins_in(map_id, cells, only, exact))
        return View((), pins, cells.total)
    return View(_clusters(cells, only), (), cells.total)


def condition_of(
    map_id: UUID, only: PinFilter, window: Window | None = None, zoom: int = 0
) -> list[ColumnElement[bool]]:
    """Which pins of a map belong to a window and a filter, as conditions of a statement over `Pin`; without a window all."""
    if window is None:
        return [Pin.map_id == map_id, *wanted(only)]
    cells = _cells(map_id, window, _level(window, zoom), only)
    if cells.total <= _SORTED:
        # Without the map: SQLite would take it for the rarer thing and read all of its pins.
        return [Pin.contribution_id.in_(_ids_in(map_id, cells, only))]
    return _between(map_id, window, only)


def pins_in(
    map_id: UUID, window: Window, zoom: int, only: PinFilter = SHOWN, *, after: str | None, limit: int = 20
) -> KeysetPage:
    """One page of the pins in a window with their Wortmeldungen, the newest first. Rows are (Pin, Contribution)."""
    chosen = select(Pin, Contribution).join(Contribution, Contribution.id == Pin.contribution_id)
    chosen = chosen.where(*condition_of(map_id, only, window, zoom))
    return page_by_key(chosen, keys=(Pin.seq.desc(),), after=after, limit=limit)


def ids_in(
    map_id: UUID, window: Window, zoom: int, only: PinFilter = SHOWN, *, most: int, before: int | None = None
) -> list[UUID]:
    """The Wortmeldungen of the pins in a window, the newest first, at most `most`; only those that came before a `seq`."""
    cells = _cells(map_id, window, _level(window, zoom), only)
    if cells.total <= _SORTED:
        found: Sequence[Any] = _chosen_in(map_id, cells, only, Pin.seq, Pin.contribution_id)
        newest = sorted(((row[0], row[1]) for row in found if before is None or row[0] < before), reverse=True)
        return [own for _seq, own in newest[:most]]
    chosen = select(Pin.contribution_id).where(*_between(map_id, window, only))
    if before is not None:
        chosen = chosen.where(Pin.seq < before)
    return list(session().scalars(chosen.order_by(Pin.seq.desc()).limit(most)))


def _between(map_id: UUID, window: Window, only: PinFilter) -> list[ColumnElement[bool]]:
    across, down = Pin.shown_x.between(window.west, window.east), Pin.shown_y.between(window.north, window.south)
    return [Pin.map_id == map_id, across, down, *wanted(only)]


def _level(window: Window, zoom: int) -> int:
    """The level whose cells are 64 pixels wide at this zoom, or coarser while they would be too many."""
    level = max(LEVELS[0], min(FINEST, zoom + _FINER))
    while level > LEVELS[0] and _number_of_cells(window, level) > MOST_CELLS:
        level -= 1
    return level


def _number_of_cells(window: Window, level: int) -> int:
    shift = DEPTH - level
    across = (window.east >> shift) - (window.west >> shift) + 1
    return across * ((window.south >> shift) - (window.north >> shift) + 1)


def _cells(map_id: UUID, window: Window, level: int, only: PinFilter) -> _Cells:
    """Counts per cell and category: x, y, category, pins, sums of their way east and south (of the shown ones)."""
    kept = next(one for one in LEVELS if one >= level)
    finer = kept - level
    x, y = _at(PinCell.x, finer), _at(PinCell.y, finer)
    count = func.sum(_counted(only))
    chosen = (
        select(x, y, PinCell.category, count, func.sum(_way(PinCell.east_sum, PinCell.x, finer)),
               func.sum(_way(PinCell.south_sum, PinCell.y, finer)))
        .where(PinCell.map_id == map_id, PinCell.level == kept, *_inside(_widened(window, level), kept), *_cell_wanted(only))
        .group_by(x, y, PinCell.category)
        .having(count > 0)
    )  # fmt: skip
    return _Cells(level, session().execute(chosen).all())


def _safe_view(map_id: UUID, window: Window, level: int, only: PinFilter, threshold: int) -> View:
    """Only fields of `SAFE_LEVEL` with enough pins of a category, put together to the level of the map."""
    finer = SAFE_LEVEL - level
    counted = func.sum(PinCell.shown)
    fields = (
        select(PinCell.x, PinCell.y, PinCell.category, counted.label("pins"))
        .where(
            PinCell.map_id == map_id,
            PinCell.level == SAFE_LEVEL,
            *_inside(_widened(window, level), SAFE_LEVEL),
            *_cell_wanted(only),
        )
        .group_by(PinCell.x, PinCell.y, PinCell.category)
        .having(counted >= threshold)
        .subquery()
    )
    x, y = fields.c.x.op(">>")(finer), fields.c.y.op(">>")(finer)
    grouped = select(x, y, fields.c.category, func.sum(fields.c.pins)).group_by(x, y, fields.c.category)
    middle = 1 << (DEPTH - level - 1)
    clusters = defaultdict(list)
    for cell_x, cell_y, category, pins in session().execute(grouped):
        clusters[cell_x, cell_y].append((category, int(pins)))
    found = tuple(
        Cluster((cell_x << (DEPTH - level)) + middle, (cell_y << (DEPTH - level)) + middle, tuple(sorted(counts)))
        for (cell_x, cell_y), counts in clusters.items()
    )
    return View(found, (), sum(one.total for one in found))


def _clusters(cells: _Cells, only: PinFilter) -> tuple[Cluster, ...]:
    shift = DEPTH - cells.level
    by_cell: dict[tuple[int, int], list[Row[int, int, int, int, int, int]]] = defaultdict(list)
    for row in cells.rows:
        by_cell[row[0], row[1]].append(row)
    found = []
    for (x, y), rows in by_cell.items():
        total = sum(row[3] for row in rows)
        # The middle is known of shown pins only; elsewhere the middle of the cell stands for it.
        is_known = only.visibilities == (PinVisibility.SHOWN,)
        east = sum(row[4] for row in rows) / total if is_known else 128
        south = sum(row[5] for row in rows) / total if is_known else 128
        at_x = (x << shift) + int(east * (1 << shift) / 256)
        at_y = (y << shift) + int(south * (1 << shift) / 256)
        found.append(Cluster(at_x, at_y, tuple(sorted((row[2], int(row[3])) for row in rows))))
    return tuple(found)


def _pins_in(map_id: UUID, cells: _Cells, only: PinFilter, exact: bool) -> Iterable[Row[Any]]:
    """What is drawn of the pins in these cells. All of it but the exact position stands in the index itself."""
    at = (Pin.x, Pin.y) if exact else (Pin.shown_x, Pin.shown_y)
    wanted_columns = (Pin.contribution_id, *at, Pin.category, Pin.group, Pin.visibility, Pin.is_read, Pin.has_words)
    found = _chosen_in(map_id, cells, only, *wanted_columns)
    return sorted(found, key=itemgetter(0))  # by chance: nobody learns who came after whom


def _single(row: Row[Any], exact: bool) -> SinglePin:
    pin_id, x, y, category, group, visibility, is_read, has_words = tuple(row)
    return SinglePin(pin_id, x, y, category, group, visibility, has_words=has_words and (exact or is_read))


def _ids_in(map_id: UUID, cells: _Cells, only: PinFilter) -> list[UUID]:
    return [row[0] for row in _chosen_in(map_id, cells, only, Pin.contribution_id)]


def _chosen_in(map_id: UUID, cells: _Cells, only: PinFilter, *columns: Any) -> Sequence[Row[Any]]:
    """The pins in these cells, through the index along the cells."""
    ranges = _ranges(cells)
    if not ranges:
        return []
    chosen = select(*columns).where(Pin.map_id == map_id, *wanted(only))
    if session().connection().dialect.name == "postgresql":
        # It knows how the pins are spread, so it weighs each range rightly; a table of ranges it would weigh as one.
        return session().execute(chosen.where(or_(*(Pin.cell.between(*one) for one in ranges)))).all()
    # It would weigh the conditions together and rather read the whole map.
    names = (column("first_cell", BigInteger), column("last_cell", BigInteger))
    looked_at = values(*names, name="looked_at").data(ranges).cte("looked_at")
    inside = Pin.cell.between(looked_at.c.first_cell, looked_at.c.last_cell)
    return session().execute(chosen.select_from(looked_at).join(Pin, inside)).all()


def _ranges(cells: _Cells) -> list[tuple[int, int]]:
    """The cells as first and last numbers of the finest ones in them; neighbours are one range."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted(cells_range(cells.level, x, y) for x, y in cells.places):
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return ranges


def _widened(window: Window, level: int) -> Window:
    """The window up to the edges of the cells of a level that it touches: what is counted is then what is listed and drawn."""
    shift = DEPTH - level
    first, last = ~((1 << shift) - 1), (1 << shift) - 1
    return Window(window.west & first, window.north & first, window.east | last, window.south | last)


def _inside(window: Window, level: int) -> tuple[ColumnElement[bool], ...]:
    """Whether a cell touches the window. Columns are named one by one while they are few: then both databases seek each."""
    shift = DEPTH - level
    west, east = window.west >> shift, window.east >> shift
    rows = PinCell.y.between(window.north >> shift, window.south >> shift)
    if east - west < 128:
        return PinCell.x.in_(range(west, east + 1)), rows
    return PinCell.x.between(west, east), rows


def _counted(only: PinFilter) -> ColumnElement[int]:
    columns: list[ColumnElement[int]] = [_COUNTS[one].expression for one in only.visibilities or tuple(PinVisibility)]
    return reduce(add, columns)


def _cell_wanted(only: PinFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [PinCell.month.in_(only.months or (ALL_MONTHS,))]
    if only.categories:
        wanted.append(PinCell.category.in_(only.categories))
    if only.groups:
        wanted.append(PinCell.group.in_(only.groups))
    return wanted


def wanted(only: PinFilter) -> list[ColumnElement[bool]]:
    """Whether a pin passes the filter."""
    wanted: list[ColumnElement[bool]] = [Pin.visibility.in_(only.visibilities or tuple(PinVisibility))]
    if only.categories:
        wanted.append(Pin.category.in_(only.categories))
    if only.groups:
        wanted.append(Pin.group.in_(only.groups))
    if only.months:
        wanted.append(Pin.month.in_(only.months))
    return wanted


def _at(column: InstrumentedAttribute[int], finer: int) -> ColumnElement[int]:
    return column.op(">>")(finer) if finer else column.expression


def _way(sums: InstrumentedAttribute[int], column: InstrumentedAttribute[int], finer: int) -> ColumnElement[int]:
    """The way of a cell's pins in 1/256 of the coarser cell in which it lies."""
    if not finer:
        return sums.expression
    inside = column.op("&")((1 << finer) - 1)
    return (sums + inside * 256 * PinCell.shown) // (1 << finer)
