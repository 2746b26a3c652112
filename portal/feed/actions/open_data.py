"""A Stand of the open data: prepared, published as it is, taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import delete

from portal.feed.models.open_data import OpenDataFile, OpenDataRelease
from portal.feed.policy.open_data import OpenDataPermission
from portal.feed.queries import open_data as queries
from portal.feed.terms.open_data import NEW_CONTRIBUTIONS, Dataset, FileFormat
from portal.kernel import audit, clock, jobs
from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

#: The job that prepares a Stand; `feed.exports.open_data` runs it.
PREPARE_JOB = "feed.open-data"

PUBLISHED = audit.kind(
    "feed.open-data-published", N_("Stand der offenen Daten veröffentlicht"), keys=("release_id", "day")
)
WITHDRAWN = audit.kind(
    "feed.open-data-withdrawn", N_("Stand der offenen Daten zurückgenommen"), keys=("release_id", "day")
)


@dataclass(frozen=True)
class MadeFile:
    """A file that was written for a Stand."""

    dataset: Dataset
    format: FileFormat
    content: bytes
    rows: int


def start_preparing(*, title: str, by: Actor) -> Job:
    """Queue a new Stand of today. It is for everybody only once it is published. Raises `Conflict` when it could not be."""
    ensure(OpenDataPermission.PREPARE, by)
    refuse_unless_due(day=clock.today())
    return jobs.start(PREPARE_JOB, owner=by.id, title=title, by_id=str(by.id) if by.id else None)


def refuse_unless_due(*, day: date, counted: int | None = None) -> None:
    """Raises `Conflict` when too little is new, or when this day has its Stand."""
    if queries.is_published_on(day):
        raise Conflict(
            "open-data.one-a-day", N_("Für diesen Tag gibt es schon einen Stand. Der nächste ist morgen möglich.")
        )
    due = queries.due(counted=counted, day=day)
    if not due.is_due:
        raise Conflict(
            "open-data.too-soon",
            N_(
                "Seit dem letzten Stand sind %(new)s Wortmeldungen dazugekommen, nötig sind %(least)s. Aus zwei Ständen, die fast "
                "gleich sind, könnte man einzelne Menschen erkennen."
            ),
            new=max(due.new, 0),
            least=NEW_CONTRIBUTIONS,
        )


def keep_prepared(
    files: Collection[MadeFile], *, day: date, counted: int, licence: str, publisher: str, by: Actor
) -> OpenDataRelease:
    """Store a Stand with its files; one that was prepared before and not published is forgotten."""
    ensure(OpenDataPermission.PREPARE, by)
    session().execute(delete(OpenDataRelease).where(OpenDataRelease.published_at.is_(None)))
    release = OpenDataRelease(day=day, counted=counted, licence=licence, publisher=publisher, created_by=by.id)
    session().add(release)
    session().flush()
    session().add_all(
        OpenDataFile(
            release_id=release.id,
            dataset=one.dataset,
            format=one.format,
            content=one.content,
            size=len(one.content),
            sha256=sha256(one.content).hexdigest(),
            rows=one.rows,
        )
        for one in files
    )
    session().flush()
    return release


def publish(release: OpenDataRelease, *, by: Actor) -> None:
    """Show a prepared Stand to everybody, as it is. Raises `Conflict` when too little is new."""
    ensure(OpenDataPermission.PUBLISH, by, release)
    refuse_unless_due(day=release.day, counted=release.counted)
    release.published_at, release.published_by = clock.now(), by.id
    audit.log(PUBLISHED, by=by, release_id=release.id, day=release.day.isoformat())


def discard(release: OpenDataRelease, *, by: Actor) -> None:
    """Forget a prepared Stand."""
    ensure(OpenDataPermission.DISCARD, by, release)
    session().execute(delete(OpenDataRelease).where(OpenDataRelease.id == release.id))


def withdraw(release: OpenDataRelease, *, by: Actor) -> None:
    """Take a Stand from view because something in it was wrong; whoever has its files keeps them, and it counts for the next."""
    ensure(OpenDataPermission.WITHDRAW, by, release)
    release.withdrawn_at, release.withdrawn_by = clock.now(), by.id
    audit.log(WITHDRAWN, by=by, release_id=release.id, day=release.day.isoformat())
