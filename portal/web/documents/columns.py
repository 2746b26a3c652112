"""What a table says about itself: its columns, where it comes from, and how a value is written for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from portal.kernel.clock import ON_SCREEN

Cell = str | int | float | Decimal | bool | date | datetime | UUID | Sequence[str] | None
Row = Mapping[str, Cell]


class ColumnType(StrEnum):
    """How a column's values are to be read; decides cell format, decimal sign and quoting in every profile."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    #: Several texts in one cell, separated by " | " in tables and a real array in JSON.
    LIST = "list"
    #: Amtlicher Gemeinde- or Regionalschlüssel: digits that are text, because the leading zero belongs to them.
    AGS = "ags"

    @property
    def words(self) -> str:
        """What a code book says about it."""
        return _TYPES[self]


_TYPES = {
    ColumnType.TEXT: "Text",
    ColumnType.INTEGER: "ganze Zahl",
    ColumnType.DECIMAL: "Kommazahl",
    ColumnType.DATE: "Datum",
    ColumnType.DATETIME: "Datum und Uhrzeit",
    ColumnType.LIST: "mehrere Texte",
    ColumnType.AGS: "Schlüssel aus Ziffern",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` for machines and open data, ``label`` for people, ``meaning`` for the code book."""

    key: str
    label: str
    type: ColumnType = ColumnType.TEXT
    meaning: str = ""
    #: Width in the spreadsheet, in characters.
    width: int = 16
    #: Every value there can be with what it means, where the values are a fixed list; it goes into the code book.
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """The code book of one file: what it holds, as of when, chosen how, and under which licence it may be used."""

    title: str
    source: str
    created_at: datetime
    licence: str
    #: The filters that were set, as pairs of name and value in words; empty means everything the person may see.
    filters: Sequence[tuple[str, str]] = ()
    #: Further sentences a reader must know before using the figures.
    notes: Sequence[str] = ()


def local(moment: datetime) -> datetime:
    """Wall-clock time in Bavaria without a zone, as spreadsheets show it."""
    return moment.astimezone(ON_SCREEN).replace(tzinfo=None)


def joined(value: Cell) -> str:
    """The texts of a list cell in one string; names of Zielgruppen hold commas, so the separator is a bar."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return " | ".join(value) if isinstance(value, Sequence) else str(value)
