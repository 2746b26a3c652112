"""What a person learns in one day comes in one mail, and no answer comes twice, whatever happens to workers and contacts."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ContactDetails
from portal.kernel import mail, outbox
from portal.kernel.codes import receipt_code
from portal.kernel.db import db, unit_of_work
from portal.kernel.mail import MailState, OutgoingMail
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.needs import actions, queries
from portal.needs.events import NeedStatusChanged
from portal.needs.models import Evidence, Need, PublicAnswer, Telling
from portal.needs.queries import MailWays
from portal.needs.subscribers import tell_answer
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import Simple, TellingState, mails_due_until, mails_leave
from tests.factories.needs import add_voice, make_answered, make_need
from tests.factories.places import make_place
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.smtp import MailServer, Mood, mail_server
from tests.support.time import StoppedClock

BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))
ROSA = "rosa@example.org"


@pytest.fixture
def clock(frozen_clock: StoppedClock) -> StoppedClock:
    frozen_clock.set("2026-03-02 09:00")
    return frozen_clock


def voice(title: str, email: str = ROSA) -> tuple[Need, UUID]:
    """A Bedarf with somebody behind it who wants mails."""
    place = make_place(f"Ort von {title}")
    need = make_need(title, place)
    return need, said_by(add_voice(need, f"{title} fehlt.", place, email=email))


def said_by(evidence: Evidence) -> UUID:
    assert evidence.contribution_id is not None
    return evidence.contribution_id


def code_of(contribution_id: UUID) -> str:
    return receipt_code(said.contribution(contribution_id).submission_key)


def evening(clock: StoppedClock, hour: str = "17:00") -> None:
    """It is evening, and the worker has its turn."""
    outbox.drain()
    clock.set(f"{clock.moment.date().isoformat()} {hour}")
    actions.gather_mails()
    outbox.drain()


def kept() -> list[OutgoingMail]:
    """The mails with answers, the first one first."""
    db.session.expire_all()
    return list(db.session.scalars(mail.mailbox().where(OutgoingMail.composer != "").order_by(OutgoingMail.id)))


def states() -> list[TellingState]:
    db.session.expire_all()
    return list(db.session.scalars(select(Telling.state).order_by(Telling.id)))


@given(given_at=MOMENTS, moment=MOMENTS)
def test_a_mail_is_due_exactly_when_it_leaves(given_at: datetime, moment: datetime) -> None:
    leaves = mails_leave(given_at)

    assert (given_at <= mails_due_until(moment)) is (leaves <= moment)
    assert timedelta(minutes=15) <= leaves - given_at <= timedelta(hours=25, minutes=15)


def test_the_answers_of_a_day_come_in_one_mail(session: Session, clock: StoppedClock) -> None:
    bus, on_bus = voice("Bus am Abend")
    bench, on_bench = voice("Bank am Friedhof", "Rosa@Example.org")
    make_answered(bus, sentence="Wir prüfen den Bus.")
    clock.set("2026-03-02 15:30")
    with unit_of_work():
        actions.answer(
            bench,
            status=NeedStatus.IN_REVIEW,
            sentence="Die Bank kommt.",
            simple=Simple("Da ist eine Bank."),
            by=SYSTEM,
        )
    outbox.drain()
    actions.gather_mails()
    assert (kept(), states()) == ([], [TellingState.WAITING] * 2)

    evening(clock)
    (letter,) = kept()
    assert letter.to_address == ROSA
    parts = letter.body.split("* ")
    assert ["Bus am Abend" in part and "Wir prüfen den Bus." in part for part in parts] == [False, True, False]
    assert ["Die Bank kommt." in part and "Da ist eine Bank." in part for part in parts] == [False, False, True]
    assert [f"code={code_of(on_bus)}" in part for part in parts] == [False, True, False]
    assert [f"code={code_of(on_bench)}" in part for part in parts] == [False, False, True]
    assert states() == [TellingState.TOLD] * 2
    told_at = set(session.scalars(select(Telling.at)))
    assert told_at == {clock.moment}


def test_two_answers_about_one_need_stand_under_one_title(session: Session, clock: StoppedClock) -> None:
    need, _voice = voice("Bus")
    make_answered(need, sentence="Wir prüfen.")
    clock.forward(hours=1)
    make_answered(need, NeedStatus.FORWARDED, "Liegt beim Amt.")
    evening(clock)

    (letter,) = kept()
    assert letter.body.index("Wir prüfen.") < letter.body.index("Liegt beim Amt.")
    assert letter.body.count("Ihr Rückmelde-Code:") == 1
    assert "* Bus" not in letter.body


def test_what_comes_late_waits_for_the_next_evening(session: Session, clock: StoppedClock) -> None:
    first, _voice = voice("Bus")
    make_answered(first)
    clock.set("2026-03-02 16:50")
    second, _other = voice("Bank")
    make_answered(second)

    evening(clock)
    assert states() == [TellingState.TOLD, TellingState.WAITING]
    clock.set("2026-03-03 08:00")
    evening(clock)
    assert (len(kept()), states()) == (2, [TellingState.TOLD] * 2)


def test_nobody_reads_about_others(session: Session, clock: StoppedClock) -> None:
    need, on_need = voice("Bus")
    other = said_by(add_voice(need, "Auch ich", make_place("Legau"), email="hans@example.org"))
    make_answered(need)
    evening(clock)

    bodies = {letter.to_address: letter.body for letter in kept()}
    assert {address: (code_of(on_need) in body, code_of(other) in body) for address, body in bodies.items()} == {
        ROSA: (True, False),
        "hans@example.org": (False, True),
    }


def test_an_answer_taken_back_before_the_evening_is_not_told(session: Session, clock: StoppedClock) -> None:
    bus, _voice = voice("Bus")
    bench, _other = voice("Bank")
    taken_back, stands = make_answered(bus, sentence="Falsch geklickt."), make_answered(bench, sentence="Sie kommt.")
    outbox.drain()
    take_back(taken_back)
    evening(clock)

    (letter,) = kept()
    assert ("Falsch geklickt." in letter.body, "Sie kommt." in letter.body) == (False, True)
    assert list(session.scalars(select(Telling.answer_id))) == [stands.id]


def take_back(answer: PublicAnswer) -> None:
    with unit_of_work():
        answer.retracted_at = answer.at


def stop(contribution_id: UUID) -> None:
    with unit_of_work():
        contributions.stop_updates(contribution_id)


def delete_contact(contribution_id: UUID) -> None:
    with unit_of_work():
        contributions.delete_contact(said.contribution(contribution_id), by=ANONYMOUS)


def withdraw(contribution_id: UUID) -> None:
    with unit_of_work():
        contributions.withdraw(said.contribution(contribution_id), by=ANONYMOUS)


@pytest.mark.parametrize("leave", [stop, delete_contact, withdraw])
@pytest.mark.parametrize("gathered", [False, True])
def test_who_leaves_before_the_mail_does_is_left_in_peace(
    session: Session, clock: StoppedClock, leave: Callable[[UUID], None], gathered: bool
) -> None:
    """Also between the writing of the mail and its sending, as when the mail server is away."""
    bus, on_bus = voice("Bus")
    bench, _on_bench = voice("Bank")
    make_answered(bus, sentence="Der Bus kommt."), make_answered(bench, sentence="Die Bank kommt.")
    outbox.drain()
    clock.set("2026-03-02 17:00")
    if gathered:
        actions.gather_mails()
    leave(on_bus)
    actions.gather_mails()
    outbox.drain()

    (letter,) = kept()
    assert ("Der Bus kommt." in letter.body, "Die Bank kommt." in letter.body) == (False, True)
    assert states() == [TellingState.TOLD]
    assert actions.gather_mails() == 0


def test_a_person_who_left_altogether_gets_no_mail(session: Session, clock: StoppedClock) -> None:
    need, voice_id = voice("Bus")
    answer = make_answered(need)
    outbox.drain()
    clock.set("2026-03-02 17:00")
    actions.gather_mails()
    stop(voice_id)
    outbox.drain()

    assert (kept(), states(), queries.mail_ways(answer)) == ([], [], MailWays(told=0, waiting=0, not_reached=0))


def test_a_new_address_is_told_there_and_nothing_twice(session: Session, clock: StoppedClock) -> None:
    bus, on_bus = voice("Bus")
    bench, _on_bench = voice("Bank")
    make_answered(bus), make_answered(bench)
    outbox.drain()
    clock.set("2026-03-02 17:00")
    actions.gather_mails()
    with unit_of_work():
        contributions.change_contact(said.contribution(on_bus), ContactDetails(email="neu@example.org"), by=ANONYMOUS)
    outbox.drain()
    actions.gather_mails()
    outbox.drain()

    assert sorted(letter.to_address for letter in kept()) == ["neu@example.org", ROSA]
    assert states() == [TellingState.TOLD] * 2


def test_an_answer_that_reached_an_address_once_is_not_told_there_again(session: Session, clock: StoppedClock) -> None:
    need, _first = voice("Bus")
    second = said_by(add_voice(need, "Zwei", make_place("Legau"), email="hans@example.org"))
    make_answered(need)
    evening(clock)
    db.session.expire_all()
    with unit_of_work():
        row = db.session.scalars(select(Telling).where(Telling.contribution_id == second)).one()
        row.state, row.mail_id = TellingState.WAITING, None
        contributions.change_contact(said.contribution(second), ContactDetails(email=ROSA), by=ANONYMOUS)
    evening(clock)

    assert [letter.to_address for letter in kept()] == [ROSA]
    assert actions.gather_mails() == 0


def test_told_again_by_the_outbox_nothing_is_put_down_twice(session: Session, clock: StoppedClock) -> None:
    """Not even for somebody whose first Wortmeldung has lost its contact meanwhile."""
    need, first = voice("Bus")
    add_voice(need, "Noch einmal", make_place("Legau"), email=ROSA)
    answer = make_answered(need)
    evening(clock)
    delete_contact(first)
    tell_answer(NeedStatusChanged(need.id, answer.id, "in_review", "Wir prüfen das."), need.id)
    evening(clock)

    assert (kept(), states()) == ([], [])


def test_kept_mails_go_with_the_contact(session: Session, clock: StoppedClock) -> None:
    need, first = voice("Bus")
    add_voice(need, "Auch ich", make_place("Legau"), email="hans@example.org")
    make_answered(need)
    evening(clock)
    with unit_of_work():
        contributions.change_contact(said.contribution(first), ContactDetails(email="neu@example.org"), by=ANONYMOUS)

    assert [letter.to_address for letter in kept()] == ["hans@example.org"]


def test_one_click_stops_the_mails_about_everything_in_it(
    client: PickyClient, session: Session, clock: StoppedClock
) -> None:
    bus, on_bus = voice("Bus")
    bench, on_bench = voice("Bank")
    make_answered(bus), make_answered(bench)
    evening(clock)
    link = kept()[0].headers["List-Unsubscribe"].strip("<>")
    client.page(link.removeprefix("http://localhost"))
    stopped = client.post(link.removeprefix("http://localhost"), data={"List-Unsubscribe": "One-Click"})

    assert "zu diesen Anliegen keine E-Mails mehr" in stopped.text
    contacts = [said.contact_of(one) for one in (on_bus, on_bench)]
    assert [one is not None and one.stopped_at is not None for one in contacts] == [True, True]


def test_each_mail_speaks_the_language_of_its_person(session: Session, clock: StoppedClock) -> None:
    need, voice_id = voice("Bus")
    with unit_of_work():
        said.contribution(voice_id).language = "en"
    make_answered(need)
    evening(clock)

    assert "Under review" in kept()[0].body


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def texts(server: MailServer) -> list[str]:
    return [str(message.get_content()) for message in server.took]


def test_while_the_server_is_away_answers_may_still_be_taken_back(
    make_app: Callable[..., Flask], clock: StoppedClock, server: MailServer
) -> None:
    with make_app(**server.settings).app_context():
        bus, _on_bus = voice("Bus")
        bench, _on_bench = voice("Bank")
        wrong = make_answered(bus, sentence="Ein Irrtum.")
        make_answered(bench, sentence="Die Bank kommt.")
        outbox.drain()
        server.mood, server.took = Mood.BUSY, []
        evening(clock)
        assert states() == [TellingState.WAITING] * 2

        take_back(wrong)
        server.mood = Mood.TAKES
        clock.forward(minutes=1)
        outbox.drain()

        assert ["Die Bank kommt." in text and "Irrtum" not in text for text in texts(server)] == [True]
        assert states() == [TellingState.TOLD]


def test_a_mail_nobody_knows_about_is_not_written_again_and_counts_as_not_reached(
    make_app: Callable[..., Flask], clock: StoppedClock, server: MailServer
) -> None:
    with make_app(**server.settings).app_context():
        need, _voice = voice("Bus")
        answer = make_answered(need)
        outbox.drain()
        server.mood, server.took = Mood.HANGS_UP_HAVING_IT, []
        evening(clock)
        server.mood = Mood.TAKES
        evening(clock, "18:00")

        assert len(server.took) == 1
        assert [letter.state for letter in kept()] == [MailState.UNCLEAR]
        assert queries.mail_ways(answer) == MailWays(told=0, waiting=0, not_reached=1)
        assert queries.told_numbers([answer]) == {}


class Died(BaseException):
    """The worker is gone in this moment, as after SIGKILL."""


@pytest.mark.parametrize("moment", ["_become", "_take_in_hand", "outgoing_later"])
def test_a_worker_that_dies_at_any_moment_tells_nothing_twice(
    make_app: Callable[..., Flask],
    clock: StoppedClock,
    server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    """Between sending and noting, between taking in hand and sending, and before the mail was written."""
    with make_app(**server.settings).app_context():
        need, _voice = voice("Bus")
        make_answered(need)
        outbox.drain()
        server.took = []
        clock.set("2026-03-02 17:00")
        with monkeypatch.context() as dying, pytest.raises(Died):
            _die_at(dying, moment)
            actions.gather_mails()
            outbox.drain()
        db.session.remove()
        for _turn in range(3):
            clock.forward(minutes=5)
            actions.gather_mails()
            outbox.drain()

        assert len(server.took) == (0 if moment == "_take_in_hand" else 1)
        assert len(kept()) == 1


def _die_at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    real = getattr(mail, moment)

    def die(*args: object) -> None:
        if moment == "_take_in_hand":
            real(*args)
        raise Died

    monkeypatch.setattr(mail, moment, die)


def test_two_workers_write_each_person_one_mail(
    make_app: Callable[..., Flask], clock: StoppedClock, server: MailServer
) -> None:
    app = make_app(**server.settings)
    with app.app_context():
        needs = [make_need(f"Bedarf {number}") for number in range(3)]
        for need in needs:
            for person in range(12):
                add_voice(need, f"Mensch {person}", need.place, email=f"mensch{person}@example.org")
        for need in needs:
            make_answered(need)
        outbox.drain()
        server.took = []
        clock.set("2026-03-02 17:00")
        workers = [threading.Thread(target=_work, args=(app, clock.moment)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        assert sorted(message["To"] for message in server.took) == sorted(f"mensch{n}@example.org" for n in range(12))
        assert states() == [TellingState.TOLD] * 36


def _work(app: Flask, at: datetime) -> None:
    from portal.kernel import clock as time

    with app.app_context(), time.frozen(at):
        actions.gather_mails()
        outbox.drain()
        db.session.remove()


def test_gathering_asks_no_more_for_a_person_with_many_answers(session: Session, clock: StoppedClock) -> None:
    def asked(number: int) -> int:
        for one in range(number):
            need, _voice = voice(f"Bedarf {number}-{one}", f"p{number}@example.org")
            make_answered(need)
        outbox.drain()
        clock.set(f"{clock.moment.date().isoformat()} 17:00")
        with count_queries() as seen:
            assert actions.gather_mails() == 1
        clock.forward(hours=15)
        return len(seen)

    asked(1)
    assert asked(2) == asked(7)
