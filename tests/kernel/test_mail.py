"""Mails are written with their facts and leave at most once per occasion."""

import pytest
from sqlalchemy.orm import Session

from portal.kernel import mail, outbox
from portal.kernel.db import unit_of_work
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
