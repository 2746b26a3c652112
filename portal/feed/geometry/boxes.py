"""The rectangle of a question (`bbox`): read strictly, and asked exactly in the coordinate system in which it was given."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from portal.feed.geometry.crs import CRS84, Crs, east_first, transformer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
#: West, south, east and north in degrees.
Window = tuple[float, float, float, float]
_WHOLE_WORLD: Window = (-180.0, -90.0, 180.0, 90.0)
#: By how much of its size a rectangle in metres is widened before its edges are looked at exactly.
_MARGIN = 0.02


@dataclass(frozen=True)
class Box:
    """West, south, east and north in the units of a coordinate system; a west beyond the east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float
    crs: Crs = CRS84

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Rectangles in degrees that together hold the box: exactly when it is in degrees, with a margin otherwise."""
        if not self.crs.is_in_degrees:
            return self._in_degrees()
        if self.west <= self.east:
            return ((self.west, self.south, self.east, self.north),)
        return (self.west, self.south, 180.0, self.north), (-180.0, self.south, self.east, self.north)

    @property
    def needs_a_look(self) -> bool:
        """Whether what lies in the windows must still be asked with `holds`."""
        return not self.crs.is_in_degrees

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the box; its edges belong to it."""
        if self.crs.is_in_degrees:
            return any(w <= lon <= e and s <= lat <= n for w, s, e, n in self.windows)
        [(x, y)] = east_first([(lon, lat)], self.crs)
        return self.west <= x <= self.east and self.south <= y <= self.north

    def touches(self, shape: "BaseGeometry") -> bool:
        """Whether a shape, given in the units of the box with the east first, and the box have a point in common."""
        import shapely

        if not self.crs.is_in_degrees:
            return bool(shapely.box(self.west, self.south, self.east, self.north).intersects(shape))
        return any(shapely.box(*window).intersects(shape) for window in self.windows)

    def _in_degrees(self) -> tuple[Window, ...]:
        first_x, first_y, last_x, last_y = self.crs.reach or _WHOLE_WORLD
        west, south = max(self.west, first_x), max(self.south, first_y)
        east, north = min(self.east, last_x), min(self.north, last_y)
        if west > east or south > north:
            return ()
        wide, high = (east - west) * _MARGIN, (north - south) * _MARGIN
        edges = (west - wide, south - high, east + wide, north + high)
        west, south, east, north = transformer(self.crs).transform_bounds(*edges, densify_pts=51, direction="INVERSE")
        if not all(map(math.isfinite, (west, south, east, north))) or west > east:
            return (_WHOLE_WORLD,)
        return ((west, south, east, north),)


def read_box(text: str, crs: Crs) -> Box:
    """Four numbers, or six with heights, which nothing here has. Raises `ValueError` for what is no rectangle."""
    parts = text.split(",")
    if len(parts) not in (4, 6) or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError(text)
    numbers = [float(part) for part in parts]
    if len(numbers) == 6:
        if numbers[2] > numbers[5]:
            raise ValueError(text)
        del numbers[5], numbers[2]
    west, south, east, north = numbers
    if crs.is_north_first:
        west, south, east, north = south, west, north, east
    box = Box(west, south, east, north, crs)
    if south > north or not _is_possible(box):
        raise ValueError(text)
    return box


def _is_possible(box: Box) -> bool:
    if box.crs.is_in_degrees:
        return -180 <= box.west <= 180 and -180 <= box.east <= 180 and box.south >= -90 and box.north <= 90
    return box.west <= box.east and all(map(math.isfinite, (box.west, box.south, box.east, box.north)))
