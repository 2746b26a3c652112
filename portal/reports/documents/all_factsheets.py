"""The Steckbriefe of all Gemeinden as one file: a job, for it takes longer than a page may."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.places import queries as places
from portal.reports.documents.factsheet import PDF_MIMETYPE, sheets_pdf
from portal.reports.documents.factsheet_telling import tell_sheet
from portal.reports.policy import SteckbriefPermission
from portal.reports.queries import factsheets

FACTSHEETS_JOB = "reports.factsheets"


def order_factsheets(*, by: Actor) -> Job:
    """Queue one PDF with every Steckbrief this person may read."""
    ensure(SteckbriefPermission.LIST, by)
    owner_id = str(by.id) if by.id is not None else None
    return jobs.start(FACTSHEETS_JOB, owner=by.id, title=N_("Demografie-Steckbriefe als PDF"), owner_id=owner_id)


@jobs.rights_to(FACTSHEETS_JOB)
def may_have_factsheets(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still read each Steckbrief of the file."""
    tree = places.tree()
    nodes = [tree.get(UUID(place_id)) for place_id in made_with.get("places", ())]
    return all(node is not None and allows(SteckbriefPermission.READ, who, node) for node in nodes)


@jobs.job(FACTSHEETS_JOB)
def write_factsheets(progress: Progress, *, owner_id: str | None) -> JobResult:
    """Write the file. What the person may read counts as it is when the job runs."""
    viewer = accounts.account(UUID(owner_id)) if owner_id else SYSTEM
    ensure(SteckbriefPermission.LIST, viewer)
    nodes = factsheets.seen_gemeinden(viewer)
    known = factsheets.figures()
    # The file is drawn in one go at the end; it counts as half of the work.
    told, steps = [], 2 * len(nodes)
    for number, node in enumerate(nodes, 1):
        sheet = factsheets.sheet(node, known, viewer=viewer)
        told.append(tell_sheet(sheet, path=f"/orte/{node.slug}/steckbrief"))
        progress.step(number, steps)
    path = jobs.files_dir() / f"{uuid4().hex}.pdf"
    path.write_bytes(sheets_pdf(told))
    progress.step(steps, steps)
    rights = {"places": [str(node.id) for node in nodes]}
    return JobResult(path, f"steckbriefe-{today().isoformat()}.pdf", PDF_MIMETYPE, rights=rights)
