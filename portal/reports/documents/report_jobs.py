"""Drafts as files, and releasing a Fassung: both are jobs, for they take longer than a page may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.reports import actions
from portal.reports.documents.factsheet import PDF_MIMETYPE
from portal.reports.documents.report_docx import DOCX_MIMETYPE, report_docx
from portal.reports.documents.report_pdf import report_pdf
from portal.reports.documents.report_telling import Content, tell_report
from portal.reports.policy import ReportPermission
from portal.reports.queries import social_reports as queries

if TYPE_CHECKING:
    from portal.reports.models import SocialReport

DRAFT_JOB, RELEASE_JOB = "reports.draft", "reports.release"
#: After the chapters: both files, and keeping them.
_LAST_STEPS = 3
FORMATS = ("pdf", "docx")


def order_draft(report: "SocialReport", *, format: str, by: Actor) -> Job:
    """Queue the draft as it is then, as "pdf" or "docx"."""
    ensure(ReportPermission.EDIT, by, report)
    return jobs.start(
        DRAFT_JOB,
        owner=by.id,
        title=f"{N_('Entwurf')}: {report.title}",
        owner_id=_id_of(by),
        report_id=str(report.id),
        format=format,
    )


def order_release(report: "SocialReport", *, version: int, by: Actor) -> Job:
    """Queue the release of the draft as it was seen. Raises `Conflict` when it was changed since."""
    ensure(ReportPermission.EDIT, by, report)
    if report.version != version:
        raise Conflict
    return jobs.start(
        RELEASE_JOB,
        owner=by.id,
        title=f"{N_('Fassung freigeben')}: {report.title}",
        owner_id=_id_of(by),
        report_id=str(report.id),
        version=version,
        order_key=str(uuid4()),
    )


@jobs.rights_to(DRAFT_JOB)
def may_have_draft(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody still writes Sozialberichte."""
    return allows(ReportPermission.EDIT, who)


@jobs.rights_to(RELEASE_JOB)
def may_have_release(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """The same for what was released."""
    return allows(ReportPermission.EDIT, who)


@jobs.job(DRAFT_JOB)
def write_draft(progress: Progress, *, owner_id: str | None, report_id: str, format: str) -> JobResult:
    """Write the file of a draft with the figures of now."""
    viewer, report = _viewer(owner_id), queries.report(UUID(report_id))
    ensure(ReportPermission.EDIT, viewer, report)
    content = _content(report, viewer, progress)
    is_word = format == "docx"
    made = report_docx(content, number=None) if is_word else report_pdf(content, number=None)
    _finished(progress, report)
    return _kept(made, "sozialbericht-entwurf", "docx" if is_word else "pdf")


@jobs.job(RELEASE_JOB)
def write_release(
    progress: Progress, *, owner_id: str | None, report_id: str, version: int, order_key: str
) -> JobResult:
    """Freeze words, figures and both files. An order that was interrupted and runs again makes one Fassung."""
    viewer, report = _viewer(owner_id), queries.report(UUID(report_id))
    ensure(ReportPermission.EDIT, viewer, report)
    there = queries.release_of_order(UUID(order_key))
    if there is None:
        made = release_now(report, version=version, order_key=UUID(order_key), by=viewer, progress=progress)
        return _kept(made, f"sozialbericht-fassung-{report.released}", "pdf")
    return _kept(there.pdf, f"sozialbericht-fassung-{there.number}", "pdf")


def release_now(
    report: "SocialReport", *, version: int, order_key: UUID, by: Actor, progress: Progress | None = None
) -> bytes:
    """Write both files, keep them as the next Fassung, and return the PDF. Commits. Raises `Conflict`."""
    files = _files(report, by, progress)
    with unit_of_work():
        _keep(queries.report(report.id), files, version=version, order_key=order_key, by=by)
    if progress is not None:
        _finished(progress, report)
    return files.pdf


def freeze(report: "SocialReport", *, version: int, order_key: UUID, by: Actor) -> None:
    """The same inside the open unit of work. Raises `Conflict`."""
    _keep(report, _files(report, by, None), version=version, order_key=order_key, by=by)


@dataclass(frozen=True)
class _Files:
    content: Content
    pdf: bytes
    docx: bytes


def _files(report: "SocialReport", by: Actor, progress: Progress | None) -> _Files:
    number, content = report.released + 1, _content(report, by, progress)
    return _Files(content, report_pdf(content, number=number), report_docx(content, number=number))


def _keep(report: "SocialReport", files: _Files, *, version: int, order_key: UUID, by: Actor) -> None:
    try:
        actions.keep_release(
            report,
            version=version,
            content=files.content,
            pdf=files.pdf,
            docx=files.docx,
            order_key=order_key,
            by=by,
        )
    except Conflict as error:
        raise Conflict(
            "report.changed",
            N_("Der Entwurf wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal und geben Sie ihn dann frei."),
        ) from error


def _content(report: "SocialReport", viewer: Actor, progress: Progress | None) -> Content:
    total = len(report.chosen) + _LAST_STEPS
    return tell_report(
        report, viewer=viewer, tell=lambda number: progress.step(number, total) if progress is not None else None
    )


def _finished(progress: Progress, report: "SocialReport") -> None:
    total = len(report.chosen) + _LAST_STEPS
    progress.step(total, total)


def _kept(file: bytes, name: str, ending: str) -> JobResult:
    path = jobs.files_dir() / f"{uuid4().hex}.{ending}"
    path.write_bytes(file)
    mimetype = DOCX_MIMETYPE if ending == "docx" else PDF_MIMETYPE
    return JobResult(path, f"{name}-{today().isoformat()}.{ending}", mimetype)


def _viewer(owner_id: str | None) -> Actor:
    return accounts.account(UUID(owner_id)) if owner_id else SYSTEM


def _id_of(by: Actor) -> str | None:
    return str(by.id) if by.id is not None else None
