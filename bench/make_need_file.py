"""Write one file of all Bedarfe and print what it took; run by `bench.need_files` in a process of its own."""

import json
import resource
import sys
import time
from uuid import uuid4

from portal.app import create_app
from portal.feed.exports.files import TABLES
from portal.feed.exports.wanted import Wanted
from portal.feed.terms.files import Dataset
from portal.kernel import jobs
from portal.kernel.policy import SYSTEM
from portal.web.documents.whole_tables import write_table

_KILOBYTES = 1024


def main() -> None:
    """The form is the only argument."""
    form = sys.argv[1]
    with create_app(worker=False).app_context():
        before = peak_megabytes()
        path = jobs.files_dir() / uuid4().hex
        began = time.monotonic()
        rows = write_table(form, path, TABLES[Dataset.NEEDS](Wanted(SYSTEM)))
        seconds = time.monotonic() - began
        made = {
            "rows": rows,
            "seconds": seconds,
            "bytes": path.stat().st_size,
            "start_megabytes": before,
            "peak_megabytes": peak_megabytes(),
        }
        path.unlink()
    print(json.dumps(made))


def peak_megabytes() -> float:
    """The most memory this process has held so far (resident set)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES


if __name__ == "__main__":
    main()
