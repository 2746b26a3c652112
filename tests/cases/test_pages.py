"""`/arbeit/faelle`: at the door, in the list, one Fall, the need, the deputy, the figures, the key that is missing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account
from portal.cases import queries
from portal.cases.terms import CaseView
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.cases import close, make_break_glass, make_case, make_keeper
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/faelle"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


@pytest.fixture
def keeper(place: Sozialraum, login: Login) -> Account:
    account = make_keeper(place, name="Maria Kümmerin")
    login.as_(account)
    return account


def titles(page: Page) -> list[str]:
    return page.texts(".row__title")


def test_three_fields_are_enough_at_the_door(client: PickyClient, keeper: Account) -> None:
    form = client.page(f"{WORK}/neu").form(FORM)
    shown = client.follow(client.submit(form, concern="Wer mäht den Rasen?", name="Rosa Huber", contact="4711"))
    case = session().scalars(queries.visible_cases(keeper)).one()

    assert shown.heading == f"Fall {case.number}"
    assert (case.concern, case.name, case.contact) == ("Wer mäht den Rasen?", "Rosa Huber", "4711")
    assert titles(client.page(WORK)) == [f"Fall {case.number}"]


def test_sending_twice_notes_once(client: PickyClient, keeper: Account) -> None:
    form = client.page(f"{WORK}/neu").form(FORM)

    answers = [client.submit(form, concern="Rasen") for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert len(titles(client.page(WORK))) == 1


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"concern": ""}, {"concern"}),
        ({"concern": "\0\0"}, {"concern"}),
        ({"concern": "x" * 2001}, {"concern"}),
        ({"concern": "gut", "name": "x" * 161}, {"name"}),
        ({"concern": "gut", "contact": "1" * 100_000}, {"contact"}),
        ({"concern": "gut", "way": "brieftaube"}, {"way"}),
        ({"concern": "gut", "guidance": "nirgends"}, {"guidance"}),
        ({"concern": "gut", "target_group_id": str(uuid4())}, {"target_group_id"}),
        ({"concern": "gut", "sozialraum_id": str(uuid4())}, {"sozialraum_id"}),
        ({"concern": "gut", "follow_up_on": "gestern"}, {"follow_up_on"}),
        ({"concern": "gut", "follow_up_on": "0001-01-01"}, {"follow_up_on"}),
        ({"concern": "gut", "follow_up_on": "9999-12-31"}, {"follow_up_on"}),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: PickyClient, keeper: Account, values: dict[str, str], wrong: set[str]
) -> None:
    answer = client.submit(client.page(f"{WORK}/neu").form(FORM), **values)

    assert answer.status_code == 422
    assert set(Page(answer).errors()) == wrong
    assert titles(client.page(WORK)) == []


def test_views_of_the_list(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    running = make_case(keeper, place=place)
    due = make_case(keeper, place=place, follow_up_on=today())
    done = close(make_case(keeper, place=place), by=keeper)

    shown = {view: titles(client.page(f"{WORK}?zeigen={view.value}")) for view in CaseView}

    assert shown == {
        CaseView.OPEN: [f"Fall {due.number}", f"Fall {running.number}"],
        CaseView.DUE: [f"Fall {due.number}"],
        CaseView.CLOSED: [f"Fall {done.number}"],
    }
    assert titles(client.page(f"{WORK}?zeigen=unsinn")) == shown[CaseView.OPEN]


def test_pages_of_the_list_hold_each_once(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    numbers = [make_case(keeper, place=place).number for _ in range(33)]

    first = client.page(WORK)
    second = client.page(first.attribute("a[rel=next]", "href"))

    assert titles(first) + titles(second) == [f"Fall {number}" for number in reversed(numbers)]


def test_as_many_questions_for_thirty_as_for_one(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    def asked(path: str) -> int:
        client.page(path)
        with count_queries() as seen:
            client.page(path)
        return len(seen)

    make_case(keeper, place=place, follow_up_on=today())
    paths = (WORK, "/arbeit", f"{WORK}/uebergabe")
    few = [asked(path) for path in paths]
    for _ in range(29):
        make_case(keeper, place=place, follow_up_on=today())

    assert [asked(path) for path in paths] == few


def test_an_entry_is_written_and_a_second_writer_is_told(
    client: PickyClient, keeper: Account, place: Sozialraum
) -> None:
    case = make_case(keeper, place=place)
    here = f"{WORK}/{case.id}"
    one, other = client.page(here).form("form.panel"), client.page(here).form("form.panel")
    soon = (today() + timedelta(days=3)).isoformat()

    assert client.submit(one, text="Angerufen", follow_up_on=soon).status_code == 303
    late = client.submit(other, text="Auch angerufen")

    assert late.status_code == 409
    assert "Auch angerufen" in Page(late).text("main textarea")
    assert client.page(here).texts(".timeline__text") == ["Angerufen"]


def test_two_editors_see_both_texts(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place)
    here = f"{WORK}/{case.id}/bearbeiten"
    one, other = client.page(here).form(FORM), client.page(here).form(FORM)

    client.submit(one, concern="Einkauf und Garten")
    late = client.submit(other, concern="Einkauf und Arzt")

    assert late.status_code == 409
    assert [words.split() for words in Page(late).texts(".conflict__text")] == [
        ["Einkauf", "und", "Garten"],
        ["Einkauf", "und", "Arzt"],
    ]
    assert client.submit(Page(late).form(FORM)).status_code == 303
    assert queries.case(case.id).concern == "Einkauf und Arzt"


def test_closed_and_deleted(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    address = f"{WORK}/{make_case(keeper, place=place).id}"
    form = client.page(f"{address}/abschliessen").form(FORM)
    assert set(Page(client.submit(form)).errors()) == {"result"}
    shown = client.follow(client.submit(form, result="Erledigt"))

    assert "Wird am" in shown.text("aside")
    client.submit(shown.form("form[action$=loeschen]"))
    assert client.get(address).status_code == 404


def test_the_need_goes_without_the_person(client: PickyClient, keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place)
    page = client.page(f"{WORK}/{case.id}/bedarf")
    assert page.text("main textarea") == ""
    assert "Huber" not in page.text()

    warned = client.submit(page.form(FORM), text="Rosa Huber braucht einen Fahrdienst")
    assert warned.status_code == 422
    assert set(Page(warned).errors()) == {"text"}
    again = Page(warned).form(FORM)
    told = client.follow(client.submit(again, text="Es fehlt ein Fahrdienst zum Arzt"))

    assert told.heading == "Der Bedarf ist gemeldet"
    assert told.text(".quote__text") == "Es fehlt ein Fahrdienst zum Arzt"
    assert len(client.page(f"{WORK}/{case.id}").texts(".timeline__title")) == 1


def test_the_receipt_is_for_who_told_it(client: PickyClient, keeper: Account, place: Sozialraum, login: Login) -> None:
    case = make_case(keeper, place=place)
    form = client.page(f"{WORK}/{case.id}/bedarf").form(FORM)
    told = client.submit(form, text="Es fehlt ein Fahrdienst").location

    assert client.get(told).status_code == 200
    login.as_(make_keeper(place))
    assert client.get(told).status_code == 404
    assert client.get(f"{WORK}/gemeldet/{uuid4()}").status_code == 404


def test_a_deputy_is_named_and_ended(client: PickyClient, keeper: Account, place: Sozialraum, login: Login) -> None:
    deputy = make_keeper(make_place("Kammlach"), name="Gerd Vertreter")
    case = make_case(keeper, place=place)
    form = client.page(f"{WORK}/stellvertretung").form(FORM)
    assert set(Page(client.submit(form)).errors()) == {"deputy_id"}
    shown = client.follow(client.submit(form, deputy_id=str(deputy.id)))
    assert titles(shown) == ["Gerd Vertreter"]

    login.as_(deputy)
    assert titles(client.page(WORK)) == [f"Fall {case.number}"]
    assert "Vertretung für Maria Kümmerin" in client.page(f"{WORK}/{case.id}").text("main")
    client.submit(client.page(f"{WORK}/stellvertretung").form("form[action$=beenden]"))
    assert client.get(f"{WORK}/{case.id}").status_code == 404


def test_breaking_the_glass_from_both_sides(
    client: PickyClient, keeper: Account, place: Sozialraum, login: Login
) -> None:
    case = make_case(keeper, place=place)
    asker, second = make_account(Role.ADMIN, name="Renate Fragt"), make_account(Role.PLANNER, name="Karl Entscheidet")
    login.as_(asker)
    form = client.page(f"{WORK}/notoeffnung").form(FORM)
    assert set(Page(client.submit(form)).errors()) == {"keeper_id", "reason"}
    client.submit(form, keeper_id=str(keeper.id), reason="Sturz")
    assert client.page(f"{WORK}/notoeffnung").has("form[action$=zustimmen]") is False
    assert client.get(f"{WORK}/{case.id}").status_code == 404

    login.as_(second)
    assert "1 Bitte um Notöffnung wartet" in client.page("/arbeit").text("main")
    client.submit(client.page(f"{WORK}/notoeffnung").form("form[action$=zustimmen]"))
    assert client.get(f"{WORK}/{case.id}").status_code == 404

    login.as_(asker)
    opened = client.page(client.page(f"{WORK}/notoeffnung").link("Fälle ansehen"))
    assert titles(opened) == [f"Fall {case.number}"]
    read = client.page(f"{WORK}/{case.id}")
    assert "aufgrund einer Notöffnung" in read.text("main")
    assert not read.has("main form")

    login.as_(keeper)
    notice = client.page(WORK).text(".tell")
    assert "Renate Fragt durfte" in notice
    assert "Karl Entscheidet hat zugestimmt" in notice
    assert "2-mal gelesen" in notice
    assert "Grund: Sturz" in notice


def test_cases_go_to_a_successor(client: PickyClient, keeper: Account, place: Sozialraum, login: Login) -> None:
    case = make_case(keeper, place=place)
    successor, stranger = make_keeper(place), make_keeper(make_place("Kammlach"))
    form = client.page(f"{WORK}/uebergabe").form(FORM)
    assert set(Page(client.submit(form, to_id=str(stranger.id))).errors()) == {"to_id"}

    client.submit(form, to_id=str(successor.id))

    assert client.get(f"{WORK}/{case.id}").status_code == 404
    login.as_(successor)
    assert titles(client.page(WORK)) == [f"Fall {case.number}"]


def test_what_is_due_is_called_by_its_number(
    client: PickyClient, keeper: Account, place: Sozialraum, app: Flask
) -> None:
    case = make_case(keeper, place=place, follow_up_on=today())
    make_case(keeper, place=place, follow_up_on=today() + timedelta(days=1))
    with app.test_request_context("/arbeit"):
        found = [one for one in due_until(today(), keeper) if one.kind == "Fall"]
        others = [one for one in due_until(today(), make_account(Role.ADMIN)) if one.kind == "Fall"]

    assert [(one.title, one.address, one.place) for one in found] == [
        (f"Wiedervorlage Fall {case.number}", f"{WORK}/{case.id}", "Pfaffenhausen")
    ]
    assert others == []


def test_figures_and_counts_open_for_their_readers(
    client: PickyClient, keeper: Account, place: Sozialraum, login: Login
) -> None:
    for _ in range(6):
        make_case(keeper, place=place)
    shown = client.page(f"{WORK}/zahlen-fuer-den-bericht?jahr=unsinn")
    assert shown.text(".cases__total strong") == "6"

    assert client.get(f"{WORK}/anzahl").status_code == 404
    login(Role.ADMIN)
    assert client.page(f"{WORK}/anzahl").rows() == [["Pfaffenhausen", "6"]]
    assert client.get(f"{WORK}/zahlen-fuer-den-bericht").status_code == 404


def test_without_the_key_the_room_says_so(
    make_app: Callable[..., Flask], keeper: Account, place: Sozialraum, client: PickyClient, login: Login
) -> None:
    case = make_case(keeper, place=place)
    make_break_glass(keeper, by=make_account(Role.ADMIN), agreed_by=make_account(Role.PLANNER))
    make_app(environment="production", base_url="https://localhost", mail_mode="smtp")
    login.as_(keeper)

    for path in ("", "/neu", f"/{case.id}", f"/{case.id}/bearbeiten"):
        shown = client.page(f"{WORK}{path}", status=503)
        assert shown.heading == "Die Fälle sind verschlossen"
    assert client.get("/arbeit").status_code == 200
    make_app(case_key="ein-anderer-schluessel-0123456789-abcdef")
    login.as_(keeper)
    assert "nicht zu öffnen" in client.page(WORK).text("main")
    assert client.page(f"{WORK}/{case.id}", status=503).heading == "Die Fälle sind verschlossen"
