"""The Erhebungskalender at 10,000 Erhebungen over eleven years: server time at the 95th percentile.

Asked over one kept-alive connection to one gunicorn worker. ``python -m bench.data_collections [how many]``.
"""

import json
import subprocess
import sys
from typing import Any

from bench.client import Connection
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.lists import Question, ask, following
from bench.servers import gunicorn

PROMISED = 0.300
LOAD_SECONDS = 600


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    count = sys.argv[1] if len(sys.argv) > 1 else "10000"
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            measure(installed, fill(installed, count))


def fill(installed: Installation, count: str) -> dict[str, Any]:
    """Load the rows in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_data_collections", count],
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
                f"data_collections.{question.name}",
                percentile(times, 0.95) * 1000,
                "ms",
                promise="p95 ≤ 300",
                held=percentile(times, 0.95) <= PROMISED,
                database=installed.kind,
                median=round(median(times) * 1000, 1),
                pages=len(question.paths),
                rows=made["rows"],
            )


def questions(connection: Connection, made: dict[str, Any]) -> list[Question]:
    """The pages that are promised."""
    calendar, overlaps = "/arbeit/erhebungen", "/arbeit/erhebungen/ueberschneidungen"
    place, group, plan = (
        f"{name}={made[key]}" for name, key in (("ort", "place"), ("gruppe", "group"), ("plan", "plan"))
    )
    narrowed = (place, group, plan, f"{place}&{group}", f"{group}&{plan}")
    return [
        Question("calendar", (calendar,)),
        Question("calendar.filters", tuple(f"{calendar}?{one}" for one in narrowed)),
        Question("calendar.next_page", following(connection, made, calendar, 10)),
        Question("overlaps", (overlaps, *(f"{overlaps}?{one}" for one in narrowed))),
        Question("one", (f"{calendar}/{made['one']}",)),
        Question("plans", ("/arbeit/fachplanungen",)),
        Question("doubles", ("/arbeit/fachplanungen/doppelt",)),
    ]


if __name__ == "__main__":
    main()
