"""Original tables of the Regionaldatenbank (GENESIS): several lines of headings, indented names, a footnote of many lines.

The layout: number and title, lines of headings over the columns (days, sex, age groups, what is counted), one line per region with
its key, a line of underscores, the footnotes in quotes, whose figures they are, and when they were fetched.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from portal.indicators.formats.cells import day_in
from portal.indicators.formats.sheets import Columns, Sheet, ValueColumn
from portal.indicators.terms import WHOLE, AgeGroup, Part, Sex
from portal.indicators.terms.importing import Layout
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.web.documents.cells import text_of
from portal.web.documents.tables import Grid, bad_file

_NUMBER = re.compile(r"(?:GENESIS-)?Tabelle:\s*(?P<code>\d{5}-[0-9A-Za-z-]+)")
_KEY = re.compile(r"DG|\d{2,12}")
_END = "____"
_UNDER = re.compile(r"unter (\d{1,3}) Jahren?")
_BETWEEN = re.compile(r"(\d{1,3}) bis unter (\d{1,3}) Jahren?")
_FROM = re.compile(r"(\d{1,3}) Jahre (?:und mehr|und älter|u\.m\.)")
_ONE_YEAR = re.compile(r"(\d{1,3}) Jahre?")
_SEXES = {"männlich": Sex.MALE, "weiblich": Sex.FEMALE}
_WHOLE = frozenset({"insgesamt", "anzahl", "geschlecht", "deutsche und ausländer", "personen"})
_COUNTED = {
    "zuzüge über die gemeindegrenzen": "moves_in",
    "fortzüge über die gemeindegrenzen": "moves_out",
    "zuzüge über die kreisgrenzen": "",
    "bevölkerungsstand": "population",
    "bevölkerung": "population",
}
#: What tables of these statistics count when no heading says it (first five digits of the number).
_OF_STATISTIC = {"12411": "population"}
_LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0"

Line = tuple[int, Sequence[Any]]


def is_genesis(grid: Grid) -> bool:
    """Whether it begins like an original table."""
    return bool(grid.lines) and _code(grid.lines) is not None


def read_genesis(grid: Grid) -> Sheet:
    """The table as a sheet, with the meaning of its columns when every heading is known.

    Raises `InvalidInput` (field "file") for a table without its end, with a line too short, or without regions.
    """
    code = _code(grid.lines)
    first = next((index for index, line in enumerate(grid.lines) if _is_region(line)), None)
    end = next((index for index, (_line, cells) in enumerate(grid.lines) if _first(cells).startswith(_END)), None)
    if first is None or code is None:
        raise bad_file(
            "no-regions", N_("In dieser Tabelle steht keine Region. Bitte laden Sie sie noch einmal herunter.")
        )
    if end is None or end <= first:
        raise _cut_off(grid.lines[-1][0])
    head, rows, foot = grid.lines[:first], grid.lines[first:end], grid.lines[end:]
    width = len(rows[0][1])
    for line, cells in rows:
        if len(cells) != width:
            raise _cut_off(line)
    headings = _headings(head, width)
    day = _day(head)
    return Sheet(
        layout=Layout.GENESIS,
        title=f"{code} {_title(head)}"[:300],
        source=_source(foot, code),
        headings=("Schlüssel", "Region", *(" · ".join(_told(column)) for column in headings)),
        rows=rows,
        columns=_columns(code, headings, day),
        day=day,
    )


def _code(lines: Sequence[Line]) -> str | None:
    found = _NUMBER.match(_first(lines[0][1]).lstrip("\ufeff"))
    return found["code"] if found else None


def _first(cells: Sequence[Any]) -> str:
    return str(cells[0]).strip() if cells and cells[0] is not None else ""


def _is_region(line: Line) -> bool:
    """A key, a name, and at least one value. A line with nothing but a year or a day is a heading."""
    _number, cells = line
    told = [cell for cell in cells if cell is not None and str(cell).strip()]
    return len(told) >= 3 and _KEY.fullmatch(text_of(cells[0])) is not None


def _cut_off(line: int) -> InvalidInput:
    return bad_file(
        "cut-off",
        N_(
            "Diese Tabelle ist nicht vollständig: Sie bricht bei Zeile %(line)s ab oder hat dort andere Spalten. Bitte laden Sie "
            "sie noch einmal herunter."
        ),
        line=line,
    )


def _headings(head: Sequence[Line], width: int) -> list[list[str]]:
    """What stands above each column from the third on, from the top down. Merged cells of a workbook count for all they cover."""
    columns: list[list[str]] = [[] for _column in range(width - 2)]
    for _line, cells in head:
        told = [text_of(cell) for cell in cells][:width]
        if any(told[:2]) or not any(told[2:]):
            continue
        last = ""
        for position, column in enumerate(columns):
            last = (told[position + 2] if position + 2 < len(told) else "") or last
            column.append(last)
    return columns


def _told(column: Sequence[str]) -> list[str]:
    """The headings of a column that say something, each once."""
    said = [word for word in column if word and not word.startswith("Altersgruppe") and word != "Geschlecht"]
    return list(dict.fromkeys(said))


def _title(head: Sequence[Line]) -> str:
    """The lines of the name, up to the one that says for which regions."""
    lines = [_first(cells) for _line, cells in head[1:]]
    named = takewhile(lambda line: not line.casefold().startswith("regionale tiefe"), lines)
    return " ".join(line for line in named if line and day_in(line) is None)[:240].strip(" -")


def _day(head: Sequence[Line]) -> date | None:
    """The day or year that stands alone in a line above the headings."""
    for _line, cells in head:
        told = [text_of(cell) for cell in cells if text_of(cell)]
        if len(set(told)) == 1 and (day := day_in(told[0])):
            return day
    return None


def _source(foot: Sequence[Line], code: str) -> str:
    words = " ".join(" ".join(str(cell) for cell in cells if cell) for _line, cells in foot)
    owner = next(iter(re.findall(r"©[^.\n]*", words)), "").strip().replace("Deutschland, ", "")
    fetched = next(iter(re.findall(r"Stand:\s*([\d.]+)", words)), "")
    licence = _LICENCE if "Datenlizenz" in words else ""
    parts = [owner, licence, f"Tabelle {code}", f"Stand {fetched}" if fetched else ""]
    return ", ".join(" ".join(part.split()) for part in parts if part)[:300]


def _columns(code: str, headings: Sequence[Sequence[str]], day: date | None) -> Columns | None:
    """What every column means; None when the layout does not say it of all."""
    values = [_meant(code, position, column, day) for position, column in enumerate(headings, start=2)]
    known = [value for value in values if value is not None]
    return Columns(place=0, name=1, values=tuple(known)) if known and len(known) == len(values) else None


def _meant(code: str, position: int, column: Sequence[str], day: date | None) -> ValueColumn | None:
    key, sex, ages, on = _OF_STATISTIC.get(code[:5], ""), WHOLE.sex, WHOLE.ages, day
    for word in _told(column):
        low = word.casefold()
        if low in _WHOLE:
            continue
        if low in _COUNTED:
            key = _COUNTED[low]
        elif low in _SEXES:
            sex = _SEXES[low]
        elif (group := _ages(word)) is not None:
            ages = group
        elif (found := day_in(word)) is not None:
            on = found
        else:
            return None
    return ValueColumn(position, key, Part(sex, ages), on) if key and on else None


def _ages(word: str) -> AgeGroup | None:
    if found := _UNDER.fullmatch(word):
        return AgeGroup(0, int(found[1]))
    if found := _BETWEEN.fullmatch(word):
        return AgeGroup(int(found[1]), int(found[2]))
    if found := _FROM.fullmatch(word):
        return AgeGroup(int(found[1]), None)
    if found := _ONE_YEAR.fullmatch(word):
        return AgeGroup(int(found[1]), int(found[1]) + 1)
    return None
