"""Kennzahlen of the portal in an analysis and as the Ist of a row."""

from decimal import Decimal

from portal.county.queries import action_fields
from portal.indicators.terms import Direction
from portal.kernel.policy import Role
from portal.planning.queries import analysis as queries
from tests.factories.county import make_county
from tests.factories.indicators import make_indicator, make_value
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root
from tests.factories.planning import make_analysis
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.sending import send


def test_a_kennzahl_is_taken_over_with_its_comparison(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    root, place = make_root(), make_place()
    key = make_indicator("Plätze je 100", direction=Direction.MORE_IS_BETTER).key
    make_value(key, place.id, "4")
    make_value(key, root.id, "8")
    login(Role.PLANNER)
    analysis = make_analysis(make_need(place=place))
    url = f"/arbeit/planung/analysen/{analysis.need_id}/kennzahlen/uebernehmen"

    assert send(client, url, {"key": "", "against": "county"}).status_code == 422
    assert send(client, url, {"key": key, "against": "county", "towards": ""}).status_code == 303
    taken = queries.analysis(analysis.need_id, 1).indicators[0]
    assert (taken.value, taken.compared, taken.deviation) == (Decimal(4), Decimal(8), Decimal("50.0"))
    assert taken.compared_with == root.name
    assert "Plätze je 100" in client.get(f"/arbeit/planung/analysen/{analysis.need_id}").text


def test_a_kennzahl_that_says_nothing_by_itself_asks_for_the_direction(client: PickyClient, login: Login) -> None:
    make_county()
    key = make_indicator("Gebäude", direction=Direction.NEUTRAL).key
    login(Role.PLANNER)
    analysis = make_analysis(make_need())
    url = f"/arbeit/planung/analysen/{analysis.need_id}/kennzahlen/uebernehmen"

    assert send(client, url, {"key": key, "against": "similar", "towards": ""}).status_code == 422
    assert send(client, url, {"key": key, "against": "similar", "towards": "higher"}).status_code == 303
    taken = queries.analysis(analysis.need_id, 1).indicators[0]
    assert (taken.value, taken.deviation) == (None, None), "what nobody knows is no zero"


def test_residents_are_whom_it_is_about_until_somebody_says_otherwise(client: PickyClient, login: Login) -> None:
    make_county()
    place = make_place()
    make_value("population", place.id, "1250")

    analysis = make_analysis(make_need(place=place))

    assert analysis.group_size == 1250
    assert analysis.group_source.startswith("Einwohnerinnen und Einwohner am 31.12.2015")


def test_a_row_takes_its_ist_from_a_kennzahl(client: PickyClient, login: Login) -> None:

    make_county(with_terms=True)
    place = make_place()
    key = make_indicator("Pflegeplätze").key
    make_value(key, place.id, "9")
    login(Role.PLANNER)
    values = {
        "action_field_id": str(action_fields()[0].id), "sozialraum_id": str(place.id), "subject": "Pflegeplätze",
        "target_value": "12", "target_kind": "guideline", "target_source": "Plan", "actual_kind": "indicator",
        "offer_kind": "", "indicator_key": key,
    }  # fmt: skip

    assert send(client, "/arbeit/planung/soll-ist/neu", values | {"indicator_key": ""}).status_code == 422
    made = send(client, "/arbeit/planung/soll-ist/neu", values)
    assert made.status_code == 303
    text = client.get(made.location.partition("?")[0]).text
    assert "75 Prozent" in text
