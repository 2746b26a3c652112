"""At most five classes of values for a map: equally many places in each, or equally wide."""

import math
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.indicators.terms import rounded
from portal.kernel.text import N_

MOST_CLASSES = 5


class ClassMethod(StrEnum):
    """How the classes are cut."""

    QUANTILES = "quantile"
    EQUAL = "gleich"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ClassMethod.QUANTILES: N_("etwa gleich viele Gemeinden je Klasse"),
    ClassMethod.EQUAL: N_("gleich breite Klassen"),
}


@dataclass(frozen=True, slots=True)
class MapClasses:
    """First and last value of each class, both belonging to it, the lowest first."""

    ranges: tuple[tuple[Decimal, Decimal], ...]

    def number_of(self, value: Decimal) -> int:
        """1 for the lowest class."""
        uppers = [upper for _lower, upper in self.ranges]
        return min(len(uppers), bisect_left(uppers, value) + 1)

    def shade(self, number: int) -> int:
        """Which of the five shades a class has: few classes take the ends and the middle."""
        count = len(self.ranges)
        return 3 if count == 1 else 1 + round((number - 1) * (MOST_CLASSES - 1) / (count - 1))


def classes_of(values: Collection[Decimal], *, decimals: int, method: ClassMethod) -> MapClasses:
    """The classes of these values; equal values always lie in one. None for no values."""
    found = sorted(values)
    if not found:
        return MapClasses(())
    uppers = _quantiles(found) if method is ClassMethod.QUANTILES else _equal(found, decimals)
    step = Decimal(1).scaleb(-decimals)
    lowers = [found[0], *(upper + step for upper in uppers[:-1])]
    return MapClasses(tuple(zip(lowers, uppers, strict=True)))


def _quantiles(found: list[Decimal]) -> list[Decimal]:
    ends = (found[math.ceil(len(found) * share / MOST_CLASSES) - 1] for share in range(1, MOST_CLASSES + 1))
    return sorted(set(ends))


def _equal(found: list[Decimal], decimals: int) -> list[Decimal]:
    width = (found[-1] - found[0]) / MOST_CLASSES
    ends = {rounded(found[0] + width * number, decimals) for number in range(1, MOST_CLASSES)}
    return sorted(end for end in {*ends, found[-1]} if end <= found[-1])
