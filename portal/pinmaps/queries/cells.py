"""What lies in the cells of a window of a Nadelkarte: how much of each category, counted beforehand, and which pins.

Counts come from `PinCell`, so a window costs the same whether the map holds ten thousand pins or a million. Pins are read by
ranges of the one index that orders them along the cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Row, column, func, or_, select, values
from sqlalchemy.orm import InstrumentedAttribute

from portal.kernel.db import session
from portal.pinmaps.geometry.mercator import DEPTH, FINEST, LEVELS, Window, cells_range
from portal.pinmaps.models import ALL_MONTHS, EVERYTHING, Pin, PinCell
from portal.pinmaps.terms import PinFilter, PinVisibility

#: A window has at most so many cells, or it is looked at more coarsely: a large screen at 64 pixels each.
MOST_CELLS = 800
#: A map at zoom z looks at cells of this many levels more: 64 pixels.
_FINER = 2
_COUNTS: dict[PinVisibility, InstrumentedAttribute[int]] = {
    PinVisibility.SHOWN: PinCell.shown,
    PinVisibility.HELD: PinCell.held,
    PinVisibility.HIDDEN: PinCell.hidden,
}


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a level in which something lies, with what lies there."""

    level: int
    rows: Sequence[Row[int, int, int, int, int, int]]

    @property
    def total(self) -> int:
        return sum(row[3] for row in self.rows)

    @property
    def places(self) -> set[tuple[int, int]]:
        return {(row[0], row[1]) for row in self.rows}


def level_of(window: Window, zoom: int) -> int:
    """The level whose cells are 64 pixels wide at this zoom, or coarser while they would be too many."""
    level = max(LEVELS[0], min(FINEST, zoom + _FINER))
    while level > LEVELS[0] and _number_of_cells(window, level) > MOST_CELLS:
        level -= 1
    return level


def _number_of_cells(window: Window, level: int) -> int:
    shift = DEPTH - level
    across = (window.east >> shift) - (window.west >> shift) + 1
    return across * ((window.south >> shift) - (window.north >> shift) + 1)


def cells_in(map_id: UUID, window: Window, level: int, only: PinFilter) -> Cells:
    """Counts per cell and category: x, y, category, pins, sums of their way east and south (of the shown ones)."""
    kept = next(one for one in LEVELS if one >= level)
    finer = kept - level
    x, y = _at(PinCell.x, finer), _at(PinCell.y, finer)
    count = func.sum(_counted(only))
    chosen = (
        select(x, y, PinCell.category, count, func.sum(_way(PinCell.east_sum, PinCell.x, finer)),
               func.sum(_way(PinCell.south_sum, PinCell.y, finer)))
        .where(PinCell.map_id == map_id, PinCell.level == kept, *inside(widened(window, level), kept), *counted_pins(only))
        .group_by(x, y, PinCell.category)
        .having(count > 0)
    )  # fmt: skip
    return Cells(level, session().execute(chosen).all())


def pins_in_cells(map_id: UUID, cells: Cells, only: PinFilter, *columns: Any) -> Sequence[Row[Any]]:
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
    within = Pin.cell.between(looked_at.c.first_cell, looked_at.c.last_cell)
    return session().execute(chosen.select_from(looked_at).join(Pin, within)).all()


def _ranges(cells: Cells) -> list[tuple[int, int]]:
    """The cells as first and last numbers of the finest ones in them; neighbours are one range."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted(cells_range(cells.level, x, y) for x, y in cells.places):
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return ranges


def widened(window: Window, level: int) -> Window:
    """The window up to the edges of the cells of a level that it touches: what is counted is then what is listed and drawn."""
    shift = DEPTH - level
    first, last = ~((1 << shift) - 1), (1 << shift) - 1
    return Window(window.west & first, window.north & first, window.east | last, window.south | last)


def inside(window: Window, level: int) -> tuple[ColumnElement[bool], ...]:
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


def counted_pins(only: PinFilter) -> list[ColumnElement[bool]]:
    """Whether a count of a cell passes the filter: each filter reads the counts that were put together most for it."""
    months = only.months or ((ALL_MONTHS,) if only.groups else (EVERYTHING,))
    wanted: list[ColumnElement[bool]] = [PinCell.month.in_(months)]
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
