"""Filling the tables of an empty portal from the lines of an archive, inside one transaction of the caller."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, column, delete, func, insert, inspect, select, table, text
from sqlalchemy.types import TypeEngine

from portal.feed.formats import cells
from portal.feed.queries.archive_tables import ArchiveTable, archive_tables, pointing_ahead
from portal.feed.terms.archive import OWN_NOTES, PORTION, PORTION_BYTES, WITHHELD, Filler

#: Two imports at once: the second waits, and finds that the portal is not empty.
_LOCK = 7_061_980


def begin(connection: Connection) -> None:
    """Let nobody else import; on SQLite nobody else writes at all."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def has_schema(connection: Connection) -> bool:
    """Whether migrations were run here."""
    return inspect(connection).has_table("alembic_version")


def first_filled(connection: Connection) -> str | None:
    """A table that has rows which an import would have to keep; None in an empty portal."""
    for one in archive_tables():
        if _gives_way(one):
            continue
        if connection.execute(select(one.table.primary_key.columns.values()[0]).limit(1)).first() is not None:
            return one.name
    return None


def make_way(connection: Connection) -> None:
    """Take out what migrations and the empty portal itself put there."""
    for one in reversed(archive_tables()):
        if _gives_way(one):
            connection.execute(delete(one.table))


def check_references_at_the_end(connection: Connection) -> None:
    """Let rows point at rows that come later, until `check_references`."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        return
    for own, name in _keys_ahead(connection):
        connection.exec_driver_sql(f'ALTER TABLE "{own}" ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')


def check_references(connection: Connection) -> str | None:
    """The name of a table with a row that points nowhere, or None. PostgreSQL raises IntegrityError instead."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        return str(found[0]) if found is not None else None
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for own, name in _keys_ahead(connection):
        connection.exec_driver_sql(f'ALTER TABLE "{own}" ALTER CONSTRAINT "{name}" NOT DEFERRABLE')
    return None


def fill(connection: Connection, one: ArchiveTable, rows: Iterable[tuple[dict[str, Any], int]]) -> Iterator[int]:
    """Write rows as an archive tells them; tells after each portion how many there are.

    Raises KeyError, TypeError or ValueError for a row that is not one of this table, and SQLAlchemyError for one the database
    refuses.
    """
    read = _reader(one)
    into = insert(
        table(one.name, *(column(kept.name, cells.bound_type(kept)) for kept in (*one.columns, *one.withheld)))
    )
    portion: list[dict[str, Any]] = []
    done, size = 0, 0
    for plain, length in rows:
        portion.append(read(plain))
        size += length
        if len(portion) == PORTION or size > PORTION_BYTES:
            connection.execute(into, portion)
            done, size, portion = done + len(portion), 0, []
            yield done
    if portion:
        connection.execute(into, portion)
        yield done + len(portion)


def go_on_counting(connection: Connection, one: ArchiveTable, last: int) -> None:
    """The next number the database gives out for this table is greater than `last` and than all that are there."""
    counted = one.counted
    if counted is None:
        return
    highest = max(last, int(connection.execute(select(func.max(counted))).scalar_one() or 0))
    if not highest:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"),
            {"table": f'"{one.name}"', "column": counted.name, "highest": highest},
        )
    elif inspect(connection).has_table("sqlite_sequence"):
        told = {"table": one.name, "highest": highest}
        connection.execute(text("UPDATE sqlite_sequence SET seq = :highest WHERE name = :table"), told)


def checksum(connection: Connection, one: ArchiveTable) -> str:
    """SHA-256 over the lines of a table as it stands now."""
    digest = hashlib.sha256()
    for line in one.lines(connection):
        digest.update(line)
    return digest.hexdigest()


def _gives_way(one: ArchiveTable) -> bool:
    return one.is_shipped or one.name in OWN_NOTES


def _keys_ahead(connection: Connection) -> list[tuple[str, str]]:
    keys = inspect(connection)
    return [
        (own, str(key["name"]))
        for own, other in sorted(pointing_ahead())
        for key in keys.get_foreign_keys(own)
        if key["referred_table"] == other
    ]


def _reader(one: ArchiveTable) -> Callable[[dict[str, Any]], dict[str, Any]]:
    readers = [(kept.name, _cell_reader(kept), cells.is_json(kept) and kept.nullable) for kept in one.columns]
    fillers = [(kept.name, WITHHELD[one.name, kept.name][0], kept.type) for kept in one.withheld]
    known = {name for name, _read, _may_miss in readers}

    def read(plain: dict[str, Any]) -> dict[str, Any]:
        if unknown := plain.keys() - known:
            raise KeyError(sorted(unknown)[0])
        row = {
            name: None if may_miss and name not in plain else read_cell(plain[name])
            for name, read_cell, may_miss in readers
        }
        return row | {name: _filled(filler, kind) for name, filler, kind in fillers}

    return read


def _cell_reader(kept: Column[Any]) -> cells.Change:
    read = cells.reader_of(kept)
    if cells.is_json(kept):
        return read
    return lambda value: None if value is None else read(value)


def _filled(filler: Filler, kind: TypeEngine[Any]) -> Any:
    if filler is Filler.RANDOM:
        return secrets.token_bytes(32) if kind.python_type is bytes else secrets.token_urlsafe(32)
    return "" if filler is Filler.EMPTY else None
