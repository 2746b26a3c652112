"""Which pins lie in a window of a Nadelkarte, for lists: one after the other, in an order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.kernel.paging import KeysetPage, page_by_key
from portal.pinmaps.geometry.mercator import Window
from portal.pinmaps.models import Pin
from portal.pinmaps.queries.cells import Cells, cells_in, level_of, pins_in_cells, wanted
from portal.pinmaps.terms import PinFilter

#: Up to so many pins in a window are sorted; of more, the first are found quickly by going through the first of all.
_SORTED = 1_000
Columns = tuple[InstrumentedAttribute[Any], ...]
#: The order of arrival, for those who work on a map.
BY_ARRIVAL: Columns = (Pin.seq,)
#: What everybody may see of it: the month, which each entry says anyway, and within a month the random name of the Wortmeldung.
#: So neighbours in a list are not neighbours in time, and nobody learns whose pins belong together.
BY_MONTH: Columns = (Pin.month, Pin.contribution_id)


def condition_of(
    map_id: UUID, only: PinFilter, window: Window | None = None, zoom: int = 0
) -> list[ColumnElement[bool]]:
    """Which pins of a map belong to a window and a filter, as conditions of a statement over `Pin`; without a window all."""
    if window is None:
        return [Pin.map_id == map_id, *wanted(only)]
    cells = cells_in(map_id, window, level_of(window, zoom), only)
    if cells.total <= _SORTED:
        # Without the map: SQLite would take it for the rarer thing and read all of its pins.
        return [Pin.contribution_id.in_(_all_in(map_id, cells, only))]
    return _between(map_id, window, only)


def pins_in(
    map_id: UUID, window: Window, zoom: int, only: PinFilter, *, after: str | None, limit: int = 20
) -> KeysetPage:
    """One page of the pins in a window with their Wortmeldungen, the newest first. Rows are (Pin, Contribution)."""
    chosen = select(Pin, Contribution).join(Contribution, Contribution.id == Pin.contribution_id)
    chosen = chosen.where(*condition_of(map_id, only, window, zoom))
    return page_by_key(chosen, keys=(Pin.seq.desc(),), after=after, limit=limit)


def ids_in(
    map_id: UUID,
    window: Window,
    zoom: int,
    only: PinFilter,
    *,
    most: int,
    order: Columns = BY_ARRIVAL,
    before: Sequence[Any] | None = None,
) -> list[UUID]:
    """The Wortmeldungen of the pins in a window, the last of an order first: at most `most`, only those before some place in it."""
    cells = cells_in(map_id, window, level_of(window, zoom), only)
    if cells.total <= _SORTED:
        found = pins_in_cells(map_id, cells, only, *order, Pin.contribution_id)
        kept = [row for row in map(tuple, found) if before is None or row[:-1] < tuple(before)]
        return [row[-1] for row in sorted(kept, reverse=True)[:most]]
    chosen = select(Pin.contribution_id).where(*_between(map_id, window, only), *is_before(order, before))
    return list(session().scalars(chosen.order_by(*(column.desc() for column in order)).limit(most)))


def is_before(order: Columns, before: Sequence[Any] | None) -> list[ColumnElement[bool]]:
    """Whether a pin comes before these values of an order; every pin without them."""
    return [] if before is None else [tuple_(*order) < tuple_(*before, types=[column.type for column in order])]


def _between(map_id: UUID, window: Window, only: PinFilter) -> list[ColumnElement[bool]]:
    across, down = Pin.shown_x.between(window.west, window.east), Pin.shown_y.between(window.north, window.south)
    return [Pin.map_id == map_id, across, down, *wanted(only)]


def _all_in(map_id: UUID, cells: Cells, only: PinFilter) -> list[UUID]:
    return [row[0] for row in pins_in_cells(map_id, cells, only, Pin.contribution_id)]
