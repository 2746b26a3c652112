"""All measurements one after the other, each in a process of its own and bounded in time."""

import subprocess
import sys

from bench.databases import ROOT

#: Module and how many seconds it may take at most.
MEASUREMENTS = (("start", 180), ("writers", 240), ("throughput", 900), ("kill", 3000), ("lists", 1800))


def main() -> int:
    """Run every measurement; the exit status is 1 when one could not be made."""
    failed = 0
    for name, seconds in MEASUREMENTS:
        if not (ROOT / "bench" / f"{name}.py").exists():
            continue
        try:
            done = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, timeout=seconds, check=False)
            failed += done.returncode != 0
        except subprocess.TimeoutExpired:
            print(f'{{"figure":"{name}","failed":"took longer than {seconds} s"}}', flush=True)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
