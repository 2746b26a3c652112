"""Importing an archive into an empty portal: everything or nothing."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from portal.feed.actions import archive_filling as filling
from portal.feed.actions.archive_writing import key_marks
from portal.feed.formats.archive_reading import BrokenArchive, OpenedArchive, open_archive
from portal.feed.queries.archive_tables import archive_tables, revision
from portal.feed.terms.archive import SPARE_BYTES
from portal.kernel.db import db, session, transaction
from portal.kernel.errors import DomainError
from portal.kernel.runtime import settings
from portal.kernel.text import N_

Tell = Callable[[str, int, int], None]


class NotEmpty(DomainError):
    """There is something in the portal already; nothing was written."""

    code = "archive.not-empty"
    message = N_(
        "In diesem Portal stehen schon Daten (Tabelle %(table)s). Ein Archiv lässt sich nur in ein leeres Portal einspielen."
    )


class OtherRevision(DomainError):
    """The archive was written by another release; nothing was written."""

    code = "archive.other-revision"
    message = N_(
        "Dieses Archiv stammt aus einer anderen Fassung des Portals (%(theirs)s, hier %(ours)s). Bitte richten Sie "
        "zuerst diese Fassung ein; nach dem Import lässt sie sich wie gewohnt auf den neuesten Stand bringen."
    )


class NoSchema(DomainError):
    """The database was not set up."""

    code = "archive.no-schema"
    message = N_("Diese Datenbank ist noch nicht eingerichtet. Bitte rufen Sie zuerst „portal db upgrade“ auf.")


class NoRoomForImport(DomainError):
    """The disk is full; nothing was written."""

    code = "archive.no-room-for-import"
    message = N_("Auf dem Datenträger ist zu wenig Platz für dieses Archiv. Es wurde nichts eingespielt.")


@dataclass(frozen=True)
class Imported:
    """What was written."""

    rows: Mapping[str, int]
    files: int
    #: German sentences about what does not go on as before.
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What an archive that is in order holds."""

    rows: Mapping[str, int]
    files: int
    revision: str
    county: str
    taken_at: str


def check_archive(path: Path, tell: Tell = lambda _what, _done, _total: None) -> Checked:
    """Read every byte of an archive and compare it with its manifest. Raises `BrokenArchive`."""
    with open_archive(path) as archive:
        archive.verify(lambda done, total: tell("Prüfen", done, total))
        told = archive.manifest
        county = told.get("county")
        name = county.get("name") if isinstance(county, dict) else ""
        return Checked(
            archive.tables, len(archive.files), told["revision"], str(name or ""), str(told.get("taken_at") or "")
        )


def import_archive(path: Path, tell: Tell = lambda _what, _done, _total: None) -> Imported:
    """Fill an empty portal at the archive's revision, compare every table with the archive, put the files back.

    Everything is checked before anything is written, and all tables are written in one transaction. Raises `BrokenArchive`,
    `OtherRevision`, `NoSchema`, `NotEmpty` or `NoRoomForImport`; the portal is as empty as before then.
    """
    with open_archive(path) as archive:
        archive.verify(lambda done, total: tell("Prüfen", done, total))
        session().rollback()
        with _room_told(), _staged_files(archive) as staged:
            with transaction(db.engine) as connection:
                try:
                    _ensure_fits(connection, archive)
                    _fill_all(connection, archive, tell)
                    _compare(connection, archive, tell)
                    staged.put_in_place()
                except BaseException:
                    connection.rollback()
                    raise
            staged.keep()
        return Imported(archive.tables, len(archive.files), tuple(_key_warnings(archive.manifest["keys"])))


def _ensure_fits(connection: Connection, archive: OpenedArchive) -> None:
    if not filling.has_schema(connection):
        raise NoSchema
    filling.begin(connection)
    ours, theirs = revision(connection), archive.manifest["revision"]
    if ours != theirs:
        raise OtherRevision(theirs=theirs[:40], ours=ours)
    if differing := {table.name for table in archive_tables()} ^ archive.tables.keys():
        raise BrokenArchive(reason=f"Tabellen fehlen oder sind fremd: {', '.join(sorted(differing))[:200]}.")
    if filled := filling.first_filled(connection):
        raise NotEmpty(table=filled)


def _fill_all(connection: Connection, archive: OpenedArchive, tell: Tell) -> None:
    filling.make_way(connection)
    filling.check_references_at_the_end(connection)
    total, before = sum(archive.tables.values()), 0
    for table in archive_tables():
        with _refusals_told(table.name):
            for done in filling.fill(connection, table, archive.rows(table.name)):
                tell("Einspielen", before + done, total)
        before += archive.tables[table.name]
    with _refusals_told("…"):
        if broken := filling.check_references(connection):
            raise BrokenArchive(reason=f"Eine Zeile der Tabelle {broken} verweist auf etwas, das es nicht gibt.")
    last = archive.manifest["last_numbers"]
    for table in archive_tables():
        filling.go_on_counting(connection, table, last.get(table.name, 0))


def _compare(connection: Connection, archive: OpenedArchive, tell: Tell) -> None:
    tables = archive_tables()
    for done, table in enumerate(tables, start=1):
        if filling.checksum(connection, table) != archive.parts[f"tables/{table.name}.jsonl"]["sha256"]:
            raise BrokenArchive(reason=f"Tabelle {table.name} kam anders an, als sie im Archiv steht.")
        tell("Vergleichen", done, len(tables))


@contextmanager
def _refusals_told(table: str) -> Iterator[None]:
    try:
        yield
    except OperationalError:
        raise
    except IntegrityError as error:
        reason = f"Eine Zeile der Tabelle {table} verstößt gegen eine Regel der Datenbank."
        raise BrokenArchive(reason=reason) from error
    except (SQLAlchemyError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise BrokenArchive(reason=f"Eine Zeile der Tabelle {table} hat nicht die Form dieser Tabelle.") from error


class _StagedFiles:
    """The uploaded files of an archive beside where they belong, until the tables are right."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self._folder, self._names = folder, names
        self._placed: list[Path] = []

    def put_in_place(self) -> None:
        """Move them; what lies there already under the same name is a reason to stop."""
        for name in self._names:
            target = settings().data_dir / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise NotEmpty(table=name)
            shutil.move(self._folder / name, target)
            self._placed.append(target)

    def keep(self) -> None:
        """They stay: the tables that name them are there."""
        self._placed.clear()

    def take_back(self) -> None:
        """Nothing of them is left."""
        for path in self._placed:
            path.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def _staged_files(archive: OpenedArchive) -> Iterator[_StagedFiles]:
    names = archive.files
    _ensure_room(archive)
    folder = settings().data_dir / f"import-{token_hex(8)}"
    staged = _StagedFiles(folder, names)
    folder.mkdir(mode=0o700)
    try:
        for name in names:
            _unpack(archive, name, folder / name)
        yield staged
    finally:
        staged.take_back()


def _unpack(archive: OpenedArchive, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as file:
        for piece in archive.pieces(f"files/{name}"):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _ensure_room(archive: OpenedArchive) -> None:
    """The files, and the tables where they lie on the same disk."""
    needed = sum(part["bytes"] for name, part in archive.parts.items() if name.startswith("files/"))
    if settings().is_sqlite:
        needed += sum(part["bytes"] for name, part in archive.parts.items() if name.startswith("tables/"))
    if shutil.disk_usage(settings().data_dir).free < needed + SPARE_BYTES:
        raise NoRoomForImport


@contextmanager
def _room_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoRoomForImport from error
        raise
    except OperationalError as error:
        told = f"{getattr(error.orig, 'sqlstate', '')} {error.orig}"
        if "53100" in told or "disk is full" in told or "disk I/O error" in told:
            raise NoRoomForImport from error
        raise


def _key_warnings(theirs: Mapping[str, Any]) -> Iterator[str]:
    ours = key_marks()
    if theirs.get("codes") != ours["codes"]:
        yield (
            "Dieses Portal hat einen anderen Schlüssel (PORTAL_SECRET_KEY) als das alte: Rückmelde-Codes und Codes von Umfragen "
            "passen nicht, und das Protokoll lässt sich nicht nachrechnen, bis der alte Schlüssel eingetragen ist."
        )
    sealed_with = theirs.get("cases")
    if isinstance(sealed_with, list) and not set(map(str, sealed_with)) <= set(ours["cases"]):
        yield (
            "Diesem Portal fehlt ein Schlüssel der Fälle (PORTAL_CASE_KEY): Vertrauliche Inhalte sind da, lassen sich aber nicht "
            "öffnen, bis der alte Schlüssel eingetragen ist."
        )
