"""JSON and GeoJSON, written row by row."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.web.documents.columns import Cell, Column, ColumnType, Row

JSON_MIMETYPE = "application/json"
#: Written as they are; a page of a thousand Bedarfe has tens of thousands of them.
_PLAIN = frozenset({str, int, float, bool})
#: How the other usual cells are written.
_WRITTEN: dict[type, Callable[[Any], Any]] = {
    date: date.isoformat,
    datetime: datetime.isoformat,
    UUID: str,
    list: lambda value: value,
}


def json_array(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """One array of objects, one object per line, keys as in the columns; lists stay lists, empty stays null."""
    separator = "[\n"
    for row in rows:
        yield f"{separator}{dumps(properties(columns, row))}".encode()
        separator = ",\n"
    yield (b"[]\n" if separator == "[\n" else b"\n]\n")


def properties(columns: Sequence[Column], row: Row) -> dict[str, Any]:
    """The declared columns of one row, and nothing else that may be in it, as JSON takes them."""
    get = row.get
    return {
        column.key: value if type(value := get(column.key)) in _PLAIN else as_json(value, column.type)
        for column in columns
    }


def as_json(value: Cell, column_type: ColumnType = ColumnType.TEXT) -> Any:
    """A cell as JSON knows it: ISO dates, numbers as numbers, identifiers as text; an empty list stays a list."""
    if (write := _WRITTEN.get(type(value))) is not None:
        return write(value)
    match value:
        case None:
            return [] if column_type is ColumnType.LIST else None
        case bool() | str() | int() | float():
            return value
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return list(value)


def dumps(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Compact JSON in readable German; NaN and Infinity are no JSON and raise instead of being written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
