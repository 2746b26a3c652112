"""Positions as two whole numbers on the square of Web Mercator (EPSG:3857), 2**28 steps wide: some ten centimetres in Bavaria.

A cell of level n is a tile of the web's maps at zoom n; its numbers are those of any position in it, shifted right.
"""

import math
import random
from typing import NamedTuple

#: Steps of the whole world, as a power of two.
DEPTH = 28
WORLD = 1 << DEPTH
#: Levels in which pins are counted. A map at zoom z looks at cells of 32 or 64 pixels.
LEVELS = (8, 10, 12, 14, 16, 18, 20)
FINEST = LEVELS[-1]
#: How far north and south the square reaches, in degrees.
_END = 85.05112878
_METRES_ROUND_THE_EQUATOR = 40_075_016.686
#: The system's own chance: nobody may compute back where somebody stood.
_CHANCE = random.SystemRandom()


class Position(NamedTuple):
    """Steps from the west and from the north edge of the square."""

    x: int
    y: int


class Window(NamedTuple):
    """A rectangle of positions; all four edges belong to it."""

    west: int
    north: int
    east: int
    south: int


def position(lat: float, lon: float) -> Position:
    """Where a point (WGS84, degrees) lies. Points beyond the edge of the square are put on it."""
    lat = max(-_END, min(_END, lat))
    x = (lon + 180) / 360 * WORLD
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * WORLD
    return Position(min(WORLD - 1, max(0, int(x))), min(WORLD - 1, max(0, int(y))))


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of the middle of a step, rounded to a tenth of a metre."""
    lon = (x + 0.5) / WORLD * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + 0.5) / WORLD))))
    return round(lat, 6), round(lon, 6)


def steps_of(metres: float, y: int) -> float:
    """How many steps a distance on the ground is, at this height of the square."""
    lat = math.radians(degrees(0, y)[0])
    return metres * WORLD / (_METRES_ROUND_THE_EQUATOR * math.cos(lat))


def metres_between(one: Position, other: Position) -> float:
    """How far two positions that are near each other lie apart on the ground."""
    return math.dist(one, other) / steps_of(1, one.y)


def morton(x: int, y: int) -> int:
    """The finest cell of a position as one number; cells of a coarser level are ranges of it."""
    return _spread(x >> (DEPTH - FINEST)) | (_spread(y >> (DEPTH - FINEST)) << 1)


def cells_range(level: int, x: int, y: int) -> tuple[int, int]:
    """First and last `morton` number in a cell of a level."""
    shift = 2 * (FINEST - level)
    first = (_spread(x) | (_spread(y) << 1)) << shift
    return first, first + (1 << shift) - 1


def jittered(at: Position, metres: int) -> Position:
    """A position somewhere within `metres`, every place in the circle equally likely, and never within a fifth of it."""
    distance = steps_of(metres, at.y) * math.sqrt(_CHANCE.uniform(0.04, 1.0))
    angle = _CHANCE.uniform(0, 2 * math.pi)
    return on_the_square(at.x + distance * math.cos(angle), at.y + distance * math.sin(angle))


def on_grid(at: Position, metres: int) -> Position:
    """The middle of the field of a grid whose fields are at least `metres` wide; the grid is the same for all maps."""
    shift = max(0, math.ceil(math.log2(max(1.0, steps_of(metres, at.y)))))
    half = (1 << shift) >> 1
    return on_the_square((at.x >> shift << shift) + half, (at.y >> shift << shift) + half)


def window_of(south: float, west: float, north: float, east: float) -> Window:
    """The positions between four edges in degrees."""
    top_left, bottom_right = position(north, west), position(south, east)
    return Window(top_left.x, top_left.y, bottom_right.x, bottom_right.y)


def on_the_square(x: float, y: float) -> Position:
    """The nearest position there is."""
    return Position(min(WORLD - 1, max(0, int(x))), min(WORLD - 1, max(0, int(y))))


def _spread(number: int) -> int:
    """The bits of a number below 2**32 with a gap after each."""
    number = (number | (number << 16)) & 0x0000FFFF0000FFFF
    number = (number | (number << 8)) & 0x00FF00FF00FF00FF
    number = (number | (number << 4)) & 0x0F0F0F0F0F0F0F0F
    number = (number | (number << 2)) & 0x3333333333333333
    return (number | (number << 1)) & 0x5555555555555555
