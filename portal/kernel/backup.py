"""The whole portal in one file, and back: every table, every photo, with counts and checksums that are checked both ways.

A backup is a ZIP archive: `manifest.json`, one file of JSON lines per table, and the files of the data folder. It does not
depend on the database it came from: what was saved from SQLite can be restored into PostgreSQL. The search index is left out and
built anew. Whoever holds a backup holds everything: keep it as carefully as the database.
"""

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from portal.kernel import clock
from portal.kernel.db import db, transaction
from portal.kernel.errors import DomainError
from portal.kernel.runtime import settings
from portal.kernel.stored import StoredTable, stored_tables
from portal.kernel.text import N_

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret.key"
FOLDERS = ("photos",)

#: What reading a damaged archive raises, depending on which of its bytes is wrong.
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


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
    """Register work that makes what a backup leaves out, for example a search index. It opens its own units of work."""
    _after_restore.append(call)
    return call


def save(path: Path) -> Saved:
    """Write a backup of this moment to `path`. Everybody may go on working; the file is readable by its owner alone."""
    path.touch(mode=0o600)
    checksums: dict[str, str] = {}
    rows: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with transaction(db.engine) as connection:
            _hold_still(connection)
            revision = _revision(connection)
            for table in stored_tables(connection):
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
    except _UNREADABLE as error:
        raise BrokenBackup(reason=type(error).__name__) from error


def restore(path: Path) -> Saved:
    """Fill an empty database at the backup's revision (whichever that is), compare every table with the backup, put the files back.

    Raises `BrokenBackup` or `NotEmpty` before anything is written; when a table comes out differently nothing is kept. What a
    backup leaves out is made by `build_anew` afterwards.
    """
    saved = read_manifest(path)
    with zipfile.ZipFile(path) as archive:
        with transaction(db.engine) as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            there = stored_tables(connection)
            if foreign := {table.name for table in there} ^ set(saved.rows):
                raise BrokenBackup(reason=", ".join(sorted(foreign)))
            _ensure_empty(connection, there)
            for table in reversed(there):
                table.give_way(connection)
            try:
                for table in there:
                    with archive.open(f"tables/{table.name}.jsonl") as lines:
                        table.fill(connection, (json.loads(line) for line in lines))
            except (SQLAlchemyError, ValueError, KeyError) as error:
                raise BrokenBackup(reason=f"{table.name}: {type(error).__name__}") from error
            _compare(connection, archive, there)
        _put_files_back(archive)
    return saved


def build_anew() -> None:
    """Make what a backup leaves out. Call it when the restored database is at the newest revision."""
    for call in _after_restore:
        call()


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


def _write_table(archive: zipfile.ZipFile, name: str, connection: Connection, table: StoredTable) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as out:
        for line in table.lines(connection):
            out.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _ensure_empty(connection: Connection, there: Iterable[StoredTable]) -> None:
    for table in there:
        if not table.is_shipped and not table.is_empty(connection):
            connection.rollback()
            raise NotEmpty(table=table.name)


def _compare(connection: Connection, archive: zipfile.ZipFile, there: Iterable[StoredTable]) -> None:
    wanted = json.loads(archive.read(MANIFEST))["sha256"]
    for table in there:
        if table.checksum(connection) != wanted[f"tables/{table.name}.jsonl"]:
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
