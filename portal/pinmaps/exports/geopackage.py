"""GeoPackage (OGC 12-128r18): one table of points in UTM 32 (EPSG:25832), written portion by portion with SQLite itself."""

import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel.clock import now
from portal.web.documents.columns import Column, ColumnType, Row, joined
from portal.web.documents.geojson import Centre

if TYPE_CHECKING:
    from pyproj import Transformer

GEOPACKAGE_MIMETYPE = "application/geopackage+sqlite3"
TABLE = "nadeln"
#: The official system of Bavaria: ETRS89 / UTM zone 32N.
EPSG = 25832
_WGS84 = 4326
_APPLICATION = 0x47504B47  # "GPKG"
_VERSION = 10301
_PORTION = 2_000
#: Header of a geometry without envelope, little-endian, and the WKB of a point behind it.
_POINT = struct.Struct("<2sBBiBIdd")
_TYPES = {ColumnType.INTEGER: "INTEGER", ColumnType.DECIMAL: "REAL"}
_TABLES = """
    CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
"""


def write_geopackage(
    path: Path, columns: Sequence[Column], rows: Iterable[Row], *, centre: Callable[[Row], Centre | None], title: str
) -> int:
    """Write the rows to `path` and say how many there are; a row without a known centre has no geometry.

    A crash half-way leaves no file under the final name.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode = OFF")
            file.execute("PRAGMA synchronous = OFF")
            file.execute(f"PRAGMA application_id = {_APPLICATION}")
            file.execute(f"PRAGMA user_version = {_VERSION}")
            file.executescript(_TABLES)
            file.execute("BEGIN")
            _describe(file, columns, title)
            count = _fill(file, columns, rows, centre)
            file.execute("COMMIT")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _describe(file: sqlite3.Connection, columns: Sequence[Column], title: str) -> None:
    systems = [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        *(_system(code) for code in (_WGS84, EPSG)),
    ]
    file.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
        " VALUES (?, 'features', ?, ?, ?, ?)",
        (TABLE, TABLE, title, now().strftime("%Y-%m-%dT%H:%M:%S.000Z"), EPSG),
    )
    file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (TABLE, EPSG))
    defined = ", ".join(f'"{column.key}" {_TYPES.get(column.type, "TEXT")}' for column in columns)
    file.execute(f"CREATE TABLE {TABLE} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {defined})")


def _system(code: int) -> tuple[str, int, str, int, str, str]:
    from pyproj import CRS

    known = CRS.from_epsg(code)
    return known.name, code, "EPSG", code, known.to_wkt("WKT1_GDAL"), known.scope or ""


def _fill(
    file: sqlite3.Connection,
    columns: Sequence[Column],
    rows: Iterable[Row],
    centre: Callable[[Row], Centre | None],
) -> int:
    transformer = _transformer()
    places = ", ".join("?" * (len(columns) + 1))
    names = ", ".join(f'"{column.key}"' for column in columns)
    insert = f"INSERT INTO {TABLE} (geom, {names}) VALUES ({places})"  # noqa: S608 - names of our own columns
    edges = [float("inf"), float("inf"), float("-inf"), float("-inf")]
    count = 0
    for portion in _portions(rows):
        values = [[_value(row.get(column.key)) for column in columns] for row in portion]
        file.executemany(
            insert,
            [
                (shape, *cells)
                for shape, cells in zip(_shapes(portion, centre, transformer, edges), values, strict=True)
            ],
        )
        count += len(portion)
    if edges[0] <= edges[2]:
        file.execute("UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?", edges)
    return count


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while portion := list(islice(waiting, _PORTION)):
        yield portion


def _shapes(
    portion: Sequence[Row],
    centre: Callable[[Row], Centre | None],
    transformer: "Transformer",
    edges: list[float],
) -> list[bytes | None]:
    """The points of some rows as GeoPackage wants them; `edges` grows around them."""
    found = [centre(row) for row in portion]
    known = [one for one in found if one is not None]
    if not known:
        return [None] * len(found)
    east, north = transformer.transform([one.lon for one in known], [one.lat for one in known])
    edges[:] = [
        min(edges[0], *east), min(edges[1], *north), max(edges[2], *east), max(edges[3], *north)
    ]  # fmt: skip
    points = iter(zip(east, north, strict=True))
    return [_blob(*next(points)) if one is not None else None for one in found]


def _blob(x: float, y: float) -> bytes:
    return _POINT.pack(b"GP", 0, 1, EPSG, 1, 1, x, y)


def _value(cell: object) -> str | int | float | None:
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return joined(str(cell))


def _transformer() -> "Transformer":
    import pyproj.network

    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    return pyproj.Transformer.from_crs(_WGS84, EPSG, always_xy=True)
