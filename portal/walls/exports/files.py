"""A Moderationswand in the form somebody asked for: made at once, as the largest takes less than a second; with many photos by a
job."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.kernel import jobs
from portal.kernel.clock import now, today
from portal.kernel.errors import NotFound
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import fold
from portal.places.terms import slug_of
from portal.walls import queries
from portal.walls.exports.office import DOCX_MIMETYPE, wall_docx
from portal.walls.exports.paper import PDF_MIMETYPE, PNG_MIMETYPE, wall_pdf, wall_picture
from portal.walls.exports.rows import columns, rows
from portal.walls.exports.telling import told
from portal.walls.policy import WallPermission
from portal.walls.terms.exporting import WallFormat
from portal.web.documents.columns import Description
from portal.web.documents.csv import OFFICE_MIMETYPE, OPEN_MIMETYPE, office_csv, open_csv
from portal.web.documents.xlsx import XLSX_MIMETYPE, write_xlsx
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.walls.exports.telling import ToldWall
    from portal.walls.models import Wall

EXPORT_JOB = "walls.export"
#: Each photo is made smaller for the document, which takes its time.
MOST_PHOTOS_AT_ONCE = 5
_MIMETYPES = {
    WallFormat.PDF: PDF_MIMETYPE,
    WallFormat.DOCX: DOCX_MIMETYPE,
    WallFormat.PNG: PNG_MIMETYPE,
    WallFormat.XLSX: XLSX_MIMETYPE,
    WallFormat.OFFICE_CSV: OFFICE_MIMETYPE,
    WallFormat.OPEN_CSV: OPEN_MIMETYPE,
}


@dataclass(frozen=True, slots=True)
class WallFile:
    """A file to be handed over."""

    content: bytes
    filename: str
    mimetype: str


def wall_file(wall: "Wall", format: WallFormat, *, names: bool = False, photos: bool = False) -> WallFile:
    """The wall as it is now. First names are in it only with `names`, which the action that notes the export has allowed; photos
    of paper walls only with `photos`, and only where there is room for them."""
    content = _made(told(wall, names=names, with_photos=photos and format.takes_photos), format, names=names)
    stem = slug_of(fold(wall.title))[:60].strip("-") or "wand"
    return WallFile(content, f"wand-{today().isoformat()}-{stem}.{format.ending}", _MIMETYPES[format])


def start_export(wall: "Wall", format: WallFormat, *, names: bool, title: str, by: Actor) -> Job:
    """Queue the file with its photos; `note_export` has allowed and noted it."""
    return jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=str(by.id) if by.id is not None else None,
        wall_id=str(wall.id),
        format=format.value,
        names=names,
    )


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still take this wall away."""
    try:
        wall = queries.wall(UUID(made_with["wall_id"]))
    except NotFound:
        return False
    return allows(WallPermission.EXPORT, who, wall)


@jobs.job(EXPORT_JOB)
def write_export(_progress: Progress, *, owner_id: str | None, wall_id: str, format: str, names: bool) -> JobResult:
    """Write the file. The rights of the person count as they are when the job runs."""
    wall = queries.wall(UUID(wall_id))
    ensure(WallPermission.EXPORT, accounts.account(UUID(owner_id)) if owner_id else SYSTEM, wall)
    made = wall_file(wall, WallFormat(format), names=names, photos=True)
    path = jobs.files_dir() / f"{uuid4().hex}.{WallFormat(format).ending}"
    path.write_bytes(made.content)
    return JobResult(path, made.filename, made.mimetype)


def _made(wall: "ToldWall", format: WallFormat, *, names: bool) -> bytes:
    match format:
        case WallFormat.PDF:
            return wall_pdf(wall)
        case WallFormat.DOCX:
            return wall_docx(wall)
        case WallFormat.PNG:
            return wall_picture(wall)
        case WallFormat.XLSX:
            return _xlsx(wall, names=names)
        case WallFormat.OFFICE_CSV:
            return b"".join(office_csv(columns(names=names), rows(wall)))
        case _:
            return b"".join(open_csv(columns(names=names), rows(wall)))


def _xlsx(wall: "ToldWall", *, names: bool) -> bytes:
    description = Description(
        title=wall.title,
        source=county.county().name,
        created_at=now(),
        licence=_("Keine: nur für den Dienstgebrauch."),
        filters=[(_("Moderationswand"), wall.title)],
        notes=wall.notes,
    )
    with TemporaryDirectory(prefix="wall-") as folder:
        path = Path(folder) / "wall.xlsx"
        write_xlsx(path, columns(names=names), rows(wall), description)
        return path.read_bytes()
