"""A day with webhooks: real worker processes, one receiver that is down, one that hangs, one that works, and killed workers.

The day is simulated: between the hours every moment that the portal keeps about webhooks is set back by one hour, because
signatures are only good for minutes by the clock on the wall. Everything else is real: processes, HTTPS, the database, the
library that checks.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from portal.feed.actions import webhooks as actions
from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookDelivery
from portal.feed.queries import journal
from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kernel.runtime import settings
from portal.needs.actions.keeping import changing
from portal.needs.models import Need
from portal.places.models import Sozialraum
from tests.factories.feed import make_client, make_need
from tests.support.receiver import NAME, Receiver, receiving
from tests.support.sources import ROOT

#: Longer than the portal waits for an answer.
HANGS = 30.0
WORKER = "from portal.app import cli; cli()"


@dataclass
class Day:
    """What came of it."""

    events: int
    #: Numbers of all events, as the journal holds them.
    numbers: set[int]
    down: Receiver
    hanging: Receiver
    good: Receiver
    kills: int
    #: Tries at the one that was down, while it was down.
    tried_while_down: int
    #: Seconds from the return of the one that was down until it had everything.
    caught_up_in: float
    #: When each event was committed, on the clock of `time.monotonic`.
    committed: dict[int, float] = field(default_factory=dict)

    def missing(self, receiver: Receiver) -> int:
        """Events that a receiver never took."""
        return len(self.numbers - {one.event["number"] for one in receiver.taken})

    def doubled(self, receiver: Receiver) -> int:
        """Events it took more than once, which a killed worker may cause; the name is the same, so the receiver can tell."""
        return sum(count - 1 for count in Counter(one.id for one in receiver.taken).values())

    def out_of_order(self, receiver: Receiver) -> int:
        """Events that came before an earlier one of the same Bedarf."""
        latest: dict[str, int] = defaultdict(int)
        seen: set[str] = set()
        wrong = 0
        for one in receiver.taken:
            if one.id in seen:
                continue
            seen.add(one.id)
            need, number = one.event["data"]["need_id"], one.event["number"]
            wrong += number < latest[need]
            latest[need] = max(latest[need], number)
        return wrong

    def names_changed(self, receiver: Receiver) -> int:
        """Events that came under more than one name."""
        names = defaultdict(set)
        for one in receiver.tries:
            names[one.event["number"]].add(one.id)
        return sum(len(found) > 1 for found in names.values())

    def lateness(self, receiver: Receiver) -> list[float]:
        """Seconds from the commit of each event until the receiver had it."""
        first: dict[int, float] = {}
        for one in receiver.taken:
            first.setdefault(one.event["number"], one.at)
        return [first[number] - self.committed[number] for number in self.committed if number in first]


def live_through(
    folder: Path, place: Sozialraum, *, events: int, steps: int, needs: int, kills: int, patience: float
) -> Day:
    """Let a day of 24 hours pass in `steps`, with so many events spread over it and over so many Bedarfe.

    `patience` is how many seconds anything may take before the run is given up with TimeoutError.
    """
    with ExitStack() as stack:
        down, hanging, good = (stack.enter_context(receiving(folder)) for _ in range(3))
        down.status, hanging.waits = 503, HANGS
        ids = [make_need(place).id for _ in range(needs)]
        for receiver in (down, hanging, good):
            _connect(receiver)
        first = journal.last_number() + 1
        workers = stack.enter_context(_workers(down.certificate))
        committed: dict[int, float] = {}
        for step in range(steps):
            for number in range(events * step // steps, events * (step + 1) // steps):
                committed[_change(ids[number % len(ids)], number)] = time.monotonic()
            _wait(lambda: len(good.taken) >= len(committed), patience, good)
            pass_time(timedelta(hours=24) / steps)
        tried = len(down.tries)
        begun = time.monotonic()
        down.status = 204
        pass_time(timedelta(hours=2))
        for kill in range(kills):
            share = events * (kill + 1) // (kills + 1)
            _wait(lambda share=share: len(down.taken) >= share, patience, down)
            workers.kill_all()
            _let_leases_run_out()
            workers.start()
        _wait(lambda: len({one.id for one in down.taken}) >= events, patience, down)
        took = time.monotonic() - begun
        session().rollback()
        numbers = set(session().scalars(select(FeedEvent.number).where(FeedEvent.number >= first)))
        return Day(events, numbers, down, hanging, good, kills, tried, took, committed)


def _connect(receiver: Receiver) -> None:
    system = make_client()[0]
    with unit_of_work() as unit:
        webhook, receiver.secret = actions.create_webhook(
            unit.get_one(ApiClient, system.id),
            submission_key=uuid4(),
            url=f"https://{NAME}.org/",
            types=(),
            by=SYSTEM,
        )
        webhook.url = receiver.url


def _change(need_id: UUID, number: int) -> int:
    """One event: a Bedarf is described in other words. Returns its number."""
    with unit_of_work() as unit:
        need = unit.get_one(Need, need_id)
        with changing(need):
            need.description = f"Fassung {number}"
    last = journal.last_number()
    session().rollback()
    return last


def pass_time(span: timedelta) -> None:
    """What the portal keeps about webhooks is so much longer ago."""
    with unit_of_work() as unit:
        for row in unit.execute(select(Webhook.id, Webhook.quiet_until, Webhook.failing_since)).all():
            since = row.failing_since - span if row.failing_since else None
            unit.execute(
                update(Webhook.__table__)  # type: ignore[arg-type]
                .where(Webhook.id == row.id)
                .values(quiet_until=row.quiet_until - span, failing_since=since)
            )
        for waiting in unit.scalars(select(WebhookDelivery).where(WebhookDelivery.available_at > now())):
            waiting.available_at -= span


def _let_leases_run_out() -> None:
    with unit_of_work() as unit:
        unit.execute(
            update(Webhook.__table__)  # type: ignore[arg-type]
            .where(Webhook.lease_until.is_not(None))
            .values(lease_until=now() - timedelta(seconds=1))
        )


def _wait(is_done: Any, patience: float, receiver: Receiver) -> None:
    until = time.monotonic() + patience
    while not is_done():
        if time.monotonic() > until:
            raise TimeoutError(
                f"after {patience} s only {len(receiver.taken)} of {len(receiver.tries)} tries were taken"
            )
        time.sleep(0.02)


class _Workers:
    """Worker processes as they run in production; ended by their own process id."""

    def __init__(self, certificate: Path, number: int = 2) -> None:
        known = settings()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_URL"))}
        self._environment = kept | {
            "DATABASE_URL": known.database_url,
            "PORTAL_DATA_DIR": str(known.data_dir),
            "PORTAL_SECRET_KEY": known.secret.decode(),
            "PORTAL_LOG_LEVEL": "ERROR",
            "PORTAL_LOCAL_RECEIVER": NAME,
            "PORTAL_LOCAL_RECEIVER_CA": str(certificate),
            "PYTHONPATH": str(ROOT),
        }
        self._number = number
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        command = [sys.executable, "-c", WORKER, "worker"]
        self._running += [subprocess.Popen(command, cwd=ROOT, env=self._environment) for _ in range(self._number)]

    def kill_all(self) -> None:
        for process in self._running:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=10)
        self._running.clear()


@contextmanager
def _workers(certificate: Path) -> Iterator[_Workers]:
    made = _Workers(certificate)
    made.start()
    try:
        yield made
    finally:
        made.kill_all()
