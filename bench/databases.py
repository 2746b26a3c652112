"""Temporary databases that are gone when the measurement ends."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("BENCH_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def end_cleanly() -> None:
    """Let SIGTERM (a time limit) unwind the stack, so that servers and databases are cleared away."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@dataclass(frozen=True)
class Installation:
    """An empty, migrated portal: its database, its folder, and the environment that points to both."""

    kind: str
    url: str
    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment for every process of this installation; nothing of the caller's configuration leaks in."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PORTAL_") and k != "DATABASE_URL"}
        own = {"DATABASE_URL": self.url, "PORTAL_DATA_DIR": str(self.folder), "PORTAL_LOG_LEVEL": "ERROR"}
        return kept | own | {"PYTHONPATH": str(ROOT)}


@contextmanager
def installation(kind: str, *, demo: bool = False) -> Iterator[Installation]:
    """A fresh ``sqlite`` or ``postgresql`` installation, optionally with the example county; removed afterwards."""
    end_cleanly()
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    name = f"portal_bench_{secrets.token_hex(6)}"
    url = f"sqlite:///{folder / 'portal.db'}"
    try:
        if kind == "postgresql":
            url = f"{POSTGRES.rpartition('/')[0]}/{name}"
            _on_server(f'CREATE DATABASE "{name}"')
        made = Installation(kind, url, folder)
        portal(made, "db", "upgrade")
        if demo:
            portal(made, "demo", "load")
        yield made
    finally:
        if kind == "postgresql":
            _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


def postgres_answers() -> bool:
    """Whether there is a PostgreSQL to measure on."""
    try:
        _on_server("SELECT 1")
    except Exception:
        return False
    return True


def portal(installed: Installation, *command: str, seconds: float = 300) -> str:
    """Run one command of the portal in this installation and return what it printed; raises when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", "from portal.app import cli; cli()", *command],
        cwd=ROOT,
        env=installed.env,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    if done.returncode:
        raise RuntimeError(f"portal {' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3) as connection:
        connection.execute(statement.encode())
