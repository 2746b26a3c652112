"""SPSS files (.sav): variable labels, value labels for columns with a fixed list, moments as the clock in Bavaria shows them.

pyreadstat writes from a data frame only, and the format wants to know the longest text of a column first, so the rows are
gathered column by column; that is why there may only be so many of them.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from sys import intern
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.web.documents.columns import Cell, Column, ColumnType, Description, Row, joined, local

if TYPE_CHECKING:
    import pandas

SAV_MIMETYPE = "application/x-spss-sav"
#: More would need more memory than a small server has.
MOST_ROWS = 200_000
_LONGEST_LABEL = 250
_LONGEST_VALUE_LABEL = 118
#: Bytes of a text; longer ones are cut and marked, as in a workbook.
_LONGEST_TEXT = 32_767
_CUT_MARK = " … [gekürzt]"
_NOTE_WIDTH = 80
#: Texts up to here repeat often enough to be held once.
_OFTEN_THE_SAME = 60
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_TIMES = (ColumnType.DATE, ColumnType.DATETIME)


class TooManyRows(DomainError):
    """More rows than an SPSS file is made for here."""

    code = "sav-too-many-rows"
    message = N_(
        "Für SPSS geben wir höchstens 200.000 Zeilen aus. Bitte wählen Sie einen kleineren Ausschnitt oder Parquet; "
        "das lesen R, Python und neuere Programme ohne Grenze."
    )


def write_sav(path: Path, columns: Sequence[Column], rows: Iterable[Row], description: Description) -> int:
    """Write the rows to `path` and say how many there are. Raises `TooManyRows`, and then leaves no file.

    Columns with `codes` become numbers from 1 in the order of the list, with the words as value labels.
    """
    import pyreadstat

    gathered, count = _gathered(columns, rows)
    coded = {column.key: _numbers(column) for column in columns if column.codes}
    partial = path.with_name(f"{path.name}.part")
    try:
        pyreadstat.write_sav(
            _frame(columns, gathered),
            str(partial),
            file_label=_cut(description.title, 60),
            column_labels=[_cut(column.label, _LONGEST_LABEL) for column in columns],
            note=_note(description),
            variable_value_labels={
                column.key: {
                    float(n): _cut(dict(column.codes)[code], _LONGEST_VALUE_LABEL) for code, n in numbers.items()
                }
                for column in columns
                if (numbers := coded.get(column.key))
            },
            variable_format={column.key: shown for column in columns if (shown := _shown(column))},
            variable_measure={column.key: _scale(column) for column in columns},
            row_compress=True,
        )
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _gathered(columns: Sequence[Column], rows: Iterable[Row]) -> tuple[dict[str, Any], int]:
    gathered: dict[str, Any] = {column.key: array("d") if _is_number(column) else [] for column in columns}
    adding = [(gathered[column.key].append, column, _numbers(column)) for column in columns]
    count = 0
    for row in rows:
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows
        for add, column, numbers in adding:
            add(_value(row.get(column.key), column, numbers))
    return gathered, count


def _is_number(column: Column) -> bool:
    return bool(column.codes) or column.type in _NUMBERS


def _numbers(column: Column) -> dict[str, int]:
    return {code: number for number, (code, _words) in enumerate(column.codes, start=1)}


def _value(cell: Cell, column: Column, numbers: dict[str, int]) -> Any:
    if column.codes:
        return float(numbers.get(str(cell), "nan"))
    if column.type in _NUMBERS:
        return float("nan") if cell is None else float(cell)  # type: ignore[arg-type]
    if column.type in _TIMES:
        return _moment(cell)
    text = _fitting(joined(cell))
    return intern(str(text)) if len(text) <= _OFTEN_THE_SAME else text


def _moment(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return local(cell)
    return cell if isinstance(cell, date) else None


def _frame(columns: Sequence[Column], gathered: dict[str, Any]) -> "pandas.DataFrame":
    import numpy
    import pandas

    def series(column: Column) -> Any:
        values = gathered.pop(column.key)
        if _is_number(column):
            return numpy.frombuffer(values, dtype="float64") if values else numpy.array([], dtype="float64")
        if column.type in _TIMES:
            return pandas.Series(values, dtype="datetime64[us]")
        return pandas.Series(values, dtype=object)

    return pandas.DataFrame({column.key: series(column) for column in columns}, copy=False)


def _shown(column: Column) -> str:
    if column.codes or column.type is ColumnType.INTEGER:
        return "F10.0"
    return {ColumnType.DATE: "DATE11", ColumnType.DATETIME: "DATETIME20"}.get(column.type, "")


def _scale(column: Column) -> str:
    return "scale" if column.type in (*_NUMBERS, *_TIMES) and not column.codes else "nominal"


def _note(description: Description) -> list[str]:
    told = [
        f"Quelle: {description.source}",
        f"Stand: {local(description.created_at):%d.%m.%Y %H:%M} Uhr",
        f"Lizenz: {description.licence}",
        *(f"{name}: {value}" for name, value in description.filters),
        *description.notes,
    ]
    # A line of the note holds so many bytes, and umlauts are two of them.
    return [line for sentence in told for line in wrap(sentence, _NOTE_WIDTH // 2)]


def _fitting(text: str) -> str:
    if len(text) * 4 <= _LONGEST_TEXT or len(text.encode()) <= _LONGEST_TEXT:
        return text
    return _cut(text, _LONGEST_TEXT - len(_CUT_MARK.encode())) + _CUT_MARK


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
