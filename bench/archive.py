"""The archive of the whole portal with very many rows: seconds and memory of writing, checking and bringing it in.

``python -m bench.archive [needs]``, 200,000 Bedarfe with a Wortmeldung or more each unless told otherwise. From SQLite into an
empty portal on PostgreSQL (where there is none, on SQLite), from there into another one on SQLite. The archives of all three are
compared table by table: rows and SHA-256. Each command is the one of `portal archive`, in a process of its own.
"""

import json
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.feed import fill
from bench.figures import figure

USUAL = "200000"
#: Written and read row by row, the archive may not need more memory than this over a command that does nothing.
MEMORY_PROMISED = 150.0


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, and the most memory it held."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print the figures of both ways: SQLite to PostgreSQL, and back."""
    needs = next(iter(sys.argv[1:]), USUAL)
    other = "postgresql" if postgres_answers() else "sqlite"
    with installation("sqlite") as first, installation(other) as second, installation("sqlite") as third:
        fill(first, int(needs))
        archives = [first.folder / f"{name}.zip" for name in ("first", "second", "third")]
        idle = _run(first, "archive", "--help")
        for source, target, archive in ((first, second, archives[0]), (second, third, archives[1])):
            _tell(source, "export", archive, idle)
            _tell(source, "check", archive, idle)
            _tell(target, "import", archive, idle)
        _run(third, "archive", "export", str(archives[2]))
        _compare(archives)


def _tell(installed: Installation, command: str, archive: Path, idle: Run) -> None:
    done = _run(installed, "archive", command, str(archive))
    how = {"database": installed.kind, "rows": sum(part["rows"] for part in _tables(archive).values())}
    figure(f"archive.{command}.seconds", done.seconds, "s", megabytes=round(archive.stat().st_size / 1e6, 1), **how)
    over = done.megabytes - idle.megabytes
    held = over < MEMORY_PROMISED
    name, peak = f"archive.{command}.over_start", round(done.megabytes, 1)
    figure(name, over, "MB", promise=f"< {MEMORY_PROMISED:.0f}", held=held, peak=peak, **how)


def _run(installed: Installation, *command: str) -> Run:
    """One command of the portal, with the memory of this process alone."""
    began = time.monotonic()
    with (installed.folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", "from portal.app import cli; cli()", *command],
            cwd=ROOT,
            env=installed.env | {"PORTAL_WORKER": "none"},
            stdout=said,
            stderr=said,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError((installed.folder / "said.txt").read_text(encoding="utf-8")[-3000:])
    return Run(time.monotonic() - began, used.ru_maxrss / 1024)


def _compare(archives: list[Path]) -> None:
    told = [_tables(archive) for archive in archives]
    names = set().union(*told)
    differing = sorted(name for name in names if len({json.dumps(one.get(name), sort_keys=True) for one in told}) > 1)
    how = {"tables": len(names), "rows": sum(part["rows"] for part in told[0].values()), "which": differing}
    figure("archive.tables_that_differ", len(differing), "tables", promise="0", held=not differing, **how)


def _tables(archive: Path) -> dict[str, Any]:
    """What an archive says of its tables: rows, size and checksum of each."""
    with zipfile.ZipFile(archive) as opened:
        parts: dict[str, Any] = json.loads(opened.read("manifest.json"))["parts"]
    return {name: part for name, part in parts.items() if "rows" in part}


if __name__ == "__main__":
    main()
