"""The mails an example county keeps instead of sending."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.kernel import mail, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.policy import Role
from tests.factories.accounts import make_account, make_invited
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

Login = Callable[..., Account]
BOX = "/arbeit/verwaltung/postfach"


def test_administrators_read_what_people_would_get(client: PickyClient, login: Login) -> None:
    make_invited(email="neu@example.org")
    login(Role.ADMIN)

    page = client.page(BOX)
    row = page.rows()[0]
    assert (row[0], row[1], row[3]) == (
        "Ihre Einladung zum Beteiligungsportal",
        "neu@example.org",
        "nicht versandt, hier aufbewahrt",
    )
    one = client.page(page.link("Ihre Einladung zum Beteiligungsportal"))

    assert "Nicht versandt: Dieser Kreis ist ein Beispiel." in one.text("main")
    assert "Guten Tag Neue Person," in one.text("main")
    assert client.get(one.attribute(".mail-text a", "href")).status_code == 200


def test_mails_are_text(client: PickyClient, login: Login, session: Session) -> None:
    with unit_of_work():
        mail.outgoing("a@example.org", "<b>Betreff</b>", '<script>alert(1)</script> http://x/"onclick="y', key="x")
    outbox.drain()
    login(Role.ADMIN)
    kept = session.scalars(select(mail.OutgoingMail.id)).one()

    body = client.get(f"{BOX}/{kept}").get_data(as_text=True)

    assert "<script>alert" not in body
    assert "<b>Betreff" not in body
    assert 'onclick="' not in body


def test_an_empty_mailbox_says_how_to_fill_it(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    assert "Noch keine Mails" in client.page(BOX).text("main")


def test_the_mailbox_goes_on_by_key(client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.accounts.routes.mailbox.PER_PAGE", 2)
    with unit_of_work():
        for number in range(3):
            mail.outgoing("a@example.org", f"Mail {number}", "Text", key=str(number))
    login(Role.ADMIN)

    first = client.page(BOX)
    second = client.page(first.attribute("a[rel=next]", "href"))

    assert [row[0] for row in first.rows() + second.rows()] == ["Mail 2", "Mail 1", "Mail 0"]
    assert client.get(f"{BOX}?after=nonsense").status_code == 422


def test_the_mailbox_costs_the_same_for_one_mail_and_for_thirty(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)
    costs = []
    for first, last in ((0, 1), (1, 30)):
        with unit_of_work():
            for number in range(first, last):
                mail.outgoing("a@example.org", f"Mail {number}", "Text", key=str(number))
        client.page(BOX)
        with count_queries() as statements:
            client.page(BOX)
        costs.append(len(statements))

    assert costs[0] == costs[1]


def test_where_mails_are_sent_there_is_no_mailbox(make_app: Callable[..., Flask]) -> None:
    app = make_app(mail_mode="smtp")
    client = app.test_client()
    assert isinstance(client, PickyClient)
    from tests.support.login import Login as SignIn

    SignIn(client).as_(make_account(Role.ADMIN))

    assert client.get(BOX).status_code == 404
    assert client.get("/arbeit/verwaltung/protokoll").status_code == 200
