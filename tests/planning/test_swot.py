"""SWOT-Analysen: the sheet, what bears it out, Fassungen, who may do what."""

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.planning.actions import swot as actions
from portal.planning.actions.swot import EntryDraft
from portal.planning.models.swot import Swot
from portal.planning.policy.swot import SwotPermission as May
from portal.planning.queries import swot as queries
from portal.planning.terms.swot import FIELDS, MOST_ENTRIES, STRATEGIES, SwotField
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/arbeit/planung/swot"
FORM = "main form[data-island=submit-once]"
READERS = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}


def make_swot(place: Sozialraum, title: str = "Älter werden") -> Swot:
    with unit_of_work():
        made = actions.begin_swot(title=title, place=places.place(place.id), by=SYSTEM)
    return queries.swot(made.id)


def add(swot: Swot, text: str, field: SwotField = SwotField.STRENGTH, **told: object) -> None:
    with unit_of_work():
        draft = EntryDraft(field=field, text=text, **told)  # type: ignore[arg-type]
        actions.add_entry(queries.swot(swot.id), draft, by=SYSTEM)


def test_the_way_of_a_sheet(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here = make_place()
    need = make_need("Abends fährt kein Bus", here)
    login(Role.KUEMMERER, here)
    form = client.page(f"{HERE}/neu").form(FORM)
    shown = client.follow(client.submit(form, title="Älter werden", sozialraum_id=str(here.id)))
    url = f"{HERE}/{queries.page_of(queries.visible_swots(SYSTEM), after=None).rows[0].id}"

    form = shown.form("form[action$='/saetze']")
    shown = client.follow(
        client.submit(form, field="weakness", text="Abends kommt man nicht heim.", need_id=str(need.id))
    )
    assert need.number in shown.text("main")
    form = shown.form("form[action$='/saetze']")
    shown = client.follow(client.submit(form, field="strength", text="Viele Vereine", indicator_key="population"))
    shown = client.follow(client.submit(shown.form("form[action$='/fassungen']"), note="Klausur"))
    assert "Klausur" in shown.text("main")

    entry = queries.page_of(queries.visible_swots(SYSTEM), after=None).rows[0].entries[0]
    change = client.page(f"{url}/saetze/{entry.id}").form(FORM)
    client.follow(client.submit(change, text="Anders"))
    assert send(client, f"{url}/saetze/{entry.id}", {"text": "X", "version": "1"}).status_code == 409
    assert send(client, f"{url}/bearbeiten", {"title": "X", "version": "9"}).status_code == 409
    assert send(client, f"{url}/bearbeiten", {"title": "", "version": "1"}).status_code == 422
    assert "Anders" not in client.page(f"{url}/fassungen/1").text("main"), "a Fassung stays"
    assert client.get(f"{url}/fassungen/2").status_code == 404
    assert send(client, f"{url}/saetze/{entry.id}/entfernen", {}).status_code == 303
    client.page(HERE)
    assert "Älter werden" in client.get(f"/arbeit/orte/{here.id}").text
    assert send(client, f"{url}/loeschen", {}).status_code == 303
    assert client.get(url).status_code == 404


def test_bad_input_is_explained(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here = make_place()
    swot = make_swot(here)
    login(Role.PLANNER)
    good = {"field": "strength", "text": "Gut"}
    for wrong in ({"text": " "}, {"field": "nirgends"}, {"text": "x" * 401}, {"indicator_key": "gibt-es-nicht"}):
        assert send(client, f"{HERE}/{swot.id}/saetze", good | wrong).status_code == 422, wrong
    assert send(client, f"{HERE}/{swot.id}/fassungen", {}).status_code == 422, "nothing in it"
    assert send(client, f"{HERE}/neu", {"title": "X"}).status_code == 422


def test_a_field_has_an_end(app: Flask) -> None:
    swot = make_swot(make_place())
    for number in range(MOST_ENTRIES):
        add(swot, f"Satz {number}")
    with pytest.raises(InvalidInput):
        add(swot, "Noch einer")
    assert len(queries.by_field(queries.swot(swot.id))[SwotField.STRENGTH]) == MOST_ENTRIES
    assert {*FIELDS, *STRATEGIES} == set(SwotField)


def test_who_may_do_what(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here = make_place()
    swot = make_swot(here)
    for place in (None, here):
        people = {role: make_account(role, place) for role in Role}
        assert {role for role, one in people.items() if allows(May.READ, one, swot)} == READERS
        assert {role for role, one in people.items() if allows(May.EDIT, one, swot)} == {Role.PLANNER, Role.KUEMMERER}
    elsewhere = make_place("Kammlach")
    strangers = [ANONYMOUS, *(make_account(role, elsewhere) for role in Role)]
    assert not any(allows(one, who, swot) for who in strangers for one in (May.READ, May.EDIT))
    login(Role.KUEMMERER, elsewhere)
    for path in ("", "/bearbeiten", "/fassungen/1"):
        assert client.get(f"{HERE}/{swot.id}{path}").status_code == 404
    assert "Älter werden" not in client.get(HERE).text


def test_the_sheet_costs_the_same_for_much(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here = make_place()
    swot = make_swot(here)
    add(swot, "Eins", need_id=make_need("Bus", here).id, indicator_key="population")
    login(Role.PLANNER)
    few = []
    for address in (f"{HERE}/{swot.id}", HERE):
        client.get(address)
        with count_queries() as counted:
            client.get(address)
        few.append(len(counted))
    for number in range(8):
        add(swot, f"Satz {number}", need_id=make_need(f"Bedarf {number}", here).id, indicator_key="population")
        make_swot(here, f"Blatt {number}")
    for address, before in zip((f"{HERE}/{swot.id}", HERE), few, strict=True):
        with count_queries() as counted:
            client.get(address)
        assert len(counted) == before, f"{address}\n{counted}"
