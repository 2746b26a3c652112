"""The file of all Bedarfe in each form: how long it takes, how large it is, and how much memory the worker needs at most.

``python -m bench.need_files [Bedarfe]``, 100,000 unless told otherwise. Each file is written by a process of its own that has just
started, so that its memory is its own; `over_start` is what writing needs beyond the application at rest.
"""

import json
import subprocess
import sys
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure
from bench.lists import fill

FORMS = ("office-csv", "open-csv", "json", "geojson", "gpkg", "parquet", "sav", "xlsx")
USUAL = "100000"
#: Voices for each Bedarf.
VOICES = 3
SECONDS = 7200
#: Written row by row, a file may not need more memory than this, however many rows it has.
MEMORY_PROMISED = 150.0
#: pyreadstat takes whole columns only.
GATHERS = frozenset({"sav"})


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    needs = next(iter(sys.argv[1:]), USUAL)
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            fill(installed, needs, str(int(needs) * VOICES))
            for form in FORMS:
                _tell(installed, form, _made(installed, form))


def _tell(installed: Installation, form: str, made: dict[str, Any]) -> None:
    shared = {"database": installed.kind, "rows": made["rows"]}
    figure(f"need_files.{form}.seconds", made["seconds"], "s", **shared)
    figure(f"need_files.{form}.size", made["bytes"] / 1_000_000, "MB", **shared)
    over = made["peak_megabytes"] - made["start_megabytes"]
    promised = {} if form in GATHERS else {"promise": f"< {MEMORY_PROMISED:.0f}", "held": over < MEMORY_PROMISED}
    figure(f"need_files.{form}.over_start", over, "MB", **promised, peak=made["peak_megabytes"], **shared)


def _made(installed: Installation, form: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.make_need_file", form],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    made: dict[str, Any] = json.loads(done.stdout)
    return made


if __name__ == "__main__":
    main()
