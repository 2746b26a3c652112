"""Two kinds of CSV, because no single one serves both a double click in Excel and a script.

**Office** is for the double click in a German Excel: byte-order mark, semicolon, decimal comma, dd.mm.yyyy, German
headings. **Open data** is for programs: UTF-8 without mark, comma, point, ISO 8601, English keys.

Why the AGS is written ``="09778116"`` in the office profile: Excel guesses a column's type from the characters alone,
quotes around a value do not count, so ``"09778116"`` becomes the number 9778116 and no longer joins with any
official table. The constant formula is the one notation a double click leaves as text with its zero. It is only used
for 2 to 12 digits and nothing else, so nothing a person typed can come out as a formula; whatever is no such key goes
through the formula guard like any text. The open-data profile and XLSX hold the plain eight digits.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from portal.web.documents.columns import Cell, Column, ColumnType, Row, joined, local
from portal.web.documents.formulas import guarded

OFFICE_MIMETYPE = "text/csv; charset=utf-8"
OPEN_MIMETYPE = "text/csv; charset=utf-8; header=present"

_OFFICIAL_KEY = re.compile(r"[0-9]{2,12}", re.ASCII)
_BYTE_ORDER_MARK = "\ufeff"
_ROWS_PER_CHUNK = 200


def office_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as Excel in German opens it by double click, in chunks ready for a file or a response."""
    header = [guarded(column.label) for column in columns]
    lines = ([_office(column, row.get(column.key)) for column in columns] for row in rows)
    yield _BYTE_ORDER_MARK.encode()
    yield from _chunks(header, lines, delimiter=";", line_end="\r\n")


def open_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table for programs: RFC 4180 with comma, point, ISO dates and the English keys as header.

    Text is guarded against formulas here as well, since such files are opened in spreadsheets too: one leading
    apostrophe in front of ``= + - @`` is ours and may be taken away.
    """
    header = [guarded(column.key) for column in columns]
    lines = ([_open(column, row.get(column.key)) for column in columns] for row in rows)
    yield from _chunks(header, lines, delimiter=",", line_end="\n")


def _chunks(header: list[str], lines: Iterable[list[str]], *, delimiter: str, line_end: str) -> Iterator[bytes]:
    sink = _Sink()
    # The writer only quotes a stray CR when its own line end holds one, so it always ends lines with CR LF …
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    for line in lines:
        writer.writerow(line)
        if len(sink.lines) >= _ROWS_PER_CHUNK:
            yield sink.taken(line_end)
    yield sink.taken(line_end)


class _Sink:
    """Collects what the CSV writer writes, one call per line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)

    def taken(self, line_end: str) -> bytes:
        # … and each line gets the end of its profile here.
        text = "".join(line.removesuffix("\r\n") + line_end for line in self.lines)
        self.lines.clear()
        return text.encode()


def _office(column: Column, value: Cell) -> str:
    match value:
        case None:
            return ""
        case str() if column.type is ColumnType.AGS and _OFFICIAL_KEY.fullmatch(value):
            return f'="{value}"'
        case bool():
            return "ja" if value else "nein"
        case int():
            return str(value)
        case float() | Decimal():
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else repr(value).replace(".", ",")
        case datetime():
            return local(value).strftime("%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case _:
            return guarded(joined(value))


def _open(column: Column, value: Cell) -> str:
    match value:
        case None:
            return ""
        case str() if column.type is ColumnType.AGS and _OFFICIAL_KEY.fullmatch(value):
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)
        case Decimal():
            return f"{value:f}"
        case datetime() | date():
            return value.isoformat()
        case _:
            return guarded(joined(value))
