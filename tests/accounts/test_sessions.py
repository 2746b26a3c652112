"""Sessions: how long they last, who can end them, and when their token changes."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts import actions, queries
from portal.accounts.models import Account, LoginSession
from portal.accounts.subscribers import forget
from portal.kernel import audit, jobs
from portal.kernel.codes import hash_token
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import PASSWORD, make_account, make_grant
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

Login = Callable[..., Account]


def token_of(client: PickyClient) -> str:
    cookie = client.get_cookie("sitzung")
    assert cookie is not None
    return cookie.value


def is_in(client: PickyClient) -> bool:
    return client.get("/arbeit").status_code == 200


def row(session: Session) -> LoginSession:
    return session.scalars(select(LoginSession)).one()


def test_after_half_an_hour_without_a_click_the_session_is_over(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    login()
    frozen_clock.forward(minutes=29, seconds=59)
    assert is_in(client)
    frozen_clock.forward(minutes=29, seconds=59)
    assert is_in(client)

    frozen_clock.forward(minutes=30)
    assert not is_in(client)


def test_after_twelve_hours_the_session_is_over_however_busy_the_person_was(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    login()
    for _ in range(12 * 3 - 1):
        frozen_clock.forward(minutes=20)
        assert is_in(client)

    frozen_clock.forward(minutes=20)
    assert not is_in(client)


def test_last_seen_is_written_once_a_minute_at_most(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, session: Session
) -> None:
    login()
    began = frozen_clock.moment
    frozen_clock.forward(seconds=59)
    client.get("/arbeit")
    assert row(session).last_seen_at == began

    frozen_clock.forward(seconds=1)
    client.get("/arbeit")
    assert row(session).last_seen_at == frozen_clock.moment


def test_public_pages_ask_the_database_nothing_about_visitors_without_a_cookie(client: PickyClient) -> None:
    client.get("/anmelden")
    with count_queries() as queries_made:
        client.get("/anmelden")

    assert [statement for statement in queries_made if "login_session" in statement or "account" in statement] == []


def test_finding_out_who_is_acting_costs_two_queries(client: PickyClient, login: Login) -> None:
    anna = login(Role.PLANNER)
    for role in Role:
        if role is not Role.PLANNER:
            make_grant(anna, role)
    client.get("/arbeit")
    token = token_of(client)
    with count_queries() as queries_made:
        found = queries.live_session(token)
        assert found is not None
        assert all(found.account.holds(role) for role in Role)

    assert len(queries_made) == 2, str(queries_made)


def test_a_withdrawn_role_counts_no_more_at_the_next_request(client: PickyClient, login: Login) -> None:
    anna = login(Role.ADMIN)
    make_account(Role.ADMIN)
    assert client.get("/arbeit/verwaltung/personen").status_code == 200

    with unit_of_work():
        actions.withdraw_role(anna.grants[0], by=SYSTEM)

    assert client.get("/arbeit/verwaltung/personen").status_code == 404
    assert is_in(client)


def test_a_given_role_counts_at_the_next_request(client: PickyClient, login: Login) -> None:
    anna = login()
    assert client.get("/arbeit/verwaltung/personen").status_code == 404

    make_grant(anna, Role.ADMIN)

    assert client.get("/arbeit/verwaltung/personen").status_code == 200


def test_a_change_of_rights_gives_the_session_a_new_token(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, another_client: Callable[[], PickyClient]
) -> None:
    anna = login()
    before = token_of(client)
    make_grant(anna, Role.PLANNER)

    assert is_in(client)
    after = token_of(client)
    assert after != before
    assert is_in(client)
    assert token_of(client) == after

    latecomer = another_client()
    latecomer.set_cookie("sitzung", before)
    assert is_in(latecomer), "a request that was already under way still passes"
    frozen_clock.forward(seconds=21)
    assert not is_in(latecomer)
    assert is_in(client)


def test_of_two_requests_at_once_one_exchanges_the_token(app: Flask, session: Session) -> None:
    anna = make_account()
    with unit_of_work():
        token = actions.open_session(anna)
    current = queries.live_session(token)
    assert current is not None
    session_id, old = current.id, current.token_hash

    with unit_of_work():
        first = actions.exchange_token(session_id, old=old)
        second = actions.exchange_token(session_id, old=old)

    assert first is not None
    assert second is None
    assert row(session).token_hash == hash_token(first)


def test_a_deactivated_account_is_out_at_once_everywhere(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], session: Session
) -> None:
    anna = login(Role.PLANNER)
    elsewhere = another_client()
    login.as_(anna, client=elsewhere)  # type: ignore[attr-defined]
    assert is_in(client)
    assert is_in(elsewhere)

    with unit_of_work():
        actions.deactivate(anna, by=SYSTEM)

    assert not is_in(client)
    assert not is_in(elsewhere)
    assert session.scalar(select(func.count()).select_from(LoginSession)) == 0
    assert not anna.holds(Role.PLANNER)
    assert anna.scope_of(Role.PLANNER) == frozenset()


def test_a_session_of_a_deactivated_account_counts_nothing_even_if_its_row_is_left(
    client: PickyClient, login: Login
) -> None:
    anna = login()
    with unit_of_work():
        anna.is_active = False

    assert not is_in(client)


def test_the_page_lists_the_sessions_without_saying_which_devices_they_are(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], frozen_clock: StoppedClock
) -> None:
    anna = login()
    frozen_clock.forward(minutes=10)
    login.as_(anna, client=another_client())  # type: ignore[attr-defined]
    frozen_clock.forward(minutes=5)

    rows = client.page("/arbeit/konto").texts("section[aria-labelledby=sitzungen] li")

    assert len(rows) == 2
    assert "seit 2. März 2026, 09:00" in rows[0]
    assert "das ist die Sitzung, in der Sie gerade sind" in rows[0]
    assert "seit 2. März 2026, 09:10" in rows[1]
    assert "zuletzt benutzt vor 5 Minuten" in rows[1]


def test_one_session_elsewhere_can_be_ended(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], session: Session
) -> None:
    anna = login()
    elsewhere = another_client()
    login.as_(anna, client=elsewhere)  # type: ignore[attr-defined]
    form = client.page("/arbeit/konto").form("form[action$='/beenden']:not([action$='sitzungen/beenden'])")

    page = client.follow(client.submit(form))

    assert "Die Sitzung ist beendet." in page.text()
    assert is_in(client)
    assert not is_in(elsewhere)


def test_all_sessions_elsewhere_can_be_ended(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], session: Session
) -> None:
    anna = login()
    others = [another_client(), another_client()]
    for other in others:
        login.as_(anna, client=other)  # type: ignore[attr-defined]

    client.submit(client.page("/arbeit/konto").form("form[action$='sitzungen/beenden']"))

    assert is_in(client)
    assert [is_in(other) for other in others] == [False, False]
    last = session.scalars(audit.entries(of_kind="accounts.sessions-ended")).one()
    assert last.facts == {"account_id": str(anna.id), "sessions": 2}


def test_nobody_ends_the_session_of_somebody_else(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], session: Session
) -> None:
    login(Role.ADMIN)
    victim = another_client()
    bert = make_account()
    login.as_(bert, client=victim)  # type: ignore[attr-defined]
    target = session.scalars(select(LoginSession.id).where(LoginSession.account_id == bert.id)).one()

    response = client.post(f"/arbeit/konto/sitzungen/{target}/beenden", headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 404
    assert is_in(victim)


def test_changing_the_password_ends_all_other_sessions_and_exchanges_the_token(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], session: Session
) -> None:
    anna = login()
    elsewhere = another_client()
    login.as_(anna, client=elsewhere)  # type: ignore[attr-defined]
    before = token_of(client)
    form = client.page("/arbeit/konto").form("form[action$='/passwort']")

    page = client.follow(client.submit(form, current=PASSWORD, password="Leiter Gurke Nebel Kamin"))

    assert "Ihr neues Passwort gilt ab jetzt." in page.text()
    assert token_of(client) != before
    assert not is_in(elsewhere)
    assert actions.prove_password(email=anna.email, password="Leiter Gurke Nebel Kamin", client="x") is not None
    assert actions.prove_password(email=anna.email, password=PASSWORD, client="x") is None


def test_dead_sessions_are_swept_away(app: Flask, frozen_clock: StoppedClock, session: Session) -> None:
    anna = make_account()
    with unit_of_work():
        actions.open_session(anna)
    frozen_clock.forward(minutes=20)
    with unit_of_work():
        living = actions.open_session(anna)
    frozen_clock.forward(minutes=15)

    forget()

    assert row(session).token_hash == hash_token(living)
    assert "accounts.forget" in jobs.PERIODIC


def test_a_page_that_cannot_note_the_visit_is_shown_all_the_same(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, session: Session
) -> None:
    """A form whose token is too old seals the request against writing; the answer is the form, not an error."""
    login()
    began = frozen_clock.moment
    frozen_clock.forward(minutes=5)

    response = client.post("/arbeit/konto", data={"name": "Anna Berger", "phone": ""})

    assert response.status_code == 422
    assert Page(response).attribute("input[name=name]", "value") == "Anna Berger"
    assert row(session).last_seen_at == began
