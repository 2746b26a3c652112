"""Keeping the counts per cell in step with the pins, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, Uuid, bindparam, delete, text

from portal.kernel.db import current_unit, session
from portal.pinmaps.geometry.mercator import DEPTH, LEVELS
from portal.pinmaps.models import ALL_MONTHS, EVERYTHING, Pin, PinCell
from portal.pinmaps.terms import PinVisibility

_LEVELS = ", ".join(f"({level})" for level in LEVELS)
_COLUMNS = (
    "map_id, month, level, x, y, category_number, group_number, shown, held, hidden, east_sum, south_sum"  # of pin_cell
)
_WAITING = "pins that are counted together"


@lru_cache
def _adding(pins: int) -> TextClause:
    """One statement for so many pins: all levels, and on each the month, all months, and all months of all groups.

    The finest cells come first: two transactions that meet in a coarse one have locked everything else by then, so neither waits
    for the other in a circle. Therefore a transaction that counts several pins must do so in one statement.
    """
    each = " UNION ALL ".join(
        f"""
        SELECT :map_{n} AS map_id, m.column1 AS month, l.column1 AS level,
               :x_{n} >> ({DEPTH} - l.column1) AS x, :y_{n} >> ({DEPTH} - l.column1) AS y,
               :category_{n} AS category_number, m.column2 AS group_number,
               :shown_{n} AS shown, :held_{n} AS held, :hidden_{n} AS hidden,
               :shown_{n} * ((:x_{n} >> ({DEPTH - 8} - l.column1)) & 255) AS east_sum,
               :shown_{n} * ((:y_{n} >> ({DEPTH - 8} - l.column1)) & 255) AS south_sum
        FROM (VALUES {_LEVELS}) AS l
        CROSS JOIN (VALUES ({EVERYTHING}, 0), ({ALL_MONTHS}, :group_{n}), (:month_{n}, :group_{n})) AS m
        """  # noqa: S608 - made of constants
        for n in range(pins)
    )
    counts = ["shown", "held", "hidden", "east_sum", "south_sum"]
    if pins > 1:  # no cell may come twice
        sums = ", ".join(f"SUM({one}) AS {one}" for one in counts)
        keys = _COLUMNS.removesuffix(", " + ", ".join(counts))
        each = f"SELECT {keys}, {sums} FROM ({each}) AS several GROUP BY {keys}"  # noqa: S608 - likewise
    added = ", ".join(f"{one} = pin_cell.{one} + excluded.{one}" for one in counts)
    statement = f"""
        INSERT INTO pin_cell ({_COLUMNS})
        SELECT {_COLUMNS} FROM ({each}) AS added WHERE true
        ORDER BY level DESC, month DESC, x, y, category_number, group_number
        ON CONFLICT (map_id, month, level, x, y, category_number, group_number) DO UPDATE SET {added}
    """  # noqa: S608 - likewise
    return text(statement).bindparams(*(bindparam(f"map_{n}", type_=Uuid()) for n in range(pins)))


@dataclass(frozen=True)
class _Together:
    """What is put together in one kind of count."""

    month: str
    group: str
    #: Which kept counts are of this kind.
    kept: str


_KINDS = (
    _Together("month", "group_number", f"month > {ALL_MONTHS}"),
    _Together(str(ALL_MONTHS), "group_number", f"month = {ALL_MONTHS}"),
    _Together(str(EVERYTHING), "0", f"month = {EVERYTHING}"),
)


def _counted(level: int, kind: _Together) -> str:
    """A full count of one map at one level."""
    shift, offset = DEPTH - level, DEPTH - 8 - level
    apart = "".join(f", {one}" for one in (kind.month, kind.group) if one in ("month", "group_number"))
    return f"""
        SELECT map_id, {kind.month} AS month, {level} AS level, shown_x >> {shift} AS x, shown_y >> {shift} AS y,
               category_number, {kind.group} AS group_number,
               SUM(CASE visibility WHEN 'shown' THEN 1 ELSE 0 END) AS shown,
               SUM(CASE visibility WHEN 'held' THEN 1 ELSE 0 END) AS held,
               SUM(CASE visibility WHEN 'hidden' THEN 1 ELSE 0 END) AS hidden,
               SUM(CASE visibility WHEN 'shown' THEN (shown_x >> {offset}) & 255 ELSE 0 END) AS east_sum,
               SUM(CASE visibility WHEN 'shown' THEN (shown_y >> {offset}) & 255 ELSE 0 END) AS south_sum
        FROM pin WHERE map_id = :map AND cell IS NOT NULL
        GROUP BY map_id, shown_x >> {shift}, shown_y >> {shift}, category_number{apart}
    """  # noqa: S608 - made of constants


_FULL = {(level, kind): _counted(level, kind) for level in LEVELS for kind in _KINDS}


def count_in(pin: Pin) -> None:
    """Count a new pin."""
    _add(pin, pin.visibility, 1)


def count_out(pin: Pin) -> None:
    """A pin leaves the map; call it while it still has its position."""
    _add(pin, pin.visibility, -1)


def count_as(pin: Pin, visibility: PinVisibility) -> None:
    """Others see it differently from now on; sets its visibility."""
    if visibility is pin.visibility:
        return
    _add(pin, pin.visibility, -1)
    _add(pin, visibility, 1)
    pin.visibility = visibility


def rebuild(map_id: UUID) -> int:
    """Count the cells of a map anew; returns how many there are. Nobody sets pins meanwhile."""
    connection = session().connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE pin IN SHARE MODE"))
    session().execute(delete(PinCell).where(PinCell.map_id == map_id))
    made = 0
    for counted in _FULL.values():
        statement = text(f"INSERT INTO pin_cell ({_COLUMNS}) {counted}").bindparams(bindparam("map", type_=Uuid()))
        made += connection.execute(statement, {"map": map_id}).rowcount
    return made


def differing(map_id: UUID) -> int:
    """How many cells of a map do not say what a full count says: 0 unless something is wrong."""
    wrong = 0
    for (level, kind), counted in _FULL.items():
        kept = f"""
            SELECT {_COLUMNS} FROM pin_cell WHERE map_id = :map AND level = {level} AND {kind.kept}
            AND (shown <> 0 OR held <> 0 OR hidden <> 0)
        """  # noqa: S608 - made of constants
        for one, other in ((kept, counted), (counted, kept)):
            statement = text(
                f"SELECT COUNT(*) FROM (SELECT * FROM ({one}) AS a EXCEPT SELECT * FROM ({other}) AS b) AS c"  # noqa: S608
            ).bindparams(bindparam("map", type_=Uuid()))
            wrong += session().connection().execute(statement, {"map": map_id}).scalar_one()
    return wrong


@contextmanager
def counted_together() -> Iterator[None]:
    """What is counted inside is written at its end in one go (see `_adding`); nothing when it raises."""
    waiting: list[dict[str, Any]] = []
    state = current_unit().state
    state[_WAITING] = waiting
    try:
        yield
    finally:
        del state[_WAITING]
    _write(waiting)


def _add(pin: Pin, visibility: PinVisibility, by: int) -> None:
    if pin.shown_x is None:
        return
    one: dict[str, Any] = {
        "map": pin.map_id,
        "x": pin.shown_x,
        "y": pin.shown_y,
        "category": pin.category,
        "group": pin.group,
        "month": pin.month,
        "shown": by if visibility is PinVisibility.SHOWN else 0,
        "held": by if visibility is PinVisibility.HELD else 0,
        "hidden": by if visibility is PinVisibility.HIDDEN else 0,
    }
    waiting = current_unit().state.get(_WAITING)
    if waiting is None:
        _write([one])
    else:
        waiting.append(one)


def _write(pins: list[dict[str, Any]]) -> None:
    if pins:
        values = {f"{name}_{n}": value for n, one in enumerate(pins) for name, value in one.items()}
        session().connection().execute(_adding(len(pins)), values)
