"""Writers of one SQLite file take turns across processes, and a dead one keeps nobody waiting."""

import fcntl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from portal.kernel.turns import writers_turn
from portal.settings import Settings
from tests.support.sources import ROOT

HOLD = """
import fcntl, os, sys, time
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(file, fcntl.LOCK_EX)
print("has it", flush=True)
time.sleep(60)
"""


@pytest.fixture
def lock_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'portal.db'}", data_dir=tmp_path)
    monkeypatch.setattr("portal.kernel.turns.settings", lambda: settings)
    return tmp_path / "portal.db-writer"


def test_nobody_else_writes_during_a_turn(lock_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def write() -> None:
        with writers_turn():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert most == [1] * 8


def test_another_process_is_kept_waiting_and_then_let_in(lock_path: Path) -> None:
    with writers_turn(), lock_path.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with lock_path.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_killed_writer_lets_go(lock_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(lock_path)], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"has it\n"
        threading.Timer(0.3, holder.kill).start()
        began = time.monotonic()

        with writers_turn():
            waited = time.monotonic() - began

    assert 0.2 < waited < 10


def test_an_error_inside_ends_the_turn(lock_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), writers_turn():
        raise ValueError("inside")

    with writers_turn():
        assert lock_path.exists()
