"""Writing the whole archive: every table and every uploaded file of one moment, while everybody goes on working."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from portal.county import queries as county
from portal.feed.formats.archive_readme import readme
from portal.feed.formats.archive_writing import ArchiveWriter, NoRoom, new_archive
from portal.feed.queries.archive_tables import ArchiveTable, archive_tables, last_numbers, revision
from portal.feed.queries.dictionary import dictionary
from portal.feed.terms.archive import DICTIONARY, FORMAT, FORMAT_VERSION, PORTION, README, SPARE_BYTES, UPLOADED
from portal.kernel import codes
from portal.kernel.clock import now
from portal.kernel.db import db, session, transaction
from portal.kernel.runtime import settings

Tell = Callable[[int, int], None]


def _say_nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Written:
    """What an archive holds."""

    #: Rows per table.
    rows: Mapping[str, int]
    files: int
    revision: str


def write_archive(path: Path, tell: Tell = _say_nothing) -> Written:
    """Write an archive to `path`. Call it outside a unit of work; `tell` hears the rows and files that are done, and all of them.

    Raises `NoRoom` when the disk cannot take it, and FileExistsError when there is a file of that name. Nothing lies there then.
    """
    files = list(uploaded_files())
    _ensure_room(path.parent, sum(file.stat().st_size for file in files))
    of_county = _county()
    session().rollback()
    with new_archive(path, now()) as archive, transaction(db.engine) as connection:
        _hold_still(connection)
        rows = _write_tables(archive, connection, files, tell)
        numbers, schema = last_numbers(connection), revision(connection)
        connection.rollback()
        copied = _write_files(archive, files, sum(rows.values()), tell)
        archive.text(DICTIONARY, json.dumps(dictionary(), indent=1, ensure_ascii=False))
        archive.text(README, readme(of_county["name"], now(), schema, rows, copied))
        archive.manifest(
            {
                "format": FORMAT,
                "format_version": FORMAT_VERSION,
                "revision": schema,
                "taken_at": now().isoformat(),
                "county": of_county,
                "rows": sum(rows.values()),
                "files": copied,
                "last_numbers": numbers,
                "keys": key_marks(),
            }
        )
    return Written(rows, copied, schema)


def key_marks() -> dict[str, Any]:
    """Marks by which an import recognises the keys of this installation; the keys cannot be computed from them."""
    return {
        "codes": codes.keyed_hash("archive-mark", b"codes").hex()[:16],
        "cases": [_case_mark(key) for key in settings().case_keys],
    }


def uploaded_files() -> Iterator[Path]:
    """Every uploaded file, without those that are being written."""
    for folder in UPLOADED:
        found = (settings().data_dir / folder).rglob("*")
        yield from sorted(path for path in found if path.is_file() and path.suffix != ".part")


def _case_mark(key: bytes) -> str:
    import hmac

    return hmac.digest(key, b"miteinander: mark of a case key in an archive", "sha256").hex()[:16]


def _county() -> dict[str, str]:
    found = county.find_county()
    return {"name": found.name, "ags": found.ags} if found is not None else {"name": "", "ags": ""}


def _ensure_room(folder: Path, files: int) -> None:
    if shutil.disk_usage(folder).free < files + SPARE_BYTES:
        raise NoRoom


def _hold_still(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _write_tables(archive: ArchiveWriter, connection: Connection, files: list[Path], tell: Tell) -> dict[str, int]:
    tables: list[ArchiveTable] = archive_tables()
    total = sum(table.count(connection) for table in tables) + len(files)
    rows: dict[str, int] = {}
    done = 0
    for table in tables:
        count = 0
        for count in archive.lines(f"tables/{table.name}.jsonl", table.lines(connection)):
            if not count % PORTION:
                tell(done + count, total)
        rows[table.name] = count
        done += count
        tell(min(done, total - 1), total)
    return rows


def _write_files(archive: ArchiveWriter, files: list[Path], before: int, tell: Tell) -> int:
    """Copy the files; one that was thrown away meanwhile is passed over."""
    root, copied = settings().data_dir, 0
    for file in files:
        try:
            archive.file(f"files/{file.relative_to(root)}", file)
        except FileNotFoundError:
            continue
        copied += 1
        tell(before + copied, before + len(files))
    return copied
