"""Facts are heard in the same transaction or after the commit, never in between."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel import events, outbox
from portal.kernel.db import in_unit, unit_of_work
from portal.kernel.events import deliver_later, record, subscribe
from tests.support.kernel_tables import Note, NoteWritten

pytestmark = pytest.mark.usefixtures("notes", "own_handlers")


def a_fact(text: str = "gesagt") -> NoteWritten:
    return NoteWritten(note_id=uuid4(), text=text)


def test_nothing_is_recorded_outside_a_unit() -> None:
    with pytest.raises(RuntimeError, match="unit_of_work"):
        record(a_fact())


def test_a_subscriber_writes_in_the_same_transaction(session: Session) -> None:
    @subscribe(NoteWritten)
    def remember(event: NoteWritten) -> None:
        session.add(Note(text=f"gehört: {event.text}"))

    with unit_of_work():
        record(a_fact("Bus"))

    session.expunge_all()
    assert session.scalars(select(Note.text)).all() == ["gehört: Bus"]


def test_a_subscriber_that_fails_undoes_everything(session: Session) -> None:
    @subscribe(NoteWritten)
    def refuse(_event: NoteWritten) -> None:
        raise LookupError

    with pytest.raises(LookupError), unit_of_work() as unit:
        unit.add(Note(text="mit"))
        record(a_fact())

    assert session.scalars(select(Note)).all() == []
    assert outbox.backlog().waiting == 0


def test_what_a_subscriber_records_is_heard_too() -> None:
    heard: list[str] = []

    @subscribe(NoteWritten)
    def answer(event: NoteWritten) -> None:
        heard.append(event.text)
        if event.text == "Frage":
            record(a_fact("Antwort"))

    with unit_of_work():
        record(a_fact("Frage"))

    assert heard == ["Frage", "Antwort"]


def test_a_later_handler_hears_after_the_commit_in_a_unit_of_its_own() -> None:
    heard: list[tuple[NoteWritten, UUID, bool]] = []

    @deliver_later(NoteWritten, name="tests.remember")
    def remember(event: NoteWritten, message_id: UUID) -> None:
        heard.append((event, message_id, in_unit()))

    fact = NoteWritten(note_id=uuid4(), text="Bus", at=datetime(2026, 3, 2, 8, tzinfo=UTC))
    with unit_of_work():
        record(fact)
    assert heard == []

    assert outbox.drain() == 1
    assert [(event, inside) for event, _, inside in heard] == [(fact, False)]


def test_nobody_hears_later_of_what_was_undone() -> None:
    @deliver_later(NoteWritten, name="tests.never")
    def never(_event: NoteWritten, _message_id: UUID) -> None: ...

    with pytest.raises(LookupError), unit_of_work():
        record(a_fact())
        raise LookupError

    assert outbox.backlog().waiting == 0


def test_an_event_of_another_release_is_read_without_its_unknown_parts() -> None:
    fact = a_fact()
    payload = events.to_payload(fact) | {"invented_later": 1}

    assert events.from_payload(NoteWritten, payload) == fact
