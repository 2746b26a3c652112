"""`/arbeit/karten`: from the template over the checklist to the closed map."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps import queries
from portal.pinmaps.actions import publishing
from portal.pinmaps.models import PinMap
from portal.pinmaps.queries import authoring
from portal.pinmaps.terms import Colour, MapState, ModerationRule, Shape
from portal.pinmaps.terms.templates import TEMPLATES
from portal.places.models import Sozialraum
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/karten"
NEW = "main form[action$='/neu']"
SETTINGS = "main form[action$='/angaben']"
PUBLISH = "form[action$='/veroeffentlichen']"
INSIDE = '{"type": "Polygon", "coordinates": [[[10.2, 48.2], [10.4, 48.2], [10.4, 48.4], [10.2, 48.2]]]}'


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen", boundary=square(10.1, 48.1, 0.4))


def days(**moved: int) -> dict[str, str]:
    return {name: (today() + timedelta(days=by)).isoformat() for name, by in moved.items()}


def own_maps() -> list[PinMap]:
    return list(queries.newest_page(queries.own_maps(SYSTEM), after=None).rows)


def settings_form(client: PickyClient, pin_map: PinMap) -> Any:
    return client.page(f"{WORK}/{pin_map.id}/angaben").form(SETTINGS)


def test_from_the_template_to_the_closed_map(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    empty = client.page(WORK)
    assert "Noch keine Nadelkarte" in empty.text("main")
    form = client.page(f"{WORK}/neu").form(NEW)
    editor = client.follow(client.submit(form, template="treffpunkt"))
    assert editor.heading == "Angaben zur Nadelkarte"
    (pin_map,) = own_maps()
    assert (pin_map.title, pin_map.slug) == ("Treffpunkte", "treffpunkte")

    overview = client.page(f"{WORK}/{pin_map.id}")
    assert "fehlt noch Beginn und Ende" in overview.text("#checklist ~ ul")
    assert not overview.has(PUBLISH)
    told = {"contact_name": "Rosa Huber", "contact_phone": "08392 999-0"}
    client.follow(client.submit(settings_form(client, pin_map), **told, **days(opens_on=0, closes_on=9)))

    public = client.follow(client.submit(client.page(f"{WORK}/{pin_map.id}").form(PUBLISH)))
    assert "Veröffentlicht. Ab dem ersten Tag" in public.text("main")
    assert public.has(f"a[href$='/karten/{pin_map.slug}']")
    closed = client.follow(client.submit(public.form("form[action$='/abschliessen']")))
    assert "Abgeschlossen" in closed.text("main")
    again = client.page(closed.link("Wieder öffnen")).form("main form[action$='/wieder-oeffnen']")
    assert client.submit(again, **days(closes_on=-1)).status_code == 422
    client.follow(client.submit(again, **days(closes_on=20)))
    assert queries.pin_map(pin_map.id).state is MapState.PUBLISHED
