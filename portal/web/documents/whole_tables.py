"""One table in every form in which people and programs take it away; each file is complete under its name or not there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.web.documents.columns import Column, Description, Row
from portal.web.documents.csv import OFFICE_MIMETYPE, OPEN_MIMETYPE, office_csv, open_csv
from portal.web.documents.files import save
from portal.web.documents.geojson import GEOJSON_MIMETYPE, Shape, geojson
from portal.web.documents.geopackage import GEOPACKAGE_MIMETYPE, Geometry, Layer, write_geopackage
from portal.web.documents.json import JSON_MIMETYPE, json_array
from portal.web.documents.parquet import PARQUET_MIMETYPE, write_parquet
from portal.web.documents.sav import SAV_MIMETYPE, write_sav
from portal.web.documents.xlsx import XLSX_MIMETYPE, write_xlsx


@dataclass(frozen=True)
class Table:
    """Everything a file is made of. `rows` are read once."""

    #: Small ASCII letters; the name of the layer.
    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    description: Description
    #: Where a row is drawn; None when it has no place on a map.
    shape: Callable[[Row], Shape | None]
    geometry: Geometry = Geometry.POINT
    #: QGIS style of the layer.
    style: str = ""
    #: Further layers of a GeoPackage, written behind this one.
    layers: Sequence[Layer] = ()


#: Ending and media type of each form.
FORMS: dict[str, tuple[str, str]] = {
    "xlsx": ("xlsx", XLSX_MIMETYPE),
    "office-csv": ("csv", OFFICE_MIMETYPE),
    "open-csv": ("csv", OPEN_MIMETYPE),
    "geojson": ("geojson", GEOJSON_MIMETYPE),
    "gpkg": ("gpkg", GEOPACKAGE_MIMETYPE),
    "parquet": ("parquet", PARQUET_MIMETYPE),
    "sav": ("sav", SAV_MIMETYPE),
    "json": ("json", JSON_MIMETYPE),
}


def write_table(form: str, path: Path, table: Table) -> int:
    """Write the table as one of `FORMS` and say how many rows it has. A crash half-way leaves no file under the name.

    Raises `TooManyRows` for an SPSS file beyond its limit.
    """
    counted = _Counted(table.rows)
    columns = table.columns
    match form:
        case "xlsx":
            _whole(path, lambda partial: write_xlsx(partial, columns, counted, table.description))
        case "office-csv":
            save(path, office_csv(columns, counted))
        case "open-csv":
            save(path, open_csv(columns, counted))
        case "geojson":
            save(path, geojson(columns, counted, centre=table.shape))
        case "gpkg":
            write_geopackage(path, [_layer(table, counted), *table.layers])
        case "parquet":
            write_parquet(path, columns, counted, table.description)
        case "sav":
            write_sav(path, columns, counted, table.description)
        case _:
            save(path, json_array(columns, counted))
    return counted.number


def _layer(table: Table, rows: Iterable[Row]) -> Layer:
    title = table.description.title
    return Layer(table.name, title, table.columns, rows, table.shape, table.geometry, table.style)


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    partial = path.with_name(f"{path.name}.part")
    try:
        write(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class _Counted:
    """Rows, and how many were read."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self.number = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> Row:
        row = next(self._rows)
        self.number += 1
        return row
