"""Reading GeoPackage (OGC 12-128): an SQLite file whose geometries are WKB behind a small header."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from portal.kernel.text import N_
from portal.places.geometry.features import Layer, RawFeature, lowered
from portal.places.geometry.remarks import UnreadableFile, Where

#: Bytes of the envelope by its indicator (OGC 12-128, table 5).
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
HEADER_BYTES = 8
#: A view inside a foreign file may compute for ever; after this many seconds we stop listening.
PATIENCE = 60.0
UNREADABLE_GEOMETRY = N_("Die Geometrie ist nicht lesbar (kein GeoPackage-Format).")

_LAYERS = """
    SELECT c.table_name, g.column_name, s.organization, s.organization_coordsys_id
      FROM gpkg_contents c
      JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
      LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
     WHERE c.data_type = 'features'
     ORDER BY c.table_name
"""


def read_geopackage(path: Path) -> list[Layer]:
    """The feature layers of a GeoPackage. The file is opened read-only and never trusted."""
    try:
        with closing(_opened(path)) as connection:
            return [_layer(connection, *row) for row in connection.execute(_LAYERS).fetchall()]
    except sqlite3.Error as error:
        raise UnreadableFile(
            message=N_(
                "Die Datei ist kein lesbares GeoPackage (%(reason)s). Vielleicht wurde sie nicht "
                "vollständig übertragen."
            ),
            reason=str(error),
        ) from None


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    deadline = time.monotonic() + PATIENCE
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 100_000)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = _text
    return connection


def _text(raw: bytes) -> str:
    """Text of the file; what is no UTF-8 shows as U+FFFD, which the check of names reports."""
    return raw.decode("utf-8", "replace")


def _layer(
    connection: sqlite3.Connection, table: str, column: str, organisation: str | None, code: int | None
) -> Layer:
    crs = (
        f"{organisation}:{code}"
        if organisation and organisation.upper() not in ("NONE", "UNDEFINED") and code and code > 0
        else ""
    )
    return Layer(name=table, crs=crs, features=tuple(_features(connection, table, column)))


def _features(connection: sqlite3.Connection, table: str, column: str) -> Iterator[RawFeature]:
    cursor = connection.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 - a quoted name from the file's own catalogue
    names = [entry[0] for entry in cursor.description]
    for number, row in enumerate(cursor, 1):
        attributes: dict[str, Any] = dict(zip(names, row, strict=True))
        blob = attributes.pop(column, None)
        where = Where(layer=table, number=number)
        try:
            yield RawFeature(where, lowered(attributes), _geometry(blob))
        except (ValueError, shapely.errors.GEOSException):
            yield RawFeature(where, lowered(attributes), None, UNREADABLE_GEOMETRY)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geometry(blob: object) -> BaseGeometry | None:
    """A GeoPackage geometry: "GP", version, flags, srs_id, envelope, then WKB."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < HEADER_BYTES or blob[:2] != b"GP":
        raise ValueError("no GeoPackage header")
    envelope = ENVELOPE_BYTES.get(blob[3] >> 1 & 0b111)
    if envelope is None:
        raise ValueError("unknown envelope")
    return shapely.from_wkb(blob[HEADER_BYTES + envelope :])
