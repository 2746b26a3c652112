"""Requests per second of the Anliegen form and of the start page, as a share of a bare Flask view in the same run.

Portal and bare view run under the same server with two processes and the same threads, and are measured in turn, so
that a slow moment of the machine hits both. gunicorn and granian are compared; the better one is the default.
"""

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from bench.client import Load, get, post, press
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import Server, granian, gunicorn

ROUNDS = 5
SECONDS = 3.0
WARM_UP = 1.5
SEEN_OTHER = 303
OK = 200

Serve = Callable[..., AbstractContextManager[Server]]
SERVERS: dict[str, Serve] = {"gunicorn": gunicorn, "granian": granian}


@dataclass(frozen=True)
class Question:
    """What is asked of the portal and of the bare view."""

    name: str
    promised: float
    status: int
    portal: Callable[[], bytes]
    bare: Callable[[], bytes]


def _row() -> bytes:
    return post("/", {"text": f"Am Marktplatz fehlt eine Bank. {uuid.uuid4()}"})


def _anliegen() -> bytes:
    key = uuid.uuid4()
    return post(
        "/anliegen",
        {"submission_key": str(key), "text": f"Am Marktplatz fehlt eine Bank. {key}", "place_text": "Markt"},
    )


QUESTIONS = (
    Question(
        "post",
        0.35,
        SEEN_OTHER,
        _anliegen,
        _row,
    ),
    Question("get", 0.5, OK, lambda: get("/"), lambda: get("/")),
)


def main() -> None:
    """Measure both servers on SQLite, and on PostgreSQL where one answers."""
    for kind in ("sqlite", "postgresql"):
        if kind == "postgresql" and not postgres_answers():
            continue
        for name, serve in SERVERS.items():
            with installation(kind, demo=True) as ours, installation_for_bare(kind) as floor:
                env = ours.env | {"PORTAL_WORKER": "none"}
                bare_env = floor.env | {"BARE_DATABASE_URL": floor.url}
                with serve("wsgi:app", env) as portal_server, serve("bench.bare:application", bare_env) as bare_server:
                    for question in QUESTIONS:
                        _compare(question, portal_server, bare_server, server=name, database=kind)


@contextmanager
def installation_for_bare(kind: str) -> Iterator[Installation]:
    """A database of the same kind for the bare view, with its one table."""
    with installation(kind) as floor:
        env = floor.env | {"BARE_DATABASE_URL": floor.url}
        prepare = [sys.executable, "-c", "from bench.bare import prepare; prepare()"]
        subprocess.run(prepare, cwd=ROOT, env=env, check=True)
        yield floor


def _compare(question: Question, ours: Server, floor: Server, **how: str) -> None:
    press(ours.port, question.portal, expect=question.status, seconds=WARM_UP)
    press(floor.port, question.bare, expect=question.status, seconds=WARM_UP)
    ratios: list[float] = []
    mine: list[Load] = []
    theirs: list[Load] = []
    for _ in range(ROUNDS):
        mine.append(press(ours.port, question.portal, expect=question.status, seconds=SECONDS))
        theirs.append(press(floor.port, question.bare, expect=question.status, seconds=SECONDS))
        ratios.append(mine[-1].per_second / theirs[-1].per_second)
    ratio = median(ratios)
    latencies = [second for load in mine for second in load.latencies]
    figure(
        f"throughput.{question.name}.ratio",
        ratio,
        "of the bare view",
        promise=f">= {question.promised}",
        held=ratio >= question.promised and not any(load.wrong for load in mine),
        portal_per_second=round(median([load.per_second for load in mine]), 1),
        bare_per_second=round(median([load.per_second for load in theirs]), 1),
        wrong=sum(load.wrong for load in mine),
        rounds=[round(value, 3) for value in ratios],
        p95_ms=round(percentile(latencies, 0.95) * 1000, 1),
        **how,
    )


if __name__ == "__main__":
    main()
