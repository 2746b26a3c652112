"""A new password for somebody who forgot theirs."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts import actions, queries
from portal.accounts.events import PasswordResetRequested
from portal.accounts.models import Account, PasswordReset
from portal.accounts.subscribers import mail_reset
from portal.kernel import mail, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from tests.factories.accounts import PASSWORD, make_account, make_invited, token_in_mail
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

NEW = "Leiter Gurke Nebel Kamin"
Login = Callable[..., Account]


def ask(client: PickyClient, email: str) -> Page:
    return Page(client.submit(client.page("/passwort-vergessen").form(), email=email))


def mails_to(session: Session, email: str) -> int:
    outbox.drain()
    sent = select(func.count()).select_from(mail.OutgoingMail).where(mail.OutgoingMail.to_address == email)
    return session.scalar(sent) or 0


def test_the_link_in_the_mail_leads_to_a_new_password_and_in(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient]
) -> None:
    anna = make_account()
    elsewhere = another_client()
    login.as_(anna, client=elsewhere)  # type: ignore[attr-defined]
    assert ask(client, f" {anna.email.upper()} ").heading == "Sehen Sie in Ihr Postfach"

    form = client.page(f"/passwort/{token_in_mail(to=anna.email)}").form()
    page = client.follow(client.submit(form, password=NEW))

    assert page.url == "/arbeit"
    assert "Ihr neues Passwort gilt ab jetzt." in page.text()
    assert elsewhere.get("/arbeit").status_code == 303
    assert actions.prove_password(email=anna.email, password=NEW, client="x") is not None
    assert actions.prove_password(email=anna.email, password=PASSWORD, client="x") is None


def test_known_and_unknown_addresses_get_the_same_page_for_the_same_work(client: PickyClient, session: Session) -> None:
    known = make_account().email
    ask(client, "warm-up@example.org")
    pages, work = set(), set()
    for email in (known, "nobody@example.org"):
        form = client.page("/passwort-vergessen").form()
        with count_queries() as statements:
            answer = client.submit(form, email=email)
        pages.add((answer.status_code, Page(answer).text("main")))
        work.add(len(statements))

    assert len(pages) == 1
    assert len(work) == 1
    assert mails_to(session, known) == 1
    assert mails_to(session, "nobody@example.org") == 0


@pytest.mark.parametrize("state", ["invited", "deactivated"])
def test_accounts_that_cannot_sign_in_get_no_link(client: PickyClient, session: Session, state: str) -> None:
    if state == "invited":
        account, _token = make_invited()
    else:
        account = make_account()
        with unit_of_work():
            actions.deactivate(account, by=SYSTEM)
    before = mails_to(session, account.email)

    assert ask(client, account.email).heading == "Sehen Sie in Ihr Postfach"

    assert mails_to(session, account.email) == before
    assert session.scalar(select(func.count()).select_from(PasswordReset)) == 0


def test_a_link_works_once_and_for_one_hour(client: PickyClient, frozen_clock: StoppedClock) -> None:
    anna = make_account()
    ask(client, anna.email)
    token = token_in_mail(to=anna.email)
    form = client.page(f"/passwort/{token}").form()
    frozen_clock.forward(minutes=59, seconds=59)
    assert client.get(f"/passwort/{token}").status_code == 200
    frozen_clock.forward(seconds=1)
    assert client.get(f"/passwort/{token}").status_code == 404
    assert client.submit(form, password=NEW).status_code == 404

    ask(client, anna.email)
    form = client.page(f"/passwort/{token_in_mail(to=anna.email)}").form()
    assert client.submit(form, password=NEW).status_code == 303
    assert client.submit(form, password=PASSWORD).status_code == 404


def test_a_used_link_ends_the_others(client: PickyClient) -> None:
    anna = make_account()
    ask(client, anna.email)
    first = token_in_mail(to=anna.email)
    ask(client, anna.email)
    second = token_in_mail(to=anna.email)
    assert first != second

    client.submit(client.page(f"/passwort/{second}").form(), password=NEW)

    assert client.get(f"/passwort/{first}").status_code == 404


def test_a_weak_password_keeps_the_link(client: PickyClient) -> None:
    anna = make_account()
    ask(client, anna.email)
    page = client.page(f"/passwort/{token_in_mail(to=anna.email)}")

    refused = Page(client.submit(page.form(), password="passwort1234"))

    assert refused.response.status_code == 422
    assert "auf Listen" in refused.errors()["password"]
    assert client.submit(refused.form(), password=NEW).status_code == 303


def test_a_message_delivered_twice_makes_one_link_and_one_mail(app: Flask, session: Session) -> None:
    anna, message_id = make_account(), uuid4()
    for _ in range(2):
        mail_reset(PasswordResetRequested(account_id=anna.id), message_id)

    assert session.scalar(select(func.count()).select_from(PasswordReset)) == 1
    assert mails_to(session, anna.email) == 1


def test_asking_again_and_again_is_slowed_down(client: PickyClient, frozen_clock: StoppedClock) -> None:
    for email in (make_account().email, "nobody@example.org"):
        answers = [ask(client, email).response for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["Retry-After"] == "60"
        page = Page(answers[-1])
        assert "Bitte warten Sie 60 Sekunden" in page.text("main")
        assert page.attribute("input[name=email]", "value") == email


def test_the_way_over_the_mail_stays_open_while_signing_in_is_slowed_down(
    client: PickyClient, frozen_clock: StoppedClock
) -> None:
    """Somebody who guesses all day keeps nobody out."""
    anna = make_account()
    for _ in range(6):
        actions.prove_password(email=anna.email, password="x", client="stranger") if _ < 5 else None
    ask(client, anna.email)

    response = client.submit(client.page(f"/passwort/{token_in_mail(to=anna.email)}").form(), password=NEW)

    assert response.status_code == 303
    assert client.get("/arbeit").status_code == 200


def test_the_person_is_told_that_the_password_changed(client: PickyClient, session: Session) -> None:
    anna = make_account()
    ask(client, anna.email)
    client.submit(client.page(f"/passwort/{token_in_mail(to=anna.email)}").form(), password=NEW)
    outbox.drain()

    subjects = session.scalars(select(mail.OutgoingMail.subject).order_by(mail.OutgoingMail.created_at)).all()

    assert subjects == ["Neues Passwort für das Beteiligungsportal", "Ihr Passwort wurde geändert"]


def test_an_empty_field_is_named(client: PickyClient) -> None:
    page = ask(client, " ")

    assert page.response.status_code == 422
    assert set(page.errors()) == {"email"}


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "ä"])
def test_made_up_links_lead_to_the_page_that_helps_on(client: PickyClient, token: str) -> None:
    page = client.page(f"/passwort/{token}", status=404)

    assert page.heading == "Dieser Link gilt nicht mehr"
    assert page.link("Neuen Link anfordern") == "/passwort-vergessen"


def test_a_deactivated_person_cannot_use_a_link_that_is_still_young(client: PickyClient) -> None:
    anna = make_account()
    ask(client, anna.email)
    token = token_in_mail(to=anna.email)
    with unit_of_work():
        actions.deactivate(queries.account(anna.id), by=SYSTEM)

    assert client.get(f"/passwort/{token}").status_code == 404
