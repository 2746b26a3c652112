"""OGC API – Features over very many Bedarfe: the time of a page, first and deep, narrowed and not, with and without a key.

Asked over one kept-alive connection to one gunicorn worker, a thousand features at a time.
``python -m bench.ogc [needs]`` measures 100,000 Bedarfe unless told otherwise, ``python -m bench.ogc pins [pins]`` as many pins
instead; ``python -m bench.ogc --prepare`` gives the places of the database that DATABASE_URL names a position and prints a key.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bench.client import Connection
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.feed import fill
from bench.figures import figure, median, percentile
from bench.pins import TOWNS
from bench.pins import fill as fill_pins
from bench.servers import HOST, gunicorn

USUAL = 100_000
#: What a page of a thousand features may take.
PROMISED = 1.0
ROUNDS = 20
WARM_UP = 3
#: A third of the county, and a corner of it.
THIRD, CORNER = "10.0,48.0,10.6,48.6", "10.0,48.0,10.15,48.15"


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    of_pins = sys.argv[1:2] == ["pins"]
    number = int(next(iter(sys.argv[1 + of_pins :]), USUAL))
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            if of_pins:
                fill_pins(installed, number)
                measure(installed, number, pin_questions())
            else:
                fill(installed, number)
                key = _prepared(installed)
                measure(installed, number, questions(), key)
                whole(installed, key)


def measure(installed: Installation, rows: int, asked: Iterable[tuple[str, str, bool]], key: str = "") -> None:
    """Ask every question of one worker and print what it took."""
    with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=120)
        for name, path, with_key in asked:
            times = sorted(ask(connection, path, key if with_key else ""))
            figure(
                f"ogc.{name}",
                percentile(times, 0.95) * 1000,
                "ms",
                promise="p95 ≤ 1000",
                held=percentile(times, 0.95) <= PROMISED,
                database=installed.kind,
                median=round(median(times) * 1000, 1),
                rows=rows,
            )


def questions() -> Iterator[tuple[str, str, bool]]:
    """Name, address, and whether a key is sent."""
    items = "/ogc/collections/needs/items?f=json&limit="
    for with_key, who in ((True, "key"), (False, "public")):
        yield f"{who}.first", f"{items}1000", with_key
        yield f"{who}.third", f"{items}1000&bbox={THIRD}", with_key
        yield f"{who}.corner", f"{items}1000&bbox={CORNER}", with_key
        yield f"{who}.corner.200", f"{items}200&bbox={CORNER}", with_key
        yield f"{who}.metres", f"{items}200&bbox=580000,5320000,620000,5360000&bbox-crs={_UTM32}", with_key
        yield f"{who}.lately", f"{items}1000&datetime=2026-10-01/..", with_key
        yield f"{who}.status", f"{items}1000&status=done&bbox={THIRD}", with_key


_UTM32 = "http://www.opengis.net/def/crs/EPSG/0/25832"


def pin_questions() -> Iterator[tuple[str, str, bool]]:
    """Pins of everybody: in the order of identifiers, and narrowed to the county, a town, a street and where nobody is."""
    items = "/ogc/collections/pins/items?f=json&limit=1000"
    lat, lon = TOWNS[0]
    yield "pins.first", items, False
    for name, degrees in (("county", 0.5), ("town", 0.02), ("street", 0.001)):
        yield f"pins.{name}", f"{items}&bbox={lon - degrees},{lat - degrees},{lon + degrees},{lat + degrees}", False
    yield "pins.nowhere", f"{items}&bbox=0,50,0.1,50.1", False


def whole(installed: Installation, key: str) -> None:
    """Everything, page by page: features a second, and whether the last pages take what the first took."""
    path, times, count = "/ogc/collections/needs/items?f=json&limit=1000", [], 0
    with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=120)
        while path:
            before = time.perf_counter()
            document = json.loads(_answer(connection, path, key))
            times.append(time.perf_counter() - before)
            count += document["numberReturned"]
            ways = [urlsplit(link["href"]) for link in document["links"] if link["rel"] == "next"]
            path = f"{ways[0].path}?{ways[0].query}" if ways else ""
    tenth = max(1, len(times) // 10)
    figure(
        "ogc.whole",
        count / sum(times),
        "features/s",
        database=installed.kind,
        features=count,
        first_pages=round(median(times[:tenth]) * 1000, 1),
        last_pages=round(median(times[-tenth:]) * 1000, 1),
    )


def ask(connection: Connection, path: str, key: str) -> list[float]:
    """Seconds of each answer, after a few that do not count."""
    times = []
    for turn in range(WARM_UP + ROUNDS):
        before = time.perf_counter()
        _answer(connection, path, key)
        if turn >= WARM_UP:
            times.append(time.perf_counter() - before)
    return times


def _answer(connection: Connection, path: str, key: str) -> bytes:
    extra = f"Authorization: Bearer {key}\r\n" if key else ""
    answer = connection.ask(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: */*\r\n{extra}\r\n".encode())
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.body


def _prepared(installed: Installation) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench.ogc", "--prepare"],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.split()[-1]


def prepare() -> None:
    """Give every place a position in a square degree, and print a key that may ask very often."""
    from uuid import uuid4

    from sqlalchemy import select

    from portal.app import create_app
    from portal.feed.actions.clients import Terms, create_client
    from portal.feed.terms.clients import READING, REQUESTS_MOST
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import SYSTEM
    from portal.places.models import Sozialraum

    chance = random.Random(1)
    with create_app(worker=False).app_context(), unit_of_work() as unit:
        for place in unit.scalars(select(Sozialraum).order_by(Sozialraum.slug)):
            place.centre_lon, place.centre_lat = chance.uniform(10, 11), chance.uniform(48, 49)
        terms = Terms(rights=READING, requests_per_minute=REQUESTS_MOST)
        _client, key = create_client(submission_key=uuid4(), name="Messung", place=None, terms=terms, by=SYSTEM)
    print(key, flush=True)


if __name__ == "__main__":
    prepare() if sys.argv[1:] == ["--prepare"] else main()
