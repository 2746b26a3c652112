"""Which Bedarfe are like some words, and what the words are about."""

import pytest
from sqlalchemy.orm import Session

from portal.county import queries as county
from portal.kernel.policy import SYSTEM, Role
from portal.needs import queries
from portal.needs.terms.subjects import ACTION_FIELDS, BASIC_FUNCTIONS, TARGET_GROUPS, suggested
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_places

BUS = "Am Abend fährt kein Bus mehr nach Mindelheim ins Krankenhaus."


def test_shared_words_same_place_same_field(session: Session) -> None:
    make_county(with_terms=True)
    field = county.action_fields()[0]
    here, there = make_places("Legau", "Babenhausen")
    best = make_need("Busverbindung am Abend nach Mindelheim", here, action_field=field)
    far = make_need("Abendbus nach Mindelheim", there)
    make_need("Spielplatz im Neubaugebiet", here, action_field=field)

    found = queries.similar_needs(SYSTEM, BUS, place_id=here.id, action_field_id=field.id)

    assert [one.need.id for one in found] == [best.id, far.id]
    assert found[0].same_place
    assert found[0].same_field
    assert set(found[0].shared_words) == {"Abend", "Bus", "Mindelheim"}
    assert not found[1].same_place


def test_a_part_of_a_gemeinde_is_the_same_place(session: Session) -> None:
    from portal.places.terms import PlaceKind

    gemeinde = make_place("Legau")
    part = make_place("Maria Steinbach", kind=PlaceKind.LOCALITY, parent=gemeinde)
    make_need("Bus nach Mindelheim am Abend", gemeinde)

    assert queries.similar_needs(SYSTEM, BUS, place_id=part.id)[0].same_place


def test_place_and_field_alone_are_no_likeness(session: Session) -> None:
    place = make_place("Legau")
    make_need("Spielplatz", place)

    assert queries.similar_needs(SYSTEM, BUS, place_id=place.id) == []
    assert queries.similar_needs(SYSTEM, "", place_id=place.id) == []
    assert queries.similar_needs(SYSTEM, "und der die das", place_id=None) == []


def test_only_what_one_may_see_is_offered(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    make_need("Bus nach Mindelheim am Abend", there)

    assert queries.similar_needs(make_account(Role.PLANNER, here), BUS, place_id=here.id) == []


def test_the_rare_word_tells_more_than_the_common_one(session: Session) -> None:
    place = make_place("Legau")
    for n in range(8):
        make_need(f"Bus fährt zu selten {n}", place)
    rare = make_need("Bus mit Rampe für den Rollstuhl", place)

    found = queries.similar_needs(SYSTEM, "Der Bus hat keine Rampe für meinen Rollstuhl.", place_id=place.id)

    assert found[0].need.id == rare.id


@pytest.mark.parametrize(
    ("table", "text", "key"),
    [
        (ACTION_FIELDS, BUS, "integrierte-orts-und-entwicklungsplanung"),
        (ACTION_FIELDS, "Für meine Mutter gibt es keinen Heimplatz im Pflegeheim.", "betreuung-und-pflege"),
        (ACTION_FIELDS, "Die Kita hat zu kurz offen.", "familien"),
        (ACTION_FIELDS, "Der Jugendraum ist seit Monaten zu.", "jugend"),
        (ACTION_FIELDS, "Mit dem Rollstuhl komme ich nicht über den Bordstein.", "inklusion"),
        (TARGET_GROUPS, "Ich bin Rentnerin und gehe am Rollator.", "seniorinnen-und-senioren"),
        (BASIC_FUNCTIONS, BUS, "am-verkehr-teilnehmen"),
    ],
)
def test_words_point_to_a_subject(table: dict[str, str], text: str, key: str) -> None:
    assert suggested(table, text) == [key]


@pytest.mark.parametrize("text", ["", "Danke!", "Blablabla", "🚌"])
def test_no_word_no_suggestion(text: str) -> None:
    assert suggested(ACTION_FIELDS, text) == []


def test_every_suggested_term_comes_with_the_lists() -> None:
    from portal.county import terms

    assert set(ACTION_FIELDS) <= set(terms.ACTION_FIELDS)
    assert set(TARGET_GROUPS) <= set(terms.TARGET_GROUPS)
    assert set(BASIC_FUNCTIONS) <= set(terms.BASIC_FUNCTIONS)


def test_retired_terms_are_not_suggested(session: Session) -> None:
    assert queries.suggested_field(BUS) is None
    make_county(with_terms=True)
    field = queries.suggested_field(BUS)
    assert field is not None
    assert field.name == "Integrierte Orts- und Entwicklungsplanung"
