"""The ZIP file of an archive, written in one go; the manifest, which comes last, tells of every part its size and checksum."""

import errno
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.feed.terms.archive import MANIFEST
from portal.kernel.errors import DomainError
from portal.kernel.text import N_

_PIECE = 1 << 20
#: What a full disk, a full quota and a limit on the size of files answer.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoom(DomainError):
    """The disk is full; what was begun is gone again."""

    code = "archive.no-room"
    message = N_(
        "Auf dem Datenträger ist zu wenig Platz für das Archiv. Es wurde nichts aufgehoben. "
        "Bitte schaffen Sie Platz und versuchen Sie es noch einmal."
    )


class ArchiveWriter:
    """Writes the parts of an archive one after the other; `manifest` ends it."""

    def __init__(self, archive: zipfile.ZipFile, taken: datetime) -> None:
        self._archive = archive
        self._moment = taken.timetuple()[:6]
        self.parts: dict[str, dict[str, Any]] = {}

    def lines(self, name: str, lines: Iterable[bytes]) -> Iterator[int]:
        """Write lines as they come; tells after each how many there are."""
        count = 0
        with self._part(name) as write:
            for line in lines:
                write(line)
                count += 1
                yield count
        self.parts[name]["rows"] = count

    def text(self, name: str, content: str) -> None:
        """Write a text."""
        with self._part(name) as write:
            write(content.encode())

    def file(self, name: str, path: Path) -> None:
        """Copy a file; photos are not packed a second time."""
        with path.open("rb") as source, self._part(name, zipfile.ZIP_STORED) as write:
            while piece := source.read(_PIECE):
                write(piece)

    def manifest(self, facts: dict[str, Any]) -> None:
        """End the archive: `facts`, and every part with its size and SHA-256."""
        content = json.dumps({**facts, "parts": self.parts}, indent=1, sort_keys=True, ensure_ascii=False)
        with self._archive.open(self._named(MANIFEST, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as out:
            out.write(content.encode())

    def _named(self, name: str, packed: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._moment)
        info.compress_type = packed
        info.external_attr = 0o600 << 16
        return info

    @contextmanager
    def _part(self, name: str, packed: int = zipfile.ZIP_DEFLATED) -> Iterator[Any]:
        digest, size = hashlib.sha256(), 0
        with self._archive.open(self._named(name, packed), "w", force_zip64=True) as out:

            def write(piece: bytes) -> None:
                nonlocal size
                out.write(piece)
                digest.update(piece)
                size += len(piece)

            yield write
        self.parts[name] = {"bytes": size, "sha256": digest.hexdigest()}


@contextmanager
def new_archive(path: Path, taken: datetime) -> Iterator[ArchiveWriter]:
    """An archive at `path`, readable by its owner alone; there complete and on the disk, or not at all.

    Raises `NoRoom` when the disk is full and FileExistsError when there is a file already.
    """
    unfinished = path.with_name(f"{path.name}.part")
    if path.exists():
        raise FileExistsError(path)
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600, exist_ok=False)
        with unfinished.open("w+b") as file:
            with zipfile.ZipFile(file, "w") as archive:
                yield ArchiveWriter(archive, taken)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        if error.errno in _NO_ROOM:
            raise NoRoom from error
        raise
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def checksum_of(path: Path, beat: Callable[[], None] = lambda: None) -> str:
    """SHA-256 of a whole file; `beat` is called now and then while it is read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            beat()
    return digest.hexdigest()
