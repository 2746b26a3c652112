"""One table as lines of JSON and back, the same on every database: equal rows give equal lines."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Table,
    TableClause,
    column,
    delete,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)

from portal.kernel.db import Base

#: Rows read or written at once.
PORTION = 1000

#: Options of a table that a migration fills: what it brought gives way to the rows of a backup.
SHIPPED: dict[str, Any] = {"info": {"shipped": True}}

Row = dict[str, Any]


@dataclass(frozen=True)
class StoredTable:
    """A table as one database has it: columns that a later migration adds are left out."""

    table: Table
    columns: tuple[Column[Any], ...]

    @property
    def name(self) -> str:
        return self.table.name

    def is_empty(self, connection: Connection) -> bool:
        return not connection.execute(select(func.count()).select_from(self.table)).scalar_one()

    @property
    def is_shipped(self) -> bool:
        """Whether a new database has rows in it already."""
        return bool(self.table.info.get("shipped"))

    def give_way(self, connection: Connection) -> None:
        """Take out what a migration brought; tables that nothing brings rows to are left alone."""
        if self.is_shipped:
            connection.execute(delete(self.table))

    def lines(self, connection: Connection) -> Iterator[bytes]:
        """Every row in the order of its key, one line each."""
        query = select(*self.columns).order_by(*self.table.primary_key.columns).execution_options(yield_per=PORTION)
        for row in connection.execute(query).mappings():
            plain = {column.name: _plain(row[column.name]) for column in self.columns}
            yield json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def checksum(self, connection: Connection) -> str:
        """Over all lines: equal content gives the same on every database."""
        digest = hashlib.sha256()
        for line in self.lines(connection):
            digest.update(line)
        return digest.hexdigest()

    def fill(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Write rows as `lines` told them. Raises ValueError when rows point at each other in a circle.

        Rows that point at rows of their own table wait until those are there.
        """
        into = self._without_defaults()
        own = [key.parent.name for key in self.table.foreign_keys if key.column.table is self.table]
        waiting: list[Row] = []
        portion: list[Row] = []
        for plain in rows:
            row = {column.name: _typed(column, plain[column.name]) for column in self.columns}
            if any(row.get(name) is not None for name in own):
                waiting.append(row)
                continue
            portion.append(row)
            if len(portion) == PORTION:
                connection.execute(insert(into), portion)
                portion = []
        if portion:
            connection.execute(insert(into), portion)
        while waiting:
            missing = {row["id"] for row in waiting}
            ready = [row for row in waiting if not any(row.get(name) in missing for name in own)]
            if not ready:
                raise ValueError(f"rows of {self.name} point at each other")
            connection.execute(insert(into), ready)
            waiting = [row for row in waiting if row["id"] not in {done["id"] for done in ready}]
        self._go_on_counting(connection)

    def _without_defaults(self) -> TableClause:
        """The bare table: nothing is made up for a column that this database does not have."""
        return table(self.name, *(column(kept.name, kept.type) for kept in self.columns))

    def _go_on_counting(self, connection: Connection) -> None:
        if connection.dialect.name != "postgresql":
            return
        for counted in self.columns:
            if counted.identity is not None:
                highest = connection.execute(select(func.max(counted))).scalar_one()
                if highest is not None:
                    connection.execute(
                        text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"),
                        {"table": f'"{self.name}"', "column": counted.name, "highest": highest},
                    )


def stored_tables(connection: Connection) -> list[StoredTable]:
    """Every table this database has, in the order in which rows may be written, without the search index."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    found = []
    for known in Base.metadata.sorted_tables:
        if known.name in there and not known.info.get("search"):
            names = {told["name"] for told in inspector.get_columns(known.name)}
            found.append(StoredTable(known, tuple(kept for kept in known.columns if kept.name in names)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type.python_type
    if kind in (UUID, Decimal) or issubclass(kind, Enum):
        return kind(value)
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    return base64.b64decode(value) if kind is bytes else value
