"""The Demografie-Steckbrief: for everybody without what is internal, as one tagged page, and all of them as one file."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.kernel import jobs, outbox
from portal.kernel.policy import Role
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.county import make_county
from tests.factories.indicators import DAY, make_value
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


def read(made: bytes) -> tuple[int, str, Any]:
    reader = PdfReader(BytesIO(made))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return len(reader.pages), text, reader.trailer["/Root"]


def test_only_gemeinden_have_one(client: PickyClient, login: Login) -> None:
    part = make_place("Lohhof")
    root = places.tree().root
    assert root is not None

    assert client.get(f"/orte/{root.slug}/steckbrief").status_code == 404
    assert client.get(f"/orte/{root.slug}/steckbrief.pdf").status_code == 404
    assert client.get("/orte/gibt-es-nicht/steckbrief").status_code == 404
    login(Role.PLANNER)
    assert client.get(f"/arbeit/steckbriefe/{root.id}").status_code == 404
    assert client.get(f"/arbeit/steckbriefe/{part.id}").status_code == 200


def test_without_figures_it_says_so(client: PickyClient) -> None:
    place = make_place("Pfaffenhausen")

    assert "noch keine Zahlen" in client.page(f"/orte/{place.slug}/steckbrief").text("main")
    assert read(client.get(f"/orte/{place.slug}/steckbrief.pdf").data)[0] == 1


def test_open_needs_are_for_those_who_work_there(client: PickyClient, login: Login) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    make_value("population", here.id, 2500, on=DAY)
    make_need("Abends fährt kein Bus", here)

    assert "Bedarfe" not in client.page(f"/orte/{here.slug}/steckbrief").text("main")
    login(Role.KUEMMERER, here)
    own = client.page(f"/arbeit/steckbriefe/{here.id}")
    assert "Offene Bedarfe nach Handlungsfeld" in own.text("main")
    assert client.get(f"/arbeit/steckbriefe/{here.id}/steckbrief.pdf").status_code == 200
    assert client.get(f"/arbeit/steckbriefe/{elsewhere.id}").status_code == 404
    assert client.get(f"/arbeit/steckbriefe/{elsewhere.id}/steckbrief.pdf").status_code == 404
    assert "Babenhausen" not in client.page("/arbeit/steckbriefe").text("main")


def test_all_of_them_are_one_file(client: PickyClient, login: Login) -> None:
    for name in ("Pfaffenhausen", "Babenhausen", "Kirchheim"):
        make_value("population", make_place(name).id, 2500, on=DAY)
    account = login(Role.PLANNER)

    client.submit(client.page("/arbeit/steckbriefe").form("main form"))
    outbox.drain()
    assert account.id is not None
    (job,) = jobs.jobs_of(account.id)
    assert job.state == "done"
    made = client.get(f"/arbeit/auftraege/{job.id}/datei").data
    pages, text, _root = read(made)
    assert pages == 3
    assert "Demografie-Steckbrief: Kirchheim" in text
    assert "Nur für den Dienstgebrauch" in text


def test_a_value_that_changes_is_told_at_once(client: PickyClient) -> None:
    place = make_place("Pfaffenhausen")
    address = f"/orte/{place.slug}/steckbrief"
    make_value("population", place.id, 2500, on=DAY)
    assert "2.500" in client.page(address).text("main")

    make_value("population", place.id, 2600, on=DAY)
    assert "2.600" in client.page(address).text("main")


def test_the_list_asks_as_often_for_many_as_for_one(client: PickyClient, login: Login) -> None:
    make_place("Pfaffenhausen")
    login(Role.PLANNER)
    client.get("/arbeit/steckbriefe")
    with count_queries() as few:
        client.get("/arbeit/steckbriefe")
    for number in range(5):
        make_place(f"Ort {number}")
    client.get("/arbeit/steckbriefe")
    with count_queries() as many:
        client.get("/arbeit/steckbriefe")

    assert len(many) == len(few), many


def test_one_asks_as_often_with_many_needs_as_with_one(client: PickyClient, login: Login) -> None:
    place: Sozialraum = make_place("Pfaffenhausen")
    make_value("population", place.id, 2500, on=DAY)
    make_need("Erster", place)
    login(Role.PLANNER)
    address = f"/arbeit/steckbriefe/{place.id}"
    client.get(address)
    with count_queries() as few:
        client.get(address)
    for number in range(6):
        make_need(f"Bedarf {number}", place)
    client.get(address)
    with count_queries() as many:
        client.get(address)

    assert len(many) == len(few), many
