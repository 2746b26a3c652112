"""Classes of numbers for the small map: at most four, and never a colour alone."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

MOST_CLASSES = 4


@dataclass(frozen=True)
class Step:
    """A class: its place from 1, and the first and last number in it."""

    number: int
    first: int
    last: int


@dataclass(frozen=True)
class Area:
    """A Gemeinde on the map; class 0 is a hidden number."""

    place_id: UUID
    count: int | None
    step: int


def classes_of(counts: Sequence[int]) -> list[Step]:
    """About equally many Gemeinden in each; equal numbers in the same class."""
    found = sorted(counts)
    if not found:
        return []
    ends = sorted({found[max(0, len(found) * share // MOST_CLASSES - 1)] for share in range(1, MOST_CLASSES + 1)})
    begins = [found[0], *(min(each for each in found if each > end) for end in ends[:-1])]
    return [Step(number, first, last) for number, (first, last) in enumerate(zip(begins, ends, strict=True), start=1)]


def areas_of(counts: Mapping[UUID, int | None], steps: Sequence[Step]) -> list[Area]:
    """Each Gemeinde with its class."""
    ends = [step.last for step in steps]
    return [
        Area(place_id, count, 0 if count is None else bisect_left(ends, count) + 1)
        for place_id, count in counts.items()
    ]
