"""Eight processes write 100 Wortmeldungen each into one SQLite file at the same time: errors and waiting time.

Each process is a portal of its own, as ``gunicorn`` workers are, so nothing but the database file brings them in line.
"""

import json
import subprocess
import sys
import time
import uuid
from typing import Any

from bench.databases import ROOT, Installation, installation
from bench.figures import figure, median, percentile

PROCESSES = 8
WRITES = 100
PROMISED_SECONDS = 2.0


def main() -> None:
    """Print errors, the 99th percentile and the median of all writes."""
    with installation("sqlite") as installed:
        found = _run(installed)
    latencies = [second for part in found for second in part["latencies"]]
    errors = [error for part in found for error in part["errors"]]
    how = {"processes": PROCESSES, "writes": PROCESSES * WRITES, "database": "sqlite"}
    figure("writers.errors", len(errors), "errors", promise="0", held=not errors, kinds=sorted(set(errors)), **how)
    slow = percentile(latencies, 0.99)
    figure(
        "writers.p99",
        slow,
        "s",
        promise="<= 2",
        held=slow <= PROMISED_SECONDS,
        median=round(median(latencies), 4),
        **how,
    )
    stored = sum(part["stored"] for part in found[:1])
    figure("writers.stored", stored, "rows", promise=f"{PROCESSES * WRITES}", held=stored == PROCESSES * WRITES, **how)


def _run(installed: Installation) -> list[dict[str, Any]]:
    begin_at = time.time() + 8.0
    command = [sys.executable, "-m", "bench.writers", str(begin_at)]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=installed.env, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    parts = []
    for process in started:
        out, _ = process.communicate(timeout=180)
        if process.returncode:
            raise RuntimeError(f"a writer ended with {process.returncode}")
        parts.append(json.loads(out.splitlines()[-1]))
    parts[0]["stored"] = _count(installed)
    return parts


def _count(installed: Installation) -> int:
    import sqlite3

    with sqlite3.connect(installed.folder / "portal.db") as connection:
        return int(connection.execute("SELECT count(*) FROM contribution").fetchone()[0])


def _write(begin_at: float) -> None:
    """One of the eight: wait for the common start, then write as fast as the database lets it."""
    from portal.app import create_app
    from portal.contributions.actions import accept
    from portal.contributions.terms import Channel, ContributionKind
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import ANONYMOUS
    from portal.settings import Settings

    latencies: list[float] = []
    errors: list[str] = []
    with create_app(Settings.from_env()).app_context():
        time.sleep(max(0.0, begin_at - time.time()))
        for number in range(WRITES):
            before = time.monotonic()
            try:
                with unit_of_work():
                    accept(
                        submission_key=uuid.uuid4(),
                        kind=ContributionKind.CONCERN,
                        text=f"Am Marktplatz fehlt eine Bank ({number}).",
                        channel=Channel.ONLINE,
                        by=ANONYMOUS,
                    )
            except Exception as error:
                errors.append(type(error).__name__)
            latencies.append(time.monotonic() - before)
    print(json.dumps({"latencies": latencies, "errors": errors, "stored": 0}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _write(float(sys.argv[1]))
    else:
        main()
