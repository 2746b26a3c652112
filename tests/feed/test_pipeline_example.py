"""The example pipeline of the documentation, killed at random moments against a running server."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from portal.kernel.db import session
from portal.needs.models import Need
from portal.places.models import Sozialraum
from tests.factories import feed
from tests.factories.feed import make_client, make_need
from tests.support.sources import ROOT

SCRIPT = ROOT / "docs" / "beispiele" / "bedarfe_abholen.py"
LONGEST = 120


class Counting:
    """The application, counting the requests it answered; `hurt` spoils one of three answers."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.answered = 0
        self.hurt = False

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        self.answered += 1
        if self.hurt and self.answered % 3 == 0:
            start("503 Service Unavailable", [("Retry-After", "0"), ("Content-Length", "0")])
            return [b""]
        return self._app.wsgi_app(environ, start)

    def wait_for(self, more: int, process: "subprocess.Popen[bytes]") -> None:
        """Until so many more requests were answered, or the process is done."""
        wanted, until = self.answered + more, time.monotonic() + LONGEST
        while self.answered < wanted and process.poll() is None and time.monotonic() < until:
            time.sleep(0.002)


@contextlib.contextmanager
def serving(app: Flask) -> Iterator[tuple[str, Counting]]:
    """The portal on a port of its own, until the block ends."""
    counting = Counting(app)
    server = make_server("127.0.0.1", 0, counting, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", counting
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def start(url: str, key: str, file: Path, *, limit: int = 2) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), url, str(file), "--stueck", str(limit)],
        env=os.environ | {"PORTAL_SCHLUESSEL": key},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(url: str, key: str, file: Path, **how: int) -> tuple[int, str]:
    """A whole run: its status, and what it said."""
    said, complained = start(url, key, file, **how).communicate(timeout=LONGEST)
    process = said.decode() + complained.decode()
    return ("übernommen" not in process), process


def copied(file: Path) -> dict[str, tuple[int, str]]:
    with contextlib.closing(sqlite3.connect(file)) as table:
        rows = table.execute("SELECT id, aenderung, titel, alles FROM bedarf").fetchall()
    assert all(json.loads(whole)["title"] == title for _id, _change, title, whole in rows)
    return {own: (change, title) for own, change, title, _whole in rows}


def truth() -> dict[str, tuple[int, str]]:
    session().rollback()
    session().expire_all()
    alive = select(Need).where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
    return {str(need.id): (need.change_number, need.title) for need in session().scalars(alive)}


def change(chance: random.Random, needs: list[Need], place: Sozialraum) -> None:
    """What a county does meanwhile."""
    for _ in range(3):
        feed.rename(chance.choice(needs), f"Bedarf {chance.randrange(10**6)}")
    feed.delete(needs.pop(chance.randrange(len(needs))))
    gone = needs.pop(chance.randrange(len(needs)))
    feed.merge(gone, chance.choice(needs))
    needs += [make_need(place), make_need(place)]


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_where_it_stopped(app: Flask, north: Sozialraum, tmp_path: Path) -> None:
    needs = [make_need(north) for _ in range(40)]
    key = make_client()[1]
    chance, kills, file = random.Random(7), 0, tmp_path / "bedarfe.sqlite"
    with serving(app) as (url, counting):
        for _ in range(15):
            change(chance, needs, north)
            process = start(url, key, file, limit=1)
            counting.wait_for(chance.randint(1, 5), process)
            time.sleep(chance.random() * 0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += process.returncode == -signal.SIGKILL
        failed, said = run(url, key, file)
        assert not failed, said
        assert kills >= 10
        assert copied(file) == truth()
        assert run(url, key, file)[1].startswith("0 Änderungen")


def test_refusals_of_a_busy_server_are_waited_out(app: Flask, north: Sozialraum, tmp_path: Path) -> None:
    for _ in range(6):
        make_need(north)
    key, file = make_client()[1], tmp_path / "bedarfe.sqlite"
    with serving(app) as (url, counting):
        counting.hurt = True
        failed, said = run(url, key, file)
        assert not failed, said
        assert copied(file) == truth()


def test_cursor_that_counts_no_more_means_all_anew(app: Flask, north: Sozialraum, tmp_path: Path) -> None:
    needs = [make_need(north) for _ in range(3)]
    file = tmp_path / "bedarfe.sqlite"
    with serving(app) as (url, _):
        run(url, make_client()[1], file)
        feed.delete(needs[0])

        failed, said = run(url, make_client()[1], file)

        assert not failed, said
        assert copied(file) == truth()


def test_key_that_counts_no_more_is_told(app: Flask, north: Sozialraum, tmp_path: Path) -> None:
    with serving(app) as (url, _):
        failed, said = run(url, "mtn_falsch", tmp_path / "bedarfe.sqlite")

    assert failed
    assert "401 key-invalid" in said
