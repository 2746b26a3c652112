"""The job that writes the pins of a Nadelkarte to a file, and who may have it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.kernel import audit, jobs
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.exports.picture import PDF_MIMETYPE, PNG_MIMETYPE, picture
from portal.pinmaps.exports.rows import COLUMNS, centre_of, rows, total
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.terms.exporting import REASON_LONGEST, REASON_SHORTEST, PinFormat, Positions
from portal.web.documents.csv import OFFICE_MIMETYPE, OPEN_MIMETYPE, office_csv, open_csv
from portal.web.documents.files import save
from portal.web.documents.geojson import GEOJSON_MIMETYPE, geojson
from portal.web.documents.geopackage import GEOPACKAGE_MIMETYPE, Layer, write_geopackage

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

EXPORT_JOB = "pinmaps.export"
EXPORTED = audit.kind(
    "pinmaps.exported", N_("Nadeln einer Karte ausgegeben"), keys=("map_id", "job_id", "format", "positions")
)
EXPORTED_EXACT = audit.kind(
    "pinmaps.exported-exact",
    N_("Genaue Stellen und ungeprüfte Worte einer Karte ausgegeben"),
    keys=("map_id", "job_id", "reason"),
)
#: Name of the layer in a GeoPackage.
GEOPACKAGE_TABLE = "nadeln"
_FILES = {
    PinFormat.GEOJSON: ("geojson", GEOJSON_MIMETYPE),
    PinFormat.GEOPACKAGE: ("gpkg", GEOPACKAGE_MIMETYPE),
    PinFormat.OFFICE_CSV: ("csv", OFFICE_MIMETYPE),
    PinFormat.OPEN_CSV: ("csv", OPEN_MIMETYPE),
    PinFormat.PDF: ("pdf", PDF_MIMETYPE),
    PinFormat.PNG: ("png", PNG_MIMETYPE),
}


def start_export(
    pin_map: "PinMap", *, format: PinFormat, positions: Positions, title: str, reason: str = "", by: Actor
) -> Job:
    """Queue the file. Exact positions need a reason, which is kept in the log. Raises `InvalidInput` (field "reason")."""
    ensure(PinMapPermission.EXPORT, by, pin_map)
    exact = positions is Positions.EXACT
    if exact and len(reason.strip()) < REASON_SHORTEST:
        raise InvalidInput(
            "pin-map.export-reason",
            N_("Bitte schreiben Sie in einem kurzen Satz, wofür Sie die genauen Stellen brauchen."),
            field="reason",
        )
    job = jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=str(by.id) if by.id is not None else None,
        map_id=str(pin_map.id),
        format=format.value,
        positions=positions.value,
    )
    audit.log(EXPORTED, by=by, map_id=pin_map.id, job_id=job.id, format=format.value, positions=positions.value)
    if exact:
        audit.log(EXPORTED_EXACT, by=by, map_id=pin_map.id, job_id=job.id, reason=reason.strip()[:REASON_LONGEST])
    return job


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still take these pins away."""
    try:
        pin_map = queries.pin_map(UUID(made_with["map_id"]))
    except NotFound:
        return False
    return allows(PinMapPermission.EXPORT, who, pin_map)


@jobs.job(EXPORT_JOB)
def write_export(progress: Progress, *, owner_id: str | None, map_id: str, format: str, positions: str) -> JobResult:
    """Write the file. The rights of the person count as they are when the job runs."""
    pin_map = queries.pin_map(UUID(map_id))
    ensure(PinMapPermission.EXPORT, accounts.account(UUID(owner_id)) if owner_id else SYSTEM, pin_map)
    chosen, which = PinFormat(format), Positions(positions)
    ending, mimetype = _FILES[chosen]
    path = jobs.files_dir() / f"{uuid4().hex}.{ending}"
    _write(chosen, path, pin_map, which, progress)
    kind = "karte" if chosen.is_picture else "nadeln"
    return JobResult(path, f"{pin_map.slug}-{kind}.{ending}", mimetype)


def _write(chosen: PinFormat, path: Path, pin_map: "PinMap", which: Positions, progress: Progress) -> None:
    if chosen.is_picture:
        save(path, [picture(pin_map, which, as_pdf=chosen is PinFormat.PDF)])
        return
    expected = total(pin_map, which)
    found = rows(pin_map, which, told=lambda done: progress.step(done, max(expected, done)))
    match chosen:
        case PinFormat.GEOJSON:
            save(path, geojson(COLUMNS, found, centre=centre_of))
        case PinFormat.GEOPACKAGE:
            write_geopackage(path, [Layer(GEOPACKAGE_TABLE, pin_map.title, COLUMNS, found, centre_of)])
        case PinFormat.OFFICE_CSV:
            save(path, office_csv(COLUMNS, found))
        case _:
            save(path, open_csv(COLUMNS, found))
