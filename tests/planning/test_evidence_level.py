"""The rule that proposes how far a Bedarf is borne out, as a table of worked cases."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.planning.terms.analysis import Tendency, deviation
from portal.planning.terms.evidence_level import SHIPPED, EvidenceFacts, EvidenceLevel, propose

FELT, PARTLY, PROVEN = EvidenceLevel

#: What is known, the points of sources, reach and deviation, and the level: as the page of the rule lets anybody reckon.
CASES: tuple[tuple[str, dict[str, Any], tuple[int, int, int], EvidenceLevel], ...] = (
    ("one person, one Anliegen", {"formats": 1, "other_kinds": 0, "people": 1}, (0, 0, 0), FELT),
    ("nothing at all", {"formats": 0, "other_kinds": 0}, (0, 0, 0), FELT),
    ("two formats, few people", {"formats": 2, "other_kinds": 0, "people": 9}, (1, 0, 0), FELT),
    ("two formats, ten people", {"formats": 2, "other_kinds": 0, "people": 10}, (1, 1, 0), PARTLY),
    ("five formats count as two", {"formats": 5, "other_kinds": 0, "people": 29}, (1, 1, 0), PARTLY),
    ("many people in one format", {"formats": 1, "other_kinds": 0, "people": 400}, (0, 2, 0), PARTLY),
    ("experts and papers without people", {"formats": 0, "other_kinds": 3}, (2, 0, 0), PARTLY),
    (
        "a small village: two of a thousand",
        {"formats": 1, "other_kinds": 1, "people": 2, "group_size": 1000},
        (1, 1, 0),
        PARTLY,
    ),
    (
        "a large group: thirty of a hundred thousand are few",
        {"formats": 2, "other_kinds": 0, "people": 30, "group_size": 100_000},
        (1, 0, 0),
        FELT,
    ),
    ("a number a little off", {"formats": 1, "other_kinds": 1, "deviation": Decimal("10")}, (1, 0, 1), PARTLY),
    ("a number just not far enough", {"formats": 1, "other_kinds": 0, "deviation": Decimal("9.9")}, (0, 0, 0), FELT),
    (
        "people, an expert and a number far off",
        {"formats": 1, "other_kinds": 2, "people": 6, "group_size": 1200, "deviation": Decimal("50")},
        (2, 2, 2),
        PROVEN,
    ),
    ("four points are enough", {"formats": 2, "other_kinds": 1, "people": 30}, (2, 2, 0), PROVEN),
    (
        "a number that speaks against",
        {"formats": 2, "other_kinds": 1, "people": 30, "deviation": Decimal("-40"), "other_kinds_against": 1},
        (2, 2, 0),
        PROVEN,
    ),
    (
        "as much against as for: one level lower",
        {"formats": 2, "other_kinds": 1, "people": 30, "formats_against": 1, "other_kinds_against": 2},
        (2, 2, 0),
        PARTLY,
    ),
    (
        "little, and disputed",
        {"formats": 1, "other_kinds": 0, "people": 3, "formats_against": 1},
        (0, 0, 0),
        FELT,
    ),
)


@pytest.mark.parametrize(("case", "known", "points", "level"), CASES, ids=[case[0] for case in CASES])
def test_worked_cases(case: str, known: dict[str, Any], points: tuple[int, ...], level: EvidenceLevel) -> None:
    proposal = propose(EvidenceFacts(**known), SHIPPED)

    assert tuple(one.points for one in proposal.results) == points, case
    assert proposal.level is level, case


def test_voices_alone_never_make_it_borne_out() -> None:
    facts = EvidenceFacts(formats=9, other_kinds=0, people=900, group_size=1000, deviation=Decimal(99))

    proposal = propose(facts, SHIPPED)

    assert proposal.points == 5
    assert (proposal.level, proposal.lacks_other_kinds) == (PARTLY, True)


@pytest.mark.parametrize(
    ("value", "compared", "tendency", "percent"),
    [
        ("5", "10", Tendency.LOWER, "50.0"),
        ("5", "10", Tendency.HIGHER, "-50.0"),
        ("12.5", "10", Tendency.HIGHER, "25.0"),
        ("-5", "-10", Tendency.HIGHER, "50.0"),
        ("1", "3", Tendency.LOWER, "66.7"),
        ("0", "10", Tendency.LOWER, "100.0"),
    ],
)
def test_deviation(value: str, compared: str, tendency: Tendency, percent: str) -> None:
    assert deviation(Decimal(value), Decimal(compared), tendency) == Decimal(percent)


def test_what_nobody_knows_is_never_zero() -> None:
    assert deviation(None, Decimal(10), Tendency.LOWER) is None
    assert deviation(Decimal(10), None, Tendency.LOWER) is None
    assert deviation(Decimal(10), Decimal(0), Tendency.LOWER) is None


known_facts = st.fixed_dictionaries(
    {
        "formats": st.integers(0, 6),
        "other_kinds": st.integers(0, 5),
        "formats_against": st.integers(0, 6),
        "other_kinds_against": st.integers(0, 5),
        "people": st.integers(0, 500),
        "group_size": st.none() | st.integers(1, 200_000),
        "deviation": st.none() | st.integers(-2000, 2000).map(lambda tenths: Decimal(tenths) / 10),
    }
)


@given(known_facts)
def test_more_that_speaks_for_it_never_lowers_the_proposal(known: dict[str, Any]) -> None:
    order = list(EvidenceLevel)
    before = order.index(propose(EvidenceFacts(**known), SHIPPED).level)
    more = ({"other_kinds": known["other_kinds"] + 1}, {"people": known["people"] + 10}, {"deviation": Decimal(300)})

    for change in more:
        assert order.index(propose(EvidenceFacts(**(known | change)), SHIPPED).level) >= before
    less = known | {"other_kinds_against": known["other_kinds_against"] + 1}
    assert order.index(propose(EvidenceFacts(**less), SHIPPED).level) <= before
