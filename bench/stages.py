"""The county's two questions at 1,000,000 Bedarfe, each asked right after a Bedarf was added or changed.

``python -m bench.stages [needs]``: how many Bedarfe are there by Gemeinde, Handlungsfeld and status, and how do they come along
on their way (who stands at which stage, how long each stage took, where they wait). Rows go in past the actions, set by set; the
kept counts are filled by the portal's own command and compared with a full count at the end. DuckDB answers the same questions
from the same rows, in the same run, by counting them.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile

PROMISED = 0.050
ROUNDS = 60
WARM_UP = 5
SECONDS = 3000


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    if sys.argv[1:2] == ["inside"]:
        inside(int(sys.argv[2]), Path(sys.argv[3]))
        return
    needs = sys.argv[1] if sys.argv[1:] else "1000000"
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            measure(installed, needs)


def measure(installed: Installation, needs: str) -> None:
    """Let a process of this installation load, change and ask, and print what it took."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.stages", "inside", needs, str(installed.folder)],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    for name in ("tally", "picture"):
        for way in ("kept", "duckdb"):
            times = found[f"{name}.{way}"]
            told: dict[str, Any] = {"database": installed.kind, "needs": int(needs)}
            if way == "kept":
                told |= {"promise": "p95 ≤ 50", "held": percentile(times, 0.95) <= PROMISED}
            figure(f"stages.{name}.{way}", percentile(times, 0.95) * 1000, "ms", median=_ms(median(times)), **told)
    changes = found["change"]
    figure(
        "stages.change", percentile(changes, 0.95) * 1000, "ms", median=_ms(median(changes)), database=installed.kind
    )
    for name in ("load", "fill", "full_count"):
        figure(f"stages.{name}", found[name], "s", database=installed.kind, needs=int(needs))
    figure("stages.wrong", found["wrong"], "rows", promise="0", held=not found["wrong"], database=installed.kind)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def inside(needs: int, folder: Path) -> None:
    """Load, fill, change and ask in this process, and print everything as one line."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        print(json.dumps(_measured(needs, folder)))


def _measured(needs: int, folder: Path) -> dict[str, Any]:
    from bench.load_stages import load
    from portal.kernel.db import session, unit_of_work
    from portal.kernel.policy import SYSTEM
    from portal.needs import actions
    from portal.needs.queries.picture import PictureFilters, picture, tally

    found: dict[str, Any] = {}
    found["load"], where = _timed(lambda: load(needs))
    with unit_of_work():
        found["fill"], _wrong = _timed(actions.rebuild_tallies)
    rival = Rival(folder)
    changer = Changer(needs, where)
    times: dict[str, list[float]] = {
        "change": [],
        "tally.kept": [],
        "picture.kept": [],
        "tally.duckdb": [],
        "picture.duckdb": [],
    }
    for turn in range(WARM_UP + ROUNDS):
        taken = {"change": _timed(changer.change)[0]}
        session().expunge_all()
        taken["tally.kept"] = _timed(lambda: tally(SYSTEM))[0]
        taken["picture.kept"] = _timed(lambda: picture(SYSTEM, PictureFilters(year=2025)))[0]
        taken["tally.duckdb"], taken["picture.duckdb"] = rival.ask()
        if turn >= WARM_UP:
            for name, seconds in taken.items():
                times[name].append(seconds)
    with unit_of_work():
        found["full_count"], wrong = _timed(actions.check_tallies)
    return found | times | {"wrong": wrong.tally + wrong.stages}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    before = time.perf_counter()
    result = work()
    return time.perf_counter() - before, result


class Changer:
    """Adds a Bedarf, answers one, moves one, in turn, through the actions of the portal."""

    def __init__(self, needs: int, where: Any) -> None:
        self._chance = random.Random(5)
        self._needs, self._where = needs, where
        self._turn = 0

    def change(self) -> None:
        from sqlalchemy import select

        from portal.kernel.db import session, unit_of_work
        from portal.kernel.policy import SYSTEM
        from portal.needs import actions
        from portal.needs.models import Need
        from portal.needs.terms import TRANSITIONS

        self._turn += 1
        draft = actions.NeedDraft(
            title="Bus am Abend",
            sozialraum_id=self._chance.choice(self._where.gemeinden).id,
            action_field_id=self._chance.choice(self._where.fields),
        )
        with unit_of_work():
            if self._turn % 3 == 0:
                actions.create_need(draft, by=SYSTEM)
                return
            need = session().scalars(select(Need).where(Need.seq == self._chance.randint(1, self._needs))).one()
            if self._turn % 3 == 1:
                status = sorted(TRANSITIONS.next(need.status))[0]
                actions.answer(need, status=status, sentence="Es geht weiter.", by=SYSTEM)
            else:
                actions.edit_need(need, draft=draft, version=need.version, by=SYSTEM)


class Rival:
    """DuckDB with two threads: the same Bedarfe and stays in tables of its own, counted anew for each question."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        from bench.load_stages import stay_rows

        self._connection = duckdb.connect(str(folder / "rival.duckdb"), config={"threads": 2})
        stay_rows(self._connection, folder)

    def ask(self) -> tuple[float, float]:
        """Seconds for counting Bedarfe, and for counting stays."""
        bedarfe = _timed(
            lambda: self._connection.execute(
                "SELECT place, field, status, COUNT(*) FROM need GROUP BY place, field, status"
            ).fetchall()
        )[0]
        stays = _timed(self._stays)[0]
        return bedarfe, stays

    def _stays(self) -> None:
        run = self._connection.execute
        run(
            "SELECT stage, COUNT(*) FILTER (days IS NULL), AVG(since) FILTER (days IS NULL),"
            " MEDIAN(days) FILTER (year = 2025), COUNT(days) FILTER (year = 2025) FROM stay GROUP BY stage"
        ).fetchall()
        run("SELECT place, COUNT(*), AVG(since) FROM stay WHERE days IS NULL GROUP BY place").fetchall()
        run("SELECT field, COUNT(*), AVG(since) FROM stay WHERE days IS NULL GROUP BY field").fetchall()


if __name__ == "__main__":
    main()
