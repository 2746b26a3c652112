"""The real portal in a process of its own, as `make run` starts it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.sources import ROOT

PORTAL = Path(sys.executable).with_name("portal")
LONGEST_START = 60
HOST = "127.0.0.1"


@dataclass(frozen=True)
class LiveServer:
    """A running portal with data of its own."""

    url: str
    folder: Path
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"

    def portal(self, *arguments: str) -> str:
        """Run `portal …` on the data of this server; answers what it printed."""
        return run_portal(self.environment, *arguments)

    def log(self) -> str:
        """What the server has written so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def live_server(folder: Path, *, example_county: bool, **further: str) -> Iterator[LiveServer]:
    """Create the database, load the example county when asked, serve until the block ends. `further` are settings."""
    port = free_port()
    environment = own_environment(folder, port) | further
    run_portal(environment, "db", "upgrade")
    if example_county:
        run_portal(environment, "demo", "load")
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            ["deploy/serve.sh", f"{HOST}:{port}"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        server = LiveServer(f"http://{HOST}:{port}", folder, environment, process)
        try:
            wait_until_ready(server)
            yield server
        finally:
            end(process)


def own_environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of the developer's own configuration, a folder of its own for all data."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_URL"))}
    return kept | {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_BASE_URL": f"http://{HOST}:{port}",
        "PORTAL_SECRET_KEY": "only-for-tests-0123456789-abcdefghij",
        "PORTAL_LOG_LEVEL": "INFO",
        "WEB_CONCURRENCY": "2",
    }


def run_portal(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [str(PORTAL), *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"portal {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: LiveServer) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert server.process.poll() is None, f"the server ended:\n{server.log()}"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{server.url}/health/live", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"the server did not answer within {LONGEST_START} s:\n{server.log()}")


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to end; its process group is ours alone, so what is left of it is killed."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
