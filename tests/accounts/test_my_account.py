"""One's own account and one's day."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.accounts import queries
from portal.accounts.models import Account
from portal.kernel.policy import Role
from portal.web.panels import _panels, panel
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.places import make_place
from tests.support.html import Page, Value
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

Login = Callable[..., Account]


@pytest.mark.parametrize(
    ("at", "greeting"),
    [
        ("2026-03-02 06:00", "Guten Morgen"),
        ("2026-03-02 10:59", "Guten Morgen"),
        ("2026-03-02 11:00", "Guten Tag"),
        ("2026-03-02 18:00", "Guten Abend"),
    ],
)
def test_the_day_begins_with_a_greeting(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, at: str, greeting: str
) -> None:
    frozen_clock.set(at)
    anna = login(Role.KUEMMERER, make_place("Kammlach"))

    page = client.page("/arbeit")

    assert page.heading == f"{greeting}, {anna.name}"
    assert "Montag, 2. März 2026" in page.text("main")
    assert "Kümmerer, Quartiersmanagement Kammlach" in page.text("aside.page__aside")


def test_a_day_without_anything_says_so(client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_panels, "my_day", {})
    login()

    page = client.page("/arbeit")

    assert "Gerade wartet nichts auf Sie" in page.text("main")
    assert "Sie haben noch keine Rolle." in page.text("aside.page__aside")


def test_features_fill_the_day(client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_panels, "my_day", {})
    anna = login()

    @panel("my_day")
    def waiting(viewer: Account, **_: object) -> str:
        return f"<p>Es wartet etwas auf {viewer.name}.</p>"

    page = client.page("/arbeit")

    assert f"Es wartet etwas auf {anna.name}." in page.text("main")
    assert not page.has(".empty")


def test_name_and_telephone_are_changed(client: PickyClient, login: Login) -> None:
    anna = login()
    form = client.page("/arbeit/konto").form("form[method=post][action='/arbeit/konto']")

    page = client.follow(client.submit(form, name=" Änne  von der Tann 🌻", phone="08261 / 995-0"))

    assert "Ihre Angaben sind gespeichert." in page.text()
    changed = queries.account(anna.id)
    assert (changed.name, changed.sort_name, changed.phone) == (
        "Änne von der Tann 🌻",
        "aenne von der tann 🌻",
        "08261 / 995-0",
    )


def test_what_cannot_be_used_comes_back_with_a_sentence(client: PickyClient, login: Login) -> None:
    anna = login()
    form = client.page("/arbeit/konto").form("form[method=post][action='/arbeit/konto']")
    cases: list[tuple[dict[str, Value], str]] = [
        ({"name": ""}, "name"),
        ({"name": "\u200b\x00"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": ["", "b"]}, "name"),
        ({"phone": "ruf mich an"}, "phone"),
        ({"phone": "0" * 60}, "phone"),
        ({"phone": "<script>"}, "phone"),
    ]

    for given, field in cases:
        page = Page(client.submit(form, **given))
        assert page.response.status_code == 422, given
        assert set(page.errors()) == {field}, given
    assert queries.account(anna.id).name == anna.name


def test_names_of_every_script_fit(client: PickyClient, login: Login) -> None:
    anna = login()
    form = client.page("/arbeit/konto").form("form[method=post][action='/arbeit/konto']")

    for name in ("ﷺ" * 100, "ß" * 100, "e\u0301" * 100, "李小龍", "O'Brien-Müller"):
        assert client.submit(form, name=name).status_code == 303, name
        assert len(queries.account(anna.id).sort_name) <= 200, name


def test_the_present_password_is_asked_for(client: PickyClient, login: Login) -> None:
    login()
    form = client.page("/arbeit/konto").form("form[action$='/passwort']")

    page = Page(client.submit(form, current="ganz sicher falsch", password="Leiter Gurke Nebel Kamin"))

    assert page.response.status_code == 422
    assert page.errors() == {"current": "Fehler: Das ist nicht Ihr jetziges Passwort."}


def test_guessing_the_present_password_is_slowed_down(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    login()
    form = client.page("/arbeit/konto").form("form[action$='/passwort']")
    answers = [client.submit(form, current="ganz sicher falsch", password="Leiter Gurke Nebel Kamin") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Bitte warten Sie 5 Sekunden" in Page(answers[-1]).text("main")


def test_a_weak_new_password_is_refused_in_words(client: PickyClient, login: Login) -> None:
    login()
    form = client.page("/arbeit/konto").form("form[action$='/passwort']")

    page = Page(client.submit(form, current=PASSWORD, password="Sommer2026!!"))

    assert page.response.status_code == 422
    assert "auf Listen" in page.errors()["password"]


def test_roles_are_listed_on_the_own_page(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    assert "Sozialplanung Ganzer Landkreis seit" in client.page("/arbeit/konto").text("aside.page__aside")


def test_an_expired_form_token_keeps_what_was_typed(client: PickyClient, login: Login) -> None:
    anna = login()

    response = client.post("/arbeit/konto", data={"name": "Neuer Name", "phone": "123", "form_token": "old"})

    page = Page(response)
    assert response.status_code == 422
    assert page.attribute("input[name=name]", "value") == "Neuer Name"
    assert "Bitte senden Sie noch einmal" in page.text("main")
    assert queries.account(anna.id).name == anna.name


def test_people_are_asked_by_id(app: Flask) -> None:
    anna, bert = make_account(name="Anna"), make_account(name="Bert")

    assert queries.names([anna.id, bert.id, None]) == {anna.id: "Anna", bert.id: "Bert"}
    assert queries.names([]) == {}


def test_holders_are_the_active_people_of_a_place(app: Flask) -> None:
    kammlach, unteregg = make_place("Kammlach"), make_place("Unteregg")
    make_account(Role.PLANNER, name="Überall")
    make_account(Role.KUEMMERER, kammlach, name="Hier")
    make_account(Role.KUEMMERER, unteregg, name="Dort")
    here = queries.holders(Role.PLANNER, Role.KUEMMERER, within=kammlach.lineage)

    assert [person.name for person in here] == ["Hier", "Überall"]
    assert [person.name for person in queries.holders(Role.KUEMMERER)] == ["Dort", "Hier"]
    assert queries.holders(Role.KUEMMERER, within=()) == []
