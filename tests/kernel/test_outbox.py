"""Messages are delivered at least once, whatever happens to the worker."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.kernel import clock, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.outbox import MOST_ATTEMPTS, Lane, OutboxMessage
from portal.kernel.runtime import settings
from portal.web.commands import outbox_group
from tests.support.sources import ROOT
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app", "own_handlers")


def send(kind: str = "tests.note", **payload: Any) -> UUID:
    with unit_of_work():
        return outbox.send(kind, payload)


def the_message(session: Session) -> OutboxMessage:
    session.expire_all()
    return session.scalars(select(OutboxMessage)).one()


def test_a_message_is_handed_over_once_when_all_goes_well() -> None:
    seen: list[dict[str, Any]] = []
    outbox.handler("tests.note")(lambda payload, _id: seen.append(payload))
    send(text="Bus")

    assert (outbox.drain(), outbox.drain()) == (1, 0)
    assert seen == [{"text": "Bus"}]
    assert outbox.backlog() == outbox.Backlog(waiting=0, oldest_seconds=0.0, stuck=0)


def test_a_message_waits_for_its_time(frozen_clock: StoppedClock) -> None:
    seen: list[UUID] = []
    outbox.handler("tests.note")(lambda _payload, message_id: seen.append(message_id))
    with unit_of_work():
        outbox.send("tests.note", {}, available_at=clock.now() + timedelta(hours=1))

    assert outbox.drain() == 0
    frozen_clock.forward(minutes=61)
    assert outbox.drain() == 1


def test_a_handler_that_fails_is_asked_again_later_and_later(frozen_clock: StoppedClock, session: Session) -> None:
    def fail(_payload: dict[str, Any], _message_id: UUID) -> None:
        raise ConnectionError("mail server away")

    outbox.handler("tests.note")(fail)
    send()
    pauses = []
    for _ in range(4):
        outbox.drain()
        pauses.append(the_message(session).available_at - clock.now())
        assert outbox.drain() == 0
        frozen_clock.set(the_message(session).available_at)

    assert [pause.total_seconds() for pause in pauses] == [5, 10, 20, 40]
    assert the_message(session).last_error == "ConnectionError"


def test_a_message_nobody_handles_yet_waits_for_the_release_that_does(frozen_clock: StoppedClock) -> None:
    send("tests.of-the-future")
    outbox.drain()
    frozen_clock.forward(hours=1)
    seen: list[UUID] = []
    outbox.handler("tests.of-the-future")(lambda _payload, message_id: seen.append(message_id))

    assert outbox.drain() == 1
    assert len(seen) == 1


def test_after_many_attempts_a_person_must_look(frozen_clock: StoppedClock) -> None:
    def fail(_payload: dict[str, Any], _message_id: UUID) -> None:
        raise ConnectionError

    outbox.handler("tests.note")(fail)
    send()
    for _ in range(MOST_ATTEMPTS + 5):
        outbox.drain()
        frozen_clock.forward(hours=5)

    assert outbox.backlog().stuck == 1


def test_a_person_who_has_looked_lets_stuck_messages_be_tried_again(
    app: Flask, frozen_clock: StoppedClock, session: Session
) -> None:
    message_id, other_id = send(), send("tests.of-the-future")
    with unit_of_work() as unit:
        unit.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(attempts=MOST_ATTEMPTS))
    seen: list[UUID] = []
    outbox.handler("tests.note")(lambda _payload, same: seen.append(same))
    assert (outbox.drain(), outbox.backlog().stuck) == (0, 1)

    said = app.test_cli_runner().invoke(outbox_group, ["retry"]).output

    assert said == "1 Nachrichten werden noch einmal versucht.\n"
    assert (outbox.drain(), outbox.backlog().stuck) == (1, 0)
    assert seen == [message_id]
    session.expire_all()
    assert session.get_one(OutboxMessage, other_id).attempts == 1


def test_long_work_in_hand_is_not_late(frozen_clock: StoppedClock) -> None:
    late: list[float] = []

    def work(_payload: dict[str, Any], message_id: UUID) -> None:
        for _ in range(30):
            frozen_clock.forward(seconds=50)
            with unit_of_work():
                outbox.renew_lease(message_id)
        late.append(outbox.backlog().oldest_seconds)

    outbox.handler("tests.note")(work)
    send()
    outbox.drain()

    assert late == [0.0]


def test_a_message_that_another_worker_put_back_keeps_its_pause() -> None:
    def fail(_payload: dict[str, Any], _message_id: UUID) -> None:
        raise ConnectionError

    outbox.handler("tests.note")(fail)
    message_id = send()
    [due] = outbox.due_ids()
    outbox.deliver(message_id)
    seen: list[UUID] = []
    outbox.handler("tests.note")(lambda _payload, same: seen.append(same))

    assert not outbox.deliver(due)
    assert seen == []


def test_two_workers_do_not_take_the_same_message() -> None:
    message_id = send()
    again: list[bool] = []
    outbox.handler("tests.note")(lambda _payload, same: again.append(outbox.deliver(same)))

    assert outbox.deliver(message_id)
    assert again == [False]


def test_a_failing_message_does_not_hold_up_the_others() -> None:
    seen: list[int] = []

    def pick(payload: dict[str, Any], _message_id: UUID) -> None:
        if payload["number"] == 1:
            raise ConnectionError
        seen.append(payload["number"])

    outbox.handler("tests.note")(pick)
    for number in (1, 2, 3):
        send(number=number)

    outbox.drain()
    assert seen == [2, 3]


def test_lanes_are_worked_off_apart() -> None:
    seen: list[str] = []
    outbox.handler("tests.note")(lambda payload, _id: seen.append(payload["lane"]))
    with unit_of_work():
        outbox.send("tests.note", {"lane": "job"}, lane=Lane.JOB)
        outbox.send("tests.note", {"lane": "message"})

    outbox.drain(Lane.MESSAGE)
    assert seen == ["message"]


def test_a_killed_workers_message_is_taken_up_by_another(session: Session) -> None:
    """A worker in its own process takes the message and is killed with SIGKILL in the middle of its handler."""
    message_id = send()
    environment = {
        **os.environ,
        "DATABASE_URL": settings().sqlalchemy_url,
        "PORTAL_DATA_DIR": str(settings().data_dir),
        "PORTAL_SECRET_KEY": settings().secret_key.get_secret_value(),
    }
    command = [sys.executable, "-c", WORKER, str(message_id)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert "has it\n" in iter(worker.stdout.readline, "")
        worker.send_signal(signal.SIGKILL)
    seen: list[UUID] = []
    outbox.handler("tests.note")(lambda _payload, same: seen.append(same))

    assert outbox.drain() == 0, "its lease still runs"
    with clock.frozen(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.drain() == 1
    assert seen == [message_id]
    assert the_message(session).attempts == 2


WORKER = textwrap.dedent(
    """
    import sys, time
    from uuid import UUID
    from portal.app import create_app
    from portal.kernel import outbox

    def hang(payload, message_id):
        print("has it", flush=True)
        time.sleep(60)

    app = create_app(worker=False)
    outbox.handler("tests.note")(hang)
    with app.app_context():
        outbox.deliver(UUID(sys.argv[1]))
    """
)


def test_delivered_messages_are_forgotten_after_a_week(frozen_clock: StoppedClock) -> None:
    outbox.handler("tests.note")(lambda _payload, _id: None)
    send()
    outbox.drain()

    frozen_clock.forward(days=6)
    assert outbox.forget_delivered() == 0
    frozen_clock.forward(days=2)
    assert outbox.forget_delivered() == 1


def test_the_oldest_waiting_message_tells_how_late_the_outbox_is(frozen_clock: StoppedClock) -> None:
    send()

    frozen_clock.forward(minutes=3)

    assert outbox.backlog() == outbox.Backlog(waiting=1, oldest_seconds=180.0, stuck=0)
