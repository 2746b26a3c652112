"""The lists planners work with, at 100,000 Bedarfe and 300,000 Wortmeldungen: server time at the 95th percentile.

Asked over one kept-alive connection to one gunicorn worker, so that nothing waits for anything else; the few tenths of a
millisecond of the loopback interface are counted as server time. ``python -m bench.lists [needs] [contributions]``.
"""

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bench.client import Connection, get
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import gunicorn

PROMISED = 0.150
ROUNDS = 60
WARM_UP = 5
LOAD_SECONDS = 1500
NEXT = re.compile(rb'rel="next" href="([^"]+)"')
EACH_ENTRY = re.compile(rb'class="triage__link" href="([^"]+)"')


@dataclass(frozen=True)
class Question:
    """One page, asked in turn with each of `paths`."""

    name: str
    paths: tuple[str, ...]


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    needs, contributions = sys.argv[1:3] or ("100000", "300000")
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            made = fill(installed, needs, contributions)
            measure(installed, made)


def fill(installed: Installation, needs: str, contributions: str) -> dict[str, Any]:
    """Load the rows in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_needs", needs, contributions],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def measure(installed: Installation, made: dict[str, Any]) -> None:
    """Ask every question of one worker and print what it took."""
    env = installed.env | {"PORTAL_WORKER": "none"}
    with gunicorn("wsgi:app", env, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=60)
        for question in questions(connection, made):
            times = sorted(ask(connection, made["cookie"], question))
            figure(
                f"lists.{question.name}",
                percentile(times, 0.95) * 1000,
                "ms",
                promise="p95 ≤ 150",
                held=percentile(times, 0.95) <= PROMISED,
                database=installed.kind,
                median=round(median(times) * 1000, 1),
                pages=len(question.paths),
                rows=made["rows"],
            )


def questions(connection: Connection, made: dict[str, Any]) -> list[Question]:
    """The pages that are promised, with the addresses a planner would come to by clicking."""
    place, association, subject = made["place"], made["association"], made["field"]
    entries = links(connection, made, "/arbeit/eingang", EACH_ENTRY)
    two = (
        f"/arbeit/bedarfe?ort={place}&status=new",
        f"/arbeit/bedarfe?feld={subject}&status=done",
        f"/arbeit/bedarfe?ort={association}&feld={subject}",
        f"/arbeit/bedarfe?zustaendig={made['planner']}&status=in_progress",
        f"/arbeit/bedarfe?zustaendig={made['planner']}&frist=overdue&reihenfolge=due",
        f"/arbeit/bedarfe?gruppe={made['group']}&status=planned",
    )
    words = ("weg", "Bus", "Pflege", "Kurzzeitpflege", "Beleuchtung Bahnhof", "Rathaus fehlt", "Gibtesnicht")
    searches = tuple(f"/arbeit/bedarfe?q={quote(word)}" for word in words)
    narrowed = tuple(f"/arbeit/bedarfe?q={quote(word)}&ort={place}&status=confirmed" for word in words)
    return [
        Question("inbox", ("/arbeit/eingang", f"/arbeit/eingang?ort={place}", *entries[:20])),
        Question("inbox.new_need", tuple(f"{entry}&aktion=bedarf" for entry in entries[:10])),
        Question("needs", ("/arbeit/bedarfe",)),
        Question("needs.two_filters", two),
        Question("search", searches),
        Question("search.two_filters", narrowed),
        Question("next_page", following(connection, made, "/arbeit/bedarfe", 20)),
        Question("next_page.two_filters", following(connection, made, two[0], 5)),
        Question("next_page.search", following(connection, made, "/arbeit/bedarfe?q=weg", 10)),
        Question("my_day", ("/arbeit",)),
    ]


def following(connection: Connection, made: dict[str, Any], path: str, most: int) -> tuple[str, ...]:
    """The next pages of a list, one after the other."""
    found: list[str] = []
    while len(found) < most and (more := links(connection, made, path, NEXT)):
        path = more[0]
        found.append(path)
    return tuple(found)


def links(connection: Connection, made: dict[str, Any], path: str, pattern: re.Pattern[bytes]) -> list[str]:
    """The addresses of a page that fit a pattern."""
    answer = connection.ask(get(path, cookie=made["cookie"]))
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return [found.decode().replace("&amp;", "&") for found in pattern.findall(answer.body)]


def ask(connection: Connection, cookie: str, question: Question) -> list[float]:
    """Seconds of each answer, after a few that do not count."""
    times = []
    for turn in range(WARM_UP + ROUNDS):
        request = get(question.paths[turn % len(question.paths)], cookie=cookie)
        before = time.perf_counter()
        answer = connection.ask(request)
        taken = time.perf_counter() - before
        if answer.status != 200:
            raise RuntimeError(f"{question.name}: {answer.status}")
        if turn >= WARM_UP:
            times.append(taken)
    return times


if __name__ == "__main__":
    main()
