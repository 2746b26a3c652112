"""Servers under measurement: gunicorn or granian with two workers on a free port, ended by their own process id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import ROOT

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and the process that leads it."""

    port: int
    process: "subprocess.Popen[bytes]"

    def workers(self) -> list[int]:
        """Process ids of the leader's children at this moment."""
        try:
            text = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in text.split()]

    def cpu_seconds(self) -> float:
        """Processor time that its workers have used so far; a database server's own is not in it."""
        ticks = 0
        for pid in self.workers():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])  # utime and stime
        return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(
    application: str, env: dict[str, str], *, workers: int = 2, threads: int = 4, preload: bool = True
) -> Iterator[Server]:
    """gunicorn with threads; the portal with its own configuration from ``deploy/``, whose numbers those given here match."""
    config = "deploy/gunicorn.conf.py" if application.startswith("wsgi:") else "/dev/null"
    options = [f"--config={config}", "--worker-class=gthread", f"--workers={workers}", f"--threads={threads}"]
    options += ["--keep-alive=15", "--log-level=critical"] + (["--preload"] if preload else [])
    with _serve(["-m", "gunicorn", *options, "--bind={host}:{port}", application], env) as server:
        yield server


@contextmanager
def granian(application: str, env: dict[str, str], *, workers: int = 2, threads: int = 4) -> Iterator[Server]:
    """granian for WSGI with the same number of processes and Python threads."""
    options = ["--interface=wsgi", f"--workers={workers}", f"--blocking-threads={threads}", "--no-ws", "--no-log"]
    with _serve(["-m", "granian", *options, "--host={host}", "--port={port}", application], env) as server:
        yield server


@contextmanager
def _serve(command: list[str], env: dict[str, str], *, seconds: float = 60) -> Iterator[Server]:
    port = free_port()
    filled = [sys.executable, *(part.format(host=HOST, port=port) for part in command)]
    process = subprocess.Popen(
        filled, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_until_it_answers(process, port, seconds)
        yield Server(port, process)
    finally:
        _end(process)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}: {process.args!r}")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=5) as probe:
            probe.sendall(b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if probe.recv(12).startswith(b"HTTP/1.1 "):
                return
        time.sleep(0.1)
    raise TimeoutError(f"the server did not answer within {seconds} s")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        # The session is ours alone: start_new_session made the leader its own group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
