"""Lists of one's own: one line of headings, a place in each row, and values in some columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.indicators.formats.cells import has_points
from portal.indicators.formats.sheets import Columns, Sheet, ValueColumn
from portal.indicators.terms import part_of
from portal.indicators.terms.importing import Layout
from portal.kernel.text import N_
from portal.web.documents.cells import plain_heading, text_of
from portal.web.documents.tables import Grid, bad_file

#: Headings may stand below a title of the list.
_HEADINGS_WITHIN = 10
_PLACES = ("ags", "gemeindeschluessel", "schluessel", "amtlicher gemeindeschluessel", "key", "gkz", "gemeinde", "ort",
           "sozialraum", "kommune", "name", "gemeindename")  # fmt: skip
_NAMES = ("gemeinde", "ort", "name", "gemeindename", "region", "kommune")
_DAYS = ("jahr", "stichtag", "datum", "stand", "stand vom", "zeit", "berichtsjahr")

PLACE, NAME, DAY, IGNORED = "place", "name", "day", ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What somebody says the columns are: one role for each position."""

    #: "place", "name", "day", "" for ignored, or "key" and "key:part" of an Indikator.
    roles: tuple[str, ...]
    #: The day all values stand for; None when a column says it.
    day: date | None = None
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"roles": list(self.roles), "day": self.day.isoformat() if self.day else "", "source": self.source}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Meaning":
        day = date.fromisoformat(stored["day"]) if stored.get("day") else None
        return cls(tuple(stored["roles"]), day, stored.get("source", ""))


def read_list(grid: Grid) -> Sheet:
    """A list as a sheet whose columns somebody has to explain. Raises `InvalidInput` when it has no headings."""
    for index, (_line, cells) in enumerate(grid.lines[:_HEADINGS_WITHIN]):
        headings = [text_of(cell)[:120] for cell in cells]
        while headings and not headings[-1]:
            headings.pop()
        if sum(bool(heading) for heading in headings) >= 2:
            rows = _rows(grid.lines[index + 1 :], len(headings))
            points = has_points((cell for _line, row in rows for cell in row), usual=grid.separator == ",")
            return Sheet(_layout_of(grid), "", "", tuple(headings), rows, has_points=points)
    raise bad_file(
        "no-headings",
        N_(
            "In dieser Datei finden wir keine Tabelle. Wir lesen Tabellen der Regionaldatenbank, Excel (.xlsx) und CSV mit einer "
            "Zeile Überschriften und einem Ort in jeder Zeile."
        ),
    )


def proposed(sheet: Sheet, names: Mapping[str, str]) -> Meaning:
    """What the columns probably are. `names` are folded names of Indikatoren and their keys."""
    roles = [""] * len(sheet.headings)
    plain = [plain_heading(heading) for heading in sheet.headings]
    place = next((plain.index(word) for word in _PLACES if word in plain), None)
    if place is not None:
        roles[place] = PLACE
    for position, heading in enumerate(plain):
        if position == place:
            continue
        if heading in _DAYS and DAY not in roles:
            roles[position] = DAY
        elif heading in _NAMES and NAME not in roles:
            roles[position] = NAME
        else:
            roles[position] = names.get(heading, IGNORED)
    return Meaning(tuple(roles), sheet.day, sheet.source)


def columns_by(meaning: Meaning) -> Columns:
    """What the columns mean, from what somebody said. Raises `InvalidInput` when the place, a day or every value is missing."""
    roles = meaning.roles
    if roles.count(PLACE) != 1:
        raise bad_file("no-place", N_("Bitte sagen Sie, in welcher Spalte der Ort steht: in genau einer."))
    if DAY not in roles and meaning.day is None:
        raise bad_file("no-day", N_("Bitte nennen Sie den Stichtag, oder die Spalte, in der er steht."))
    fixed = {PLACE, NAME, DAY, IGNORED}
    values = tuple(_column(position, role, meaning) for position, role in enumerate(roles) if role not in fixed)
    if not values:
        raise bad_file("no-values", N_("Bitte sagen Sie bei mindestens einer Spalte, welche Kennzahl darin steht."))
    if len({(one.key, str(one.part)) for one in values}) < len(values):
        raise bad_file("twice", N_("Zwei Spalten können nicht dieselbe Kennzahl sein."))
    day = roles.index(DAY) if DAY in roles else None
    name = roles.index(NAME) if NAME in roles else None
    return Columns(roles.index(PLACE), values, name, day)


def _column(position: int, role: str, meaning: Meaning) -> ValueColumn:
    key, _colon, part = role.partition(":")
    return ValueColumn(position, key, part_of(part), None if DAY in meaning.roles else meaning.day)


def _layout_of(grid: Grid) -> Layout:
    if not grid.separator:
        return Layout.WORKBOOK
    return Layout.COMMA if grid.separator == "," else Layout.SEMICOLON


def _rows(lines: Sequence[tuple[int, Sequence[Any]]], width: int) -> list[tuple[int, list[Any]]]:
    """The rows with as many cells as there are headings."""
    return [(line, [*cells[:width], *[""] * (width - len(cells))]) for line, cells in lines]
