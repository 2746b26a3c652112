"""No small count can be computed from what is given away, however cleverly."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from portal.feed.terms.disclosure import ELSEWHERE, THRESHOLD, Cell, Disclosing, rounded, safe_counts
from portal.feed.terms.open_data import ALL

FIELDS, STAGES = ("a", "b"), ("x", "y")


def sums(table: dict[Cell, int]) -> dict[Cell, int]:
    """Every cell and every sum, as they are told."""
    found: dict[Cell, int] = {}
    for (place, field, stage), count in table.items():
        for where in (place, ALL):
            for cell in ((where, field, stage), (where, field, ALL), (where, ALL, ALL)):
                found[cell] = found.get(cell, 0) + count
    return found


def possible(
    shown: dict[Cell, int | None],
    true: dict[Cell, int],
    *,
    public: dict[Cell, int] | None = None,
    earlier: dict[Cell, int | None] | None = None,
) -> dict[Cell, set[int]]:
    """By trying everything: which values each small count can have for somebody who knows the rule and which ones are small.

    Somebody who also counts what is public, and believes an earlier table wherever it still fits.
    """
    cells = [cell for cell in shown if ALL not in cell]
    choices = [
        range((public or {}).get(cell, 0), THRESHOLD if true[cell] < THRESHOLD else true[cell] + 9) for cell in cells
    ]
    still = {cell: said for cell, said in (earlier or {}).items() if said is not None and fits(true[cell], said, said)}
    found: dict[Cell, set[int]] = {cell: set() for cell in shown if true[cell] < THRESHOLD}
    for values in product(*choices):
        told = sums(dict(zip(cells, values, strict=True)))
        if all(fits(told[cell], said, said) for cell, said in still.items()) and all(
            fits(told[cell], said, true[cell]) for cell, said in shown.items()
        ):
            for cell, seen in found.items():
                seen.add(told[cell])
    return found


def fits(value: int, said: int | None, true: int) -> bool:
    if said is not None:
        return value >= THRESHOLD and rounded(value) == said
    return value < THRESHOLD if true < THRESHOLD else True


@given(some.lists(some.sampled_from([0, 0, 1, 3, 4, 5, 6]), min_size=4, max_size=4))
def test_every_small_count_can_still_be_anything(counts: list[int]) -> None:
    cells: list[Cell] = [(place, "a", stage) for place, stage in product(("p", "q"), STAGES)]
    table = dict(zip(cells, counts, strict=True))
    shown = safe_counts(table, places=["p", "q"], fields=["a"], stages=STAGES)

    told = sums(table)
    for cell, seen in possible(shown, told).items():
        assert seen >= set(range(THRESHOLD)), (cell, shown)


@given(some.lists(some.tuples(some.sampled_from([0, 1, 3, 4, 6]), some.integers(0, 6)), min_size=4, max_size=4))
def test_what_is_public_one_by_one_narrows_no_small_count_further(counts: list[tuple[int, int]]) -> None:
    cells: list[Cell] = [(place, "a", stage) for place, stage in product(("p", "q"), STAGES)]
    table = dict(zip(cells, (count for count, _ in counts), strict=True))
    public = {cell: min(table[cell], part) for cell, (_, part) in zip(cells, counts, strict=True)}
    shown = safe_counts(table, places=["p", "q"], fields=["a"], stages=STAGES, public=public)

    # Small sums of which much is public narrow their parts by themselves; what is shown must not add to that.
    untold = possible(dict.fromkeys(shown), sums(table), public=public)
    for cell, seen in possible(shown, sums(table), public=public).items():
        assert seen >= untold[cell], (cell, public, shown)


@given(
    some.lists(some.sampled_from([0, 1, 3, 4, 5, 6]), min_size=4, max_size=4),
    some.lists(some.sampled_from([0, 0, 0, 1, 2, 4]), min_size=4, max_size=4),
)
def test_an_earlier_table_narrows_no_small_count_or_nothing_is_told(before: list[int], more: list[int]) -> None:
    cells: list[Cell] = [(place, "a", stage) for place, stage in product(("p", "q"), STAGES)]
    first = safe_counts(dict(zip(cells, before, strict=True)), places=["p", "q"], fields=["a"], stages=STAGES)
    now = {cell: count + new for cell, count, new in zip(cells, before, more, strict=True)}
    try:
        shown = safe_counts(now, places=["p", "q"], fields=["a"], stages=STAGES, earlier=[first])
    except Disclosing:
        return

    for cell, seen in possible(shown, sums(now), earlier=first).items():
        assert seen >= set(range(THRESHOLD)), (cell, first, shown)


@given(some.lists(some.integers(0, 30), min_size=12, max_size=12))
def test_what_is_shown_is_rounded_and_large_enough(counts: list[int]) -> None:
    cells: list[Cell] = list(product(("p", "q", ELSEWHERE), FIELDS, STAGES))
    table = dict(zip(cells, counts, strict=True))
    shown = safe_counts(table, places=["p", "q"], fields=FIELDS, stages=STAGES)

    told = sums(table)
    assert all(
        told[cell] >= THRESHOLD and said == rounded(told[cell]) for cell, said in shown.items() if said is not None
    )
    assert not any(cell[0] == ELSEWHERE for cell in shown)
    assert shown == safe_counts(table, places=["p", "q"], fields=FIELDS, stages=STAGES)


def test_a_single_small_count_in_a_line_takes_another_with_it() -> None:
    table: dict[Cell, int] = {("p", "a", "x"): 3, ("p", "a", "y"): 20, ("q", "a", "x"): 40, ("q", "a", "y"): 40}
    shown = safe_counts(table, places=["p", "q"], fields=["a"], stages=STAGES)

    assert shown["p", "a", "x"] is None
    assert sum(said is None for said in shown.values()) > 1
    assert shown["q", "a", "y"] == 40 or shown["q", "a", "x"] == 40
