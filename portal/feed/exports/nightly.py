"""The work of the night: each declared file is written beside the old one and takes its place when it is complete."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from portal.feed.actions import files as actions
from portal.feed.actions.files import NIGHTLY_JOB, Written
from portal.feed.exports.files import TABLES, with_progress
from portal.feed.exports.wanted import Wanted
from portal.feed.formats.archive_writing import checksum_of
from portal.feed.policy.files import FileReader
from portal.feed.queries import files as queries
from portal.feed.terms.files import LOOKS_EVERY
from portal.kernel import jobs
from portal.kernel.clock import now, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.jobs import Progress, periodic
from portal.kernel.text import N_
from portal.needs.queries import NeedFilters
from portal.web.documents.whole_tables import FORMS, write_table

if TYPE_CHECKING:
    from portal.feed.models.files import NightlyFile

#: A file nobody speaks of is from a worker that was killed; after so long none is still writing it.
_LEFT_BEHIND = timedelta(days=1)
FAILED = N_("Die Datei konnte nicht geschrieben werden. Die nächste Nacht versucht es wieder.")


@periodic("feed.nightly-files", every=LOOKS_EVERY)
def look_after_nightly_files() -> None:
    """Begin what is due, and delete what is over."""
    with unit_of_work():
        actions.begin_night()
    with unit_of_work():
        over = actions.forget_versions()
    for path in over:
        path.unlink(missing_ok=True)
    _sweep()


@jobs.job(NIGHTLY_JOB)
def write_nightly_file(progress: Progress, *, nightly_file_id: str) -> None:
    """Write the version of this night. A worker killed half-way leaves the version before it untouched, and begins again."""
    file_id = UUID(nightly_file_id)
    file = queries.nightly_file(file_id)
    if file.ended_at is not None:
        return
    try:
        written = _write(file, progress)
    except Exception as error:
        session().rollback()
        with unit_of_work():
            actions.note_failure(
                queries.nightly_file(file_id), str(error) if isinstance(error, DomainError) else FAILED
            )
        raise
    with unit_of_work():
        replaced = actions.keep_version(queries.nightly_file(file_id), written, day=today())
    if replaced is not None:
        replaced.unlink(missing_ok=True)


def _write(file: "NightlyFile", progress: Progress) -> Written:
    reader = FileReader(file.sozialraum_id)
    wanted = Wanted(reader, NeedFilters(place_id=file.sozialraum_id))
    ending, _mimetype = FORMS[file.format.value]
    filename = f"{file.dataset.stem}-{file.place.slug}-{today().isoformat()}.{ending}"[-120:]
    path = queries.folder() / f"{uuid4().hex}.{ending}"
    dataset, form = file.dataset, file.format.value
    count = write_table(form, path, TABLES[dataset](with_progress(dataset, wanted, progress)))
    return Written(path, filename, checksum_of(path), count)


def _sweep() -> None:
    known = queries.stored_names()
    oldest = now().timestamp() - _LEFT_BEHIND.total_seconds()
    for path in queries.folder().iterdir():
        if path.name not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
