"""A room of 300 phones at one Moderationswand, on two gunicorn workers, SQLite and PostgreSQL.

Each phone polls and places its three dots over a network that breaks down: three in ten dots are sent into a connection that is
closed before the answer comes and then again with the same key, two in ten once more although they were acknowledged, and every
phone tries a fourth. A fifth of the phones and one of three beamers are cut off for some seconds. Meanwhile the moderation starts
timers, which all phones show, and somebody writes cards, which the beamers show.

Told are: the dots in the database, what a poll costs, and how long after the acknowledgement of a change everybody has seen it;
for those who were cut off just then, how long after they were back.

``python -m bench.walls [phones]``
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from bench.client import get, post
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.phones import ARRIVED, DOTS, END, GRACE, PLACED, SEE_OTHER, Phone, Room, Screen, Seen, Watcher
from bench.servers import Server, gunicorn

PHONES, SCREENS, PROCESSES = 300, 3, 2
#: Every how many seconds the moderation changes something, and somebody writes a card.
EVERY = 2.5
#: One in so many phones is cut off for some seconds.
ONE_CUT_IN = 5
FAST_ENOUGH, SOON_ENOUGH = 0.100, 2.0
#: Number and moment of acknowledgement of changes.
Changes = list[tuple[int, float]]


def main(phones: int) -> None:
    """Measure on SQLite, and on PostgreSQL where one answers."""
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            made = seed(installed)
            with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}) as server:
                room = Room(server.port, begin=time.monotonic() + 3.0, **made)
                seen, screens, for_phones, for_screens = evening(room, phones)
                busy = processor_seconds(server)
            how = {"database": kind, "phones": phones}
            tell_dots(installed, seen, how)
            tell_polls(seen, busy, how)
            tell_convergence("phones", seen, for_phones, how)
            tell_convergence("screens", screens, for_screens, how)


def seed(installed: Installation) -> dict[str, Any]:
    """The wall, put there by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_wall"],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def evening(room: Room, phones: int) -> tuple[list[Seen], list[Seen], Changes, Changes]:
    """Everything that happens in the room: what phones and screens noted, and what was changed for each of them."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[list[Seen]] = context.Queue()
    shares = [phones // PROCESSES + (nth < phones % PROCESSES) for nth in range(PROCESSES)]
    started = [context.Process(target=_phones, args=(room, share, nth, results)) for nth, share in enumerate(shares)]
    for process in started:
        process.start()
    screens = [Screen(room, random.Random(nth), is_cut=nth == 0) for nth in range(SCREENS)]
    timers: Changes = []
    cards: Changes = []
    moderation = threading.Thread(target=_moderate, args=(room, timers), daemon=True)
    writer = threading.Thread(target=_write, args=(room, cards), daemon=True)
    for thread in (*screens, moderation, writer):
        thread.start()
    seen = [one for _ in started for one in results.get(timeout=END + GRACE + 60)]
    for process in started:
        process.join(timeout=10)
    for thread in (*screens, moderation, writer):
        thread.join(timeout=30)
    return seen, [one.seen for one in screens], timers, cards


def _phones(room: Room, share: int, nth: int, results: "multiprocessing.Queue[list[Seen]]") -> None:
    chance = random.Random(2026 + nth)
    made: list[Watcher] = [
        Phone(room, random.Random(chance.random()), is_cut=number % ONE_CUT_IN == 0) for number in range(share)
    ]
    for phone in made:
        phone.start()
    for phone in made:
        phone.join(timeout=END + GRACE + 30)
    results.put([phone.seen for phone in made])


def _moderate(room: Room, changes: Changes) -> None:
    """Start a timer now and then: something that every phone shows."""
    watcher = Watcher(room, random.Random(1), address=f"/wand/{room.code}/stand", is_cut=False)
    _change_now_and_then(
        watcher,
        lambda: post(f"/arbeit/waende/{room.id}/pult/uhr", {"number": str(random.randint(5, 50))}, cookie=room.cookie),
        changes,
    )


def _write(room: Room, changes: Changes) -> None:
    """Put a card on the wall now and then, from another phone each time: something that every screen shows."""
    address = f"/arbeit/waende/{room.id}/beamer/stand"
    watcher = Watcher(room, random.Random(2), address=address, cookie=room.cookie, is_cut=False)

    def card() -> bytes:
        came = watcher.asked(get(f"/wand/{room.code}"))
        cookie = came.headers.get("set-cookie", "").partition(";")[0] if came else ""
        fields = {"submission_key": str(uuid.uuid4()), "column": room.column, "text": f"Karte {uuid.uuid4().hex[:8]}"}
        return post(f"/wand/{room.code}/karte", fields, cookie=cookie)

    _change_now_and_then(watcher, card, changes)


def _change_now_and_then(watcher: Watcher, make: Callable[[], bytes], changes: Changes) -> None:
    """Change something, note when it was acknowledged, and ask afterwards which number it has at most."""
    begin = watcher.room.begin
    time.sleep(max(0.0, begin + ARRIVED + 3 - time.monotonic()))
    while time.monotonic() < begin + PLACED:
        answer = watcher.asked(make())
        acknowledged = time.monotonic()
        known = len(watcher.seen.changes)
        watcher.poll()
        if answer is not None and answer.status == SEE_OTHER and len(watcher.seen.changes) > known:
            changes.append((watcher.seen.changes[-1][0], acknowledged))
        elif answer is not None and answer.status != SEE_OTHER:
            raise RuntimeError(f"a change was answered with {answer.status}")
        time.sleep(EVERY)


def processor_seconds(server: Server) -> float:
    """What the workers have used so far: unlike waiting it does not depend on what else the machine does."""
    used = 0.0
    for pid in server.workers():
        after_the_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += (int(after_the_name[11]) + int(after_the_name[12])) / os.sysconf("SC_CLK_TCK")
    return used


def tell_dots(installed: Installation, seen: Sequence[Seen], how: dict[str, Any]) -> None:
    """Is every dot there that was acknowledged, and none besides?"""
    engine = create_engine(installed.url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        counted = "SELECT count(*) FROM wall_dot WHERE guest_id IS NOT NULL GROUP BY guest_id"
        each = [row[0] for row in connection.execute(text(counted))]
    engine.dispose()
    told = sum((one.counted for one in seen), Counter[str]())
    expected = DOTS * len(seen)
    odd = {name: number for name, number in told.items() if name not in _USUAL and number}
    figure(
        "walls.dots",
        sum(each),
        "dots",
        promise=f"exactly {expected}, each acknowledged",
        held=sum(each) == expected == told["placed"] and not odd,
        odd=odd,
        **{name.replace(" ", "_"): told[name] for name in _USUAL},
        **how,
    )
    most = max(each, default=0)
    figure("walls.dots_of_a_phone", most, "dots at most", promise=f"<= {DOTS}", held=most <= DOTS, **how)


#: What phones count when everything goes as it should; "broken" are connections that the server closed between two requests.
_USUAL = ("placed", "refused", "dropped", "repeated", "busy", "broken")


def tell_polls(seen: Sequence[Seen], busy: float, how: dict[str, Any]) -> None:
    """How long it takes to ask whether something has changed, and what all of it cost the server."""
    polls = [took for one in seen for took in one.polls]
    slow = percentile(polls, 0.95)
    figure(
        "walls.poll",
        slow * 1000,
        "ms",
        promise=f"p95 <= {FAST_ENOUGH * 1000:.0f}",
        held=slow <= FAST_ENOUGH,
        median=round(median(polls) * 1000, 1),
        p99=round(percentile(polls, 0.99) * 1000, 1),
        slowest=round(max(polls, default=0.0) * 1000, 1),
        polls=len(polls),
        per_second=round(len(polls) / END, 1),
        processor_seconds_of_workers=round(busy, 1),
        **how,
    )


def tell_convergence(who: str, seen: Sequence[Seen], changes: Changes, how: dict[str, Any]) -> None:
    """How long after its acknowledgement everybody has seen a change: those who were there, and those who came back."""
    there, back, missed = _waits(seen, changes)
    for name, waits in ((f"walls.{who}_converge", there), (f"walls.{who}_converge_after_reconnecting", back)):
        longest = max(waits, default=0.0)
        figure(
            name,
            longest,
            "s at most",
            promise=f"<= {SOON_ENOUGH:.0f}",
            held=bool(waits) and longest <= SOON_ENOUGH and not missed,
            median=round(median(waits), 3),
            p95=round(percentile(waits, 0.95), 3),
            p99=round(percentile(waits, 0.99), 3),
            waits=len(waits),
            changes=len(changes),
            missed=missed,
            **how,
        )


def _waits(seen: Sequence[Seen], changes: Changes) -> tuple[list[float], list[float], int]:
    there: list[float] = []
    back: list[float] = []
    missed = 0
    for one in seen:
        for number, acknowledged in changes:
            if not one.arrived or acknowledged < one.arrived:
                continue
            when = next((moment for change, moment in one.changes if change >= number), None)
            if when is None:
                missed += 1
            elif one.cut[0] < when and acknowledged < one.cut[1]:
                back.append(max(0.0, when - one.cut[1]))
            else:
                there.append(max(0.0, when - acknowledged))
    return there, back, missed


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PHONES)
