"""Unpacking a delivered ZIP file without trusting a single name or size in it."""

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from portal.kernel.text import N_
from portal.places.geometry.remarks import UnreadableFile

#: Everything a map needs; the rest of a delivery (manuals, tables) stays packed.
WANTED = frozenset({".shp", ".dbf", ".shx", ".prj", ".cpg", ".gpkg", ".geojson"})
MOST_ENTRIES = 2_000
MOST_BYTES = 1_500_000_000
_CHUNK = 1 << 20


def unpack(path: Path, into: Path) -> list[Path]:
    """Unpack the map files of a ZIP file flat into the empty folder `into`, under names made of their last part.

    Raises `UnreadableFile` for names that lead out of the folder, links, encrypted entries and anything that grows
    beyond `MOST_BYTES`; the sizes counted are those really unpacked, not those promised.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
            budget = MOST_BYTES
            for target, member in members.items():
                budget = _copy(archive, member, into / target, budget)
            return sorted(into / target for target in members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.LargeZipFile, zlib.error):
        raise UnreadableFile(message=N_("Die ZIP-Datei ist beschädigt oder verschlüsselt.")) from None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(message=N_("Die ZIP-Datei enthält mehr als %(most)s Dateien."), most=MOST_ENTRIES)
    chosen: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = _safe_name(entry)
        if entry.is_dir() or name.suffix.lower() not in WANTED or name.name.startswith("."):
            continue
        target = name.stem + name.suffix.lower()
        if target in chosen:
            raise UnreadableFile(message=N_("Die ZIP-Datei enthält %(name)s mehrmals."), name=target)
        chosen[target] = entry
    return chosen


def _safe_name(entry: zipfile.ZipInfo) -> PurePosixPath:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename or is_link:
        raise UnreadableFile(
            message=N_("Die ZIP-Datei enthält einen unzulässigen Dateinamen (%(name)s)."), name=entry.filename[:80]
        )
    return name


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: int) -> int:
    with archive.open(member) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            budget -= len(chunk)
            if budget < 0:
                raise UnreadableFile(message=N_("Die ZIP-Datei ist ausgepackt größer als erlaubt."))
            out.write(chunk)
    return budget
