"""Parts of a counted whole: by sex and by age, written as one short word in the database."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_PART = 20
#: Nobody is older; a group must end below, or be open.
OLDEST = 130
_WRITTEN = re.compile(r"(?P<sex>[mf]?)(?:(?P<first>\d{1,3})-(?P<end>\d{0,3}))?")


class Sex(StrEnum):
    """As the official statistics of population count."""

    ALL = ""
    MALE = "m"
    FEMALE = "f"

    @property
    def label(self) -> str:
        return _SEXES[self]


_SEXES = {Sex.ALL: N_("insgesamt"), Sex.MALE: N_("männlich"), Sex.FEMALE: N_("weiblich")}


@dataclass(frozen=True, slots=True, order=True)
class AgeGroup:
    """From `first` to under `end` years; without an end: `first` years and more."""

    first: int
    end: int | None

    @property
    def is_open(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class Part:
    """Whom of the whole: everybody when both are left out."""

    sex: Sex = Sex.ALL
    ages: AgeGroup | None = None

    def __str__(self) -> str:
        """As it stands in the database: "", "m", "6-10", "f75-"."""
        if self.ages is None:
            return self.sex.value
        end = "" if self.ages.end is None else self.ages.end
        return f"{self.sex.value}{self.ages.first}-{end}"


WHOLE = Part()


def part_of(written: str) -> Part:
    """The part that `str(part)` wrote. Raises ValueError for anything else."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is no part")
    ages = None
    if found["first"] is not None:
        ages = AgeGroup(int(found["first"]), int(found["end"]) if found["end"] else None)
    return Part(Sex(found["sex"]), ages)


def covering(groups: Collection[AgeGroup], first: int, end: int | None) -> tuple[AgeGroup, ...] | None:
    """The fewest groups that together are exactly the ages from `first` to under `end` (open without one); None when none are."""
    found = list(_tilings(sorted(groups, key=lambda group: (group.first, _end(group))), first, end))
    return min(found, key=len) if found else None


def finest(groups: Collection[AgeGroup]) -> tuple[AgeGroup, ...]:
    """The most groups that together are all ages; () when none are."""
    found = list(_tilings(sorted(groups, key=lambda group: (group.first, _end(group))), 0, None))
    return max(found, key=len) if found else ()


def _tilings(groups: list[AgeGroup], first: int, end: int | None) -> Iterator[tuple[AgeGroup, ...]]:
    """Longest and shortest step at each age: with either every tiling that tables of the statistics allow is found."""
    here = [group for group in groups if group.first == first and _end(group) <= (OLDEST if end is None else end)]
    for group in dict.fromkeys([*here[-1:], *here[:1]]):
        if group.end == end:
            yield (group,)
        elif group.end is not None:
            for rest in _tilings(groups, group.end, end):
                yield (group, *rest)


def _end(group: AgeGroup) -> int:
    return OLDEST if group.end is None else group.end
