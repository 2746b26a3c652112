"""Quartiersprojekte across a county: 52 projects with four years of history, server time at the 95th percentile.

The county view with every order and filter, the comparison, "Heute dran" and Mein Tag of a planner and of a Kümmerin, on one
gunicorn worker over one kept-alive connection. ``python -m bench.quarters``.
"""

import json
import subprocess
import sys
from typing import Any

from bench.client import Connection
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.lists import Question, ask
from bench.servers import gunicorn

#: Seconds at the 95th percentile.
COUNTY_VIEW, TODAY = 0.300, 0.150
LOAD_SECONDS = 900
_VIEW = "/arbeit/quartiersprojekte/uebersicht"


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            measure(installed, fill(installed))


def fill(installed: Installation) -> dict[str, Any]:
    """Load the rows in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_quarters"],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def questions(made: dict[str, Any]) -> list[tuple[Question, str, float]]:
    """What is asked, whose cookie it is asked with, and what was promised."""
    orders = tuple(f"{_VIEW}?reihenfolge={one}" for one in ("name", "phase", "ruhig", "termin"))
    narrowed = (f"{_VIEW}?phase=implementation", f"{_VIEW}?ampel=red", f"{_VIEW}?hilfe=y")
    compared = "/arbeit/quartiersprojekte/vergleich?" + "&".join(f"p={one}" for one in made["projects"])
    return [
        (Question("county_view", (_VIEW, *orders, *narrowed)), made["planner"], COUNTY_VIEW),
        (Question("compare", (compared,)), made["planner"], COUNTY_VIEW),
        (Question("today.planner", ("/arbeit/heute",)), made["planner"], TODAY),
        (Question("today.kuemmerer", ("/arbeit/heute",)), made["kuemmerer"], TODAY),
        (Question("my_day.kuemmerer", ("/arbeit",)), made["kuemmerer"], TODAY),
    ]


def measure(installed: Installation, made: dict[str, Any]) -> None:
    """Ask every question of one worker and print what it took."""
    env = installed.env | {"PORTAL_WORKER": "none"}
    with gunicorn("wsgi:app", env, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=60)
        for question, cookie, promised in questions(made):
            times = sorted(ask(connection, cookie, question))
            figure(
                f"quarters.{question.name}",
                percentile(times, 0.95) * 1000,
                "ms",
                promise=f"p95 ≤ {promised * 1000:.0f}",
                held=percentile(times, 0.95) <= promised,
                database=installed.kind,
                median=round(median(times) * 1000, 1),
                rows=made["rows"],
            )


if __name__ == "__main__":
    main()
