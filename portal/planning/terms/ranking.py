"""The arithmetic of a ranking, exact in fractions: weighted means, places, and how far they hang on the weights.

A place is one more than the number of those that are better; who is equal shares a place (1, 1, 3). Only the proportions of the
weights count: all weights doubled are the same ranking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

#: By how much each weight is changed to see what hangs on it.
SWING = Fraction(1, 5)

#: Means of points by criterion, for one Bedarf.
Means = Mapping[UUID, Fraction]
Weights = Mapping[UUID, int]


@dataclass(frozen=True)
class RankInterval:
    """Between which places a Bedarf moves."""

    best: int
    worst: int

    @property
    def is_firm(self) -> bool:
        """Whether it keeps its place whatever happens to the weights."""
        return self.best == self.worst


@dataclass(frozen=True)
class Ranked:
    """One Bedarf in the ranking."""

    need_id: UUID
    place: int
    #: Weighted mean of the points, from 1 to 5.
    score: Fraction
    #: Its places when any one weight is changed by up to a fifth, up or down.
    interval: RankInterval
    #: The same for each criterion's weight alone.
    by_criterion: Mapping[UUID, RankInterval]


def mean(points: Sequence[int]) -> Fraction:
    """The exact mean of at least one number of points."""
    return Fraction(sum(points), len(points))


def score(means: Means, weights: Weights) -> Fraction:
    """The weighted mean; weights count by their share of the sum."""
    return sum((means[one] * weight for one, weight in weights.items()), Fraction(0)) / sum(weights.values())


def ranking(means: Mapping[UUID, Means], weights: Weights) -> list[Ranked]:
    """All Bedarfe from the best to the last, each with the places it may take; equal ones in the order given."""
    scores = {need_id: score(of_need, weights) for need_id, of_need in means.items()}
    found = []
    for need_id, own in scores.items():
        by_criterion = {one: _interval(need_id, one, means, weights) for one in weights}
        place = 1 + sum(other > own for other in scores.values())
        best = min((span.best for span in by_criterion.values()), default=place)
        worst = max((span.worst for span in by_criterion.values()), default=place)
        found.append(Ranked(need_id, place, own, RankInterval(best, worst), by_criterion))
    return sorted(found, key=lambda one: one.place)


def _interval(need_id: UUID, criterion: UUID, means: Mapping[UUID, Means], weights: Weights) -> RankInterval:
    """The best and the worst place while one weight moves through its whole swing.

    How far another Bedarf lies ahead is a straight line over that weight, so it overtakes at most once. All these moments are
    walked through from the low end to the high one; between two of them nothing changes.
    """
    low, high = 1 - SWING, 1 + SWING
    ahead, rises, falls = 0, [], []
    for other_id, other in means.items():
        if other_id == need_id:
            continue
        slope = weights[criterion] * (other[criterion] - means[need_id][criterion])
        fixed = sum(
            (weights[one] * (other[one] - means[need_id][one]) for one in weights if one != criterion), Fraction(0)
        )
        ahead += fixed + slope * low > 0
        if slope == 0:
            continue
        crossing = -fixed / slope
        if slope > 0 and low <= crossing < high:
            rises.append(crossing)
        elif slope < 0 and low < crossing <= high:
            falls.append(crossing)
    return _walked(ahead, rises, falls)


def _walked(ahead: int, rises: list[Fraction], falls: list[Fraction]) -> RankInterval:
    """At a crossing both are equal: whoever falls behind is not ahead any more, whoever overtakes is not ahead yet."""
    least = most = ahead
    for moment in sorted({*rises, *falls}):
        ahead -= falls.count(moment)
        least = min(least, ahead)
        ahead += rises.count(moment)
        most = max(most, ahead)
    return RankInterval(1 + least, 1 + most)
