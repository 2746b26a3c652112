"""Tables of the regional statistics at full size: how long reading three files takes, and whether every cell is right.

``python -m bench.indicators [folder]`` reads the originals of a folder; without one the extracts of the example county are grown to
the size of all Germany. Every cell of age and sex is compared with what the file says.
"""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure

EXTRACTS = ROOT / "portal" / "demo" / "data" / "indicators"
CODES = ("12411-01-01-5", "12411-02-03-5", "12711-01-03-5")
#: Regions in an original table.
FULL = 14_500
PROMISED = 30.0
#: First years of the 17 age groups of the table.
GROUPS = (0, 3, 6, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 75)
LOAD_SECONDS = 300


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    folder = sys.argv[1] if len(sys.argv) > 1 else ""
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            made = measured(installed, folder)
            sizes = {"megabytes": made["megabytes"], "database": kind}
            figure(
                "indicators.import",
                made["seconds"],
                "s",
                promise=f"three files ≤ {PROMISED:g}",
                held=made["seconds"] <= PROMISED,
                files=made["files"],
                **sizes,
            )
            figure("indicators.again", made["again"], "s", changed=made["changed_again"], **sizes)
            figure(
                "indicators.age_cells",
                made["right"],
                "cells",
                promise="2,652 of Gemeinden",
                held=made["right"] == made["cells"] == 2_652,
                database=kind,
            )


def measured(installed: Installation, folder: str) -> dict[str, Any]:
    """Import in a process of its own, as the command line does."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.indicators", "--inside", folder],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def inside(folder: str) -> dict[str, Any]:
    """Read the files twice into the database that DATABASE_URL names, and compare every cell."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        _places()
        files = [(code, _original(folder, code)) for code in CODES]
        times = [_read(code, data) for code, data in files]
        again = [_read(code, data) for code, data in files]
        right, cells = _compared(dict(files)["12411-02-03-5"])
        return {
            "seconds": sum(seconds for seconds, _changed in times),
            "files": {code: round(seconds, 2) for code, (seconds, _changed) in zip(CODES, times, strict=True)},
            "again": sum(seconds for seconds, _changed in again),
            "changed_again": sum(changed for _seconds, changed in again),
            "megabytes": round(sum(len(data) for _code, data in files) / 1e6, 1),
            "right": right,
            "cells": cells,
        }


def _places() -> None:
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import SYSTEM
    from portal.places.actions import importing

    places = ROOT / "portal" / "demo" / "data" / "places"
    layers = [layer for file in sorted(places.glob("*.geojson")) for layer in importing.read_layers(file)]
    with unit_of_work():
        importing.import_places(layers, by=SYSTEM)


def _read(code: str, data: bytes) -> tuple[float, int]:
    """(seconds, values that were new or changed)"""
    from portal.indicators import actions
    from portal.kernel.db import unit_of_work
    from portal.kernel.policy import SYSTEM

    began = time.perf_counter()
    with unit_of_work():
        file = actions.import_now(data, file_name=f"{code}.csv", by=SYSTEM)
    counts = file.report["counts"]
    return time.perf_counter() - began, counts["new"] + counts["changed"]


def _original(folder: str, code: str) -> bytes:
    """The table of the folder, or the extract with as many further regions as the original has."""
    if folder:
        return next(Path(folder).glob(f"{code}*.csv")).read_bytes()
    head, line, rest = _around((EXTRACTS / f"{code}.csv").read_text(encoding="utf-8"), "09777111;")
    cells = line.partition(";")[2]
    more = "".join(f"{number:08d};{cells}" for number in range(1_000_000, 1_000_000 + FULL))
    return (head + line + more + rest).encode()


def _around(text: str, key: str) -> tuple[str, str, str]:
    begin = text.index(f"\n{key}") + 1
    end = text.index("\n", begin) + 1
    return text[:begin], text[begin:end], text[end:]


def _compared(data: bytes) -> tuple[int, int]:
    """(right, all) cells of age and sex of the Gemeinden: 52 places with 17 groups, all and by sex."""
    from sqlalchemy import select

    from portal.indicators.models import IndicatorValue
    from portal.kernel.db import session
    from portal.places import queries as places

    keys = {node.id: node.ags for node in places.tree().gemeinden}
    rows = session().scalars(select(IndicatorValue).where(IndicatorValue.indicator_key == "population"))
    stored = {(keys.get(row.sozialraum_id), row.part): row.value for row in rows if row.part.count("-")}
    right = cells = 0
    for line in csv.reader(io.StringIO(data.decode("utf-8", "replace")), delimiter=";"):
        if line and line[0] in keys.values():
            for place, part in enumerate(_parts()):
                cells += 1
                right += stored.get((line[0], part)) == int(line[2 + place + place // len(GROUPS)])
    return right, cells


def _parts() -> list[str]:
    """How the columns of the table are called in the database, without the sums."""
    ends = [*(str(year) for year in GROUPS[1:]), ""]
    return [f"{sex}{first}-{end}" for sex in ("", "m", "f") for first, end in zip(GROUPS, ends, strict=True)]


if __name__ == "__main__":
    if "--inside" in sys.argv:
        print(json.dumps(inside(sys.argv[2] if len(sys.argv) > 2 else "")))
    else:
        main()
