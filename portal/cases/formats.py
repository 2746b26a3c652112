"""Counts that tell nothing of a single person: small ones are hidden, and none can be worked out from the others.

A reader is taken to know the sum, which another table or the whole tells. Hidden are all counts below `FEWEST_TOLD`; when their
sum would say more about one of them than that it is below, the smallest of the larger ones are hidden with them.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from portal.cases.terms import FEWEST_TOLD

Key = TypeVar("Key", bound=Hashable)
_MOST_HIDDEN = FEWEST_TOLD - 1


@dataclass(frozen=True)
class Told:
    """A count as it may be told."""

    #: None when it is hidden.
    count: int | None
    #: Whether it is hidden because it is below `FEWEST_TOLD`, not to protect another one.
    is_small: bool = False


def told(count: int) -> Told:
    """One count alone."""
    return Told(count) if count >= FEWEST_TOLD else Told(None, is_small=True)


def protected(counts: Mapping[Key, int]) -> dict[Key, Told]:
    """These counts, whose sum the reader knows, in the same order. When nothing would be safe, none of them is told."""
    small = [count for count in counts.values() if count < FEWEST_TOLD]
    hidden = _hidden_with(small, counts)
    if hidden is None:
        return {key: Told(None) for key in counts}
    return {
        key: told(count) if count < FEWEST_TOLD or key not in hidden else Told(None) for key, count in counts.items()
    }


def _hidden_with(small: list[int], counts: Mapping[Key, int]) -> set[Key] | None:
    """Which of the larger counts are hidden with the small ones: as few as are enough; None when not even all are."""
    larger = sorted((key for key in counts if counts[key] >= FEWEST_TOLD), key=lambda key: counts[key])
    for many in range(len(larger) + 1):
        for start in range(len(larger) - many + 1):
            chosen = larger[start : start + many]
            if _is_safe(len(small), sum(small) + sum(counts[key] for key in chosen), many):
                return set(chosen)
    return None


def _is_safe(small: int, total: int, larger: int) -> bool:
    """Whether each of `small` hidden counts could be anything from 0 to 4 when all hidden ones together are `total`.

    `larger` of the hidden are known to be at least `FEWEST_TOLD`.
    """
    if not small:
        return True
    if larger:
        return total >= larger * FEWEST_TOLD + _MOST_HIDDEN
    return _MOST_HIDDEN <= total <= _MOST_HIDDEN * (small - 1)
