"""A database in which every table has rows, with what is hard to carry in each kind of column.

The rules of single rows and the triggers are left out: what is tried is whether values arrive, not whether they make sense.
Keys and references stay.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from portal.feed.formats import cells
from portal.feed.terms.archive import LEFT_OUT
from portal.kernel.db import NAMES, Base

TEXTS = ("", "ä", "Zeile\nzwei\r\n\t", '"Anführung", Komma; \\', "𝄞 Ürgestein ﬁ é", " vorn und hinten ", "null")
JSONS: tuple[Any, ...] = (
    {},
    [],
    {"ü": [1, 1.0, 0.1, 1e16, -0.0, None, True, "ß"], "a": {"z": 1, "b": ""}},
    "x",
    0,
    None,
)
MOMENTS = (datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
FLOATS = (0.1, -0.0, 1e300, 10.0, 5e-324)
ROWS = 7


def bare_schema(connection: sa.Connection) -> None:
    """The tables without the rules of single rows, and a revision."""
    made = sa.MetaData(naming_convention=NAMES)
    for table in Base.metadata.sorted_tables:
        copy = table.to_metadata(made)
        for rule in [rule for rule in copy.constraints if isinstance(rule, sa.CheckConstraint)]:
            copy.constraints.discard(rule)
        copy.indexes.clear()
    carried = [table for table in made.sorted_tables if table.name not in LEFT_OUT or not table.info.get("search")]
    made.create_all(connection, tables=carried)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")


def fill_every_table(connection: sa.Connection) -> None:
    """Some rows in each table of a SQLite database, the same ones every time."""
    some, numbers = Random(8), count(1)
    known: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.info.get("search"):
            continue
        bare = sa.table(table.name, *(sa.column(one.name, cells.bound_type(one)) for one in table.columns))
        rows: list[dict[str, Any]] = known.setdefault(table.name, [])
        for number in range(1 if table.name == "county" else ROWS):
            row = {one.name: _value(one, number, known, some, numbers) for one in table.columns}
            try:
                connection.execute(sa.insert(bare), [row])
            except sa.exc.IntegrityError:  # a pair of choices that is there already
                continue
            rows.append(row)


def _value(
    column: sa.Column[Any], number: int, known: dict[str, list[dict[str, Any]]], some: Random, numbers: "count[int]"
) -> Any:
    alone = column.primary_key or column.unique or _in_unique(column)
    for key in column.foreign_keys:
        there = known.get(key.column.table.name, [])
        if not there or (column.nullable and number == 1):
            return None
        return there[number % len(there)][key.column.name]
    if column.nullable and number == 1:
        return None
    return _filled(column, number, some, numbers, alone=bool(alone))


def _in_unique(column: sa.Column[Any]) -> bool:
    table = column.table
    return any(
        column.name in {one.name for one in rule.columns}
        for rule in (*table.constraints, *table.indexes)
        if isinstance(rule, sa.UniqueConstraint) or (isinstance(rule, sa.Index) and rule.unique)
    )


def _filled(column: sa.Column[Any], number: int, some: Random, numbers: "count[int]", *, alone: bool) -> Any:
    if cells.is_json(column):
        return sa.JSON.NULL if (value := JSONS[number % len(JSONS)]) is None else value
    if isinstance(column.type, sa.Enum):
        kinds = list(column.type.enum_class or column.type.enums)
        return kinds[number % len(kinds)]
    if cells.python_type(column) is str:
        longest = getattr(column.type, "length", None) or 100
        text = TEXTS[number % len(TEXTS)]
        return (f"{next(numbers)}·{text}" if alone else text)[:longest]
    made: dict[type, Callable[[], Any]] = {
        UUID: lambda: UUID(int=some.getrandbits(128)),
        bytes: lambda: some.randbytes(32) if alone or number else b"",
        Decimal: lambda: Decimal(number * 1000 + 5).scaleb(-int(column.type.scale or 0)),  # type: ignore[attr-defined]
        datetime: lambda: MOMENTS[number % 2],
        date: lambda: date(2024, 1, 1 + next(numbers) % 28) if alone else date(2024, 2, 29 - number),
        time: lambda: time(23, 59, 59, 999999 - number),
        float: lambda: FLOATS[number % len(FLOATS)],
        bool: lambda: bool(number % 2),
        int: lambda: next(numbers) % 30000 if alone else number,
    }
    make: Callable[[], Any] = made[cells.python_type(column)]
    return make()
