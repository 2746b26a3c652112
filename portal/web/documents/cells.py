"""What stands in a cell or a heading of a table that people bring along."""

import re
from datetime import date, datetime

from portal.kernel.text import clean_text, fold
from portal.web.documents.formulas import unguarded

#: The constant formula with which our own tables keep the leading zero of a key.
_CALLED = re.compile(r'="([^"=]*)"')
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")


def plain_heading(text: str) -> str:
    """A heading as it is compared: "E-Mail-Adresse:" → "e mail adresse"."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def is_constant(cell: object) -> bool:
    """Whether a cell is one of our own constants: `="09778116"`."""
    return _CALLED.fullmatch(str(cell).strip()) is not None


def text_of(cell: object, *, lines: bool = False) -> str:
    """The cleaned text of a cell; with `lines` it may have several lines. Our own guard against formulas is taken off."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nein"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            text = str(cell)
            if constant := _CALLED.fullmatch(text.strip()):
                text = constant[1]
            return clean_text(unguarded(text), lines=lines).strip("\ufeff ")


def day_of(text: str) -> date | None:
    """15.03.2026, 15.3.26 or 2026-03-15; None for anything else."""
    try:
        if found := _GERMAN_DAY.fullmatch(text.strip()):
            day, month, year = found.groups()
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
