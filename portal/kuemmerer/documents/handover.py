"""The package of an Übergabe: an overview as PDF, a workbook for each point, and the photos, made by a job.

No Fall is in it. What it holds is what the person who asked for it may know; both sides of the Übergabe can have it for a day.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zipfile import ZIP_STORED, ZipFile

from portal.accounts import queries as accounts
from portal.kernel import clock, jobs
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import fold
from portal.kuemmerer.documents.handover_telling import HandedPoint, told_points
from portal.kuemmerer.policy import HandoverPermission
from portal.kuemmerer.queries import handovers
from portal.places.terms import slug_of
from portal.web.documents.columns import Column, Description
from portal.web.documents.pdf import words_pdf
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _, as_date, language
from portal.web.site import site
from portal.web.uploads import photo_path

if TYPE_CHECKING:
    from portal.kuemmerer.models import Handover

PACKAGE_JOB = "kuemmerer.handover"
ZIP_MIMETYPE = "application/zip"
_SOURCE = Path(__file__).with_name("handover.typ")


def order_package(handover: "Handover", *, title: str, by: Actor) -> Job:
    """Queue the package."""
    ensure(HandoverPermission.READ, by, handover)
    return jobs.start(PACKAGE_JOB, owner=by.id, title=title, owner_id=str(by.id), handover_id=str(handover.id))


@jobs.rights_to(PACKAGE_JOB)
def may_have_package(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody is still one of those whom the Übergabe concerns."""
    try:
        return allows(HandoverPermission.READ, who, handovers.handover(UUID(made_with["handover_id"])))
    except NotFound:
        return False


@jobs.job(PACKAGE_JOB)
def write_package(progress: Progress, *, owner_id: str, handover_id: str) -> JobResult | None:
    """Write the file. Rights count as they are when the job runs; is the account gone when it ends, nothing is left behind."""
    viewer = accounts.account(UUID(owner_id))
    handover = handovers.handover(UUID(handover_id))
    ensure(HandoverPermission.READ, viewer, handover)
    points = told_points(handover.project, who=viewer)
    pdf = overview_pdf(handover, points)
    photos = handovers.photos_of(handover.project_id)
    name = slug_of(fold(handover.project.name))[:60] or "projekt"
    project_name = handover.project.name
    session().rollback()
    path = jobs.files_dir() / f"{uuid4().hex}.zip"
    try:
        with ZipFile(path, "w", ZIP_STORED) as package:
            package.writestr("uebersicht.pdf", pdf)
            _write_tables(package, points, project_name)
            for number, file_name in enumerate(photos, start=1):
                source = photo_path(file_name)
                if source.is_file():
                    package.write(source, f"fotos/{number:04}{source.suffix}")
                progress.step(number, len(photos))
        if not _may_still_have(viewer_id=UUID(owner_id), handover_id=UUID(handover_id)):
            path.unlink(missing_ok=True)
            return None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return JobResult(path, f"uebergabe-{name}.zip", ZIP_MIMETYPE)


def overview_pdf(handover: "Handover", points: Sequence[HandedPoint]) -> bytes:
    """The overview as a tagged PDF. Nothing in it is ever read as markup."""
    project = handover.project
    people = accounts.names([handover.from_id, handover.to_id])
    publisher = site().county_name or site().name
    facts = [
        (_("Ort"), project.place_names),
        (_("Phase"), _(project.phase.label)),
        (_("Übergibt"), people.get(handover.from_id, "–") if handover.from_id else "–"),
        (_("Übernimmt"), people.get(handover.to_id, "–")),
    ]
    return words_pdf(
        _SOURCE,
        {
            "title": _("Übergabe: %(name)s", name=project.name),
            "publisher": publisher,
            "language": language(),
            "foot": _("%(county)s · Stand %(day)s", county=publisher, day=as_date(clock.today())),
            "facts": [list(pair) for pair in facts],
            "wordstitle": _("Worte an die Nachfolge"),
            "words": [part.splitlines() for part in handover.words.split("\n\n") if part.strip()],
            "points": [
                {
                    "title": one.title,
                    "summary": one.summary,
                    "headers": list(one.headers),
                    "rows": [list(row) for row in one.rows],
                }
                for one in points
            ],
        },
    )


def _write_tables(package: ZipFile, points: Sequence[HandedPoint], project_name: str) -> None:
    with TemporaryDirectory(prefix="handover-") as folder:
        for one in points:
            if not one.rows:
                continue
            columns = [Column(str(number), head, meaning=head, width=30) for number, head in enumerate(one.headers)]
            rows = [{str(number): words for number, words in enumerate(row)} for row in one.rows]
            about = Description(
                title=one.title,
                source=site().county_name or site().name,
                created_at=clock.now(),
                licence=_("Nur für den internen Gebrauch"),
                filters=[(_("Projekt"), project_name)],
            )
            path = Path(folder) / f"{one.point.value}.xlsx"
            write_xlsx(path, columns, rows, about)
            package.write(path, f"tabellen/{slug_of(fold(one.title))}.xlsx")


def _may_still_have(*, viewer_id: UUID, handover_id: UUID) -> bool:
    session().rollback()
    session().expire_all()
    viewer = accounts.account(viewer_id)
    return viewer.is_active and allows(HandoverPermission.READ, viewer, handovers.handover(handover_id))
