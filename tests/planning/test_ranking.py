"""The arithmetic of a ranking: worked cases, and what holds for all."""

from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from portal.planning.terms.ranking import RankInterval, mean, ranking, score

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
URGENCY, COST = UUID(int=11), UUID(int=12)
Case = tuple[dict[UUID, dict[UUID, Fraction]], dict[UUID, int]]


def means(**rows: tuple[int, int]) -> dict[UUID, dict[UUID, Fraction]]:
    keys = {"a": A, "b": B, "c": C}
    return {keys[name]: {URGENCY: Fraction(one), COST: Fraction(two)} for name, (one, two) in rows.items()}


def test_the_weighted_mean_by_hand() -> None:
    assert mean([5, 4, 4]) == Fraction(13, 3)
    assert score({URGENCY: Fraction(5), COST: Fraction(2)}, {URGENCY: 3, COST: 1}) == Fraction(17, 4)


def test_who_is_equal_shares_a_place() -> None:
    found = ranking(means(a=(5, 1), b=(1, 5), c=(1, 1)), {URGENCY: 10, COST: 10})

    assert [(one.need_id, one.place) for one in found] == [(A, 1), (B, 1), (C, 3)]
    assert found[0].interval == RankInterval(1, 2), "a lighter urgency lets b pass"
    assert found[2].interval.is_firm


def test_a_clear_lead_is_firm_whatever_happens_to_one_weight() -> None:
    found = ranking(means(a=(5, 4), b=(2, 2)), {URGENCY: 50, COST: 50})

    assert [one.interval for one in found] == [RankInterval(1, 1), RankInterval(2, 2)]


def test_a_place_lost_only_in_between_is_found() -> None:
    """b is ahead of a below 1.1 times the weight, c above 0.9 times: both only in between, so that neither end shows place 3."""
    rows = {
        A: {URGENCY: Fraction(3), COST: Fraction(3)},
        B: {URGENCY: Fraction(2), COST: Fraction(41, 10)},
        C: {URGENCY: Fraction(4), COST: Fraction(21, 10)},
    }
    found = {one.need_id: one for one in ranking(rows, {URGENCY: 10, COST: 10})}

    span = found[A].by_criterion[URGENCY]
    assert span == _by_looking(rows, {URGENCY: 10, COST: 10}, A, URGENCY)
    assert (span.best, span.worst) == (2, 3)


def _by_looking(
    rows: dict[UUID, dict[UUID, Fraction]], weights: dict[UUID, int], need: UUID, moved: UUID
) -> RankInterval:
    """The same interval the slow way: at every crossing, and in the middle between any two."""
    moments = {Fraction(4, 5), Fraction(6, 5)}
    for other in rows:
        slope = weights[moved] * (rows[other][moved] - rows[need][moved])
        fixed = sum(weights[one] * (rows[other][one] - rows[need][one]) for one in weights if one != moved)
        if slope:
            crossing = -Fraction(fixed) / slope
            moments |= {crossing} if Fraction(4, 5) <= crossing <= Fraction(6, 5) else set()
    ordered = sorted(moments)
    moments |= {(one + two) / 2 for one, two in pairwise(ordered)}
    places = set()
    for moment in moments:
        factors = {one: weight * (moment if one == moved else 1) for one, weight in weights.items()}
        totals = {one: sum(factors[k] * of[k] for k in weights) for one, of in rows.items()}
        places.add(1 + sum(total > totals[need] for total in totals.values()))
    return RankInterval(min(places), max(places))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    criteria = [UUID(int=100 + number) for number in range(draw(st.integers(1, 4)))]
    needs = [UUID(int=number) for number in range(1, draw(st.integers(2, 7)))]
    people = draw(st.integers(1, 3))
    points = st.lists(st.integers(1, 5), min_size=people, max_size=people)
    rows = {need: {one: mean(draw(points)) for one in criteria} for need in needs}
    return rows, {one: draw(st.integers(1, 100)) for one in criteria}


@given(cases())
def test_intervals_are_those_one_finds_by_looking(case: Case) -> None:
    rows, weights = case
    for one in ranking(rows, weights):
        for moved, span in one.by_criterion.items():
            assert span == _by_looking(rows, weights, one.need_id, moved)


@given(cases(), st.integers(2, 9))
def test_only_the_proportions_of_weights_count(case: Case, factor: int) -> None:
    rows, weights = case
    heavier = {one: weight * factor for one, weight in weights.items()}

    assert ranking(rows, weights) == ranking(rows, heavier)


@given(cases())
def test_places_are_sound(case: Case) -> None:
    rows, weights = case
    found = ranking(rows, weights)

    assert [one.place for one in found] == sorted(one.place for one in found)
    assert {one.need_id for one in found} == set(rows)
    for one in found:
        assert one.interval.best <= one.place <= one.interval.worst
        assert 1 <= one.score <= 5
        assert one.place == 1 + sum(other.score > one.score for other in found)


@given(cases(), st.data())
def test_more_points_never_cost_a_place(case: Case, data: st.DataObject) -> None:
    rows, weights = case
    need, criterion = data.draw(st.sampled_from(list(rows))), data.draw(st.sampled_from(list(weights)))
    better = rows | {need: rows[need] | {criterion: Fraction(5)}}
    before = {one.need_id: one.place for one in ranking(rows, weights)}
    after = {one.need_id: one.place for one in ranking(better, weights)}

    assert after[need] <= before[need]
