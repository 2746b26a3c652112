"""Excel workbooks with a code book, written row by row to disk.

Everything a person typed is written as a text cell (``strings_to_formulas=False`` and typed writes), which Excel shows
and never runs, so no apostrophe is needed here.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from portal.web.documents.columns import Cell, Column, ColumnType, Description, Row, joined, local

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX_MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Limits of the file format, not of ours.
ROWS_PER_SHEET = 1_048_575
CHARACTERS_PER_CELL = 32_767

_CUT_MARK = " … [gekürzt]"
_FIRST_EXCEL_YEAR = 1900
_CODE_BOOK = "Beschreibung"


def write_xlsx(path: Path, columns: Sequence[Column], rows: Iterable[Row], description: Description) -> int:
    """Write the rows and their code book to ``path`` and say how many rows it holds.

    Rows beyond what one sheet can hold go on in a second sheet with the same header. A text longer than a cell can
    hold is cut and marked as such; every other value is kept whole.
    """
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(path.parent),
    }
    with Workbook(str(path), options) as book:
        book.set_properties({"title": description.title, "company": description.source})
        formats = _formats(book)
        count = _write_rows(book, columns, rows, description.title, formats)
        _write_code_book(book.add_worksheet(_CODE_BOOK), columns, description, count, formats)
    return count


def _formats(book: "Workbook") -> "dict[str, Format]":
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "long": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "integer": book.add_format({"num_format": "0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
        "date": book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"}),
        "datetime": book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top"}),
    }


def _write_rows(
    book: "Workbook", columns: Sequence[Column], rows: Iterable[Row], title: str, formats: "dict[str, Format]"
) -> int:
    count, sheets = 0, 0
    sheet: Worksheet | None = None
    for row in rows:
        if sheet is None or count % ROWS_PER_SHEET == 0:
            sheets += 1
            sheet = _new_sheet(book, columns, _sheet_name(title, sheets), formats)
        line = count % ROWS_PER_SHEET + 1
        for position, column in enumerate(columns):
            _write_cell(sheet, line, position, column, row.get(column.key), formats)
        count += 1
    if sheet is None:
        _new_sheet(book, columns, _sheet_name(title, 1), formats)
    return count


def _sheet_name(title: str, number: int) -> str:
    name = "".join(" " if character in "[]:*?/\\'" else character for character in title)[:25].strip() or "Tabelle"
    if name.casefold() == _CODE_BOOK.casefold():
        name = "Tabelle"
    return name if number == 1 else f"{name} {number}"


def _new_sheet(book: "Workbook", columns: Sequence[Column], name: str, formats: "dict[str, Format]") -> "Worksheet":
    sheet = book.add_worksheet(name)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.label, formats["head"])
    return sheet


def _write_cell(
    sheet: "Worksheet", line: int, position: int, column: Column, value: Cell, formats: "dict[str, Format]"
) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(line, position, "ja" if value else "nein", formats["text"])
        case int():
            sheet.write_number(line, position, value, formats["integer"])
        case float() | Decimal():
            sheet.write_number(line, position, float(value), formats["decimal"])
        case date() if value.year >= _FIRST_EXCEL_YEAR:
            _write_date(sheet, line, position, value, formats)
        case date():
            sheet.write_string(line, position, value.isoformat(), formats["text"])
        case _:
            wrapped = column.type is ColumnType.TEXT and column.width > 30
            sheet.write_string(line, position, _fitting(joined(value)), formats["long" if wrapped else "text"])


def _write_date(sheet: "Worksheet", line: int, position: int, value: date, formats: "dict[str, Format]") -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(line, position, local(value), formats["datetime"])
    else:
        sheet.write_datetime(line, position, value, formats["date"])


def _fitting(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= CHARACTERS_PER_CELL:
        return text
    room = (CHARACTERS_PER_CELL - len(_CUT_MARK)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT_MARK


def _write_code_book(
    sheet: "Worksheet", columns: Sequence[Column], description: Description, count: int, formats: "dict[str, Format]"
) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 90)
    sheet.set_column(3, 3, 24)
    sheet.set_column(4, 4, 60)
    created = local(description.created_at).strftime("%d.%m.%Y %H:%M")
    facts = [
        ("Inhalt", description.title),
        ("Quelle", description.source),
        ("Stand", f"{created} Uhr"),
        ("Anzahl Zeilen", str(count)),
        ("Lizenz", description.licence),
        *(description.filters or [("Auswahl", "keine Filter gesetzt")]),
        *(("Hinweis", note) for note in description.notes),
        *_sheets_told(count),
    ]
    line = 0
    for name, value in facts:
        sheet.write_string(line, 0, _fitting(name), formats["head"])
        sheet.write_string(line, 1, _fitting(value), formats["text"])
        line += 1
    line += 1
    for position, heading in enumerate(("Spalte", "Schlüssel", "Bedeutung", "Art", "Werte")):
        sheet.write_string(line, position, heading, formats["head"])
    for column in columns:
        line += 1
        told = (column.label, column.key, column.meaning, column.type.words, code_list(column))
        for position, words in enumerate(told):
            sheet.write_string(line, position, _fitting(words), formats["long" if position in (2, 4) else "text"])


def _sheets_told(count: int) -> list[tuple[str, str]]:
    sheets = -(-count // ROWS_PER_SHEET)
    if sheets < 2:
        return []
    told = f"{sheets} Blätter, weil ein Blatt in Excel nicht mehr als {ROWS_PER_SHEET} Zeilen Inhalt fasst."
    return [("Aufgeteilt auf", told)]


def code_list(column: Column) -> str:
    """The values of a column with what they mean, in one line; empty for a column without a fixed list."""
    return "; ".join(f"{code} = {meaning}" for code, meaning in column.codes)
