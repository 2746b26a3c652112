"""The paper map: which piece of the world is printed, and its grid of lettered columns and numbered rows.

The frame follows from the rectangle around the area alone, so a pin can be typed by its field ("C4") from any printed copy, A3 or
A2, as long as the area stays the same.
"""

import re

from portal.pinmaps.geometry import mercator
from portal.pinmaps.geometry.mercator import Window

COLUMNS = "ABCDEFGH"
ROWS = 6
#: Room around the area, as a share of its longer side.
_ROOM = 0.04
_FIELD = re.compile(r"\s*([A-Ha-h])\s*[-/]?\s*([1-6])\s*")


def sheet_of(west: float, south: float, east: float, north: float) -> Window:
    """The printed piece of the world around a rectangle in degrees: of square fields, the rectangle in its middle."""
    inner = mercator.window_of(south, west, north, east)
    wide, high = inner.east - inner.west, inner.south - inner.north
    side = max(wide / len(COLUMNS), high / ROWS) * (1 + 2 * _ROOM)
    middle_x, middle_y = inner.west + wide / 2, inner.north + high / 2
    half_x, half_y = side * len(COLUMNS) / 2, side * ROWS / 2
    return Window(int(middle_x - half_x), int(middle_y - half_y), int(middle_x + half_x), int(middle_y + half_y))


def field_of(typed: str) -> tuple[int, int] | None:
    """Column and row, from 0, of a field as people write it ("C4", "c 4"); None for anything else."""
    found = _FIELD.fullmatch(typed)
    return (COLUMNS.index(found[1].upper()), int(found[2]) - 1) if found else None


def field_name(column: int, row: int) -> str:
    """How a field is called: "C4"."""
    return f"{COLUMNS[column]}{row + 1}"


def place_in_field(sheet: Window, column: int, row: int, area: bytes) -> tuple[float, float] | None:
    """Latitude and longitude that stand for a field: its middle, or a point of the part of it that lies in the area (WKB).

    None when nothing of the area lies in the field.
    """
    import shapely

    from portal.places.geometry.shapes import from_bytes

    wide, high = (sheet.east - sheet.west) / len(COLUMNS), (sheet.south - sheet.north) / ROWS
    left, top = sheet.west + column * wide, sheet.north + row * high
    north, west = mercator.degrees(left, top)
    south, east = mercator.degrees(left + wide, top + high)
    inside = shapely.intersection(shapely.box(west, south, east, north), from_bytes(area))
    if inside.is_empty or inside.area == 0:
        return None
    middle = shapely.Point(mercator.degrees(left + wide / 2, top + high / 2)[::-1])
    point = middle if inside.covers(middle) else inside.representative_point()
    return point.y, point.x
