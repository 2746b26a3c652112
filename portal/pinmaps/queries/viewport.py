"""What a window of a Nadelkarte shows: clusters, or single pins when they are few. Only as much is read as is drawn."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from portal.kernel.db import session
from portal.pinmaps.geometry.mercator import DEPTH, Window
from portal.pinmaps.models import Pin, PinCell, PinMap
from portal.pinmaps.queries.cells import Cells, cells_in, counted_pins, inside, level_of, pins_in_cells, widened
from portal.pinmaps.queries.maps import SLUG
from portal.pinmaps.terms import MapState, PinFilter, PinVisibility

#: What everybody sees.
SHOWN = PinFilter()
#: So many pins are drawn one by one; more become clusters.
MOST_SINGLE = 250
#: Where a map has a threshold, its counts are taken in fields of this level (some 400 m) and nothing finer is shown.
SAFE_LEVEL = 16


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
    level = level_of(window, zoom)
    if threshold:
        return _safe_view(map_id, window, min(level, SAFE_LEVEL), only, threshold)
    cells = cells_in(map_id, window, level, only)
    if cells.total <= MOST_SINGLE:
        pins = tuple(_single(row, exact) for row in _pins_in(map_id, cells, only, exact))
        return View((), pins, cells.total)
    return View(_clusters(cells, only), (), cells.total)


def _safe_view(map_id: UUID, window: Window, level: int, only: PinFilter, threshold: int) -> View:
    """Only fields of `SAFE_LEVEL` with enough pins of a category, put together to the level of the map."""
    finer = SAFE_LEVEL - level
    counted = func.sum(PinCell.shown)
    fields = (
        select(PinCell.x, PinCell.y, PinCell.category, counted.label("pins"))
        .where(
            PinCell.map_id == map_id,
            PinCell.level == SAFE_LEVEL,
            *inside(widened(window, level), SAFE_LEVEL),
            *counted_pins(only),
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


def _clusters(cells: Cells, only: PinFilter) -> tuple[Cluster, ...]:
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


def _pins_in(map_id: UUID, cells: Cells, only: PinFilter, exact: bool) -> Iterable[Row[Any]]:
    """What is drawn of the pins in these cells. All of it but the exact position stands in the index itself."""
    at = (Pin.x, Pin.y) if exact else (Pin.shown_x, Pin.shown_y)
    wanted_columns = (Pin.contribution_id, *at, Pin.category, Pin.group, Pin.visibility, Pin.is_read, Pin.has_words)
    found = pins_in_cells(map_id, cells, only, *wanted_columns)
    return sorted(found, key=itemgetter(0))  # by chance: nobody learns who came after whom


def _single(row: Row[Any], exact: bool) -> SinglePin:
    pin_id, x, y, category, group, visibility, is_read, has_words = tuple(row)
    return SinglePin(pin_id, x, y, category, group, visibility, has_words=has_words and (exact or is_read))
