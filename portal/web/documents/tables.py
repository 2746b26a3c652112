"""Tables that people bring along, XLSX or CSV, read within limits as rows under headings somebody knows.

What is wrong with a file as a whole is an `InvalidInput` at the field "file"; what is wrong with a row is for the reader to say.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_

_MOST_COLUMNS = 80
#: Headings may stand below a title of the list.
_HEADINGS_WITHIN = 10
_MOST_UNPACKED = 120 * 1024 * 1024
_MOST_PARTS = 2_000
_LONGEST_CELL = 100_000
#: Of a sheet in Excel. A file may claim more: its empty lines would be counted for ever.
_LAST_LINE = 1_048_576
_SEPARATORS = ";,\t|"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")
#: What openpyxl says, in a dozen ways, about files that are broken inside.
_BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError, IndexError, SyntaxError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip

_Line = tuple[int, Sequence[Any]]
#: From the headings of a table: (position → key of each column somebody knows, headings of the others).
ColumnsOf = Callable[[Sequence[str]], tuple[dict[int, str], list[str]]]


@dataclass(frozen=True)
class Table:
    """The rows under the headings of one table."""

    #: The keys of the columns that are there.
    keys: frozenset[str]
    #: Headings of columns nobody asks for.
    ignored: list[str]
    #: Line of the table as people count, from 1, and the cells of known columns. Lines without any are left out.
    rows: list[tuple[int, dict[str, Any]]]


def bad_file(code: str, message: str, **params: object) -> InvalidInput:
    """The file as a whole cannot be used."""
    return InvalidInput(f"file.{code}", message, field="file", **params)


def damaged() -> InvalidInput:
    """It is no file of the kind it says it is."""
    return bad_file(
        "damaged",
        N_(
            "Diese Datei lässt sich nicht lesen. Bitte speichern Sie die Liste noch einmal, als Excel-Datei (.xlsx) oder "
            "als CSV."
        ),
    )


def too_many_rows(most: int) -> InvalidInput:
    """Nobody keeps a list that long; it is a mistake."""
    return bad_file("too-many-rows", N_("Diese Liste hat mehr als %(most)s Zeilen. Bitte teilen Sie sie."), most=most)


def ensure_usable(data: bytes, *, largest: int) -> None:
    """Raises `InvalidInput` for what no list can be: nothing at all, more than `largest` bytes, an old Excel, a picture."""
    if not data.strip():
        raise bad_file("empty", N_("Diese Datei ist leer."))
    if len(data) > largest:
        raise bad_file("too-large", N_("Diese Datei ist zu groß. Möglich sind 10 MB."))
    if data.startswith(_OLD_EXCEL):
        raise bad_file(
            "old-excel", N_("Das ist eine alte Excel-Datei (.xls). Bitte speichern Sie sie in Excel als .xlsx.")
        )
    if data.startswith(_OTHERS):
        raise damaged()


def read_table(data: bytes, *, columns_of: ColumnsOf, one_of: Collection[str], most: int) -> Table | None:
    """The first table of a file whose headings hold one of the keys `one_of`; None when there is none.

    What kind of file it is shows in what it holds, not in its name. Raises `InvalidInput` for a file that is broken and for one
    with more than `most` rows.
    """
    read = _read_xlsx if data.startswith(b"PK") else _read_csv
    return read(data, columns_of, frozenset(one_of), most)


@dataclass(frozen=True)
class Grid:
    """Every cell of a file: of the first sheet that holds any, or of the text."""

    #: What stands between the cells of a text; "" for a workbook.
    separator: str
    #: Line of the table as people count, from 1, and its cells.
    lines: list[_Line]


def read_grid(data: bytes, *, most: int, columns: int, separator: str = "") -> Grid:
    """A file as it stands there, for tables whose headings nobody knows in advance.

    `separator` says what stands between the cells of a text when that is known. Raises `InvalidInput` for a file that is broken,
    and for one with more than `most` lines.
    """
    if data.startswith(b"PK"):
        return Grid("", _sheet_cells(data, most, columns))
    text = decoded(data)
    if "\x00" in text:
        raise damaged()
    between = separator or _separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return Grid(between, _filled(_lines(csv.reader(io.StringIO(text, newline=""), delimiter=between)), most))
    except csv.Error as error:
        raise damaged() from error


def _sheet_cells(data: bytes, most: int, columns: int) -> list[_Line]:
    from openpyxl import load_workbook

    _ensure_small(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:5]:
            found = _filled(enumerate(sheet.iter_rows(max_col=columns, values_only=True), 1), most)
            if found:
                return found
    except _BROKEN as error:
        raise damaged() from error
    return []


def _filled(lines: Iterator[_Line], most: int) -> list[_Line]:
    """The lines up to the last that holds anything; blank ones are left out."""
    found: list[_Line] = []
    for line, cells in lines:
        if line > _LAST_LINE:
            raise damaged()
        if any(cell is not None and str(cell).strip() for cell in cells):
            found.append((line, cells))
        if len(found) > most:
            raise too_many_rows(most)
    return found


def decoded(data: bytes) -> str:
    """The text of a file, whatever program of these parts wrote it: UTF-8, UTF-16 or Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _read_xlsx(data: bytes, columns_of: ColumnsOf, one_of: frozenset[str], most: int) -> Table | None:
    """The first sheet that has headings somebody knows. Formulas count as what they last came to."""
    from openpyxl import load_workbook

    _ensure_small(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [
            enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1) for sheet in book.worksheets[:5]
        ]
        return _first_known(sheets, columns_of, one_of, most)
    except _BROKEN as error:
        raise damaged() from error


def _read_csv(data: bytes, columns_of: ColumnsOf, one_of: frozenset[str], most: int) -> Table | None:
    """A table with semicolon, comma, tabulator or bar."""
    text = decoded(data)
    if "\x00" in text:
        raise damaged()
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return _first_known([_lines(reader)], columns_of, one_of, most)
    except csv.Error as error:
        raise damaged() from error


def _lines(reader: Any) -> Iterator[_Line]:
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num


def _first_known(
    sheets: Iterable[Iterator[_Line]], columns_of: ColumnsOf, one_of: frozenset[str], most: int
) -> Table | None:
    found = (_table(lines, columns_of, one_of, most) for lines in sheets)
    return next((table for table in found if table is not None), None)


def _table(lines: Iterator[_Line], columns_of: ColumnsOf, one_of: frozenset[str], most: int) -> Table | None:
    for number, (_line, cells) in enumerate(lines):
        known, ignored = columns_of([str(cell) if cell is not None else "" for cell in cells])
        if not one_of.isdisjoint(known.values()):
            return Table(frozenset(known.values()), ignored, _rows(lines, known, most))
        if number >= _HEADINGS_WITHIN:
            return None
    return None


def _rows(lines: Iterator[_Line], known: dict[int, str], most: int) -> list[tuple[int, dict[str, Any]]]:
    rows: list[tuple[int, dict[str, Any]]] = []
    for line, cells in lines:
        if line > _LAST_LINE:
            raise damaged()
        told = {key: cells[position] for position, key in known.items() if position < len(cells)}
        if any(cell is not None and str(cell).strip() for cell in told.values()):
            rows.append((line, told))
        if len(rows) > most:
            raise too_many_rows(most)
    return rows


def _separator(text: str) -> str:
    """What stands most often in the first lines, outside quotes."""
    head = "".join(part for part in text[:20_000].splitlines(keepends=True)[:_HEADINGS_WITHIN])
    outside = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _ensure_small(data: bytes) -> None:
    """No bombs: the parts of the archive say how large they are unpacked, and unpacking stops there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise bad_file(
            "too-large-inside", N_("Diese Datei ist entpackt viel zu groß. Bitte speichern Sie nur die Liste selbst.")
        )
