"""A planning system copies all Bedarfe by cursor while the county goes on: complete, and the last page as fast as the first.

``python -m bench.feed [needs]`` (1,000,000 unless told otherwise). gunicorn with two workers; another process changes ten Bedarfe a
second, one after the other. What was copied is compared with the database when the changes have stopped and the last cursor was
followed once more: each Bedarf exactly once in the copy, in its newest version.

The client shares the processors with the servers, so it is a cheap one: it takes state, change and id of each entry from the bytes,
and reads only some pages as a whole, to see that both ways of reading find the same.
"""

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.client import HOST, Connection
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import gunicorn

PAGE = 1000
LOAD_SECONDS = 7_200
CHANGES_PER_SECOND = 10
PROMISED = 5_000
#: The last tenth may take so much longer than the first.
FLAT = 1.5
#: Every so many pages are read as a whole.
READ_WHOLE = 25
#: How each entry begins; inside a text the quotation marks would be escaped.
_ENTRY = re.compile(rb'\{"state":"([a-z]+)","change":(\d+),"id":"([0-9a-f-]{36})"')
_END = re.compile(rb'"has_more":(true|false),"next":[^{}]*\}\s*$')


@dataclass
class Copy:
    """What a system has copied: number of the last change by id, below zero for what is gone; and how long each page took."""

    changes: dict[bytes, int] = field(default_factory=dict)
    #: Entries that came again without being newer.
    doubled: int = 0
    seconds: list[float] = field(default_factory=list)
    cursor: str = ""
    entries: int = 0
    sizes: list[int] = field(default_factory=list)

    def read(self, body: bytes) -> None:
        """Take over one page; a later version takes the place of an earlier one."""
        found = _ENTRY.findall(body)
        if len(self.sizes) % READ_WHOLE == 0:
            items = json.loads(body)["items"]
            if [(item["state"].encode(), str(item["change"]).encode(), item["id"].encode()) for item in items] != found:
                raise RuntimeError("a page reads differently as a whole")
        for state, change, need_id in found:
            number = int(change)
            self.doubled += abs(self.changes.get(need_id, 0)) >= number
            self.changes[need_id] = number if state == b"current" else -number
        self.entries += len(found)
        self.sizes.append(len(body))


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    needs = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            fill(installed, needs)
            measure(installed, needs)


def fill(installed: Installation, needs: int) -> None:
    """So many Bedarfe with at least one Wortmeldung each, made in a process of their own."""
    subprocess.run(
        [sys.executable, "-m", "bench.grow", str(needs)],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        stdout=subprocess.DEVNULL,
        timeout=LOAD_SECONDS,
        check=True,
    )


def measure(installed: Installation, needs: int) -> None:
    """Copy everything while it changes, then compare."""
    key = _own(installed, "key")
    env = installed.env | {"PORTAL_WORKER": "none"}
    copy = Copy()
    with gunicorn("wsgi:app", env, workers=2, threads=4) as server, _changing(installed) as changed:
        connection = Connection(server.port, timeout=120)
        cpu_before, before = server.cpu_seconds(), time.perf_counter()
        pull(connection, key, copy)
        taken, cpu = time.perf_counter() - before, server.cpu_seconds() - cpu_before
        first_round = copy.entries
        pages = list(copy.seconds)
        done = changed()
        pull(Connection(server.port, timeout=120), key, copy)  # the first one may have rested for too long
    wrong = _differences(installed, copy)
    rate = first_round / taken
    figure(
        "feed.copied",
        rate,
        "Bedarfe/s",
        promise=f"≥ {PROMISED}",
        held=rate >= PROMISED,
        database=installed.kind,
        needs=needs,
        entries=first_round,
        seconds=round(taken, 1),
        changes_meanwhile=done,
        bytes_per_need=round(sum(copy.sizes) / max(copy.entries, 1)),
    )
    figure("feed.each_cpu_second", first_round / max(cpu, 0.01), "Bedarfe", database=installed.kind, cpu=round(cpu, 1))
    for name, value in (("wrong", wrong), ("doubled", copy.doubled)):
        figure(f"feed.{name}", value, "Bedarfe", promise="0", held=value == 0, database=installed.kind, needs=needs)
    _tell_pages(pages, installed.kind)


def _tell_pages(pages: list[float], kind: str) -> None:
    tenth = max(1, len(pages) // 10)
    middle = len(pages) // 2
    parts = {
        "first": pages[:tenth],
        "middle": pages[middle - tenth // 2 : middle - tenth // 2 + tenth],
        "last": pages[-tenth:],
    }
    times = {name: median(part) for name, part in parts.items()}
    for name, seconds in times.items():
        figure(
            f"feed.page.{name}_tenth",
            seconds * 1000,
            "ms",
            database=kind,
            p95=round(percentile(parts[name], 0.95) * 1000, 1),
        )
    growth = times["last"] / times["first"]
    figure("feed.page.growth", growth, "times", promise=f"≤ {FLAT}", held=growth <= FLAT, database=kind)


def pull(connection: Connection, key: str, copy: Copy) -> None:
    """Follow the cursor to the end."""
    while True:
        asked = {"limit": str(PAGE)} | ({"cursor": copy.cursor} if copy.cursor else {})
        request = ask_with_key(f"/api/v1/needs?{urlencode(asked)}", key)
        before = time.perf_counter()
        answer = connection.ask(request)
        copy.seconds.append(time.perf_counter() - before)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {answer.body[:300]!r}")
        copy.read(answer.body)
        copy.cursor = answer.headers["cursor"]
        end = _END.search(answer.body, max(0, len(answer.body) - 2_000))
        if end is None:
            raise RuntimeError(f"no end: {answer.body[-300:]!r}")
        if end[1] == b"false":
            return


def ask_with_key(path: str, key: str) -> bytes:
    """The bytes of a GET as a program would send it."""
    head = f"Host: {HOST}\r\nAccept: application/json\r\nAuthorization: Bearer {key}"
    return f"GET {path} HTTP/1.1\r\n{head}\r\n\r\n".encode()


def _differences(installed: Installation, copy: Copy) -> int:
    """How many Bedarfe the copy has not, has too many, or has in an old version."""
    path = installed.folder / "truth.json"
    _own(installed, "truth", str(path))
    truth: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    living = {need_id.decode(): change for need_id, change in copy.changes.items() if change > 0}
    return len({*truth, *living}) - sum(living.get(need_id) == change for need_id, change in truth.items())


@contextmanager
def _changing(installed: Installation) -> Iterator[Any]:
    """Another process changes Bedarfe until the call ends it, which tells how many there were."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.feed", "change"],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None, "it was asked for"
    process.stdout.readline()  # it has begun
    try:
        yield lambda: int(process.communicate(timeout=60)[0])
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)


def _own(installed: Installation, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench.feed", *command],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    return done.stdout.strip()


def make_key() -> None:
    """A key that reads Bedarfe of the whole county."""
    from portal.feed.actions.clients import Terms, create_client
    from portal.feed.terms.clients import REQUESTS_MOST, ApiRight
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import SYSTEM

    terms = Terms(rights=[ApiRight.READ_NEEDS], requests_per_minute=REQUESTS_MOST)
    with unit_of_work():
        print(create_client(submission_key=uuid4(), name="Messung", place=None, terms=terms, by=SYSTEM)[1])


def tell_truth(path: Path) -> None:
    """The change number of each living Bedarf, by id."""
    from sqlalchemy import select

    from portal.kernel.db import session
    from portal.needs.models import Need

    alive = select(Need.id, Need.change_number).where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
    path.write_text(
        json.dumps({str(need_id): number for need_id, number in session().execute(alive)}), encoding="utf-8"
    )


def keep_changing() -> None:
    """Ten changes a second until the standard input closes: most are edits, some new Bedarfe, some deletions."""
    import select as system
    from contextlib import suppress

    from sqlalchemy import func, select

    from portal.kernel.db import session
    from portal.kernel.errors import DomainError
    from portal.needs.models import Need

    chance, count = random.Random(5), 0
    last = session().scalar(select(func.max(Need.seq))) or 1
    print("begun", flush=True)
    due = time.monotonic()
    while not system.select([sys.stdin], [], [], max(0.0, due - time.monotonic()))[0]:
        due += 1 / CHANGES_PER_SECOND
        with suppress(DomainError):
            change_one(chance, chance.randint(1, last))
            count += 1
        session().expunge_all()
    print(count)


def change_one(chance: random.Random, seq: int) -> None:
    """One change to the Bedarf with this number, if it is still there."""
    from sqlalchemy import select

    from portal.kernel.db import unit_of_work
    from portal.kernel.errors import NotFound
    from portal.kernel.policy import SYSTEM
    from portal.needs import actions
    from portal.needs.actions import NeedDraft
    from portal.needs.models import Need

    with unit_of_work() as unit:
        need = unit.scalar(select(Need).where(Need.seq == seq, Need.deleted_at.is_(None)))
        if need is None:
            raise NotFound
        draft = NeedDraft(title=f"Geändert {chance.randrange(10**6)}", sozialraum_id=need.sozialraum_id)
        match chance.randrange(10):
            case 0:
                actions.delete_need(need, reason="War ein Versehen.", by=SYSTEM)
            case 1:
                actions.create_need(draft, by=SYSTEM)
            case _:
                actions.edit_need(need, draft=draft, version=need.version, by=SYSTEM)


def in_portal(command: str, *arguments: str) -> None:
    """What a process of its own does with the portal of this environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        match command:
            case "key":
                make_key()
            case "truth":
                tell_truth(Path(arguments[0]))
            case _:
                keep_changing()


if __name__ == "__main__":
    if sys.argv[1:2] and not sys.argv[1].isdecimal():
        in_portal(*sys.argv[1:])
    else:
        main()
