"""Nadelkarten at 10,000, 100,000 and 1,000,000 pins: what a window of the map costs, and how fast pins are set beside them.

``python -m bench.pins [sizes…]``. Windows are asked over one kept-alive connection to one gunicorn worker: a desktop screen and a
phone, over towns and over fields, at every zoom. Pins are set at two workers with 1, 8 and 32 clients on the largest map, beside a
bare Flask view that inserts one row; afterwards the counts per cell are compared with a full count.
"""

import json
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bench.client import Connection, get, post, press
from bench.databases import ROOT, Installation, installation, portal, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import gunicorn
from bench.throughput import installation_for_bare
from portal.pinmaps.geometry.mercator import DEPTH, position

SIZES = (10_000, 100_000, 1_000_000)
ZOOMS = range(8, 20)
#: Pixels of a desktop window and of a phone.
SCREENS = ((1280, 800), (360, 640))
#: Mindelheim, Bad Wörishofen, Ottobeuren, Memmingerberg: where the pins are thick.
TOWNS = ((48.0459, 10.4922), (48.0063, 10.5945), (47.9411, 10.2981), (47.9822, 10.2208))
WINDOWS_PER_ZOOM = 20
#: How often all windows are asked for: a machine that hesitates once should not decide.
ROUNDS = 3
LARGEST_ANSWER = 60_000
SLOWEST = 0.080
GROWS_BY = 1.5
LOAD_SECONDS = 3600
PER_SECOND, PAGES_PER_SECOND = 100, 200
CLIENTS = (1, 8, 32)
SECONDS = 6.0
OK, SEEN_OTHER = 200, 303


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        slowest: dict[int, float] = {}
        for size in sizes:
            with installation(kind) as installed:
                made = fill(installed, size)
                slowest[size] = windows(installed, made, size)
                if size == max(sizes):
                    placing(installed, made)
        grown = slowest[max(sizes)] / slowest[min(sizes)]
        figure(
            "pins.windows.growth",
            grown,
            "times",
            promise=f"<= {GROWS_BY}",
            held=grown <= GROWS_BY,
            database=kind,
            sizes=sizes,
        )


def fill(installed: Installation, size: int) -> dict[str, Any]:
    """Load the pins in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_pins", str(size)],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def windows(installed: Installation, made: dict[str, Any], size: int) -> float:
    """Ask for windows at every zoom; returns the 95th percentile of all of them in seconds."""
    by_zoom: dict[int, list[float]] = {}
    largest = 0
    with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}, workers=1, threads=1, preload=False) as server:
        connection = Connection(server.port, timeout=60)
        for number in range(1 + ROUNDS):
            for zoom, path in addresses(made):
                began = time.perf_counter()
                answer = connection.ask(get(path))
                took = time.perf_counter() - began
                if answer.status != OK:
                    raise RuntimeError(f"{path}: {answer.status}")
                largest = max(largest, len(answer.body))
                if number:  # the first round warms up
                    by_zoom.setdefault(zoom, []).append(took)
    everything = [took for times in by_zoom.values() for took in times]
    p95 = percentile(everything, 0.95)
    worst = max(percentile(times, 0.95) for times in by_zoom.values())
    figure(
        "pins.windows",
        worst * 1000,
        "ms",
        promise="p95 <= 80 at every zoom",
        held=worst <= SLOWEST,
        database=installed.kind,
        pins=size,
        p95_of_all=round(p95 * 1000, 1),
        median=round(median(everything) * 1000, 1),
        by_zoom={zoom: round(percentile(times, 0.95) * 1000, 1) for zoom, times in by_zoom.items()},
    )
    figure(
        "pins.windows.bytes",
        largest,
        "bytes",
        promise=f"<= {LARGEST_ANSWER}",
        held=largest <= LARGEST_ANSWER,
        database=installed.kind,
        pins=size,
    )
    return p95


def addresses(made: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Windows over towns and anywhere in the county, narrowed now and then; the same ones each time."""
    chance = random.Random(2026)
    west, south, east, north = made["frame"]
    for zoom in ZOOMS:
        for number in range(WINDOWS_PER_ZOOM):
            anywhere = (chance.uniform(south, north), chance.uniform(west, east))
            lat, lon = chance.choice(TOWNS) if number % 2 else anywhere
            width, height = SCREENS[number % 4 == 3]
            at, step = position(lat, lon), 1 << (DEPTH - 8 - zoom)
            asked: list[tuple[str, int]] = [
                ("z", zoom),
                ("w", at.x - width // 2 * step),
                ("n", at.y - height // 2 * step),
                ("o", at.x + width // 2 * step),
                ("s", at.y + height // 2 * step),
            ]
            if number % 5 == 4:
                asked += [("k", 1), ("k", 4), ("m", 202610)]
            yield zoom, f"/karten/{made['slug']}/fenster.json?{urlencode(asked)}"


def placing(installed: Installation, made: dict[str, Any]) -> None:
    """Set pins and open the page of the map, beside a bare view that inserts one row."""
    set_one = partial(_pin, made["slug"])
    with installation_for_bare(installed.kind) as floor:
        bare_env = floor.env | {"BARE_DATABASE_URL": floor.url}
        env = installed.env | {"PORTAL_WORKER": "none"}
        with gunicorn("wsgi:app", env) as ours, gunicorn("bench.bare:application", bare_env) as bare:
            press(ours.port, set_one, expect=SEEN_OTHER, seconds=2.0)
            acknowledged = 0
            for clients in CLIENTS:
                load = press(
                    ours.port, set_one, expect=SEEN_OTHER, seconds=SECONDS, clients=clients, processes=min(2, clients)
                )
                theirs = press(
                    bare.port, _row, expect=SEEN_OTHER, seconds=SECONDS / 2, clients=clients, processes=min(2, clients)
                )
                acknowledged += load.answered
                figure(
                    "pins.placed",
                    load.per_second,
                    "per second",
                    promise=f">= {PER_SECOND} at 8 clients" if clients == 8 else "",
                    held=load.per_second >= PER_SECOND and not load.wrong if clients == 8 else None,
                    database=installed.kind,
                    clients=clients,
                    p95_ms=round(percentile(load.latencies, 0.95) * 1000, 1),
                    wrong=load.wrong,
                    bare_per_second=round(theirs.per_second, 1),
                    pins_before=made["pins"],
                )
            page = partial(get, f"/karten/{made['slug']}")
            press(ours.port, page, expect=OK, seconds=1.5)
            load = press(ours.port, page, expect=OK, seconds=SECONDS)
            figure(
                "pins.page",
                load.per_second,
                "per second",
                promise=f">= {PAGES_PER_SECOND}",
                held=load.per_second >= PAGES_PER_SECOND and not load.wrong,
                database=installed.kind,
                p95_ms=round(percentile(load.latencies, 0.95) * 1000, 1),
                wrong=load.wrong,
            )
    told = portal(installed, "pinmaps", "check", seconds=900)
    figure(
        "pins.cells_that_differ",
        int(told.rpartition(":")[2].split()[0]),
        "cells",
        promise="0",
        held=" 0 " in told,
        database=installed.kind,
        set_under_load=acknowledged,
    )


def _pin(slug: str) -> bytes:
    """A pin with a word, somewhere in Mindelheim, by somebody new."""
    lat, lon = TOWNS[0]
    at = f"{lat + random.gauss(0, 0.004):.6f},{lon + random.gauss(0, 0.006):.6f}"
    fields = {"category": "1", "at": at, "comment": "Hier fehlt eine Bank.", "group": "2"}
    return post(f"/karten/{slug}/nadel", fields | {"submission_key": str(uuid.uuid4()), "sitting": str(uuid.uuid4())})


def _row() -> bytes:
    return post("/", {"text": f"Hier fehlt eine Bank. {uuid.uuid4()}"})


if __name__ == "__main__":
    main()
