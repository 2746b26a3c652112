"""Reading a Beschlussvorlage by OParl 1.1 from a real server, and everything such a server can do wrong."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from portal.kernel import outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.outgoing import NotReached
from portal.kernel.policy import SYSTEM, Role
from portal.planning.actions import oparl
from portal.planning.models import CouncilPaper, OparlReading
from portal.planning.queries import papers
from portal.planning.terms.oparl import ReadingState
from tests.factories.council import make_paper
from tests.factories.county import make_county
from tests.support.login import Login
from tests.support.other_side import OtherSide, other_side
from tests.support.picky import PickyClient

PAPER: dict[str, Any] = {
    "id": "https://ratsinfo.example/vorlage/1",
    "type": "https://schema.oparl.org/1.1/Paper",
    "body": "https://ratsinfo.example/body/1",
    "name": "Rufbus Pfaffenhausen",
    "reference": "2026/117",
    "date": "2026-03-04",
}


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


@pytest.fixture
def server() -> Iterator[OtherSide]:
    with other_side() as made:
        yield made


def asked(paper: CouncilPaper, address: str = "https://ratsinfo.example/vorlage/1") -> OparlReading:
    with unit_of_work():
        return oparl.ask_oparl(papers.paper(paper.id), address=address, by=SYSTEM)


def read(paper: CouncilPaper, server: OtherSide, said: Any) -> OparlReading:
    """Ask as a person would, and let the work be done against the server of the test."""
    server.body = said if isinstance(said, bytes) else json.dumps(said).encode()
    row = asked(paper)
    with unit_of_work():
        row = papers.reading(papers.paper(paper.id), row.id)
        row.address = server.url()
    oparl.finish_reading(row.id, rules=server.rules())
    session().expire_all()
    return papers.reading(papers.paper(paper.id), row.id)


def test_title_number_and_date_are_read_and_taken_over_by_a_person(server: OtherSide) -> None:
    paper = make_paper()
    row = read(paper, server, PAPER)

    assert (row.state, row.title, row.reference, row.dated_on) == (
        ReadingState.DONE, "Rufbus Pfaffenhausen", "2026/117", date(2026, 3, 4),
    )  # fmt: skip
    assert papers.paper(paper.id).title == "Rufbus am Abend"
    with unit_of_work():
        oparl.take_over(papers.paper(paper.id), papers.reading(paper, row.id), by=SYSTEM)
    taken = papers.paper(paper.id)
    assert (taken.title, taken.outside_number) == ("Rufbus Pfaffenhausen", "2026/117")


def test_the_result_of_an_embedded_agenda_item_is_read(server: OtherSide) -> None:
    item = {"type": "https://schema.oparl.org/1.1/AgendaItem", "result": "Mehrheitlich beschlossen"}
    row = read(make_paper(), server, PAPER | {"consultation": [{"agendaItem": item}]})

    assert row.result == "Mehrheitlich beschlossen"


def test_the_result_of_a_linked_agenda_item_on_the_same_server_is_read(server: OtherSide) -> None:
    server.pages["/top/5"] = json.dumps({"result": "vertagt"}).encode()
    links = ["https://anders.example/top/1", server.url("/top/5")]
    row = read(make_paper(), server, PAPER | {"consultation": [{"agendaItem": one} for one in links]})

    assert row.result == "vertagt"
    assert [path for _host, path in server.asked] == ["/vorlage/1", "/top/5"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"<html>", "kein JSON"),
        (b"", "kein JSON"),
        ([PAPER], "kein OParl-Objekt"),
        ({"name": "x"}, "kein OParl-Objekt"),
        (PAPER | {"type": 7}, "kein OParl-Objekt"),
        (PAPER | {"type": "https://example.org/Paper"}, "kein OParl-Objekt"),
        (PAPER | {"type": "https://schema.oparl.org/1.1/Meeting"}, "etwas anderem als einer Vorlage (Meeting)"),
        (PAPER | {"deleted": True}, "gelöscht"),
        ({"type": PAPER["type"]}, "weder Titel noch Datum"),
        (PAPER | {"name": 3, "reference": None, "date": "gestern"}, "weder Titel noch Datum"),
        (b"[" * 100 + b"]" * 100, "kein JSON"),
    ],
)
def test_what_a_server_says_wrong_is_named_in_german_and_changes_nothing(
    server: OtherSide, said: Any, words: str
) -> None:
    paper = make_paper()
    row = read(paper, server, said)

    assert row.state is ReadingState.FAILED
    assert words in row.problem
    assert papers.paper(paper.id).title == "Rufbus am Abend"
    with pytest.raises(InvalidTransition), unit_of_work():
        oparl.take_over(papers.paper(paper.id), papers.reading(paper, row.id), by=SYSTEM)


@pytest.mark.parametrize("value", ["0000-00-00", "9999-01-01", "1066-10-14", "2026-02-30", "", 20260304, None, "2026"])
def test_dates_that_are_none_are_left_out(server: OtherSide, value: Any) -> None:
    assert read(make_paper(), server, PAPER | {"date": value}).dated_on is None


def test_fields_of_strange_kinds_are_left_out() -> None:
    strange: tuple[Any, ...] = (None, 3, "x", [1, None, {"agendaItem": []}], {"agendaItem": {}}, [[]])
    for consultation in strange:
        assert oparl.found_in(PAPER | {"consultation": consultation}).result == ""
    assert len(oparl.found_in(PAPER | {"name": "x" * 9000}).title) == 500
    with pytest.raises(NotReached):
        oparl.found_in(None)


def test_an_overlong_title_is_not_taken_over(server: OtherSide) -> None:
    paper = make_paper()
    row = read(paper, server, PAPER | {"name": "x" * 300})
    with pytest.raises(InvalidInput), unit_of_work():
        oparl.take_over(papers.paper(paper.id), papers.reading(paper, row.id), by=SYSTEM)


def test_production_asks_nobody_inside_and_says_so(server: OtherSide) -> None:
    paper = make_paper()
    row = asked(paper, f"https://127.0.0.1:{server.port}/vorlage/1")
    other = asked(paper, "https://127.0.0.1/vorlage/1")
    outbox.drain()
    session().expire_all()

    assert {papers.reading(paper, one.id).state for one in (row, other)} == {ReadingState.FAILED}
    assert "internes Netz" in papers.reading(paper, other.id).problem
    assert server.asked == []


def test_a_page_does_not_wait_for_the_other_server(client: PickyClient, login: Login) -> None:
    paper = make_paper()
    login(Role.PLANNER)
    at = f"/arbeit/planung/vorlagen/{paper.id}"
    form = client.page(at).form(f'main form[action="{at}/oparl"]')

    shown = client.follow(client.submit(form, address="https://ratsinfo.example/vorlage/1"))

    assert "wird gelesen" in shown.text("main")


@pytest.mark.parametrize(
    "address", ["", "http://ratsinfo.example/1", "ratsinfo", "https://", "https://a b/", "javascript:1"]
)
def test_a_strange_address_comes_back(client: PickyClient, login: Login, address: str) -> None:
    paper = make_paper()
    login(Role.PLANNER)
    at = f"/arbeit/planung/vorlagen/{paper.id}"

    refused = client.submit(client.page(at).form(f'main form[action="{at}/oparl"]'), address=address)

    assert refused.status_code == 422
