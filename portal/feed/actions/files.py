"""Having files made each night, and what becomes of each night."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from portal.feed.models.files import NightlyFile, NightlyVersion
from portal.feed.policy.files import FilePermission
from portal.feed.queries import files as queries
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import KEEP_DAYS_MOST, MOST_NIGHTLY, Dataset, next_night
from portal.kernel import audit, jobs
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum

FILE_DECLARED = audit.kind(
    "feed.nightly-file-declared",
    N_("Datei für jede Nacht eingerichtet"),
    keys=("nightly_file_id", "dataset", "format", "sozialraum_id"),
)
FILE_ENDED = audit.kind("feed.nightly-file-ended", N_("Nächtliche Datei beendet"), keys=("nightly_file_id",))

#: The job that writes one version; `exports.nightly` runs it.
NIGHTLY_JOB = "feed.nightly-file"


@dataclass(frozen=True)
class Written:
    """A file that lies complete in the folder of nightly files."""

    path: Path
    filename: str
    #: SHA-256 in hexadecimal digits.
    checksum: str
    row_count: int


def declare_file(
    *,
    submission_key: UUID,
    dataset: Dataset,
    format: ExportFormat,
    place: Sozialraum,
    keep_days: int,
    by: Actor,
) -> NightlyFile:
    """Have a file made each night from now on; the first one begins at once.

    Sending the same form again gives the file it declared. Raises `Forbidden` beyond one's own Sozialraum, and `InvalidInput`
    at "keep_days" out of bounds, at "format" for a file that is made already, and when there are too many.
    """
    ensure(FilePermission.DECLARE_HERE, by, place)
    known = queries.file_of_submission(submission_key)
    if known is not None:
        return known
    if not 1 <= keep_days <= KEEP_DAYS_MOST:
        raise InvalidInput("nightly.keep", N_("Möglich sind 1 bis 90 Tage."), field="keep_days")
    if queries.count_made() >= MOST_NIGHTLY:
        raise InvalidInput(
            "nightly.too-many", N_("Es entstehen schon 200 Dateien jede Nacht; mehr schafft keine Nacht.")
        )
    file = NightlyFile(
        submission_key=submission_key,
        dataset=dataset,
        format=format,
        sozialraum_id=place.id,
        keep_days=keep_days,
        created_by=by.id,
        due_at=next_night(now()),
    )
    session().add(file)
    session().flush()
    audit.log(
        FILE_DECLARED,
        by=by,
        nightly_file_id=file.id,
        dataset=dataset.value,
        format=format.value,
        sozialraum_id=place.id,
    )
    _begin(file)
    return file


def end_file(file: NightlyFile, *, by: Actor) -> None:
    """Have a file made no more: it is gone at once, for people and systems, and the file of each night with it."""
    ensure(FilePermission.STOP, by, file)
    file.ended_at = now()
    file.ended_by = by.id
    for version in queries.versions(file):
        version.expires_at = now()
    audit.log(FILE_ENDED, by=by, nightly_file_id=file.id)


def begin_night() -> int:
    """Queue every file that is due, and say how many; the next night is noted with it, so none is queued twice."""
    due = queries.due_files(now())
    for file in due:
        file.due_at = next_night(now())
        _begin(file)
    return len(due)


def keep_version(file: NightlyFile, written: Written, *, day: date) -> Path | None:
    """Let a file that lies complete in its folder be the version of its day. Returns where the one before it lies, if any."""
    before = queries.version_of_day(file.id, day)
    replaced = queries.path_of(before) if before is not None else None
    version = before or NightlyVersion(nightly_file_id=file.id, day=day)
    version.stored_as = written.path.name
    version.filename = written.filename
    version.size = written.path.stat().st_size
    version.checksum = written.checksum
    version.row_count = written.row_count
    version.made_at = now()
    version.expires_at = now() + timedelta(days=file.keep_days)
    session().add(version)
    file.failed_at, file.failure = None, ""
    return replaced


def note_failure(file: NightlyFile, sentence: str) -> None:
    """Remember that a version could not be made; the one before stays."""
    file.failed_at, file.failure = now(), sentence


def forget_versions() -> list[Path]:
    """Forget the versions whose days are over. Returns the files to delete once that is written."""
    over = queries.expired_versions(now())
    paths = [queries.path_of(one) for one in over]
    for one in over:
        session().delete(one)
    return paths


def _begin(file: NightlyFile) -> None:
    jobs.start(NIGHTLY_JOB, owner=None, title=file.dataset.label, nightly_file_id=str(file.id))
