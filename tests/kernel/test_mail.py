"""Mails are written with their facts and leave at most once per occasion."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Self

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.kernel import mail, outbox
from portal.kernel.db import db, unit_of_work
from portal.kernel.mail import MailState, OutgoingMail

pytestmark = pytest.mark.usefixtures("app")


def write(key: str = "tests/1", subject: str = "Ihre Wortmeldung") -> bool:
    with unit_of_work():
        return mail.outgoing("resi@example.org", subject, "Grüß Gott,\n\nwir haben …\n", key=key)


def the_mail(session: Session) -> OutgoingMail:
    session.expire_all()
    return session.scalars(mail.mailbox()).one()


def test_in_the_mailbox_mode_a_mail_is_kept_for_reading(session: Session) -> None:
    write()
    assert the_mail(session).state is MailState.WAITING

    outbox.drain()
    assert the_mail(session).state is MailState.KEPT


def test_the_same_occasion_makes_no_second_mail(session: Session) -> None:
    assert (write("tests/1"), write("tests/1")) == (True, False)
    assert len(session.scalars(mail.mailbox()).all()) == 1


def test_a_mail_of_an_undone_unit_is_never_written(session: Session) -> None:
    with pytest.raises(LookupError), unit_of_work():
        mail.outgoing("resi@example.org", "Nie", "Nie", key="tests/2")
        raise LookupError

    assert session.scalars(mail.mailbox()).all() == []


def test_no_header_can_be_smuggled_in(session: Session) -> None:
    write(subject="Hallo\r\nBcc: alle@example.org")

    message = mail.as_message(the_mail(session))
    assert message["Subject"] == "Hallo Bcc: alle@example.org"
    assert message["Bcc"] is None


def test_german_text_arrives_as_it_was_written(session: Session) -> None:
    write(subject="Bürgerbus für Markt Rettenbach")

    message = mail.as_message(the_mail(session))
    assert message["Subject"] == "Bürgerbus für Markt Rettenbach"
    assert message.get_content() == "Grüß Gott,\n\nwir haben …\n"


class Server:
    """A mail server that keeps what it is given, or refuses everybody."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.took: list[EmailMessage] = []
        self.refuses = refuses

    def __call__(self, _host: str, _port: int, timeout: float) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def starttls(self) -> None:
        pass

    def send_message(self, message: EmailMessage) -> None:
        if self.refuses:
            raise smtplib.SMTPRecipientsRefused({"resi@example.org": (550, b"unknown")})
        self.took.append(message)


@pytest.mark.parametrize(("refuses", "state"), [(False, MailState.SENT), (True, MailState.REFUSED)])
def test_neither_link_nor_address_stays_behind_once_a_server_has_decided(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, refuses: bool, state: MailState
) -> None:
    server = Server(refuses=refuses)
    monkeypatch.setattr(smtplib, "SMTP", server)
    with make_app(mail_mode="smtp").app_context():
        with unit_of_work():
            mail.outgoing(
                "resi@example.org",
                "Ihre Einladung",
                "http://localhost/einladung/geheim",
                key="tests/1",
                headers={"List-Unsubscribe": "<http://localhost/abmelden/geheim>"},
            )
        outbox.drain()

        left = db.session.scalars(mail.mailbox()).one()
        assert (left.state, left.to_address, left.body, left.headers) == (state, "", "", {})
        assert left.subject == "Ihre Einladung"
    assert ["geheim" in message.get_content() for message in server.took] == ([] if refuses else [True])


def test_umlauts_in_the_name_of_the_host_are_written_for_the_wire(session: Session) -> None:
    with unit_of_work():
        mail.outgoing("resi@müller.example", "Hallo", "Hallo", key="tests/3")

    assert mail.as_message(the_mail(session))["To"] == "resi@xn--mller-kva.example"


@pytest.mark.parametrize(
    "address", ["a..b@example.org", "resi.@example.org", "a(b@example.org", "rési@example.org", ""]
)
def test_an_address_that_cannot_be_written_is_given_up_at_once(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Tried again and again it would hold up the outbox, and the portal would call itself not ready."""
    server = Server()
    monkeypatch.setattr(smtplib, "SMTP", server)
    with make_app(mail_mode="smtp").app_context():
        with unit_of_work():
            mail.outgoing(address, "Hallo", "Hallo", key="tests/4")
        outbox.drain()

        assert db.session.scalars(mail.mailbox()).one().state is MailState.REFUSED
        assert outbox.backlog().waiting == 0
    assert server.took == []


def test_the_mailbox_keeps_the_words(session: Session) -> None:
    write()
    outbox.drain()

    assert the_mail(session).body == "Grüß Gott,\n\nwir haben …\n"
