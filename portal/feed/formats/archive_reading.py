"""An archive that somebody brings: nothing in it is believed before it was checked.

First its list of parts: only known names, no part twice, none that lies over another or unpacks to far more than it should.
Then every byte against the checksums of the manifest.
"""

import hashlib
import io
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from portal.feed.terms.archive import (
    DICTIONARY,
    DOCUMENT_LONGEST,
    FORMAT,
    FORMAT_VERSION,
    LINE_LONGEST,
    MANIFEST,
    README,
    UNPACKS_MOST,
    UNSUSPECTED_BYTES,
    UPLOADED,
)
from portal.kernel.errors import DomainError
from portal.kernel.text import N_

_PIECE = 1 << 20
_TABLE = re.compile(r"tables/([a-z][a-z0-9_]{0,62})\.jsonl")
_FILE = re.compile(rf"files/((?:{'|'.join(UPLOADED)})(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{{0,199}}){{1,4}})")
_ENCRYPTED = 0x1
#: What reading a damaged file raises, depending on which of its bytes is wrong.
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    RecursionError,
)


class BrokenArchive(DomainError):
    """The archive is damaged, changed, or from elsewhere; nothing was written."""

    code = "archive.broken"
    message = N_("Dieses Archiv lässt sich nicht verwenden: %(reason)s")


class OpenedArchive:
    """An archive whose list of parts is in order."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        self._archive = archive
        self.manifest = manifest
        self.parts: dict[str, dict[str, Any]] = manifest["parts"]

    @property
    def tables(self) -> dict[str, int]:
        """Rows per table."""
        return {found[1]: part["rows"] for name, part in self.parts.items() if (found := _TABLE.fullmatch(name))}

    @property
    def files(self) -> list[str]:
        """The uploaded files, as paths below the data folder."""
        return [found[1] for name in self.parts if (found := _FILE.fullmatch(name))]

    def verify(self, tell: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Read every byte and compare it with the manifest. Raises `BrokenArchive`."""
        for done, name in enumerate(self.parts, start=1):
            for _ in self.pieces(name):
                pass
            tell(done, len(self.parts))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part; raises `BrokenArchive` as soon as, or at the end when, they are not those of the manifest."""
        told, digest, size = self.parts[name], hashlib.sha256(), 0
        with _readable(name), self._archive.open(name) as member:
            while piece := member.read(_PIECE):
                size += len(piece)
                if size > told["bytes"]:
                    raise BrokenArchive(reason=_LONGER % name)
                digest.update(piece)
                yield piece
        if size != told["bytes"] or digest.hexdigest() != told["sha256"]:
            raise BrokenArchive(reason=_CHANGED % name)

    def rows(self, table: str) -> Iterator[tuple[dict[str, Any], int]]:
        """The rows of a table, each with the bytes of its line. Raises `BrokenArchive`."""
        name = f"tables/{table}.jsonl"
        with _readable(name), self._archive.open(name) as member, io.BufferedReader(member, _PIECE) as lines:  # type: ignore[type-var]
            while line := lines.readline(LINE_LONGEST):
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise BrokenArchive(reason=_CHANGED % name)
                yield row, len(line)


@contextmanager
def open_archive(path: Path) -> Iterator[OpenedArchive]:
    """Open an archive and check its list of parts. Raises `BrokenArchive`."""
    with _readable(path.name):
        archive = zipfile.ZipFile(path)
    with archive:
        _check_members(archive, path.stat().st_size)
        yield OpenedArchive(archive, _manifest(archive))


_NO_ZIP = "Das ist keine ZIP-Datei, oder sie ist abgeschnitten."
_MISSING = "Es fehlt %s."
_FOREIGN_FORM = "Es ist kein Archiv dieses Portals oder eines in einer Form, die diese Fassung nicht kennt."
_STRANGE_NAME = "Ein Teil heißt %s; so heißt kein Teil eines Archivs."
_TWICE = "%s kommt zweimal vor."
_OVERLAPPING = "Seine Teile liegen übereinander."
_BOMB = "%s wird beim Auspacken verdächtig groß."
_PACKED = "%s ist auf eine Weise gepackt, die kein Archiv verwendet."
_CHANGED = "%s ist beschädigt oder wurde verändert: Die Prüfsumme stimmt nicht."
_LONGER = "%s ist länger, als manifest.json sagt."
_LISTS_DIFFER = "Die Liste in manifest.json passt nicht zum Inhalt: %s."
_DAMAGED = "%s lässt sich nicht lesen; die Datei ist beschädigt."


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except zipfile.BadZipFile as error:
        raise BrokenArchive(reason=_DAMAGED % name if "/" in name else _NO_ZIP) from error
    except _UNREADABLE as error:
        raise BrokenArchive(reason=_DAMAGED % name) from error


def _check_members(archive: zipfile.ZipFile, size: int) -> None:
    """Nothing is unpacked here: names and sizes stand in the directory at the end of the file."""
    seen: set[str] = set()
    packed = 0
    for member in archive.infolist():
        name = member.filename
        if member.orig_filename != name or not _is_ours(name):
            raise BrokenArchive(reason=_STRANGE_NAME % ascii(name)[:200])
        if name in seen:
            raise BrokenArchive(reason=_TWICE % name)
        seen.add(name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & _ENCRYPTED:
            raise BrokenArchive(reason=_PACKED % name)
        if member.file_size > max(UNSUSPECTED_BYTES, UNPACKS_MOST * member.compress_size):
            raise BrokenArchive(reason=_BOMB % name)
        packed += member.compress_size
    if packed > size:
        raise BrokenArchive(reason=_OVERLAPPING)
    if missing := {MANIFEST, README, DICTIONARY} - seen:
        raise BrokenArchive(reason=_MISSING % sorted(missing)[0])


def _is_ours(name: str) -> bool:
    return name in (MANIFEST, README, DICTIONARY) or bool(_TABLE.fullmatch(name) or _FILE.fullmatch(name))


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    member = archive.getinfo(MANIFEST)
    if member.file_size > DOCUMENT_LONGEST:
        raise BrokenArchive(reason=_BOMB % MANIFEST)
    with _readable(MANIFEST), archive.open(member) as part:
        manifest = json.loads(part.read(DOCUMENT_LONGEST))
    if not _has_its_shape(manifest):
        raise BrokenArchive(reason=_FOREIGN_FORM)
    sizes = {info.filename: info.file_size for info in archive.infolist() if info.filename != MANIFEST}
    told = {name: part["bytes"] for name, part in manifest["parts"].items()}
    if differing := sorted(name for name in sizes.keys() | told.keys() if sizes.get(name) != told.get(name)):
        raise BrokenArchive(reason=_LISTS_DIFFER % ascii(differing[0])[:200])
    return dict(manifest)


def _has_its_shape(manifest: Any) -> bool:
    if not isinstance(manifest, dict):
        return False
    parts, numbers = manifest.get("parts"), manifest.get("last_numbers")
    return (
        (manifest.get("format"), manifest.get("format_version")) == (FORMAT, FORMAT_VERSION)
        and isinstance(manifest.get("revision"), str)
        and isinstance(manifest.get("keys"), dict)
        and isinstance(numbers, dict)
        and all(_is_count(number) for number in numbers.values())
        and isinstance(parts, dict)
        and all(_is_part(name, part) for name, part in parts.items())
    )


def _is_part(name: str, part: Any) -> bool:
    return (
        isinstance(part, dict)
        and _is_count(part.get("bytes"))
        and isinstance(part.get("sha256"), str)
        and (not _TABLE.fullmatch(name) or _is_count(part.get("rows")))
    )


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 1 << 63
