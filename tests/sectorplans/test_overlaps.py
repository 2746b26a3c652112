"""Overlaps: Zielgruppe, Sozialraum and months all have to meet."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.sectorplans import actions, queries
from portal.sectorplans.terms import CollectionState, months_between
from tests.factories.county import make_county
from tests.factories.places import make_place, make_root
from tests.factories.sectorplans import make_collection, make_plan
from tests.support.time import StoppedClock

YOUNG, OLD, ALL = "Jugendliche", "Seniorinnen und Senioren", "Alle Einwohnerinnen und Einwohner"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


@pytest.mark.parametrize(
    ("mine", "theirs", "meets"),
    [
        ((OLD,), (OLD,), True),
        ((OLD,), (YOUNG,), False),
        ((OLD, YOUNG), (YOUNG,), True),
        ((), (YOUNG,), True),
        ((OLD,), (), True),
        ((ALL,), (YOUNG,), True),
        ((YOUNG,), (ALL,), True),
        ((), (), True),
    ],
)
def test_groups_meet(place: Sozialraum, mine: tuple[str, ...], theirs: tuple[str, ...], meets: bool) -> None:
    one = make_collection("Meine", place=place, groups=mine)
    make_collection("Andere", place=place, groups=theirs)

    assert queries.overlapping(one).count == int(meets)
    assert queries.pairs(date(2027, 1, 1), date(2027, 12, 1)).count == int(meets)


@pytest.mark.parametrize(
    ("months", "meets"),
    [
        (((2027, 1), (2027, 2)), False),
        (((2027, 1), (2027, 3)), True),
        (((2027, 4), (2027, 4)), True),
        (((2027, 5), (2028, 1)), True),
        (((2027, 6), (2027, 7)), False),
        (((2026, 1), (2028, 1)), True),
    ],
)
def test_months_meet(place: Sozialraum, months: tuple[tuple[int, int], tuple[int, int]], meets: bool) -> None:
    one = make_collection("Meine", place=place)
    make_collection("Andere", place=place, months=months)

    assert queries.overlapping(one).count == int(meets)
    assert queries.pairs(date(2026, 1, 1), date(2028, 12, 1)).count == int(meets)


def test_a_place_meets_what_lies_around_it_and_beneath_it(place: Sozialraum) -> None:
    quarter = make_place("Schönegg", kind=PlaceKind.LOCALITY, parent=place)
    made = {
        name: make_collection(name, place=where)
        for name, where in (
            ("Landkreis", make_root()),
            ("Gemeinde", place),
            ("Ortsteil", quarter),
            ("Nachbar", make_place("Kammlach")),
        )
    }

    found = {name: {pair.other.title for pair in queries.overlapping(one).shown} for name, one in made.items()}

    assert found == {
        "Landkreis": {"Gemeinde", "Ortsteil", "Nachbar"},
        "Gemeinde": {"Landkreis", "Ortsteil"},
        "Ortsteil": {"Landkreis", "Gemeinde"},
        "Nachbar": {"Landkreis"},
    }
    pairs = queries.pairs(date(2027, 1, 1), date(2027, 12, 1)).shown
    assert {frozenset((pair.one.title, pair.other.title)) for pair in pairs} == {
        frozenset((name, other)) for name, others in found.items() for other in others
    }
    assert len(pairs) == 4


def test_what_was_called_off_overlaps_with_nothing(place: Sozialraum) -> None:
    one = make_collection("Meine", place=place)
    off = make_collection("Abgesagt", place=place, state=CollectionState.CANCELLED)

    assert queries.overlapping(one).count == 0
    assert queries.overlapping(off).count == 0


def test_the_same_zielgruppe_comes_before_everybody_and_says_when(place: Sozialraum) -> None:
    one = make_collection("Meine", place=place, groups=(OLD,))
    make_collection("Alle", place=place, months=((2027, 3), (2027, 3)))
    make_collection("Gleiche", place=place, groups=(OLD,), months=((2027, 5), (2027, 8)))

    first, second = queries.overlapping(one).shown

    assert (first.other.title, first.groups, first.first_month, first.last_month) == (
        "Gleiche",
        (OLD,),
        date(2027, 5, 1),
        date(2027, 5, 1),
    )
    assert (second.other.title, second.groups) == ("Alle", ())


def test_what_is_still_to_come_stands_before_what_is_over(place: Sozialraum, frozen_clock: StoppedClock) -> None:
    frozen_clock.set("2027-06-15 09:00")
    for title, month in (("Frühling", 3), ("Juni", 6), ("Herbst", 9)):
        make_collection(title, place=place, months=((2027, month), (2027, month)))
        make_collection(f"{title} nebenan", place=place, months=((2027, month), (2027, month)))

    shown = queries.pairs(date(2027, 1, 1), date(2027, 12, 1)).shown

    assert [pair.first_month.month for pair in shown] == [6, 9, 3]


def test_two_plans_that_ask_twice_are_found_and_one_plan_is_not(place: Sozialraum) -> None:
    youth, school = make_plan(), make_plan("Schulentwicklungsplanung")
    for plan in (youth, youth, school):
        make_collection(plan.name, place=place, plan=plan, groups=(YOUNG,), months=((2090, 1), (2090, 2)))
    make_collection("Gemeinde", place=place, groups=(YOUNG,), months=((2090, 1), (2090, 2)))

    pairs = queries.collected_by_two().shown

    assert [{pair.one.title, pair.other.title} for pair in pairs] == [{youth.name, school.name}] * 2


def test_same_figures_and_shared_erhebungen_are_told(place: Sozialraum) -> None:
    youth, school, third = make_plan(), make_plan("Schulentwicklungsplanung"), make_plan("Armutsbericht")
    shared = make_collection("Familien", place=place, plan=youth)
    with unit_of_work():
        for plan, name in ((youth, "Kinder unter 18"), (school, "KINDER unter 18"), (third, "SGB-II-Quote")):
            fresh = queries.plan(plan.id)
            actions.add_indicator(fresh, name=name, source="Landesamt für Statistik", as_of=None, by=SYSTEM)
        for _ in range(2):
            actions.choose_used(queries.plan(school.id), queries.collection(shared.id), by=SYSTEM)

    (same,) = queries.same_indicators()
    assert [plan.name for plan, _one in same.uses] == [youth.name, school.name]
    assert same.is_of_one_source
    (used,) = queries.shared_collections()
    assert (used.collection.title, [plan.name for plan in used.plans]) == ("Familien", [youth.name, school.name])
    assert queries.used_counts() == {youth.id: 1, school.id: 1}


@given(first=st.dates(date(1990, 1, 1), date(2099, 12, 1)), more=st.integers(min_value=0, max_value=119))
@settings(max_examples=50)
def test_months_are_counted_with_both_ends(first: date, more: int) -> None:
    year, month = divmod(first.year * 12 + first.month - 1 + more, 12)

    assert months_between(first, date(year, month + 1, 28)) == more + 1
