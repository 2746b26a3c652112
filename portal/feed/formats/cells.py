"""One row of a table as one line of JSON and back: equal rows give equal bytes, whichever database they lie in.

Moments are told in UTC with microseconds, numbers with decimals as text with all their decimals, bytes as base64. JSON has its
keys in order, and a whole number is written as one. NULL is null; in a column of JSON, where null is a value of its own, a
missing key is NULL.
"""

import base64
import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlalchemy import Enum as EnumType
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

Row = dict[str, Any]
#: How JSON is bound on the way in: None is NULL, `JSON.NULL` the value null.
EXACT_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
#: Floats from here on have no decimals; PostgreSQL tells them as whole numbers.
_ALL_WHOLE = 1e15

_UNLIKE_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
Change = Callable[[Any], Any]


def is_json(column: Column[Any]) -> bool:
    """Whether the column holds JSON, where NULL and null are two things."""
    return isinstance(column.type, JSON)


def kind_of(column: Column[Any]) -> str:
    """What a cell holds, in the words of the data dictionary."""
    if is_json(column):
        return "json"
    return _KINDS.get(python_type(column), "text")


def python_type(column: Column[Any]) -> type:
    """What a value is once it was read."""
    if isinstance(column.type, EnumType):
        return Enum
    try:
        return column.type.python_type
    except NotImplementedError:
        return str


def writer_of(column: Column[Any]) -> Change:
    """Makes a value of this column one that JSON knows. The values are never None."""
    kind = python_type(column)
    if is_json(column):
        return canonical
    if kind is Decimal:
        step = Decimal(1).scaleb(-int(getattr(column.type, "scale", None) or 0))
        return lambda value: format(value.quantize(step), "f")
    return _WRITERS.get(kind, _same)


def reader_of(column: Column[Any]) -> Change:
    """Makes what `writer_of` wrote a value again. Raises ValueError or TypeError for what it never writes."""
    if is_json(column):
        return lambda value: JSON.NULL if value is None else value
    kind = python_type(column)
    if isinstance(column.type, EnumType):
        known = column.type.enum_class
        return known if known is not None else _text
    return _READERS.get(kind, _text)


def bound_type(column: Column[Any]) -> TypeEngine[Any]:
    """The type to write a column with."""
    return EXACT_JSON if is_json(column) else column.type


def line_of(row: Row) -> bytes:
    """The line of a row whose values JSON knows. Raises ValueError for a number in JSON that is none."""
    try:
        return _dumped(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a pair of code units, which JSON can tell and UTF-8 cannot
        return _dumped(row, ensure_ascii=True).encode() + b"\n"


def _dumped(row: Row, *, ensure_ascii: bool) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=ensure_ascii, allow_nan=False, separators=(",", ":"))


def canonical(value: Any) -> Any:
    """JSON as both databases tell it: 1e16 is a whole number, and no zero is negative."""
    if isinstance(value, dict):
        return {key: canonical(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [canonical(inner) for inner in value]
    if isinstance(value, float):
        return int(value) if abs(value) >= _ALL_WHOLE and value.is_integer() else value + 0.0
    return value


def _same(value: Any) -> Any:
    return value


def _float(value: float) -> float | str:
    number = float(value)
    if math.isfinite(number):
        return number + 0.0
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _read_moment(value: Any) -> datetime:
    if not _text(value).endswith("Z"):
        raise ValueError("a moment ends with Z")
    return datetime.fromisoformat(value)


def _read_float(value: Any) -> float:
    if isinstance(value, str):
        return _UNLIKE_NUMBERS[value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("not a number")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _exactly(kind: type) -> Change:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"not {kind.__name__}")
        return value

    return read


_KINDS: dict[type, str] = {
    UUID: "uuid",
    datetime: "moment",
    date: "date",
    time: "time",
    Decimal: "decimal",
    bytes: "bytes",
    bool: "boolean",
    int: "integer",
    float: "float",
    Enum: "choice",
}
_WRITERS: dict[type, Change] = {
    UUID: str,
    datetime: _moment,
    date: date.isoformat,
    time: lambda value: value.isoformat(timespec="microseconds"),
    bytes: lambda value: base64.b64encode(bytes(value)).decode(),
    bool: bool,
    float: _float,
    Enum: lambda value: value.value if isinstance(value, Enum) else value,
}
_READERS: dict[type, Change] = {
    UUID: lambda value: UUID(_text(value)),
    datetime: _read_moment,
    date: lambda value: date.fromisoformat(_text(value)),
    time: lambda value: time.fromisoformat(_text(value)),
    Decimal: lambda value: Decimal(_text(value)),
    bytes: lambda value: base64.b64decode(_text(value), validate=True),
    bool: _exactly(bool),
    int: _exactly(int),
    float: _read_float,
}
