"""Coming in and leaving: what is checked, what is told, what it costs to try."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.accounts import actions
from portal.accounts.actions import passwords, throttle
from portal.accounts.models import Account, LoginSession
from portal.accounts.terms import Proof
from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, TooMany
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import PASSWORD, make_account, make_invited
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

WRONG = "E-Mail-Adresse und Passwort passen nicht zusammen."


def sign_in(client: PickyClient, email: str, password: str = PASSWORD, *, onward: str = "") -> TestResponse:
    form = client.page("/anmelden", query_string={"weiter": onward}).form("main form")
    return client.submit(form, email=email, password=password)


def kinds_in_log(session: Session) -> list[str]:
    return list(session.scalars(select(audit.AuditEntry.kind).order_by(audit.AuditEntry.seq)))


def test_signing_in_leads_to_the_day_of_the_person(client: PickyClient) -> None:
    anna = make_account(Role.PLANNER, name="Anna Berger")

    page = client.follow(sign_in(client, anna.email))

    assert page.url == "/arbeit"
    assert page.heading.endswith(", Anna Berger")


def test_the_address_may_be_typed_in_any_case_with_blanks(client: PickyClient) -> None:
    make_account(email="anna@example.org")

    response = sign_in(client, "  Anna@Example.ORG ")

    assert response.status_code == 303


def test_signing_in_leads_on_to_the_page_that_was_asked_for(client: PickyClient) -> None:
    anna = make_account()
    asked = client.get("/arbeit/konto?x=1")
    assert asked.status_code == 303
    form = client.page(asked.location).form("main form")

    response = client.submit(form, email=anna.email, password=PASSWORD)

    assert response.location == "/arbeit/konto?x=1"


def test_who_is_signed_in_is_not_asked_again(client: PickyClient, login: Callable[..., Account]) -> None:
    login()

    assert client.get("/anmelden?weiter=/arbeit/konto").location == "/arbeit/konto"


#: Addresses that look like pages of this portal to one reader and like somewhere else to another.
ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%09/evil.example\t",
    "\t//evil.example",
    "/\n/evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "//[broken",
    "/" + "a" * 3000,
    "/anmelden",
    "/abmelden",
    "",
)


def test_nobody_is_led_elsewhere_after_signing_in(client: PickyClient) -> None:
    anna = make_account()

    for onward in ELSEWHERE:
        assert sign_in(client, anna.email, onward=onward).location == "/arbeit", onward
        assert client.get("/anmelden", query_string={"weiter": onward}).location == "/arbeit", onward
        client.delete_cookie("sitzung")


def test_a_forged_way_onward_in_the_form_leads_nowhere(client: PickyClient) -> None:
    anna = make_account()
    form = client.page("/anmelden").form("main form")

    response = client.submit(form, email=anna.email, password=PASSWORD, weiter="//evil.example")

    assert response.location == "/arbeit"


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org", "nonsense", "a@b@c", "💌@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: PickyClient, email: str) -> None:
    make_account(email="anna@example.org")
    form = client.page("/anmelden").form("main form")

    response = client.submit(form, email=email, password="ganz sicher falsch")

    assert response.status_code == 422
    page = Page(response)
    assert WRONG in page.text("main")
    assert page.attribute("input[name=email]", "value") == email
    assert page.attribute("input[name=password]", "value") == ""


@pytest.mark.parametrize("state", ["invited", "deactivated"])
def test_accounts_that_do_not_count_get_the_same_answer(client: PickyClient, state: str) -> None:
    if state == "invited":
        account, _token = make_invited()
    else:
        account = make_account()
        with unit_of_work():
            actions.deactivate(account, by=SYSTEM)

    response = sign_in(client, account.email)

    assert response.status_code == 422
    assert WRONG in Page(response).text("main")


def test_known_and_unknown_addresses_cost_one_hash_each(
    client: PickyClient, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    class Counting(PasswordHasher):
        verified = 0

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            Counting.verified += 1
            return super().verify(hash, password)

    account = make_account()
    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=2, memory_cost=19 * 1024, parallelism=1))
    costs = []
    for email in (account.email, "nobody@example.org"):
        before, entries = Counting.verified, len(kinds_in_log(session))
        sign_in(client, email, "ganz sicher falsch")
        costs.append((Counting.verified - before, len(kinds_in_log(session)) - entries))

    assert costs == [(1, 1), (1, 1)]


def test_empty_fields_are_named(client: PickyClient) -> None:
    page = Page(sign_in(client, "", ""))

    assert set(page.errors()) == {"email", "password"}


def test_an_old_hash_is_made_anew_at_the_next_sign_in(client: PickyClient, session: Session) -> None:
    anna = make_account()
    with unit_of_work():
        anna.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)

    assert sign_in(client, anna.email).status_code == 303

    assert not passwords.is_outdated(session.get_one(Account, anna.id).password_hash)
    client.delete_cookie("sitzung")
    assert sign_in(client, anna.email).status_code == 303


def test_the_log_tells_of_success_and_failure_without_saying_who_tried(client: PickyClient, session: Session) -> None:
    anna = make_account()
    before = len(kinds_in_log(session))

    sign_in(client, anna.email, "ganz sicher falsch")
    sign_in(client, "nobody@example.org")
    sign_in(client, anna.email)

    entries = list(session.scalars(audit.entries().order_by(audit.AuditEntry.seq)))[before:]
    assert [(e.kind, e.actor_id, e.facts) for e in entries] == [
        ("accounts.sign-in-failed", None, {"account_id": str(anna.id)}),
        ("accounts.sign-in-failed", None, {"account_id": None}),
        ("accounts.signed-in", anna.id, {"account_id": str(anna.id)}),
    ]


# ── Throttling ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_after_five_wrong_passwords_there_is_a_pause_that_grows(
    client: PickyClient, frozen_clock: StoppedClock
) -> None:
    anna = make_account()
    for _ in range(5):
        assert sign_in(client, anna.email, "ganz sicher falsch").status_code == 422

    blocked = sign_in(client, anna.email)
    assert blocked.status_code == 429
    assert blocked.headers["Retry-After"] == "5"
    page = Page(blocked)
    assert "Bitte warten Sie 5 Sekunden" in page.text("main")
    assert page.attribute("input[name=email]", "value") == anna.email

    frozen_clock.forward(seconds=6)
    assert sign_in(client, anna.email, "ganz sicher falsch").status_code == 422
    assert sign_in(client, anna.email).headers["Retry-After"] == "10"


def test_the_pause_never_grows_beyond_five_minutes_and_the_owner_comes_in(
    client: PickyClient, frozen_clock: StoppedClock
) -> None:
    anna = make_account()
    for _ in range(16):
        sign_in(client, anna.email, "ganz sicher falsch")
        frozen_clock.forward(seconds=301)

    assert sign_in(client, anna.email).status_code == 303


def test_an_unknown_address_is_slowed_down_like_a_known_one(client: PickyClient, frozen_clock: StoppedClock) -> None:
    answers = {}
    for email in (make_account().email, "nobody@example.org"):
        throttle.start_anew()
        answers[email] = [sign_in(client, email, "ganz sicher falsch").status_code for _ in range(7)]

    assert set(map(tuple, answers.values())) == {(422,) * 5 + (429,) * 2}


def test_success_forgets_the_failures(client: PickyClient, frozen_clock: StoppedClock) -> None:
    anna = make_account()
    for _ in range(3):
        for _ in range(4):
            sign_in(client, anna.email, "ganz sicher falsch")
        assert sign_in(client, anna.email).status_code == 303
        client.delete_cookie("sitzung")


def test_one_computer_that_tries_many_accounts_is_slowed_down(app: Flask, frozen_clock: StoppedClock) -> None:
    for number in range(20):
        actions.prove_password(email=f"nobody-{number}@example.org", password="x", client="one")

    with pytest.raises(TooMany):
        actions.prove_password(email="nobody-21@example.org", password="x", client="one")
    assert actions.prove_password(email="nobody-22@example.org", password="x", client="another") is None


def test_many_computers_that_try_one_account_are_slowed_down_but_the_owner_waits_a_minute_at_most(
    app: Flask, frozen_clock: StoppedClock
) -> None:
    anna = make_account()
    with pytest.raises(TooMany) as too_many:
        for number in range(60):
            actions.prove_password(email=anna.email, password="x", client=f"computer {number}")
    assert too_many.value.retry_after <= 60

    frozen_clock.forward(seconds=61)
    assert actions.prove_password(email=anna.email, password=PASSWORD, client="her own") is not None


# ── Sessions at the door ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: PickyClient) -> None:
    cookie = sign_in(client, make_account().email).headers["Set-Cookie"]

    assert cookie.startswith("sitzung=")
    assert cookie.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_over_https_the_cookie_is_bound_to_host_and_encryption(make_app: Callable[..., Flask]) -> None:
    app = make_app(base_url="https://mitreden.example.org", environment="local")
    client = app.test_client()
    anna = make_account()
    data = {"email": anna.email, "password": PASSWORD}

    response = client.post(
        "/anmelden", data=data, base_url="https://mitreden.example.org", headers={"Sec-Fetch-Site": "same-origin"}
    )

    name, *attributes = response.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-sitzung=")
    assert attributes == ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"]


def test_signing_in_never_keeps_a_token_the_browser_brought(client: PickyClient, session: Session) -> None:
    """Session fixation: whoever plants a token learns nothing from it."""
    anna, mallory = make_account(), make_account()
    with unit_of_work():
        planted = actions.open_session(mallory)
    client.set_cookie("sitzung", planted)
    data = {"email": anna.email, "password": PASSWORD}

    response = client.post("/anmelden", data=data, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 303
    assert planted not in response.headers["Set-Cookie"]
    assert [row.account_id for row in session.scalars(select(LoginSession))] == [anna.id]


def test_a_made_up_token_opens_nothing_and_is_not_adopted(client: PickyClient, session: Session) -> None:
    for token in ("made-up", "x" * 3_000, "ü", "\x00"):
        client.set_cookie("sitzung", token)
        assert client.get("/arbeit").status_code == 303

    assert session.scalar(select(func.count()).select_from(LoginSession)) == 0


def test_the_table_does_not_hold_the_token(client: PickyClient, session: Session) -> None:
    cookie = sign_in(client, make_account().email).headers["Set-Cookie"]
    token = cookie.partition("=")[2].partition(";")[0]

    row = session.scalars(select(LoginSession)).one()
    assert token.encode() not in (row.token_hash, row.previous_hash)
    assert len(token) >= 43


def test_signing_out_ends_the_session_and_removes_the_cookie(client: PickyClient, session: Session) -> None:
    sign_in(client, make_account().email)
    kept = client.get_cookie("sitzung")
    assert kept is not None

    page = client.follow(client.submit(client.page("/arbeit/konto").form("form[action='/abmelden']")))

    assert page.url == "/anmelden"
    assert "Sie sind abgemeldet." in page.text()
    assert client.get_cookie("sitzung") is None
    client.set_cookie("sitzung", kept.value)
    assert client.get("/arbeit").status_code == 303


def test_signing_out_without_a_session_is_harmless(client: PickyClient) -> None:
    response = client.post("/abmelden", headers={"Sec-Fetch-Site": "same-origin"})

    assert response.location.startswith("/anmelden")


def test_a_session_starts_only_when_everything_asked_for_was_shown(app: Flask) -> None:
    anna = make_account()

    with pytest.raises(Forbidden), unit_of_work():
        actions.start_session(actions.SignIn(anna, frozenset()))
    with unit_of_work():
        assert actions.start_session(actions.SignIn(anna, frozenset({Proof.PASSWORD})))


def test_a_form_from_another_site_does_not_sign_in(client: PickyClient, session: Session) -> None:
    anna = make_account()
    data = {"email": anna.email, "password": PASSWORD}

    assert client.post("/anmelden", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/anmelden", data=data, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/anmelden", data=data).status_code == 422
    assert session.scalar(select(func.count()).select_from(LoginSession)) == 0
