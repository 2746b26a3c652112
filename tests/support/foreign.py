"""Files as programs read them that nobody here wrote: openpyxl, pyarrow, pyreadstat, GDAL, and Python's own csv and json."""

import csv
import io
import json
from pathlib import Path
from typing import Any

#: What is read of a file: one dictionary a row, values as the reader gives them.
Rows = list[dict[str, Any]]


def rows_in(path: Path, form: str) -> Rows:
    """The rows of a file by the keys of its columns; those of a workbook and of the CSV for Excel by their German labels."""
    return _READERS[form](path)


def everything_in(path: Path) -> str:
    """All text of a file, its metadata too, whatever it is packed in."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheets = load_workbook(path).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return f"{parquet.read_schema(path).to_string(show_schema_metadata=True)}\n{_parquet(path)}"
    if path.suffix == ".sav":
        import pyreadstat

        frame, about = pyreadstat.read_sav(path)
        labels = (about.file_label, about.notes, about.column_labels, about.variable_value_labels)
        return f"{labels}\n{frame.to_dict('records')}"
    return path.read_bytes().decode("utf-8", "replace")


def layer(path: Path, name: str | None = None) -> Rows:
    """A layer (the first) of a GeoPackage or GeoJSON file as GDAL reads it, the shape (shapely) under "geometry"."""
    import shapely
    from pyogrio import list_layers
    from pyogrio.raw import read

    first = str(list_layers(path)[0][0])
    about, _ids, shapes, values = read(path, layer=name or first, datetime_as_string=True)
    columns = {key: list(column) for key, column in zip(about["fields"], values, strict=True)}
    columns["geometry"] = list(shapely.from_wkb(shapes)) if shapes is not None else []
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _workbook(path: Path) -> Rows:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        lines = load_workbook(file).worksheets[0].iter_rows(values_only=True)
        header = [str(cell) for cell in next(lines)]
        return [dict(zip(header, line, strict=True)) for line in lines]


def _office(path: Path) -> Rows:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _open(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _json(path: Path) -> Rows:
    rows: Rows = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _parquet(path: Path) -> Rows:
    from pyarrow import parquet

    rows: Rows = parquet.read_table(path).to_pylist()
    return rows


def _sav(path: Path) -> Rows:
    import pyreadstat

    frame, _about = pyreadstat.read_sav(path, apply_value_formats=True)
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


_READERS = {
    "xlsx": _workbook,
    "office-csv": _office,
    "open-csv": _open,
    "geojson": layer,
    "gpkg": layer,
    "parquet": _parquet,
    "sav": _sav,
    "json": _json,
}
