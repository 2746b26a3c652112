"""How long the portal takes to start, and how much memory a worker needs after the pages of residents and of a planner."""

import re
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

from bench.client import Connection, get, post
from bench.databases import ROOT, Installation, installation
from bench.figures import figure, median
from bench.servers import gunicorn
from portal.demo.story.people import PASSWORD

STARTS = 5
OK = 200
PROMISED_SECONDS = 2.5
PROMISED_MEGABYTES = 150.0
#: The public pages of the journeys.
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
#: The pages of the planner's journey, behind the login.
STAFF_PAGES = (
    "/arbeit",
    "/arbeit/eingang",
    "/arbeit/eingang?aktion=bedarf",
    "/arbeit/eingang?aktion=dazu",
    "/arbeit/eingang/verlauf",
    "/arbeit/bedarfe",
    "/arbeit/bedarfe?q=bus",
    "/arbeit/wortmeldungen",
    "/arbeit/beteiligung",
    "/arbeit/orte",
    "/arbeit/auftraege",
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
        cookie = _signed_in(connections[0])
        for _ in range(10):
            for connection in connections:
                for page in PAGES:
                    connection.ask(get(page))
                connection.ask(_anliegen())
                for page in STAFF_PAGES:
                    assert connection.ask(get(page, cookie=cookie)).status == OK, page
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


def _anliegen() -> bytes:
    return post(
        "/anliegen", {"submission_key": str(uuid4()), "text": "Am Markt fehlt eine Bank.", "place_text": "Markt"}
    )


def _signed_in(connection: Connection) -> str:
    """The cookie of the example county's planner."""
    answer = connection.ask(post("/anmelden", {"email": "planung@example.org", "password": PASSWORD}))
    return answer.headers["set-cookie"].partition(";")[0]


def _proportional_megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
