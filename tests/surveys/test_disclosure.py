"""What a public table hides cannot be found out from what it shows."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.surveys.charts import periods_of
from portal.surveys.terms.disclosure import TOGETHER, rounded, safe_table, settled_day

tables = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 4) | st.integers(0, 60), min_size=1)


def possible(shown: int) -> range:
    """The counts that are rounded to what is shown."""
    return range(max(0, shown - 2), shown + 3)


def reach(parts: list[range]) -> range:
    """Every sum of one number of each range; sums of ranges without gaps have none either."""
    return range(sum(part[0] for part in parts), sum(part[-1] for part in parts) + 1)


def what_one_can_find_out(
    counts: Mapping[str, int], shown: Mapping[str, int | None], people: int, threshold: int, code: str
) -> set[int]:
    """Every value of the hidden count `code` that fits what is shown, for somebody who knows which hidden counts are small.

    Tried out value by value, in another way than the rule itself computes it.
    """
    found = set()
    hidden = [other for other, count in shown.items() if count is None and other != code]
    large = [other for other in hidden if counts[other] >= threshold]
    small = [range(threshold) for other in hidden if counts[other] < threshold]
    told = [possible(count) for count in shown.values() if count is not None]
    for value in range(threshold):
        for all_people in possible(people):
            sums = reach([*told, *small, range(value, value + 1)])
            rest = range(all_people - sums[-1], all_people - sums[0] + 1)
            if (large and rest[-1] >= threshold * len(large)) or (not large and 0 in rest):
                found.add(value)
    return found


@settings(max_examples=400, deadline=None)
@given(counts=tables, threshold=st.sampled_from([5, 10, 20]))
def test_nothing_hidden_can_be_computed_from_what_is_shown(counts: dict[str, int], threshold: int) -> None:
    people = sum(counts.values())

    table = safe_table(counts, people, threshold=threshold)

    if table.people is None:
        assert set(table.counts.values()) <= {None}
        return
    for code, count in counts.items():
        if count < threshold:
            assert table.counts[code] is None
            known = what_one_can_find_out(counts, table.counts, table.people, threshold, code)
            assert known == set(range(threshold)), (code, table)


@settings(max_examples=300, deadline=None)
@given(
    people=st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=5, max_size=60),
    least=st.integers(1, 2),
)
def test_hidden_counts_of_multiple_choice_cannot_be_computed_either(people: list[set[str]], least: int) -> None:
    answers = [one for one in people if len(one) >= least]
    counts = {code: sum(code in one for one in answers) for code in "abcd"}
    most = max((len(one) for one in answers), default=1)

    table = safe_table(counts, len(answers), least_each=least, most_each=most)

    hidden = [code for code, count in table.counts.items() if count is None]
    if table.people is None:
        return
    small = [code for code in hidden if counts[code] < 5]
    told = reach([possible(count) for count in table.counts.values() if count is not None])
    large = len(hidden) - len(small)
    # All choices together lie between these two; a small count of 0, and one of 4, must both fit.
    least_choices, most_choices = max(0, table.people - 2) * least, (table.people + 2) * most
    for value in (0, 4) if small else ():
        lowest = told[0] + value + 5 * large
        highest = told[-1] + value + 4 * (len(small) - 1)
        assert lowest <= most_choices
        assert large or highest >= least_choices


@given(counts=tables)
def test_what_is_shown_is_near_the_truth_and_rounded(counts: dict[str, int]) -> None:
    table = safe_table(counts, sum(counts.values()))

    for code, count in table.counts.items():
        if count is not None:
            assert count % 5 == 0
            assert abs(count - counts[code]) <= 2


@pytest.mark.parametrize(
    ("counts", "people", "shown"),
    [
        ({"a": 50, "b": 50}, 100, {"a": 50, "b": 50}),
        ({"a": 2, "b": 2}, 4, {"a": None, "b": None}),
        # One small count that the rounding hides well enough.
        ({"a": 50, "b": 48, "c": 2}, 100, {"a": 50, "b": 50, "c": None}),
        # At least 108 people, at most 104 of them in the first two: the third would be 4, so the next one is hidden too.
        ({"a": 62, "b": 42, "c": 4}, 108, {"a": 60, "b": None, "c": None}),
        ({"a": 100, "b": 4}, 104, {"a": None, "b": None}),
        ({"a": 20}, 20, {"a": 20}),
    ],
)
def test_examples(counts: dict[str, int], people: int, shown: dict[str, int | None]) -> None:
    assert dict(safe_table(counts, people).counts) == shown


def test_rounding_goes_to_the_nearest_five() -> None:
    assert [rounded(count) for count in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]


FIRST = date(2026, 5, 1)


@given(people=st.lists(st.integers(0, 8), max_size=20))
def test_from_day_to_day_nobody_comes_to_light_with_fewer_than_four_others(people: list[int]) -> None:
    per_day = {FIRST + timedelta(days=number): count for number, count in enumerate(people) if count}
    seen = 0
    for number in range(len(people) + 1):
        today = FIRST + timedelta(days=number)
        so_far = {day: count for day, count in per_day.items() if day <= today}

        settled = settled_day(so_far, before=today)

        counted = sum(count for day, count in so_far.items() if settled and day <= settled)
        assert settled is None or settled < today
        assert counted == seen or counted >= seen + TOGETHER
        seen = counted
    assert sum(people) - seen < TOGETHER


@pytest.mark.parametrize(
    ("first", "last", "ends", "count"),
    [
        (date(2026, 2, 28), date(2026, 2, 28), (date(2026, 2, 1), date(2026, 2, 28)), 1),
        (date(2024, 12, 31), date(2026, 2, 1), (date(2024, 12, 1), date(2026, 2, 28)), 15),
        (date(2024, 1, 1), date(2025, 7, 1), (date(2024, 1, 1), date(2025, 12, 31)), 2),
        (date(1939, 6, 1), date(2008, 6, 1), (date(1930, 1, 1), date(2009, 12, 31)), 8),
        (date(1880, 1, 1), date(2200, 12, 31), (date(1880, 1, 1), date(2209, 12, 31)), 33),
    ],
)
def test_periods_follow_each_other_without_a_gap(first: date, last: date, ends: tuple[date, date], count: int) -> None:
    periods = periods_of(first, last)

    assert (periods[0][0], periods[-1][1]) == ends
    assert len(periods) == count
    assert all(one[1] + timedelta(days=1) == other[0] for one, other in pairwise(periods))
