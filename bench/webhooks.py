"""A receiver that is down for 24 simulated hours, one that hangs, one that works; real workers, some of them killed.

`python -m bench.webhooks [events]` on SQLite and, where there is one, PostgreSQL; with DATABASE_URL only on that kind of database.
"""

import os
import sys
import tempfile
from pathlib import Path

from bench.databases import installation, postgres_answers
from bench.figures import figure, median, percentile

EVENTS = 5_000
HOURS = 24
NEEDS = 250
KILLS = 2
#: Anybody else has an event at the latest so many seconds after it was committed.
ON_TIME = 10.0


def main(events: int = EVENTS) -> int:
    """Print what was lost, doubled, out of order and late on each database; the exit status is 1 when a promise was broken."""
    return 1 if sum(not _measured_apart(kind, events) for kind in _kinds()) else 0


def _kinds() -> list[str]:
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return ["postgresql" if url.startswith("postgres") else "sqlite"]
    return ["sqlite", *(["postgresql"] if postgres_answers() else [])]


def _measured_apart(kind: str, events: int) -> bool:
    """In a process of its own: it holds a portal with the settings of this installation."""
    import subprocess

    with installation(kind) as installed:
        command = [sys.executable, "-m", "bench.webhooks", "measure", str(events)]
        return subprocess.run(command, env=installed.env).returncode == 0


def _measure(kind: str, events: int) -> bool:
    from portal.app import create_app
    from portal.settings import Settings
    from tests.factories.county import make_county
    from tests.factories.places import make_place, make_root
    from tests.support.webhook_day import live_through

    with create_app(Settings.from_env(), worker=False).app_context(), tempfile.TemporaryDirectory() as folder:
        make_county(with_terms=True)
        make_root()
        place = make_place("Nordheim")
        day = live_through(
            Path(folder), place, events=events, steps=HOURS, needs=NEEDS, kills=KILLS, patience=60 + events / 10
        )
        how = {"events": events, "needs": NEEDS, "hours": HOURS, "kills": KILLS, "workers": 2, "database": kind}
        held = True
        for called, receiver in (("down", day.down), ("good", day.good)):
            for name, value in (
                ("missing", day.missing(receiver)),
                ("out_of_order", day.out_of_order(receiver)),
                ("signatures_refused", len(receiver.refused)),
                ("names_changed", day.names_changed(receiver)),
            ):
                figure(f"webhooks.{called}.{name}", value, "events", promise="0", held=not value, **how)
                held = held and not value
        figure("webhooks.down.doubled", day.doubled(day.down), "events", tries_while_down=day.tried_while_down, **how)
        figure("webhooks.down.caught_up", day.caught_up_in, "s", each_second=round(events / day.caught_up_in, 1), **how)
        late = day.lateness(day.good)
        worst = max(late, default=0.0)
        figure("webhooks.good.latest", worst, "s", promise=f"<= {ON_TIME:g}", held=worst <= ON_TIME, **how)
        figure("webhooks.good.p50", median(late), "s", p95=round(percentile(late, 0.95), 3), **how)
        return held and worst <= ON_TIME


def _kind_of(installed_url: str) -> str:
    return "postgresql" if installed_url.startswith("postgres") else "sqlite"


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        sys.exit(0 if _measure(_kind_of(os.environ["DATABASE_URL"]), int(sys.argv[2])) else 1)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
