"""One cell of a table of figures: a number, or one of the signs of the official statistics."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from portal.indicators.terms import STATUS_OF_SIGN, ValueStatus
from portal.web.documents.cells import day_of, text_of

#: Nothing a county counts has more digits before the point.
_LARGEST = Decimal(10) ** 13
_FIRST_YEAR = 1950
_LAST_YEAR = 2100
_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009")
_MINUS = str.maketrans({"−": "-", "–": "-"})
_COMMA = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WITH_COMMA = re.compile(r"[+-]?\d+,\d{1,2}")
_WITH_POINT = re.compile(r"[+-]?\d+\.\d{1,2}")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `value` is None when it says why there is no number."""

    status: ValueStatus
    value: Decimal | None = None


@lru_cache(maxsize=8192)
def cell_of(text: str, *, point: bool = False) -> Cell | None:
    """A cell with a decimal comma, or with `point` a decimal point. None for what is neither a number nor a sign.

    The sign for nothing is zero; brackets make a value one of limited use, and empty ones an unknown one.
    """
    written = text.strip()
    if written in STATUS_OF_SIGN:
        status = STATUS_OF_SIGN[written]
        return Cell(status, Decimal(0) if status is ValueStatus.NOTHING else None)
    if written.startswith("(") and written.endswith(")"):
        inside = written[1:-1].strip()
        value = _number(inside, point=point) if inside else None
        if inside and value is None:
            return None
        return Cell(ValueStatus.LIMITED if value is not None else ValueStatus.UNKNOWN, value)
    value = _number(written, point=point)
    return None if value is None else Cell(ValueStatus.AVAILABLE, value)


def plain_cell(cell: object) -> str:
    """A cell as text: fractions of a workbook with a decimal comma, as in the lists of these parts."""
    if isinstance(cell, float) and not cell.is_integer():
        return f"{Decimal(repr(cell)):f}".replace(".", ",") if isfinite(cell) else ""
    return text_of(cell)


def has_points(cells: Iterable[object], *, usual: bool) -> bool:
    """Whether texts have a decimal point: told by those that can be read in one way only, else what is usual for such a file."""
    comma = point = False
    for cell in cells:
        if isinstance(cell, str):
            text = cell.strip()
            comma = comma or _WITH_COMMA.fullmatch(text) is not None
            point = point or _WITH_POINT.fullmatch(text) is not None
    return usual if comma == point else point


def day_in(text: str) -> date | None:
    """31.12.2015, 2015-12-31, or a year, which stands for its last day. None for anything else and for odd years."""
    written = text.strip()
    if _YEAR.fullmatch(written):
        found: date | None = date(int(written), 12, 31) if int(written) > 0 else None
    else:
        found = day_of(written)
    return found if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _number(written: str, *, point: bool) -> Decimal | None:
    bare = written.translate(_BLANKS).translate(_MINUS)
    if not bare.isascii() or not (_POINT if point else _COMMA).fullmatch(bare):
        return None
    plain = bare.replace(",", "") if point else bare.replace(".", "").replace(",", ".")
    value = Decimal(plain)
    return value if abs(value) < _LARGEST else None
