"""Files with the pictures of a map: MBTiles (a SQLite file) and PMTiles (one file with its own index)."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: What browsers draw. Vector tiles would need a script of their own and are refused.
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
_LARGEST_ZOOM = 22

Read = Callable[[int, int, int], bytes | None]


class UnusableTiles(Exception):
    """The file holds no pictures that can be shown; the message says why."""


@dataclass(frozen=True, slots=True)
class TileFile:
    """Pictures of a map at several zooms."""

    media_type: str
    min_zoom: int
    max_zoom: int
    _read: Read

    def picture(self, zoom: int, x: int, y: int) -> bytes | None:
        """One picture (XYZ, north at the top); None where the file has none. Raises `UnusableTiles` when it is broken there."""
        if not (self.min_zoom <= zoom <= self.max_zoom and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
            return None
        return self._read(zoom, x, y)


def open_tiles(path: Path) -> TileFile:
    """Raises `UnusableTiles` for anything but raster pictures in one of the two formats."""
    with path.open("rb") as file:
        begin = file.read(16)
    if begin.startswith(b"SQLite format 3\x00"):
        return _mbtiles(path)
    if begin.startswith(b"PMTiles\x03"):
        return _pmtiles(path)
    raise UnusableTiles(f"{path.name} is neither an MBTiles nor a PMTiles (version 3) file")


def _mbtiles(path: Path) -> TileFile:
    try:
        with closing(_connected(path)) as found:
            told: dict[str, Any] = dict(found.execute("SELECT name, value FROM metadata"))
            lowest, highest = found.execute("SELECT MIN(zoom_level), MAX(zoom_level) FROM tiles").fetchone()
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise UnusableTiles(f"{path.name} has no tables of an MBTiles file") from error
    if not isinstance(lowest, int) or not isinstance(highest, int):  # SQLite keeps anything in any column
        raise UnusableTiles(f"{path.name} holds no tiles")
    media_type = _media_type(path, str(told.get("format", "")).lower())
    return TileFile(media_type, lowest, min(highest, _LARGEST_ZOOM), _reader_of_mbtiles(path))


def _reader_of_mbtiles(path: Path) -> Read:
    def read(zoom: int, x: int, y: int) -> bytes | None:
        row = (1 << zoom) - 1 - y  # counted from the south
        wanted = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with closing(_connected(path)) as found:
                hit = found.execute(wanted, (zoom, x, row)).fetchone()
        except sqlite3.Error as error:
            raise UnusableTiles(f"{path.name} cannot be read") from error
        kept = hit[0] if hit else None
        if kept and not isinstance(kept, bytes):  # a number here would become so many bytes of memory
            raise UnusableTiles(f"{path.name} holds something else than a picture")
        return kept or None

    return read


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _pmtiles(path: Path) -> TileFile:
    from pmtiles import reader as library
    from pmtiles.tile import Compression, TileType

    untyped: Any = library
    names = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp"}
    try:
        with path.open("rb") as file:  # what is mapped stays mapped
            reader = untyped.Reader(untyped.MmapSource(file))
        header = reader.header()
        kind, packed = header["tile_type"], header["tile_compression"]
        lowest, highest = int(header["min_zoom"]), int(header["max_zoom"])
    except Exception as error:  # the package raises whatever its parts raise
        raise UnusableTiles(f"{path.name} has no header of a PMTiles file") from error
    media_type = _media_type(path, names.get(kind, "pbf" if kind in (TileType.MVT, TileType.MLT) else ""))
    return TileFile(
        media_type, lowest, min(highest, _LARGEST_ZOOM), _reader_of_pmtiles(path, reader, packed == Compression.GZIP)
    )


def _reader_of_pmtiles(path: Path, reader: Any, is_packed: bool) -> Read:
    def read(zoom: int, x: int, y: int) -> bytes | None:
        try:
            found: bytes | None = reader.get(zoom, x, y)
            return gzip.decompress(found) if found and is_packed else found
        except Exception as error:  # likewise
            raise UnusableTiles(f"{path.name} is damaged") from error

    return read


def _media_type(path: Path, name: str) -> str:
    if name in ("pbf", "mvt"):
        raise UnusableTiles(f"{path.name} holds vector tiles; the portal shows pictures only (PNG, JPEG, WebP)")
    if name not in _MEDIA_TYPES:
        raise UnusableTiles(f"{path.name} does not say that it holds PNG, JPEG or WebP pictures")
    return _MEDIA_TYPES[name]
