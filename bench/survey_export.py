"""The answers of a large survey as files: time and memory of the job, in a process of its own per format.

``python -m bench.survey_export [responses]`` loads a survey with 20 questions once and writes each format from it.
``python -m bench.survey_export --one FORMAT SURVEY`` is the process that is measured: peak memory is that of the process,
from its first import on.
"""

import json
import resource
import subprocess
import sys
import time
from typing import Any

from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure
from bench.survey_results import fill

FORMATS = ("xlsx", "office-csv", "open-csv", "sav", "json")
PROMISED_SECONDS, PROMISED_MEGABYTES = 60.0, 400.0
MOST_SECONDS = 600


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL where there is one."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(write_one(*sys.argv[2:4])))
        return
    responses = sys.argv[1] if len(sys.argv) > 1 else "100000"
    for kind in ("sqlite", *(("postgresql",) if postgres_answers() else ())):
        with installation(kind) as installed:
            made = fill(installed, responses)
            for form in FORMATS:
                tell(installed, made, form)


def tell(installed: Installation, made: dict[str, Any], form: str) -> None:
    """Measure one format and print what it took."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.survey_export", "--one", form, str(made["survey"])],
        cwd=ROOT,
        env=installed.env | {"PORTAL_WORKER": "none"},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    figure(
        f"survey_export.{form}",
        round(found["seconds"], 1),
        "s",
        promise=f"≤ {PROMISED_SECONDS:.0f} s and ≤ {PROMISED_MEGABYTES:.0f} MB" if form == "xlsx" else "",
        held=found["seconds"] <= PROMISED_SECONDS and found["megabytes"] <= PROMISED_MEGABYTES,
        database=installed.kind,
        cpu_seconds=round(found["cpu_seconds"], 1),
        peak_megabytes=round(found["megabytes"]),
        file_megabytes=round(found["file_megabytes"], 1),
        reports_of_progress=found["steps"],
        responses=made["responses"],
        questions=made["questions"],
    )


def write_one(form: str, survey: str) -> dict[str, Any]:
    """Run the job's function as the worker does, texts included, and say what it took."""
    from portal.app import create_app
    from portal.settings import Settings
    from portal.surveys.exports.files import write_export

    class Steps:
        """Counts the reports a job would write down."""

        count = 0

        def step(self, done: int, total: int) -> None:
            self.count += 1

    steps = Steps()
    with create_app(Settings.from_env()).app_context():
        before, worked = time.perf_counter(), time.process_time()
        made = write_export(
            steps,
            owner_id=None,
            survey_id=survey,
            format=form,
            with_texts=True,
            with_special=True,  # type: ignore[arg-type]
        )
        seconds, worked = time.perf_counter() - before, time.process_time() - worked
        assert made is not None
        size = made.path.stat().st_size
        made.path.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds,
        "cpu_seconds": worked,
        "megabytes": peak,
        "file_megabytes": size / 1e6,
        "steps": steps.count,
    }


if __name__ == "__main__":
    main()
