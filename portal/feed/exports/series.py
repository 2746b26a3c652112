"""Time series as files that KomMonitor's importer reads: `ID` and `NAME`, and a column for each date or a row for each value.

It reads the first sheet of a workbook by its first line and takes numbers and dates as they are displayed, so nothing is
formatted: dates are ISO texts, numbers have a point, keys are texts with their leading zero, and an unknown value is empty.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from portal.feed.geometry.crs import CRS84
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.queries.series import Series, SeriesPlace, Value
from portal.feed.terms.kommonitor import SeriesFile, SeriesForm
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.csv import OPEN_MIMETYPE, open_csv
from portal.web.documents.geojson import GEOJSON_MIMETYPE
from portal.web.documents.json import as_json, dumps
from portal.web.documents.xlsx import XLSX_MIMETYPE

ID, NAME, DATE, VALUE = "ID", "NAME", "DATE", "VALUE"
MIMETYPES = {
    SeriesFile.CSV: OPEN_MIMETYPE,
    SeriesFile.XLSX: XLSX_MIMETYPE,
    SeriesFile.GEOJSON: GEOJSON_MIMETYPE,
}


def written(series: Series, file: SeriesFile, form: SeriesForm) -> bytes:
    """The whole file."""
    return _WRITERS[file](series, form)


def columns(series: Series, form: SeriesForm) -> list[Column]:
    """The columns of a form; keys are the headings."""
    named = [Column(ID, ID, ColumnType.AGS), Column(NAME, NAME)]
    if form is SeriesForm.LONG:
        return [*named, Column(DATE, DATE, ColumnType.DATE), Column(VALUE, VALUE, ColumnType.DECIMAL)]
    return [*named, *(Column(on.isoformat(), on.isoformat(), ColumnType.DECIMAL) for on in series.dates)]


def rows(series: Series, form: SeriesForm) -> Iterable[tuple[SeriesPlace, Row]]:
    """The rows with their places."""
    for place in series.places:
        named: dict[str, Any] = {ID: place.key, NAME: place.name}
        values = {on: series.values.get((place.id, on)) for on in series.dates}
        if form is SeriesForm.WIDE:
            yield place, named | {on.isoformat(): value for on, value in values.items()}
        else:
            yield from ((place, named | {DATE: on, VALUE: value}) for on, value in values.items() if value is not None)


def _csv(series: Series, form: SeriesForm) -> bytes:
    return b"".join(open_csv(columns(series, form), (row for _place, row in rows(series, form))))


def _geojson(series: Series, form: SeriesForm) -> bytes:
    known, told = grounds(), columns(series, form)
    features = []
    for number, (place, row) in enumerate(rows(series, form)):
        middle = known.middles.get(place.id)
        shape = known.written(place.id, CRS84) if form is SeriesForm.WIDE else None
        if shape is None and middle is not None:
            shape = {"type": "Point", "coordinates": middle}
        name = place.key if form is SeriesForm.WIDE else f"{place.key}-{number}"
        values = {column.key: as_json(row.get(column.key)) for column in told}
        features.append(dumps({"type": "Feature", "id": name, "geometry": shape, "properties": values}))
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n").encode()


def _xlsx(series: Series, form: SeriesForm) -> bytes:
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        sheet, text = book.add_worksheet("Zeitreihe"), book.add_format({"num_format": "@"})
        told = columns(series, form)
        for at, column in enumerate(told):
            sheet.write_string(0, at, column.key, text)
        for line, (_place, row) in enumerate(rows(series, form), 1):
            for at, column in enumerate(told):
                _write_cell(sheet, line, at, as_json(row.get(column.key)), text)
    return out.getvalue()


def _write_cell(sheet: Any, line: int, at: int, value: "Value | float | str", text: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(line, at, value, text)
    elif value is not None:
        sheet.write_number(line, at, value)


_WRITERS: dict[SeriesFile, Callable[[Series, SeriesForm], bytes]] = {
    SeriesFile.CSV: _csv,
    SeriesFile.XLSX: _xlsx,
    SeriesFile.GEOJSON: _geojson,
}
