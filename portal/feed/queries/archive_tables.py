"""The tables as an archive holds them: which, in which order, and their rows as lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    func,
    literal,
    null,
    select,
    text,
)
from sqlalchemy import Text as TextType

from portal.feed.formats import cells
from portal.feed.terms.archive import LEFT_OUT, MAILS_LEFT_OUT, PORTION, WITHHELD
from portal.kernel.db import Base


@dataclass(frozen=True)
class ArchiveTable:
    """A table that goes along, without the columns that stay behind."""

    table: Table

    @property
    def name(self) -> str:
        return self.table.name

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        return tuple(column for column in self.table.columns if (self.name, column.name) not in WITHHELD)

    @cached_property
    def withheld(self) -> tuple[Column[Any], ...]:
        return tuple(column for column in self.table.columns if (self.name, column.name) in WITHHELD)

    @property
    def is_shipped(self) -> bool:
        """Whether a new portal has rows in it already, which give way to those of an archive."""
        return bool(self.table.info.get("shipped"))

    @property
    def counted(self) -> Column[Any] | None:
        """The column whose numbers the database gives out."""
        return next((column for column in self.table.columns if column.identity is not None), None)

    def count(self, connection: Connection) -> int:
        """How many rows go along."""
        return int(connection.execute(select(func.count()).select_from(self.table).where(self._wanted())).scalar_one())

    def lines(self, connection: Connection) -> Iterator[bytes]:
        """Every row that goes along as a line, in the order of its key; a portion in memory at a time."""
        names = [column.name for column in self.columns]
        writers = [cells.writer_of(column) for column in self.columns]
        gaps = [place for place, column in enumerate(self.columns) if cells.is_json(column) and column.nullable]
        width = len(names)
        for row in connection.execute(self._query(connection, gaps)):
            plain = {
                name: None if value is None else write(value)
                for name, write, value in zip(names, writers, row[:width], strict=True)
            }
            for place, is_null in zip(gaps, row[width:], strict=True):
                if is_null:
                    del plain[names[place]]
            yield cells.line_of(plain)

    def _query(self, connection: Connection, gaps: Sequence[int]) -> Select[Any]:
        missing = [self.columns[place].is_(null()).label(f"no_{self.columns[place].name}") for place in gaps]
        return (
            select(*self.columns, *missing)
            .where(self._wanted())
            .order_by(*[_in_order(column, connection) for column in self.table.primary_key.columns])
            .execution_options(yield_per=PORTION)
        )

    def _wanted(self) -> ColumnElement[bool]:
        columns = self.table.c
        if self.name == "outbox_message":
            return and_(columns.delivered_at.is_(None), columns.kind != "job.run")
        if self.name == "outgoing_mail":
            return and_(*[~columns.key.startswith(prefix, autoescape=True) for prefix in MAILS_LEFT_OUT])
        return literal(True)


def archive_tables() -> list[ArchiveTable]:
    """Every table that goes along, those that others point at first."""
    return [ArchiveTable(table) for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def pointing_ahead() -> set[tuple[str, str]]:
    """Pairs of tables of which the first points at rows that are written later: rows of its own, or of a table in a circle."""
    places = {table.name: place for place, table in enumerate(archive_tables())}
    return {
        (table.name, key.referred_table.name)
        for table in archive_tables()
        for key in table.table.foreign_key_constraints
        if places.get(key.referred_table.name, -1) >= places[table.name]
    }


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number the database gave out, per table: a number of a row that is gone is not given out again."""
    found = {}
    for table in archive_tables():
        column = table.counted
        if column is None:
            continue
        highest = connection.execute(select(func.max(column))).scalar_one() or 0
        if connection.dialect.name == "postgresql":
            given = connection.execute(
                text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:table, :column)::regclass)"),
                {"table": f'"{table.name}"', "column": column.name},
            ).scalar_one()
            highest = max(highest, given or 0)
        found[table.name] = int(highest)
    return found


def revision(connection: Connection) -> str:
    """The revision of the schema."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _in_order(column: Column[Any], connection: Connection) -> ColumnElement[Any]:
    """Texts in the order of their bytes: each PostgreSQL sorts them by its own language otherwise."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, (String, TextType)):
        return column.collate("C")
    return column
