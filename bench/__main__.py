"""All measurements one after the other, each in a process of its own and bounded in time."""

import subprocess
import sys

from bench.databases import ROOT

#: Module and how many seconds it may take at most.
MEASUREMENTS = (
    ("start", 180),
    ("writers", 240),
    ("throughput", 900),
    ("kill", 6000),
    ("lists", 1800),
    ("feed", 7200),
    ("surveys", 1800),
    ("survey_results", 900),
    ("survey_export", 1800),
    ("pins", 7200),
    ("map_browser", 1800),
    ("walls", 900),
    ("minutes", 1800),
    ("data_collections", 900),
    ("quarters", 1800),
    ("indicators", 900),
    ("stages", 3600),
    ("ogc", 3600),
    ("reports", 1200),
    ("need_files", 7200),
    ("webhooks", 3600),
    ("stands", 1200),
    ("archive", 7200),
)


def main() -> int:
    """Run every measurement; the exit status is 1 when one could not be made."""
    return 1 if sum(not _run(name, seconds) for name, seconds in MEASUREMENTS) else 0


def _run(name: str, seconds: float) -> bool:
    process = subprocess.Popen([sys.executable, "-m", f"bench.{name}"], cwd=ROOT)
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        print(f'{{"figure":"{name}","failed":"took longer than {seconds} s"}}', flush=True)
        process.terminate()  # it ends its servers and drops its databases
        process.wait(timeout=60)
        return False


if __name__ == "__main__":
    sys.exit(main())
