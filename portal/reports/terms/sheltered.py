"""Counts on paper that anybody may read: no count can be computed back to a person.

Each count is rounded to a multiple of five, also the sums, and what is under five is not told apart from nothing. No difference
of two printed counts is then narrower than five.
"""

#: From this count on something is printed.
FEWEST = 5


def sheltered(count: int) -> int | None:
    """The count rounded to a multiple of five; None for fewer than five, nothing included."""
    return None if count < FEWEST else (count + 2) // FEWEST * FEWEST
