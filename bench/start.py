"""How long the portal takes to start, and how much memory a worker needs after the pages of the journeys."""

import re
import subprocess
import sys
import time
from pathlib import Path

from bench.client import Connection, get
from bench.databases import ROOT, Installation, installation
from bench.figures import figure, median
from bench.servers import gunicorn

STARTS = 5
PROMISED_SECONDS = 2.5
PROMISED_MEGABYTES = 150.0
#: The public pages of the journeys; pages behind the login are measured by the browser tests' own server.
PAGES = (
    "/",
    "/anliegen",
    "/rueckmeldung",
    "/orte",
    "/beteiligung",
    "/glossar",
    "/impressum",
    "/datenschutz",
    "/anmelden",
    "/api/v1/",
    "/api/v1/openapi.json",
)
SLOWEST = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")


def main() -> None:
    """Print the time from nothing to an application, and the proportional memory of both workers."""
    with installation("sqlite", demo=True) as installed:
        _cold_start(installed)
        _memory(installed)


def _cold_start(installed: Installation) -> None:
    times = []
    report = ""
    for _ in range(STARTS):
        before = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", "import wsgi; wsgi.app"],
            cwd=ROOT,
            env=installed.env | {"PORTAL_WORKER": "none"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        times.append(time.monotonic() - before)
        report = done.stderr
    seconds = median(times)
    figure(
        "start.seconds",
        seconds,
        "s",
        promise="< 2.5",
        held=seconds < PROMISED_SECONDS,
        runs=STARTS,
        slowest=_slowest(report),
    )


def _slowest(report: str) -> list[str]:
    """The ten modules whose own code took longest, with milliseconds."""
    own = [(int(self_us), name) for self_us, _, _, name in SLOWEST.findall(report)]
    return [f"{name} {micros / 1000:.0f} ms" for micros, name in sorted(own, reverse=True)[:10]]


def _memory(installed: Installation) -> None:
    with gunicorn("wsgi:app", installed.env, workers=2) as server:
        connections = [Connection(server.port) for _ in range(8)]
        for _ in range(10):
            for connection in connections:
                for page in PAGES:
                    connection.ask(get(page))
        workers = server.workers()
        used = [_proportional_megabytes(pid) for pid in workers]
        leader = _proportional_megabytes(server.process.pid)
    worst = max(used)
    figure(
        "start.worker_pss",
        worst,
        "MB",
        promise="< 150",
        held=worst < PROMISED_MEGABYTES,
        workers=[round(mb, 1) for mb in used],
        leader=round(leader, 1),
    )


def _proportional_megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
