"""From the bytes of a file to the values of our places."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from portal.indicators.formats.cells import cell_of, day_in, plain_cell
from portal.indicators.formats.genesis import is_genesis, read_genesis
from portal.indicators.formats.lists import read_list
from portal.indicators.formats.places import KnownPlaces
from portal.indicators.formats.sheets import Columns, FileContent, ReadValue, Sheet
from portal.indicators.terms.importing import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, NAMED, Layout, Left
from portal.kernel.text import N_
from portal.web.documents.tables import bad_file, decoded, ensure_usable, read_grid

Tell = Callable[[int, int], None]
_EVERY = 2_000


def ensure_file(data: bytes) -> None:
    """Raises `InvalidInput` (field "file") for what no table can be, before any of it is read."""
    ensure_usable(data, largest=LARGEST_FILE)


def read_sheet(data: bytes) -> Sheet:
    """The table in a file, whatever kind it is. Raises `InvalidInput` (field "file") for what is none, or is broken."""
    ensure_file(data)
    is_original = not data.startswith(b"PK") and "Tabelle:" in decoded(data[:200])
    grid = read_grid(data, most=MOST_ROWS, columns=MOST_COLUMNS, separator=";" if is_original else "")
    return read_genesis(grid) if is_genesis(grid) else read_list(grid)


def values_of(
    sheet: Sheet, columns: Columns, places: KnownPlaces, *, tell: Tell = lambda _done, _total: None
) -> FileContent:
    """The values of our places, and what was left out. Raises `InvalidInput` when not one row is about a place of ours."""
    content = FileContent(rows=len(sheet.rows))
    seen: dict[tuple[UUID, date | None], int] = {}
    for number, (line, cells) in enumerate(sheet.rows):
        if number % _EVERY == 0:
            tell(number, len(sheet.rows))
        _take(line, cells, sheet, columns, places, content, seen)
    tell(len(sheet.rows), len(sheet.rows))
    if not seen:
        raise bad_file(
            "not-ours",
            N_("In dieser Datei steht kein Ort unseres Landkreises (Schlüssel %(key)s)."),
            key=places.county,
        )
    return content


def _take(
    line: int,
    raw: Sequence[Any],
    sheet: Sheet,
    columns: Columns,
    places: KnownPlaces,
    content: FileContent,
    seen: dict[tuple[UUID, date | None], int],
) -> None:
    """One row: its place, its day, its values."""
    written = plain_cell(raw[columns.place])
    name = plain_cell(raw[columns.name]) if columns.name is not None else ""
    found = places.find(written)
    if isinstance(found, Left):
        content.leave(found, line, _named(written, name, found, places), most=NAMED)
        return
    cells = [plain_cell(cell) for cell in raw]
    day = day_in(cells[columns.day]) if columns.day is not None else None
    if columns.day is not None and day is None:
        content.leave(Left.BAD_DAY, line, f"{written} {name}: {cells[columns.day]}".strip(), most=NAMED)
        return
    if (found, day) in seen:
        content.leave(Left.TWICE, line, f"{written} {name}".strip(), most=NAMED)
        return
    seen[found, day] = line
    _take_values(line, cells, sheet, columns, content, found, day)


def _take_values(
    line: int,
    cells: Sequence[str],
    sheet: Sheet,
    columns: Columns,
    content: FileContent,
    place_id: UUID,
    day: date | None,
) -> None:
    for column in columns.values:
        text = cells[column.position]
        if not text:
            content.leave(Left.EMPTY, line, "", most=NAMED)
            continue
        cell = cell_of(text, point=sheet.has_points)
        is_counted = sheet.layout is Layout.GENESIS
        if cell is None or (is_counted and cell.value is not None and cell.value < 0):
            heading = sheet.headings[column.position]
            content.leave(Left.BAD_NUMBER, line, f"{heading}: {text}", most=NAMED)
            continue
        on = column.on or day
        assert on is not None, "a column or the row says the day"
        content.values.append(ReadValue(place_id, column.key, str(column.part), on, cell.status, cell.value))


def _named(written: str, name: str, why: Left, places: KnownPlaces) -> str:
    said = f"{written} {name}".strip()
    if why is Left.UNKNOWN_KEY and (here := places.namesake(name)):
        return f"{said} → {here}?"
    return said
