"""One place commits, all of it or none of it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, null, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.kernel import db as kernel_db
from portal.kernel.db import (
    current_unit,
    db,
    in_unit,
    next_number,
    next_numbers,
    session,
    unit_of_work,
    violated_constraint,
)
from portal.kernel.errors import Conflict
from portal.kernel.ids import among
from tests.support.kernel_tables import Note
from tests.support.queries import count_queries

pytestmark = pytest.mark.usefixtures("notes")


def in_threads(app: Flask, *works: Callable[[], None]) -> list[BaseException]:
    """Run pieces of work at once, each with a session of its own; answers what they raised."""
    raised: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        with app.app_context():
            try:
                work()
            except BaseException as error:
                raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return raised


def number_of_notes(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Note)) or 0


def test_a_unit_of_work_is_stored_at_its_end(session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(Note(text="gesagt"))

    session.expunge_all()
    assert session.scalars(select(Note.text)).all() == ["gesagt"]


def test_a_unit_that_raises_leaves_nothing(session: Session) -> None:
    with pytest.raises(LookupError), unit_of_work() as unit:
        unit.add(Note(text="nie"))
        unit.flush()
        raise LookupError

    assert number_of_notes(session) == 0
    assert not in_unit()


def test_units_do_not_nest() -> None:
    with unit_of_work(), pytest.raises(RuntimeError, match="already open"), unit_of_work():
        pass


def test_writing_outside_a_unit_is_refused(session: Session) -> None:
    session.add(Note(text="nebenbei"))

    with pytest.raises(RuntimeError, match="unit_of_work"):
        session.flush()
    session.rollback()
    assert number_of_notes(session) == 0


def test_a_row_changed_before_the_unit_is_refused_instead_of_forgotten(session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(Note(text="gesagt"))
    note = session.scalars(select(Note)).one()
    note.text = "geändert"

    with pytest.raises(RuntimeError, match="a Note was changed before"), unit_of_work():
        pass

    session.expire_all()
    assert note.text == "gesagt"
    with unit_of_work():
        note.text = "geändert"
    session.expire_all()
    assert note.text == "geändert"


def test_a_bulk_update_outside_a_unit_is_refused(session: Session) -> None:
    with pytest.raises(RuntimeError, match="unit_of_work"):
        session.execute(update(Note).values(text="alle"))


def test_there_is_no_current_unit_outside_one() -> None:
    with pytest.raises(RuntimeError, match="unit_of_work"):
        current_unit()


def test_a_unit_works_on_the_present_state(app: Flask, session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(note := Note(text="alt"))

    def somebody_else() -> None:
        with unit_of_work() as unit:
            unit.execute(update(Note).values(text="neu"))

    assert in_threads(app, somebody_else) == []
    with unit_of_work():
        assert note.text == "neu"


def test_the_second_of_two_editors_is_told(app: Flask, session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(note := Note(text="Anfang"))
    seen = note.version

    def somebody_else() -> None:
        with unit_of_work() as unit:
            unit.scalars(select(Note)).one().text = "erster"

    assert in_threads(app, somebody_else) == []
    with unit_of_work() as unit:
        current = unit.scalars(select(Note)).one()
        assert (current.text, current.version) == ("erster", seen + 1)


def test_a_row_changed_inside_the_unit_is_a_conflict(app: Flask, session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(note := Note(text="Anfang"))

    with pytest.raises(Conflict), unit_of_work() as unit:
        assert note.text == "Anfang"
        unit.execute(text("UPDATE note_of_tests SET version = version + 1"))
        note.text = "zweiter"

    session.expire_all()
    assert session.scalars(select(Note)).one().text == "Anfang"


def test_numbers_are_gap_free_in_the_order_of_commits(app: Flask) -> None:
    given: list[int] = []

    def take() -> None:
        with unit_of_work() as unit:
            number = next_number("need-2026")
            unit.add(Note(text=f"Nummer {number}"))
            given.append(number)

    def give_back() -> None:
        with pytest.raises(LookupError), unit_of_work():
            next_number("need-2026")
            raise LookupError

    assert in_threads(app, *[take, give_back] * 6) == []
    assert sorted(given) == [1, 2, 3, 4, 5, 6]


def test_series_count_apart() -> None:
    with unit_of_work():
        assert (next_number("need-2026"), next_number("need-2027"), next_number("need-2026")) == (1, 1, 2)


def test_many_writers_at_once_all_get_through(app: Flask, session: Session) -> None:
    def write(number: int) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                with unit_of_work() as unit:
                    unit.add(Note(text=f"{number}/{turn}"))

        return work

    assert in_threads(app, *[write(number) for number in range(6)]) == []
    assert number_of_notes(session) == 60


def test_a_broken_promise_has_the_name_of_its_constraint(session: Session) -> None:
    with unit_of_work() as unit:
        unit.add(Note(text="einmal"))

    with pytest.raises(Conflict) as caught, unit_of_work() as unit:
        unit.add(Note(text="einmal"))

    broken = caught.value.__cause__
    assert isinstance(broken, IntegrityError)
    assert violated_constraint(broken) in {"uq_note_of_tests_text", "note_of_tests.text"}
    assert number_of_notes(session) == 1


def test_what_no_race_explains_stays_an_error(session: Session) -> None:
    with pytest.raises(IntegrityError), unit_of_work():
        session.execute(insert(Note).values(text=null()))


def test_moments_come_back_in_utc(session: Session) -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with unit_of_work() as unit:
        unit.add(Note(text="Zeit", seen_at=summer))

    session.expunge_all()
    assert session.scalars(select(Note.seen_at)).one() == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(Exception, match="time zone"), unit_of_work() as unit:
        unit.add(Note(text="Zeit", seen_at=datetime(2026, 7, 1)))  # noqa: DTZ001 - the mistake itself


def test_sqlite_begins_as_a_writer_and_keeps_its_promises(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        assert kernel_db.BUSY_SECONDS > 0
        return
    with count_queries() as statements, unit_of_work() as unit:
        unit.add(Note(text="x"))
    with db.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }

    assert statements[0] == "BEGIN IMMEDIATE"
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


def test_after_commit_calls_run_only_when_it_was_stored() -> None:
    rung: list[str] = []

    with unit_of_work():
        current_unit().after_commit.append(lambda: rung.append("stored"))
        assert rung == []
    with pytest.raises(LookupError), unit_of_work():
        current_unit().after_commit.append(lambda: rung.append("lost"))
        raise LookupError

    assert rung == ["stored"]


def test_a_connection_that_died_while_it_rested_is_replaced_unnoticed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_db, "REST_SECONDS", 0.0)
    db.engine.dispose()  # so that there is one connection, and the next to ask gets it
    with db.engine.connect() as connection:
        died = connection.connection.driver_connection
        assert died is not None
    died.close()

    with db.engine.connect() as connection:
        assert connection.connection.driver_connection is not died
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_connection_used_a_moment_ago_is_not_asked_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(db.engine.dialect, "do_ping", asked.append)
    for _ in range(3):
        with db.engine.connect() as connection:
            connection.scalar(text("SELECT 1"))

    assert asked == []


def test_numbers_can_be_taken_many_at_once(app: Flask) -> None:
    with unit_of_work():
        taken = [next_number("many"), *next_numbers("many", 3), next_number("many")]

    assert taken == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("count", [0, 1, 3, 2_000])
def test_a_row_is_found_among_any_number_of_ids_with_one_statement(app: Flask, count: int) -> None:
    with unit_of_work() as unit:
        notes = [Note(text=f"Notiz {number}") for number in range(3)]
        unit.add_all(notes)
    wanted = [note.id for note in notes[:count]] + [uuid4() for _ in range(count - 3)]

    with count_queries() as asked:
        found = set(session().scalars(select(Note.id).where(among(Note.id, wanted))))

    assert found == {note.id for note in notes[:count]}
    assert len(asked) == 1
    assert len(asked[0]) < 500
