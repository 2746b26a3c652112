"""A form sent after the session had ended: nothing typed is lost."""

import json
from collections.abc import Callable

import pytest

from portal.accounts import queries
from portal.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

Login = Callable[..., Account]
HERE = {"Sec-Fetch-Site": "same-origin"}
NAME = 'Anna "Änne" <Berger> von der Tann'


def test_what_was_typed_survives_the_end_of_the_session(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    anna = make_account()
    login.as_(anna)  # type: ignore[attr-defined]
    form = client.page("/arbeit/konto").form("form[method=post][action='/arbeit/konto']")
    frozen_clock.forward(minutes=45)

    door = Page(client.submit(form, name=NAME, phone="08261 995-0"))
    assert door.response.status_code == 401
    assert door.heading == "Bitte melden Sie sich noch einmal an"
    assert NAME in door.text("aside.page__aside")
    wrong = Page(client.submit(door.form("form.sign-in"), email=anna.email, password="ganz sicher falsch"))
    assert wrong.response.status_code == 422
    again = Page(client.submit(wrong.form("form.sign-in"), email=anna.email, password=PASSWORD))

    assert again.heading == "Jetzt absenden?"
    assert NAME in again.text("main")
    page = client.follow(client.submit(again.form()))
    assert "Ihre Angaben sind gespeichert." in page.text()
    changed = queries.account(anna.id)
    assert (changed.name, changed.phone) == (NAME, "08261 995-0")


def test_the_form_that_is_sent_again_carries_a_fresh_token(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    """It works in browsers that vouch for nothing, too."""
    anna = make_account()
    data = {"name": "Anna von der Tann", "phone": "", "form_token": "old"}
    door = Page(client.post("/arbeit/konto", data=data, headers=HERE))
    assert "old" not in door.form("form.sign-in").values["gesendet"][0]
    again = Page(client.submit(door.form("form.sign-in"), email=anna.email, password=PASSWORD))
    values = again.form().values

    response = client.post("/arbeit/konto", data=values)

    assert response.status_code == 303


def test_with_htmx_the_page_stays_and_says_what_to_do(client: PickyClient) -> None:
    response = client.post("/arbeit/konto", data={"name": "Anna"}, headers={**HERE, "HX-Request": "true"})

    assert response.status_code == 401
    assert response.headers["HX-Reswap"] == "none"
    assert "Was Sie geschrieben haben, steht noch da." in json.loads(response.headers["HX-Trigger"])["tell"]["message"]


def test_pages_that_are_only_read_lead_to_the_door(client: PickyClient) -> None:
    assert client.get("/arbeit/konto").location == "/anmelden?weiter=%2Farbeit%2Fkonto"
    part = client.get("/arbeit/konto", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/anmelden?weiter=%2Farbeit%2Fkonto"


@pytest.mark.parametrize(
    "to", ["https://evil.example/arbeit", "//evil.example/arbeit", "/anliegen", "", "/arbeit\\evil"]
)
def test_nothing_is_sent_elsewhere(client: PickyClient, to: str) -> None:
    anna = make_account()
    data = {"email": anna.email, "password": PASSWORD, "wohin": to, "gesendet": '[["a", "b"]]'}

    assert client.post("/anmelden", data=data, headers=HERE).location == "/arbeit"


@pytest.mark.parametrize(
    "packed",
    ["", "{", "{}", "[1]", '[["a"]]', '[["a", 1]]', '[["a", null]]', '[["form_token", "x"]]', "[" * 5000, "null", '"x"',
     r'[["a", "\ud800"]]'],
)  # fmt: skip
def test_made_up_contents_are_left_behind(client: PickyClient, packed: str) -> None:
    anna = make_account()
    data = {"email": anna.email, "password": PASSWORD, "wohin": "/arbeit/konto", "gesendet": packed}

    assert client.post("/anmelden", data=data, headers=HERE).location == "/arbeit"


def test_scripts_in_what_was_sent_stay_text(client: PickyClient) -> None:
    anna = make_account()
    evil = '"><script>alert(1)</script> und noch etwas'
    door = client.post("/arbeit/konto", data={"name": evil, evil: "x"}, headers=HERE)
    assert "<script>alert" not in door.get_data(as_text=True)

    again = client.submit(Page(door).form("form.sign-in"), email=anna.email, password=PASSWORD)

    assert "<script>alert" not in again.get_data(as_text=True)
    assert Page(again).form().values[evil] == ["x"]


def test_passwords_are_neither_shown_nor_carried_along(client: PickyClient) -> None:
    """Whoever chose four words must not read them on the screen of the front office."""
    anna = make_account()
    typed = {"current": "das alte Wort von gestern", "password": "Ziege Brot Wolke Kupfer"}
    door = Page(client.post("/arbeit/konto/passwort", data=typed, headers=HERE))
    assert not [secret for secret in typed.values() if secret in door.response.get_data(as_text=True)]

    again = Page(client.submit(door.form("form.sign-in"), email=anna.email, password=PASSWORD))

    answer = Page(client.submit(again.form()))
    assert answer.response.status_code == 422
    assert set(answer.errors()) == {"current", "password"}
