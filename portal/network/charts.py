"""The four fields of the analysis as coordinates: interest to the right, influence upwards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Protocol

from portal.network.terms import HALF, LEAST, MOST, Attitude, Quadrant

#: Side of one of the five by five cells.
CELL = 112
LEFT, TOP = 56, 16
SIDE = CELL * (MOST - LEAST + 1)
WIDTH, HEIGHT = LEFT + SIDE + 16, TOP + SIDE + 56
_LARGEST, _SMALLEST = 17.0, 8.0


class Assessed(Protocol):
    """What has a place in the chart."""

    influence: int | None
    interest: int | None
    attitude: Attitude


@dataclass(frozen=True)
class Spot:
    """One Akteur in the chart; the number is that of its row in the table."""

    number: int
    x: float
    y: float
    radius: float
    attitude: Attitude


@dataclass(frozen=True)
class Field:
    """One of the four fields."""

    quadrant: Quadrant
    x: float
    y: float
    width: float
    height: float


def spots(stakeholders: Iterable[Assessed]) -> list[Spot]:
    """Where each stands. Those with the same influence and interest stand side by side in their cell, never on each other."""
    cells: dict[tuple[int, int], list[tuple[int, Attitude]]] = defaultdict(list)
    for number, one in enumerate(stakeholders, start=1):
        if one.influence is not None and one.interest is not None:
            cells[one.interest, one.influence].append((number, one.attitude))
    found = [spot for cell, inside in cells.items() for spot in _side_by_side(cell, inside)]
    return sorted(found, key=lambda spot: spot.number)


def fields() -> list[Field]:
    """The four fields; the upper and the right halves begin at `HALF`."""
    low, high = CELL * (HALF - LEAST), CELL * (MOST - HALF + 1)
    return [
        Field(Quadrant.SATISFY, LEFT, TOP, low, high),
        Field(Quadrant.PARTNERS, LEFT + low, TOP, high, high),
        Field(Quadrant.WATCH, LEFT, TOP + high, low, low),
        Field(Quadrant.INVOLVE, LEFT + low, TOP + high, high, low),
    ]


def ticks() -> list[tuple[int, float, float]]:
    """(number, x on the axis of interest, y on the axis of influence) of each step."""
    return [
        (step, LEFT + CELL * (step - LEAST + 0.5), TOP + SIDE - CELL * (step - LEAST + 0.5))
        for step in range(LEAST, MOST + 1)
    ]


def _side_by_side(cell: tuple[int, int], inside: list[tuple[int, Attitude]]) -> Iterator[Spot]:
    columns = ceil(sqrt(len(inside)))
    rows = ceil(len(inside) / columns)
    step = CELL / (max(columns, rows) + 0.4)
    radius = max(_SMALLEST if len(inside) < 50 else 3.0, min(_LARGEST, step / 2 - 2))
    middle_x = LEFT + CELL * (cell[0] - LEAST + 0.5)
    middle_y = TOP + SIDE - CELL * (cell[1] - LEAST + 0.5)
    for position, (number, attitude) in enumerate(inside):
        row, column = divmod(position, columns)
        yield Spot(
            number=number,
            x=round(middle_x + step * (column - (columns - 1) / 2), 1),
            y=round(middle_y + step * (row - (rows - 1) / 2), 1),
            radius=round(radius, 1),
            attitude=attitude,
        )
