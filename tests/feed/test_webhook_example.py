"""The example of the handbook takes what the portal sends, as whoever copies it would run it."""

import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.feed.actions import sending
from portal.feed.actions.secrets import new_salt, secret_of
from portal.feed.actions.sending import Parcel, Target
from tests.support.server import free_port
from tests.support.sources import ROOT

EXAMPLE = ROOT / "docs/beispiele/webhook_empfangen.py"
BODY = (
    '{"data":{"need_number":"2026-00042","status":"confirmed","url":"https://portal.example/api/v1/needs/1"},'
    '"id":"evt_1","number":7,"timestamp":"2026-03-02T08:00:00Z","type":"need.status_changed"}'
)

pytestmark = pytest.mark.usefixtures("app")


@dataclass
class Running:
    """The example in a process of its own."""

    port: int
    table: Path
    secret: str

    def post(self, body: str, headers: dict[str, str]) -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/", body.encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def rows(self) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.table)) as connection:
            return connection.execute("SELECT id, nummer, art, bedarf, status FROM ereignis ORDER BY id").fetchall()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(free_port(), tmp_path / "ereignisse.db", secret_of(new_salt()))
    process = subprocess.Popen(
        [sys.executable, str(EXAMPLE), str(made.table), str(made.port)],
        env=os.environ | {"WEBHOOK_GEHEIMNIS": made.secret},
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                made.post("", {})
                break
            except urllib.error.URLError:
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
        yield made
    finally:
        process.kill()
        process.wait(timeout=10)


def test_the_example_keeps_each_event_once_and_refuses_what_is_not_signed(running: Running) -> None:
    parcel = Parcel("evt_1", "need.status_changed", BODY, 7)
    headers = sending.headers(Target("https://x.example/", [running.secret]), parcel, datetime.now(UTC))

    assert running.post(BODY, headers) == 204
    assert running.post(BODY, headers) == 204, "the same once more"
    assert running.rows() == [("evt_1", 7, "need.status_changed", "2026-00042", "confirmed")]

    assert running.post(BODY.replace("confirmed", "declined"), headers) == 401
    assert running.post(BODY, {}) == 401
    other = sending.headers(Target("https://x.example/", [secret_of(new_salt())]), parcel, datetime.now(UTC))
    assert running.post(BODY, other) == 401
    assert len(running.rows()) == 1


def test_the_example_takes_both_signatures_of_a_rotation(running: Running) -> None:
    parcel = Parcel("evt_2", "need.status_changed", BODY, 7)
    target = Target("https://x.example/", [secret_of(new_salt()), running.secret])
    assert running.post(BODY, sending.headers(target, parcel, datetime.now(UTC))) == 204
