"""Results for staff at 100,000 Teilnahmen × 20 questions: server time of the result page and the cross table, 95th percentile.

Asked over one kept-alive connection to one gunicorn worker with one thread. ``python -m bench.survey_results [responses]``.
"""

import json
import subprocess
import sys
import time
from typing import Any

from bench.client import Connection, get
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import gunicorn

PROMISED = 0.500
ROUNDS = 25
WARM_UP = 3
LOAD_SECONDS = 600


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    responses = sys.argv[1] if len(sys.argv) > 1 else "100000"
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            measure(installed, fill(installed, responses))


def fill(installed: Installation, responses: str) -> dict[str, Any]:
    """Load the rows in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_survey", responses],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def measure(installed: Installation, made: dict[str, Any]) -> None:
    """Ask for each page in turn and print what it took."""
    base = f"/arbeit/umfragen/{made['survey']}"
    pages = {
        "page": (f"{base}/ergebnis",),
        "page.filtered": (f"{base}/ergebnis?nur=q1:b&kanal=paper", f"{base}/ergebnis?ort={made['place']}"),
        "cross_table": (
            f"{base}/kreuztabelle?zeilen=gemeinde&spalten=q1",
            f"{base}/kreuztabelle?zeilen=q2&spalten=q13",
            f"{base}/kreuztabelle?zeilen=age&spalten=q3&kanal=online",
        ),
        "texts": (f"{base}/texte", f"{base}/texte?frage=wish&ungelesen=1"),
    }
    with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=60)
        for name, paths in pages.items():
            times = ask(connection, made["cookie"], name, paths)
            figure(
                f"survey_results.{name}",
                percentile(times, 0.95) * 1000,
                "ms",
                promise="p95 ≤ 500",
                held=percentile(times, 0.95) <= PROMISED,
                database=installed.kind,
                median=round(median(times) * 1000, 1),
                responses=made["responses"],
                questions=made["questions"],
            )


def ask(connection: Connection, cookie: str, name: str, paths: tuple[str, ...]) -> list[float]:
    """Seconds of each answer, after a few that do not count."""
    times = []
    for turn in range(WARM_UP + ROUNDS):
        request = get(paths[turn % len(paths)], cookie=cookie)
        before = time.perf_counter()
        answer = connection.ask(request)
        taken = time.perf_counter() - before
        if answer.status != 200:
            raise RuntimeError(f"{name}: {answer.status}")
        if turn >= WARM_UP:
            times.append(taken)
    return times


if __name__ == "__main__":
    main()
