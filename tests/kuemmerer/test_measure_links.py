"""A Teilprojekt says which Maßnahmen it belongs to, and both sides show it to those who may see the other."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer.actions import measure_links, subprojects
from portal.kuemmerer.queries import measure_links as queries
from portal.kuemmerer.terms.subprojects import MOST_MEASURES
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.groups import make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.measures import make_measure
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.sending import send


def test_linking_twice_and_unlinking_twice(app: Flask) -> None:
    place = make_place("Kirchheim")
    one = make_sub_project(project=make_project(place=place))
    measure = make_measure("Bürgerbus", place)
    for _twice in range(2):
        with unit_of_work():
            measure_links.link_measure(one, measure.id, by=SYSTEM)
    assert [found.id for found in queries.linked_measures(SYSTEM, one.id)] == [measure.id]
    assert [found.id for found in queries.sub_projects_of(SYSTEM, measure.id)] == [one.id]

    for _twice in range(2):
        with unit_of_work():
            measure_links.unlink_measure(one, measure.id, by=SYSTEM)
    assert queries.linked_measures(SYSTEM, one.id) == []


def test_what_is_refused(app: Flask) -> None:
    here, there = make_place("Kirchheim"), make_place("Legau")
    one = make_sub_project(project=make_project(place=here))
    foreign = make_measure("Anderswo", there)
    kuemmerer, other = make_account(Role.KUEMMERER, here), make_account(Role.KUEMMERER, there)

    for unknown in (foreign.id, uuid4()):
        with pytest.raises(InvalidInput), unit_of_work():
            measure_links.link_measure(one, unknown, by=kuemmerer)
    mine = make_measure("Bürgerbus", here)
    for act in (measure_links.link_measure, measure_links.unlink_measure):
        with pytest.raises(Forbidden), unit_of_work():
            act(one, mine.id, by=other)
    for other_one in [make_measure(f"Maßnahme {number}", here) for number in range(MOST_MEASURES)]:
        with unit_of_work():
            measure_links.link_measure(one, other_one.id, by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        measure_links.link_measure(one, mine.id, by=SYSTEM)


def test_the_way_on_the_pages(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    place = make_place("Kirchheim")
    one = make_sub_project("Fahrdienst", project=make_project(place=place))
    need = make_need("Bus", place)
    bus, shared = make_measure("Bürgerbus", place), make_measure("Haltestellen", place, needs=(need,))
    with unit_of_work():
        subprojects.link_need(one, need.id, by=SYSTEM)
    login.as_(make_account(Role.KUEMMERER, place))
    url = f"/arbeit/quartiersprojekte/teilprojekte/{one.id}"
    address = f"{url}/massnahmen"
    assert "Noch mit keiner Maßnahme verbunden." in client.page(url).text()

    page = client.page(f"{address}?q=Bürger")
    assert "Bürgerbus" in page.text("main")
    assert "Haltestellen" not in page.text("main")
    assert send(client, address, {"measure_id": str(bus.id)}).status_code == 303
    assert send(client, address, {"measure_id": str(bus.id)}).status_code == 303
    assert send(client, address, {"measure_id": "x"}).status_code == 422
    shown = client.page(url).text()
    assert (
        shown.index("Gehört zu Maßnahmen") < shown.index("Bürgerbus") < shown.index("Maßnahmen zu denselben Bedarfen")
    )
    assert shown.index("Maßnahmen zu denselben Bedarfen") < shown.index("Haltestellen")

    login.as_(make_account(Role.PLANNER))
    assert "Teilprojekte dieser Maßnahme" in client.page(f"/arbeit/planung/massnahmen/{bus.id}").text()
    assert "Teilprojekte zu denselben Bedarfen" in client.page(f"/arbeit/planung/massnahmen/{shared.id}").text()
    login.as_(make_account(Role.KUEMMERER, make_place("Legau")))
    assert client.get(address).status_code == 404
