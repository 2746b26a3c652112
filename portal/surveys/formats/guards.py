"""The limits of files that somebody sends, and the sentences with which they are refused.

Archives are measured before a byte is unpacked; names inside them are only compared, never used as paths.
"""

import io
import re
import zipfile

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_

#: Bytes of a file; the largest questionnaires known are below 1 MB.
LARGEST_FILE = 8 * 1024 * 1024
#: Bytes that an archive may hold altogether, members, and how much smaller than its content it may be.
LARGEST_CONTENT = 24 * 1024 * 1024
MOST_MEMBERS = 400
HIGHEST_RATIO = 200

_DTD = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y|E\0?N\0?T\0?I\0?T)")


def has_dtd(data: bytes) -> bool:
    """Whether XML declares a document type or entities, in whichever Unicode encoding."""
    return bool(_DTD.search(data))


def open_archive(data: bytes) -> zipfile.ZipFile:
    """A ZIP archive whose members fit into memory. Raises `InvalidInput`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise bad("archive", N_("Dieses Archiv hat zu viele Dateien. Das ist kein Fragebogen."))
    content = sum(one.file_size for one in members)
    if content > LARGEST_CONTENT or content > HIGHEST_RATIO * max(len(data), 10_000):
        raise too_large()
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member, never more than the archive said. Raises `InvalidInput`."""
    try:
        with archive.open(name) as file:
            data = file.read(LARGEST_CONTENT + 1)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, KeyError) as error:
        raise damaged() from error
    except Exception as error:  # zlib.error and its kind derive from Exception alone
        raise damaged() from error
    if len(data) > LARGEST_CONTENT:
        raise too_large()
    return data


def bad(code: str, message: str, **params: str | int) -> InvalidInput:
    """An error that is shown at the field of the file."""
    return InvalidInput(f"import.{code}", message, field="file", **params)


def too_large() -> InvalidInput:
    return bad(
        "too-large",
        N_(
            "Diese Datei ist zu groß. Ein Fragebogen darf höchstens %(most)s MB haben. "
            "Bitte geben Sie nur den Fragebogen aus, ohne Antworten und Bilder."
        ),
        most=LARGEST_FILE // (1024 * 1024),
    )


def damaged() -> InvalidInput:
    return bad(
        "damaged",
        N_(
            "Diese Datei ist beschädigt oder nur zur Hälfte angekommen. "
            "Bitte geben Sie den Fragebogen noch einmal aus und versuchen Sie es wieder."
        ),
    )
