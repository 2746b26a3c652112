"""GeoPackage (OGC 12-128r18): layers in UTM 32 (EPSG:25832), written portion by portion with SQLite itself.

A layer may bring a style; it lies in the table `layer_styles`, from which QGIS takes it when the layer is opened.
"""

import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel.clock import now
from portal.web.documents.columns import Cell, Column, ColumnType, Row, joined
from portal.web.documents.geojson import Centre, Outline, Shape

if TYPE_CHECKING:
    from pyproj import Transformer

GEOPACKAGE_MIMETYPE = "application/geopackage+sqlite3"
#: The official system of Bavaria: ETRS89 / UTM zone 32N.
EPSG = 25832
_WGS84 = 4326
_APPLICATION = 0x47504B47  # "GPKG"
_VERSION = 10301
_PORTION = 2_000
#: Header of a geometry without envelope, little-endian.
_HEADER = struct.Struct("<2sBBi")
#: WKB of a point.
_POINT = struct.Struct("<BIdd")
_TYPES = {
    ColumnType.INTEGER: "INTEGER",
    ColumnType.DECIMAL: "REAL",
    ColumnType.DATE: "DATE",
    ColumnType.DATETIME: "DATETIME",
}
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
#: As QGIS makes it when somebody saves a style in a GeoPackage.
_STYLES = """
    CREATE TABLE layer_styles (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
        f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
        useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
        update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
    INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES ('layer_styles', 'attributes', 'layer_styles', 0);
"""


class Geometry(StrEnum):
    """What the shapes of a layer are."""

    POINT = "POINT"
    MULTIPOLYGON = "MULTIPOLYGON"


@dataclass(frozen=True)
class Layer:
    """One table with a shape for each row. `rows` are read when the layers before it are written."""

    #: Name of the table: small ASCII letters.
    table: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    #: Where a row is drawn; None for one without a known place.
    shape: Callable[[Row], Shape | None]
    geometry: Geometry = Geometry.POINT
    #: A QGIS style (QML); empty leaves the colours to the program.
    style: str = ""


def write_geopackage(path: Path, layers: Sequence[Layer]) -> int:
    """Write the layers to `path` and say how many rows the first one has; a row without a known shape has no geometry.

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
            _name_systems(file)
            counts = [_write_layer(file, layer) for layer in layers]
            file.execute("COMMIT")
            _write_styles(file, layers)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return counts[0]


def _name_systems(file: sqlite3.Connection) -> None:
    systems = [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        *(_system(code) for code in (_WGS84, EPSG)),
    ]
    file.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)


def _system(code: int) -> tuple[str, int, str, int, str, str]:
    from pyproj import CRS

    known = CRS.from_epsg(code)
    return known.name, code, "EPSG", code, known.to_wkt("WKT1_GDAL"), known.scope or ""


def _write_layer(file: sqlite3.Connection, layer: Layer) -> int:
    moment = now().strftime("%Y-%m-%dT%H:%M:%S.000Z")
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
        " VALUES (?, 'features', ?, ?, ?, ?)",
        (layer.table, layer.table, layer.title, moment, EPSG),
    )
    kind = layer.geometry.value
    file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (layer.table, kind, EPSG))
    defined = ", ".join(f'"{column.key}" {_TYPES.get(column.type, "TEXT")}' for column in layer.columns)
    file.execute(
        f'CREATE TABLE "{layer.table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, {defined})'
    )
    return _fill(file, layer)


def _fill(file: sqlite3.Connection, layer: Layer) -> int:
    transformer = _transformer()
    marks = ", ".join("?" * (len(layer.columns) + 1))
    names = ", ".join(f'"{column.key}"' for column in layer.columns)
    insert = f'INSERT INTO "{layer.table}" (geom, {names}) VALUES ({marks})'  # noqa: S608 - names of our own columns
    edges = [float("inf"), float("inf"), float("-inf"), float("-inf")]
    count = 0
    for portion in _portions(layer.rows):
        values = [[_value(row.get(column.key)) for column in layer.columns] for row in portion]
        shapes = _shapes([layer.shape(row) for row in portion], transformer, edges)
        file.executemany(insert, [(shape, *cells) for shape, cells in zip(shapes, values, strict=True)])
        count += len(portion)
    if edges[0] <= edges[2]:
        extent = "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?"
        file.execute(extent, (*edges, layer.table))
    return count


def _write_styles(file: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    styled = [(layer.table, layer.title[:30], layer.style, layer.title) for layer in layers if layer.style]
    if not styled:
        return
    file.executescript(_STYLES)
    file.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,"
        " styleSLD, useAsDefault, description, owner, ui) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', NULL)",
        styled,
    )


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while portion := list(islice(waiting, _PORTION)):
        yield portion


def _shapes(found: Sequence[Shape | None], transformer: "Transformer", edges: list[float]) -> list[bytes | None]:
    """The shapes of some rows as GeoPackage wants them; `edges` grows around them."""
    points = iter(_points([one for one in found if isinstance(one, Centre)], transformer, edges))
    return [
        next(points)
        if isinstance(one, Centre)
        else _area(one, transformer, edges)
        if isinstance(one, Outline)
        else None
        for one in found
    ]


def _points(known: Sequence[Centre], transformer: "Transformer", edges: list[float]) -> list[bytes]:
    if not known:
        return []
    east, north = transformer.transform([one.lon for one in known], [one.lat for one in known])
    _grow(edges, (min(east), min(north), max(east), max(north)))
    header = _HEADER.pack(b"GP", 0, 1, EPSG)
    return [header + _POINT.pack(1, 1, x, y) for x, y in zip(east, north, strict=True)]


def _area(outline: Outline, transformer: "Transformer", edges: list[float]) -> bytes:
    import numpy
    import shapely

    def in_metres(corners: Any) -> Any:
        return numpy.column_stack(transformer.transform(corners[:, 0], corners[:, 1]))

    area: Any = shapely.from_wkb(outline.wkb)
    if area.geom_type == "Polygon":
        area = shapely.MultiPolygon([area])
    moved = shapely.transform(area, in_metres)
    _grow(edges, moved.bounds)
    wkb: bytes = shapely.to_wkb(moved, byte_order=1)
    return _HEADER.pack(b"GP", 0, 1, EPSG) + wkb


def _grow(edges: list[float], around: Sequence[float]) -> None:
    west, south, east, north = around
    edges[:] = [min(edges[0], west), min(edges[1], south), max(edges[2], east), max(edges[3], north)]


def _value(cell: Cell) -> str | int | float | None:
    match cell:
        case None | str() | int() | float():
            return cell
        case Decimal():
            return float(cell)
        case datetime():
            return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        case date():
            return cell.isoformat()
        case UUID():
            return str(cell)
        case _:
            return joined(cell)


def _transformer() -> "Transformer":
    import pyproj.network

    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    return pyproj.Transformer.from_crs(_WGS84, EPSG, always_xy=True)
