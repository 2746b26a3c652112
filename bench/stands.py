"""How often a Stand of the open data is refused because an earlier one stands in its way, and how long its counts take.

`python -m bench.stands [seeds]`: counties of four sizes publish twelve times one after the other. Between two Stände Bedarfe are
added and some go on to their next stage, by chance, most of them in few places and Handlungsfelder, as in a county. No database.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.figures import figure, percentile
from portal.feed.terms.disclosure import Cell, Disclosing, safe_counts
from portal.feed.terms.open_data import NeedStage

STANDS = 12
FIELDS = tuple(f"field {number}" for number in range(9))
STAGES = tuple(NeedStage)
#: Gemeinden, Bedarfe at the beginning, new ones between two Stände.
COUNTIES = ((30, 200, 30), (30, 1_000, 60), (52, 3_000, 200), (52, 20_000, 500))

Need = tuple[str, str, int]


class County:
    """Bedarfe by place, Handlungsfeld and stage, with chance of its own."""

    def __init__(self, gemeinden: int, seed: int) -> None:
        self._chance = random.Random(seed)
        self.places = [f"place {number}" for number in range(gemeinden)]
        self.needs: list[Need] = []

    def add(self, number: int) -> None:
        """So many more, a few of them already further on."""
        places = self._chance.choices(self.places, [1 / (1 + rank) for rank in range(len(self.places))], k=number)
        fields = self._chance.choices(FIELDS, [1 / (1 + rank) for rank in range(len(FIELDS))], k=number)
        stages = self._chance.choices(range(len(STAGES)), (70, 18, 8, 4), k=number)
        self.needs += zip(places, fields, stages, strict=True)

    def go_on(self, number: int) -> None:
        """So many reach their next stage."""
        for which in self._chance.sample(range(len(self.needs)), number):
            place, field, stage = self.needs[which]
            self.needs[which] = place, field, min(stage + 1, len(STAGES) - 1)

    def counted(self) -> dict[Cell, int]:
        """The single cells."""
        return dict(Counter((place, field, STAGES[stage]) for place, field, stage in self.needs))


def stands(county: County, new: int) -> Iterator[tuple[bool, float]]:
    """Whether each of the Stände was safe, and the seconds it took."""
    earlier: list[dict[Cell, int | None]] = []
    for _ in range(STANDS):
        began = time.perf_counter()
        try:
            told = safe_counts(
                county.counted(), places=county.places, fields=FIELDS, stages=STAGES, earlier=tuple(earlier)
            )
        except Disclosing:
            yield False, time.perf_counter() - began
        else:
            earlier.append(told)
            yield True, time.perf_counter() - began
        county.add(new)
        county.go_on(new // 2)


def main(seeds: int = 6) -> None:
    """Print for each size how many Stände were refused, the longest time without one, and the seconds of the slowest."""
    for gemeinden, first, new in COUNTIES:
        refused, longest, seconds = 0, 0, list[float]()
        for seed in range(seeds):
            county = County(gemeinden, seed)
            county.add(first)
            in_a_row = 0
            for was_safe, took in stands(county, new):
                in_a_row = 0 if was_safe else in_a_row + 1
                refused, longest = refused + (not was_safe), max(longest, in_a_row)
                seconds.append(took)
        how: dict[str, Any] = {"gemeinden": gemeinden, "needs": first, "new": new, "stands": STANDS * seeds}
        figure("stands-refused", refused, "Stände", longest_in_a_row=longest, **how)
        figure("stands-slowest", percentile(seconds, 1.0), "s", **how)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
