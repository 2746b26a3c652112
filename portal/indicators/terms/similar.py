"""Which Gemeinden are alike: of the same size and about as densely populated."""

from bisect import bisect_right
from decimal import Decimal

#: Residents from which the next class of size begins.
SIZE_CLASSES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
#: How many times as dense one may be as the other.
DENSITY_FACTOR = 2


def size_class(residents: Decimal) -> int:
    """0 for under 1,000 residents, 1 from 1,000 to under 2,000, and so on."""
    return bisect_right(SIZE_CLASSES, int(residents))


def about_as_dense(one: Decimal | None, other: Decimal | None) -> bool:
    """Neither has more than twice the residents per km² of the other; an unknown density counts for all."""
    if one is None or other is None:
        return True
    return max(one, other) <= DENSITY_FACTOR * min(one, other)
