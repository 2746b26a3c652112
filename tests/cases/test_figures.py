"""Counts that tell nothing of a single person."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.cases import queries
from portal.cases.formats import Told, protected, told
from portal.cases.terms import FEWEST_TOLD, Guidance, WayOfContact
from portal.county.queries import target_groups
from portal.kernel.policy import Role
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.cases import make_case, make_keeper
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.time import StoppedClock


def readings(shown: Sequence[Told], total: int) -> Iterator[tuple[int, ...]]:
    """Every set of counts that fits what is shown and the sum."""
    ranges = [
        [one.count] if one.count is not None else range(FEWEST_TOLD) if one.is_small else range(FEWEST_TOLD, total + 1)
        for one in shown
    ]
    yield from (one for one in product(*ranges) if sum(one) == total)


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_small_count_could_be_anything_small(many: int) -> None:
    """A reader who knows the sum and the rule computes every set of counts that fits: each small one takes each value."""
    for counts in product((0, 1, 3, 4, 5, 6, 9, 13), repeat=many):
        shown = list(protected(dict(enumerate(counts))).values())
        possible = list(readings(shown, sum(counts)))
        for place in (place for place, one in enumerate(shown) if one.is_small):
            assert {one[place] for one in possible} == set(range(FEWEST_TOLD)), counts


@given(counts=st.lists(st.integers(0, 40), max_size=8))
def test_no_small_count_is_told_and_no_told_count_is_wrong(counts: list[int]) -> None:
    shown = protected(dict(enumerate(counts)))

    assert list(shown) == list(range(len(counts)))
    assert all(one.count in (None, count) for one, count in zip(shown.values(), counts, strict=True))
    assert all(one.count is None or one.count >= FEWEST_TOLD for one in shown.values())


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([12, 7], [12, 7]),
        # One small count would be the rest of the sum: the smallest large one that hides it goes with it.
        ([3, 20, 9], ["unter 5", 20, "verdeckt"]),
        # 5 and 2 make 7, of which one is at least 5: the small one would be 0 to 2. The next larger hides it.
        ([2, 5, 30], ["unter 5", 5, "verdeckt"]),
        # Three small ones hide each other.
        ([2, 3, 1, 30], ["unter 5", "unter 5", "unter 5", 30]),
        # Two that are both 4 could be nothing else.
        ([4, 4, 30], ["unter 5", "unter 5", "verdeckt"]),
        # Nothing to hide behind: nothing is told, not even which ones are small.
        ([1, 4], ["verdeckt", "verdeckt"]),
        ([6, 0], ["verdeckt", "verdeckt"]),
    ],
)
def test_worked_cases(counts: list[int], shown: list[int | str]) -> None:
    found = protected(dict(enumerate(counts))).values()

    assert [one.count or ("unter 5" if one.is_small else "verdeckt") for one in found] == shown


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5), (6, 6)])
def test_one_count_alone(count: int, shown: int | None) -> None:
    assert told(count).count == shown


def test_the_report_tells_what_it_may(app: Flask, frozen_clock: StoppedClock) -> None:
    make_county(with_terms=True)
    place = make_place("Pfaffenhausen")
    quarter = make_place("Egelhofen", kind=PlaceKind.LOCALITY, parent=place)
    keeper = make_keeper(place)
    group = target_groups()[0]
    for number in range(12):
        frozen_clock.set(f"2026-0{1 + number // 6}-15T10:00:00+01:00")
        where = quarter if number % 2 else place
        make_case(keeper, place=where, way=WayOfContact.PHONE, target_group_id=group.id if number < 10 else None)
    elsewhere = make_place("Kammlach")
    make_case(make_keeper(elsewhere), place=elsewhere)

    found = queries.report_figures([place.id], date(2026, 1, 1), date(2026, 12, 31))

    assert found.total == Told(12)
    assert (found.since, found.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert [one.since for one in found.by_quarter] == [date(2026, month, 1) for month in (1, 4, 7, 10)]
    # The other three are empty, which a reader of the sum could work out: the first is hidden with them.
    assert [one.asked.count for one in found.by_quarter] == [None, None, None, None]
    assert [one.asked.count for one in found.by_month] == [None] * 12
    assert [way for way, _ in found.by_way] == list(WayOfContact)
    assert [kind for kind, _ in found.by_guidance] == list(Guidance)
    assert [one for one, _ in found.by_target_group][-1] is None
    assert all(told.count is None or told.count >= 5 for _, told in found.by_target_group)


def test_two_reports_a_day_apart_are_the_same(app: Flask, frozen_clock: StoppedClock) -> None:
    make_county()
    place = make_place()
    keeper = make_keeper(place)
    for _ in range(5):
        make_case(keeper, place=place)

    first = queries.report_figures([place.id], date(2026, 1, 1), date(2026, 3, 1))

    assert first == queries.report_figures([place.id], date(2026, 1, 1), date(2026, 3, 2))
    assert first.total == Told(5)


@pytest.mark.parametrize(("since", "until"), [(date(2026, 1, 2), date(2026, 1, 1)), (date(1, 1, 1), date(2026, 1, 1))])
def test_a_span_nobody_reports_is_refused(app: Flask, since: date, until: date) -> None:
    with pytest.raises(ValueError, match="a report"):
        queries.report_figures([], since, until)


def test_administrators_count_places_without_small_numbers(app: Flask) -> None:
    make_county()
    big, small, empty = make_place("Babenhausen"), make_place("Kammlach"), make_place("Lauben")
    keeper = make_keeper(big)
    part = make_place("Klosterbeuren", kind=PlaceKind.LOCALITY, parent=big)
    for number in range(9):
        make_case(keeper, place=big if number else part)
    make_case(make_keeper(small), place=small)

    counted = queries.counts_per_place(make_account(Role.ADMIN))

    assert [(one.name, one.running.count) for one in counted] == [
        ("Babenhausen", None),
        ("Kammlach", None),
        ("Lauben", None),
    ]
    assert [one.name for one in queries.counts_per_place(make_account(Role.ADMIN, empty))] == ["Lauben"]
