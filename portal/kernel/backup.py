"""The whole portal in one file, and back: every table, every photo, with counts and checksums that are checked both ways.

A backup is a ZIP archive: `manifest.json`, one file of JSON lines per table, and the files of the data folder. It does not
depend on the database it came from: what was saved from SQLite can be restored into PostgreSQL. The search index is left out and
built anew. Whoever holds a backup holds everything: keep it as carefully as the database.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from portal.kernel import clock
from portal.kernel.db import Base, db
from portal.kernel.errors import DomainError
from portal.kernel.runtime import settings
from portal.kernel.text import N_

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret.key"
FOLDERS = ("photos",)
PORTION = 1000

Row = dict[str, Any]


class BrokenBackup(DomainError):
    """The archive is damaged or from another kind of portal; nothing was written."""

    code = "broken-backup"
    message = N_("Diese Sicherung lässt sich nicht verwenden: %(reason)s")


class NotEmpty(DomainError):
    """There is something in the database already; nothing was written."""

    code = "not-empty"
    message = N_(
        "In dieser Datenbank stehen schon Daten (Tabelle %(table)s). Wiederhergestellt wird nur in eine leere."
    )


@dataclass(frozen=True)
class Saved:
    """What a backup holds."""

    #: Rows per table.
    rows: Mapping[str, int]
    files: int
    #: Revision of the migrations it was taken at.
    revision: str


_after_restore: list[Callable[[], None]] = []


def after_restore(call: Callable[[], None]) -> Callable[[], None]:
    """Register work that rebuilds what a backup leaves out, for example a search index."""
    _after_restore.append(call)
    return call


def save(path: Path) -> Saved:
    """Write a backup of this moment to `path`. Everybody may go on working; the file is readable by its owner alone."""
    path.touch(mode=0o600)
    checksums: dict[str, str] = {}
    rows: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with db.engine.connect() as connection:
            _hold_still(connection)
            revision = _revision(connection)
            for table in tables():
                name = f"tables/{table.name}.jsonl"
                rows[table.name], checksums[name] = _write_table(archive, name, connection, table)
        for file in _files():
            name = f"files/{file.relative_to(settings().data_dir)}"
            archive.write(file, name)
            checksums[name] = hashlib.sha256(file.read_bytes()).hexdigest()
        manifest = {
            "format": FORMAT,
            "revision": revision,
            "taken": clock.now().isoformat(),
            "rows": rows,
            "sha256": checksums,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    return Saved(rows, len(checksums) - len(rows), revision)


def read_manifest(path: Path) -> Saved:
    """Check every byte of a backup against its manifest. Raises `BrokenBackup`."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise BrokenBackup(reason=f"Format {manifest.get('format')}")
            names = set(archive.namelist()) - {MANIFEST}
            if names != set(manifest["sha256"]):
                raise BrokenBackup(reason=", ".join(sorted(names ^ set(manifest["sha256"])))[:200])
            for name, wanted in manifest["sha256"].items():
                if _member_checksum(archive, name) != wanted:
                    raise BrokenBackup(reason=name)
            return Saved(manifest["rows"], len(names) - len(manifest["rows"]), manifest["revision"])
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError) as error:
        raise BrokenBackup(reason=type(error).__name__) from error


def restore(path: Path) -> Saved:
    """Fill an empty database at the backup's revision, compare every table with the backup, put the files back.

    Raises `BrokenBackup` or `NotEmpty` before anything is written; when a table comes out differently nothing is kept.
    """
    saved = read_manifest(path)
    known = {table.name: table for table in tables()}
    if set(known) != set(saved.rows):
        raise BrokenBackup(reason=", ".join(sorted(set(known) ^ set(saved.rows))))
    with zipfile.ZipFile(path) as archive:
        with db.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            _ensure_empty(connection, known.values())
            try:
                for table in known.values():
                    with archive.open(f"tables/{table.name}.jsonl") as lines:
                        _fill(connection, table, (json.loads(line) for line in lines))
            except SQLAlchemyError as error:
                raise BrokenBackup(reason=type(error).__name__) from error
            _compare(connection, archive, known.values())
        _put_files_back(archive)
    for call in _after_restore:
        call()
    return saved


def tables() -> list[Table]:
    """Every table in the order in which rows may be written, without the search index."""
    return [table for table in Base.metadata.sorted_tables if not table.info.get("search")]


def checksums() -> dict[str, str]:
    """The checksum of each table as it is now; equal content gives equal checksums on every database."""
    with db.engine.connect() as connection:
        return {table.name: _checksum(connection, table) for table in tables()}


def _hold_still(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _revision(connection: Connection) -> str:
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _member_checksum(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while piece := member.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _write_table(archive: zipfile.ZipFile, name: str, connection: Connection, table: Table) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as out:
        for line in _lines(connection, table):
            out.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _checksum(connection: Connection, table: Table) -> str:
    digest = hashlib.sha256()
    for line in _lines(connection, table):
        digest.update(line)
    return digest.hexdigest()


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=PORTION)
    for row in connection.execute(query).mappings():
        plain = {column.name: _plain(row[column.name]) for column in table.columns}
        yield json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date)):
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
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return base64.b64decode(value) if kind is bytes else value


def _ensure_empty(connection: Connection, all_tables: Iterable[Table]) -> None:
    for table in all_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            connection.rollback()
            raise NotEmpty(table=table.name)


def _fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Rows that point at rows of their own table wait until those are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    waiting: list[Row] = []
    portion: list[Row] = []
    for plain in rows:
        row = {column.name: _typed(column, plain[column.name]) for column in table.columns}
        if any(row[name] is not None for name in own):
            waiting.append(row)
            continue
        portion.append(row)
        if len(portion) == PORTION:
            connection.execute(insert(table), portion)
            portion = []
    if portion:
        connection.execute(insert(table), portion)
    while waiting:
        missing = {row["id"] for row in waiting}
        ready = [row for row in waiting if not any(row[name] in missing for name in own)]
        if not ready:
            raise BrokenBackup(reason=table.name)
        connection.execute(insert(table), ready)
        waiting = [row for row in waiting if row["id"] not in {done["id"] for done in ready}]
    _go_on_counting(connection, table)


def _go_on_counting(connection: Connection, table: Table) -> None:
    if connection.dialect.name != "postgresql":
        return
    for column in table.columns:
        if column.identity is not None:
            place = {"table": f'"{table.name}"', "column": column.name}
            highest = connection.execute(select(func.max(column))).scalar_one()
            if highest is not None:
                connection.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"),
                    {**place, "highest": highest},
                )


def _compare(connection: Connection, archive: zipfile.ZipFile, all_tables: Iterable[Table]) -> None:
    wanted = json.loads(archive.read(MANIFEST))["sha256"]
    for table in all_tables:
        if _checksum(connection, table) != wanted[f"tables/{table.name}.jsonl"]:
            connection.rollback()
            raise BrokenBackup(reason=table.name)


def _files() -> Iterator[Path]:
    folder = settings().data_dir
    if (folder / SECRET).is_file():
        yield folder / SECRET
    for name in FOLDERS:
        yield from sorted(path for path in (folder / name).rglob("*") if path.is_file())


def _put_files_back(archive: zipfile.ZipFile) -> None:
    root = settings().data_dir.resolve()
    for name in archive.namelist():
        if not name.startswith("files/"):
            continue
        target = (root / name.removeprefix("files/")).resolve()
        if not target.is_relative_to(root):
            raise BrokenBackup(reason=name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(archive.read(name))
