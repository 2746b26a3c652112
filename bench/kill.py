"""Workers are killed with SIGKILL while people send Anliegen or set pins: is every acknowledged one there, once, with a fate?

``python -m bench.kill [anliegen|nadeln]``. Sixteen clients send 10,000 Anliegen (or pins) to gunicorn with four workers. Each
keeps its submission key and sends again after a lost connection until it sees the thank-you page's address. Meanwhile one worker
after another is killed, every 30 to 150 ms. At the end the database is asked, for pins also whether the cells agree with them.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, text

from bench.client import Connection, post
from bench.databases import ROOT, Installation, installation, portal, postgres_answers
from bench.figures import figure, percentile
from bench.load_pins import SLUG
from bench.servers import Server, gunicorn

SUBMISSIONS = int(os.environ.get("BENCH_SUBMISSIONS", "10000"))
CLIENTS = 16
WORKERS = 4
LEAST_KILLS = 50
SECONDS_AT_MOST = 1200.0
SEEN_OTHER = 303
#: Pins on the map beforehand.
PINS_BEFORE = "1000"
#: Where people stand who set pins: in Mindelheim.
TOWN = (48.0459, 10.4922)


@dataclass
class Run:
    """What the clients and the killer saw."""

    acknowledged: dict[uuid.UUID, str] = field(default_factory=dict)
    retries: int = 0
    refused: list[str] = field(default_factory=list)
    kills: int = 0
    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Sent:
    """What is sent, to which address, with which fields for a key."""

    name: str
    address: str
    fields: Callable[[uuid.UUID], dict[str, str]]
    prepare: Callable[[Installation], None] = lambda _installed: None


def _anliegen(key: uuid.UUID) -> dict[str, str]:
    return {"text": f"Am Marktplatz fehlt eine Bank. {key}", "place_text": "Marktplatz"}


def _nadel(key: uuid.UUID) -> dict[str, str]:
    chance = random.Random(key.int)
    at = f"{TOWN[0] + chance.gauss(0, 0.004):.6f},{TOWN[1] + chance.gauss(0, 0.006):.6f}"
    return {"category": "1", "at": at, "comment": f"Hier fehlt eine Bank. {key}", "sitting": str(key)}


def _lay_map(installed: Installation) -> None:
    command = [sys.executable, "-m", "bench.load_pins", PINS_BEFORE]
    subprocess.run(command, cwd=ROOT, env=installed.env, check=True, capture_output=True, timeout=600)


ANLIEGEN = Sent("kill", "/anliegen", _anliegen)
NADELN = Sent("kill_pins", f"/karten/{SLUG}/nadel", _nadel, _lay_map)


def main() -> None:
    """Run on SQLite, and on PostgreSQL where one answers."""
    asked = sys.argv[1:]
    for sent in (ANLIEGEN, NADELN):
        if not asked or asked[0] == {ANLIEGEN: "anliegen", NADELN: "nadeln"}[sent]:
            run_on_both(sent)


def run_on_both(sent: Sent) -> None:
    """Send and kill on SQLite, and on PostgreSQL where one answers."""
    for kind in ("sqlite", "postgresql"):
        if kind == "postgresql" and not postgres_answers():
            print('{"figure":"kill.postgresql","skipped":"no PostgreSQL answers at BENCH_POSTGRES_URL"}', flush=True)
            continue
        with installation(kind) as installed:
            sent.prepare(installed)
            before = set(_stored(installed))
            env = installed.env | {"PORTAL_WORKER": "none"}
            with gunicorn("wsgi:app", env, workers=WORKERS, threads=4) as server:
                run = _send_while_killing(server, sent)
            portal(installed, "outbox", "drain", seconds=600)
            _report(installed, run, sent, before)


def _send_while_killing(server: Server, sent: Sent) -> Run:
    run = Run()
    waiting = [uuid.uuid4() for _ in range(SUBMISSIONS)]
    lock, done = threading.Lock(), threading.Event()
    until = time.monotonic() + SECONDS_AT_MOST
    clients = [
        threading.Thread(target=_client, args=(server.port, sent, waiting, lock, run, until), daemon=True)
        for _ in range(CLIENTS)
    ]
    killer = threading.Thread(target=_kill, args=(server, done, run), daemon=True)
    begin = time.monotonic()
    for thread in (*clients, killer):
        thread.start()
    for thread in clients:
        thread.join()
    done.set()
    killer.join()
    run.seconds = time.monotonic() - begin
    return run


def _client(port: int, sent: Sent, waiting: list[uuid.UUID], lock: threading.Lock, run: Run, until: float) -> None:
    connection = Connection(port, timeout=30)
    while True:
        with lock:
            if not waiting:
                return
            key = waiting.pop()
        begin = time.monotonic()
        while time.monotonic() < until:
            outcome = _send(connection, sent, key)
            if outcome.startswith("/"):
                with lock:
                    run.acknowledged[key] = outcome
                    run.latencies.append(time.monotonic() - begin)
                break
            with lock:
                run.retries += 1
                if outcome:
                    run.refused.append(outcome)
            time.sleep(0.02)


def _send(connection: Connection, sent: Sent, key: uuid.UUID) -> str:
    """The address the portal leads to, "" after a lost connection, or the status of a refusal."""
    try:
        answer = connection.ask(post(sent.address, {"submission_key": str(key)} | sent.fields(key)))
    except ConnectionError:
        return ""
    return answer.headers.get("location", "") if answer.status == SEEN_OTHER else str(answer.status)


def _kill(server: Server, done: threading.Event, run: Run) -> None:
    chance = random.Random(20261122)
    while not done.wait(chance.uniform(0.03, 0.15)):
        workers = server.workers()
        if not workers:
            continue
        try:
            os.kill(chance.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            continue
        run.kills += 1


def _report(installed: Installation, run: Run, sent: Sent, before: set[uuid.UUID]) -> None:
    stored = {key: found for key, found in _stored(installed).items() if key not in before}
    lost = [key for key in run.acknowledged if key not in stored]
    duplicated = sum(rows - 1 for rows, _ in stored.values())
    without_fate = [key for key in run.acknowledged if key in stored and not stored[key][1]]
    undelivered = _undelivered(installed)
    how: dict[str, Any] = {
        "database": installed.kind,
        "acknowledged": len(run.acknowledged),
        "kills": run.kills,
        "retries": run.retries,
        "seconds": round(run.seconds, 1),
        "refused": sorted(set(run.refused)),
        "workers": WORKERS,
        "clients": CLIENTS,
    }
    figure(f"{sent.name}.lost", len(lost), "submissions", promise="0", held=not lost, **how)
    figure(
        f"{sent.name}.duplicated", duplicated, "submissions", promise="0", held=not duplicated, database=installed.kind
    )
    stuck = len(without_fate) + undelivered
    figure(f"{sent.name}.stuck", stuck, "submissions", promise="0", held=not stuck, database=installed.kind)
    figure(
        f"{sent.name}.kills",
        run.kills,
        "kills",
        promise=">= 50",
        held=run.kills >= LEAST_KILLS,
        database=installed.kind,
    )
    everything = len(run.acknowledged)
    figure(
        f"{sent.name}.acknowledged",
        everything,
        "submissions",
        promise=f"{SUBMISSIONS}",
        held=everything == SUBMISSIONS,
        database=installed.kind,
        p99_seconds=round(percentile(run.latencies, 0.99), 3),
    )
    if sent is NADELN:
        told = portal(installed, "pinmaps", "check", seconds=300)
        figure(
            f"{sent.name}.cells_that_differ",
            int(told.rpartition(":")[2].split()[0]),
            "cells",
            promise="0",
            held=" 0 " in told,
        )


def _stored(installed: Installation) -> dict[uuid.UUID, tuple[int, bool]]:
    """For each submission key how many rows there are and whether an entry of the inbox waits for a decision on it."""
    statement = text(
        "SELECT c.submission_key, count(DISTINCT c.id) AS rows_found, count(t.id) AS entries"
        " FROM contribution c LEFT JOIN triage_item t ON t.contribution_id = c.id GROUP BY c.submission_key"
    )
    with _engine(installed).connect() as connection:
        return {uuid.UUID(str(key)): (rows, entries == rows) for key, rows, entries in connection.execute(statement)}


def _undelivered(installed: Installation) -> int:
    with _engine(installed).connect() as connection:
        return int(
            connection.execute(text("SELECT count(*) FROM outbox_message WHERE delivered_at IS NULL")).scalar_one()
        )


def _engine(installed: Installation) -> Any:
    return create_engine(installed.url.replace("postgresql://", "postgresql+psycopg://"))


if __name__ == "__main__":
    main()
