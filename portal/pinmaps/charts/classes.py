"""Classes of numbers for a map of areas: about equally many Gemeinden in each, and never more than five."""

import math
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

MOST_CLASSES = 5
#: From few to many (ColorBrewer YlGnBu): every step is darker, so that it holds without colours and for any colour vision.
COLOURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
INKS = ("#1b2129", "#1b2129", "#1b2129", "#ffffff", "#ffffff")
NOTHING = "#ffffff"
UNKNOWN = "#c9c5bc"


@dataclass(frozen=True, slots=True)
class Classes:
    """Upper ends of the classes; the first begins at `least`. Numbers are compared as rounded to `digits`."""

    least: float
    uppers: tuple[float, ...]
    digits: int

    def number_of(self, value: float) -> int:
        """1 for the lowest class; 0 for nothing at all."""
        rounded = round(value, self.digits)
        return min(len(self.uppers), bisect_left(self.uppers, rounded) + 1) if rounded > 0 else 0

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """First and last number of each class, both belonging to it."""
        if not self.uppers:
            return []
        step = 10**-self.digits
        lowers = [self.least, *(round(upper + step, self.digits) for upper in self.uppers[:-1])]
        return list(zip(lowers, self.uppers, strict=True))

    @property
    def colours(self) -> Sequence[str]:
        """The colour of each class; few classes take the ends and the middle."""
        return _spread(COLOURS, len(self.uppers))

    @property
    def inks(self) -> Sequence[str]:
        """The colour in which a number stands on each class."""
        return _spread(INKS, len(self.uppers))


def classes_of(values: Collection[float], *, digits: int) -> Classes:
    """Quantiles of everything above nothing; equal numbers always lie in one class."""
    found = sorted(rounded for value in values if (rounded := round(value, digits)) > 0)
    if not found:
        return Classes(0, (), digits)
    ends = (found[math.ceil(len(found) * share / MOST_CLASSES) - 1] for share in range(1, MOST_CLASSES + 1))
    return Classes(found[0], tuple(sorted(set(ends))), digits)


def _spread(colours: Sequence[str], number: int) -> list[str]:
    if number <= 1:
        return list(colours[2 : 2 + number])
    return [colours[round(index * (len(colours) - 1) / (number - 1))] for index in range(number)]
