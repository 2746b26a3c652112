"""Mails are written with their facts and leave at most once per occasion."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.kernel import mail, outbox
from portal.kernel.db import db, unit_of_work
from portal.kernel.mail import MailState, OutgoingMail
from tests.support.smtp import Mood, mail_server
from tests.support.time import StoppedClock

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


@pytest.mark.parametrize(("mood", "state"), [(Mood.TAKES, MailState.SENT), (Mood.NOBODY_HERE, MailState.REFUSED)])
def test_neither_link_nor_address_stays_behind_once_a_server_has_decided(
    make_app: Callable[..., Flask], mood: Mood, state: MailState
) -> None:
    with mail_server() as server, make_app(**server.settings).app_context():
        server.mood = mood
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
    assert ["geheim" in message.get_content() for message in server.took] == [True] * (state is MailState.SENT)


def test_umlauts_in_the_name_of_the_host_are_written_for_the_wire(session: Session) -> None:
    with unit_of_work():
        mail.outgoing("resi@müller.example", "Hallo", "Hallo", key="tests/3")

    assert mail.as_message(the_mail(session))["To"] == "resi@xn--mller-kva.example"


@pytest.mark.parametrize(
    "address", ["a..b@example.org", "resi.@example.org", "a(b@example.org", "rési@example.org", ""]
)
def test_an_address_that_cannot_be_written_is_given_up_at_once(make_app: Callable[..., Flask], address: str) -> None:
    """Tried again and again it would hold up the outbox, and the portal would call itself not ready."""
    with mail_server() as server, make_app(**server.settings).app_context():
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


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the composer "tests.words" says; empty for nothing. What becomes of the mails is noted under "became"."""
    said = {"body": "Erste Worte", "became": ""}

    def write(letter: OutgoingMail) -> bool:
        letter.to_address, letter.subject, letter.body = "resi@example.org", "Neues", said["body"]
        return bool(said["body"])

    def settled(letter: OutgoingMail) -> None:
        said["became"] += f"{letter.state} "

    monkeypatch.setitem(mail.COMPOSERS, "tests.words", mail.Composer(write, settled))
    return said


def write_later() -> None:
    with unit_of_work():
        mail.outgoing_later("tests.words")


def test_words_are_chosen_when_the_mail_leaves(session: Session, words: dict[str, str]) -> None:
    write_later()
    words["body"] = "Neueste Worte"
    outbox.drain()

    assert (the_mail(session).body, words["became"]) == ("Neueste Worte", "kept ")


def test_a_mail_with_nothing_left_to_say_is_gone(session: Session, words: dict[str, str]) -> None:
    write_later()
    words["body"] = ""
    outbox.drain()

    assert session.scalars(mail.mailbox()).all() == []


def test_kept_words_to_an_address_can_be_forgotten(session: Session, words: dict[str, str]) -> None:
    write_later()
    write()
    outbox.drain()
    with unit_of_work():
        mail.forget_kept("Resi@example.org")

    assert the_mail(session).key == "tests/1"


@pytest.mark.parametrize("mood", [Mood.BUSY, Mood.CLOSED])
def test_what_the_server_surely_has_not_is_worded_anew_and_sent(
    make_app: Callable[..., Flask], frozen_clock: StoppedClock, words: dict[str, str], mood: Mood
) -> None:
    with mail_server() as server, make_app(**server.settings).app_context():
        server.mood = mood
        write_later()
        outbox.drain()
        left = db.session.scalars(mail.mailbox()).one()
        assert (left.state, left.to_address, left.body) == (MailState.WAITING, "", "")

        server.mood, words["body"] = Mood.TAKES, "Zweite Worte"
        frozen_clock.forward(minutes=1)
        outbox.drain()

    assert [message.get_content().strip() for message in server.took] == ["Zweite Worte"]
    assert words["became"] == "waiting sent "


def test_what_the_server_perhaps_has_is_not_sent_again(
    make_app: Callable[..., Flask], frozen_clock: StoppedClock, words: dict[str, str]
) -> None:
    with mail_server() as server, make_app(**server.settings).app_context():
        server.mood = Mood.HANGS_UP_HAVING_IT
        write_later()
        outbox.drain()
        server.mood = Mood.TAKES
        frozen_clock.forward(hours=1)
        outbox.drain()

        assert outbox.backlog().waiting == 0
    assert (len(server.took), words["became"]) == (1, "unclear ")


def test_a_mail_with_words_of_its_own_rather_comes_twice(
    make_app: Callable[..., Flask], frozen_clock: StoppedClock
) -> None:
    with mail_server() as server, make_app(**server.settings).app_context():
        server.mood = Mood.HANGS_UP_HAVING_IT
        write()
        outbox.drain()
        server.mood = Mood.TAKES
        frozen_clock.forward(hours=1)
        outbox.drain()

    assert len({message["Message-ID"] for message in server.took}) == 1
    assert len(server.took) == 2
