"""Steckbrief, all Steckbriefe and the Sozialbericht of the example county, from the database to the finished file.

``python -m bench.reports``. The work is measured in a process of its own that has just started, so the first one loads fonts, too.
"""

import json
import subprocess
import sys
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure

SECONDS = 600
#: Name, promise in seconds.
PROMISED = {"steckbrief": 2.0, "all_steckbriefe": 60.0, "sozialbericht": 60.0}


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind, demo=True) as installed:
            measure(installed)


def measure(installed: Installation) -> None:
    """Have the files made and print what each took."""
    for name, made in run(installed).items():
        promised = PROMISED[name.partition(".")[0]]
        figure(
            f"reports.{name}",
            made["seconds"],
            "s",
            promise=f"≤ {promised:.0f}",
            held=made["seconds"] <= promised,
            database=installed.kind,
            pages=made["pages"],
            kilobytes=made["kilobytes"],
        )


def run(installed: Installation) -> dict[str, Any]:
    """The work in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.make_reports"],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    made: dict[str, Any] = json.loads(done.stdout)
    return made


if __name__ == "__main__":
    main()
