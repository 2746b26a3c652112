"""Sozialberichte: list, draft with the figures of now, writing, files, releasing, and released Fassungen."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.reports import actions
from portal.reports.documents import report_jobs
from portal.reports.documents.factsheet import PDF_MIMETYPE
from portal.reports.documents.report_docx import DOCX_MIMETYPE
from portal.reports.documents.report_telling import tell_report
from portal.reports.forms import PublishForm, ReportForm
from portal.reports.policy import ReportPermission
from portal.reports.queries import publications
from portal.reports.queries import social_reports as queries
from portal.reports.routes.drawing import drawn
from portal.reports.terms.chapters import ChapterKind
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.forms import Form, VersionedForm
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.reports.models import SocialReport

bp = Blueprint("social_reports", __name__, url_prefix="/arbeit/sozialberichte")

nav_entry(
    "work",
    label=N_("Sozialberichte"),
    endpoint="social_reports.index",
    order=28,
    permission=ReportPermission.LIST,
    icon="document",
)
tells("report-added", N_("Der Entwurf ist angelegt. Die Zahlen stehen schon darin."))
tells("report-saved", N_("Gespeichert."))
tells("report-published", N_("Veröffentlicht. Alle können diese Fassung jetzt lesen und laden."))
tells("report-unpublished", N_("Diese Fassung steht nicht mehr auf der öffentlichen Seite."))
tells("report-removed", N_("Der Entwurf ist gelöscht."))


def report_in_url(report_id: UUID, **_part: Any) -> "SocialReport":
    return queries.report(report_id)


@bp.get("")
@requires(ReportPermission.LIST)
def index() -> Response:
    found = queries.page_of_reports(actor(), after=request.args.get("after"))
    return page("reports/social_reports.html", found=found)


@bp.get("/neu")
@requires(ReportPermission.ADD)
def new() -> Response:
    """A new draft about the past calendar year, with every chapter."""
    year = today().year - 1
    data: dict[str, Any] = {"begins_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    for number, kind in enumerate(ChapterKind, 1):
        data |= {f"{kind}_in": True, f"{kind}_place": str(number)}
    return page("reports/edit_social_report.html", form=ReportForm(data=data), report=None)


@bp.post("/neu")
@requires(ReportPermission.ADD)
def create() -> Response:
    form = ReportForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                report = actions.add_report(_draft(form), submission_key=form.key, by=actor())
            return reply(url_for("social_reports.show", report_id=report.id), tell="report-added")
        except InvalidInput as error:
            form.take(error)
    return page("reports/edit_social_report.html", form=form, report=None, status=422)


@bp.get("/<uuid:report_id>")
@requires(ReportPermission.READ, of=report_in_url)
def show(report: "SocialReport") -> Response:
    return report_page(report)


def report_page(report: "SocialReport", *, form: Form | None = None, status: int = 200) -> Response:
    """The draft with the figures of now for who writes it; for others its Fassungen."""
    releases = queries.releases_of(report.id)
    return page(
        "reports/social_report.html",
        status=status,
        report=report,
        releases=releases,
        for_everybody=publications.published_ids([one.id for one in releases]),
        names=accounts.names({one.released_by for one in releases}),
        content=tell_report(report, viewer=actor()) if may(ReportPermission.EDIT, report) else None,
        form=form or Form(formdata=None),
        drawn=drawn,
    )


@bp.get("/<uuid:report_id>/bearbeiten")
@requires(ReportPermission.EDIT, of=report_in_url)
def edit(report: "SocialReport") -> Response:
    data: dict[str, Any] = {
        name: getattr(report, name) for name in ("title", "begins_on", "ends_on", "preface", "version")
    }
    for one in report.chapters:
        data |= {
            f"{one.kind}_in": one.is_included,
            f"{one.kind}_place": str(one.position),
            f"{one.kind}_text": one.text,
        }
    return page("reports/edit_social_report.html", form=ReportForm(data=data), report=report)


@bp.post("/<uuid:report_id>/bearbeiten")
@requires(ReportPermission.EDIT, of=report_in_url)
def save(report: "SocialReport") -> Response:
    form, template = ReportForm(), "reports/edit_social_report.html"
    if not form.validate_on_submit():
        return page(template, form=form, report=report, status=422)
    try:
        with unit_of_work():
            fresh = queries.report(report.id)
            actions.edit_report(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.report(report.id)
        form.version.data = str(theirs.version)
        conflicts = form.differences(theirs)
        return page(template, form=form, report=theirs, is_conflict=True, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return page(template, form=form, report=queries.report(report.id), status=422)
    return reply(url_for("social_reports.show", report_id=report.id), tell="report-saved")


@bp.post("/<uuid:report_id>/datei")
@requires(ReportPermission.EDIT, of=report_in_url)
def order_file(report: "SocialReport") -> Response:
    """Have the draft written as a file, as it is now."""
    form, wanted = Form(), request.form.get("format", "")
    valid = form.validate_on_submit()
    if valid and wanted not in report_jobs.FORMATS:
        form.take(InvalidInput("report.no-format", N_("Bitte wählen Sie PDF oder Word.")))
    if not valid or wanted not in report_jobs.FORMATS:
        return report_page(report, form=form, status=422)
    with unit_of_work():
        job = report_jobs.order_draft(report, format=wanted, by=actor())
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.post("/<uuid:report_id>/freigeben")
@requires(ReportPermission.EDIT, of=report_in_url)
def release(report: "SocialReport") -> Response:
    """Freeze the draft as it was seen; a job writes the files."""
    form = VersionedForm()
    if not form.validate_on_submit():
        return report_page(report, form=form, status=422)
    try:
        with unit_of_work():
            job = report_jobs.order_release(queries.report(report.id), version=form.seen_version, by=actor())
    except DomainError as error:
        form.take(error)
        return report_page(queries.report(report.id), form=form, status=status_of(error))
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.post("/<uuid:report_id>/loeschen")
@requires(ReportPermission.REMOVE, of=report_in_url)
def remove(report: "SocialReport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return report_page(report, form=form, status=422)
    with unit_of_work():
        actions.remove_report(queries.report(report.id), by=actor())
    return reply(url_for("social_reports.index"), tell="report-removed")


@bp.post("/<uuid:report_id>/fassungen/<int(max=32767):number>/veroeffentlichen")
@requires(ReportPermission.PUBLISH, of=report_in_url)
def publish(report: "SocialReport") -> Response:
    """Let everybody read a Fassung."""
    form = PublishForm()
    try:
        if not form.validate_on_submit():
            return report_page(report, form=form, status=422)
        with unit_of_work():
            release = queries.release(report.id, _number_in_url())
            actions.publish(release, has_read=bool(form.has_read.data), by=actor())
    except InvalidInput as error:
        form.take(error)
        return report_page(queries.report(report.id), form=form, status=422)
    return reply(url_for("social_reports.show", report_id=report.id), tell="report-published")


@bp.post("/<uuid:report_id>/fassungen/<int(max=32767):number>/zuruecknehmen")
@requires(ReportPermission.PUBLISH, of=report_in_url)
def unpublish(report: "SocialReport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return report_page(report, form=form, status=422)
    with unit_of_work():
        actions.unpublish(queries.release(report.id, _number_in_url()), by=actor())
    return reply(url_for("social_reports.show", report_id=report.id), tell="report-unpublished")


@bp.get("/<uuid:report_id>/fassungen/<int(max=32767):number>")
@requires(ReportPermission.READ, of=report_in_url)
def show_release(report: "SocialReport") -> Response:
    """A Fassung as it was released."""
    found = queries.release(report.id, _number_in_url())
    return page("reports/release.html", report=report, release=found, content=found.content, drawn=drawn)


@bp.get("/<uuid:report_id>/fassungen/<int(max=32767):number>.pdf")
@requires(ReportPermission.READ, of=report_in_url)
def release_pdf(report: "SocialReport") -> Response:
    found = queries.release(report.id, _number_in_url())
    return download(found.pdf, f"sozialbericht-fassung-{found.number}.pdf", PDF_MIMETYPE)


@bp.get("/<uuid:report_id>/fassungen/<int(max=32767):number>.docx")
@requires(ReportPermission.READ, of=report_in_url)
def release_docx(report: "SocialReport") -> Response:
    found = queries.release(report.id, _number_in_url())
    return download(found.docx, f"sozialbericht-fassung-{found.number}.docx", DOCX_MIMETYPE)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Sozialberichte stand in the log by their titles."""
    yield queries.titles(ids)


def _number_in_url() -> int:
    return int((request.view_args or {})["number"])


def _draft(form: ReportForm) -> actions.ReportDraft:
    return actions.ReportDraft(
        title=str(form.title.data or ""),
        begins_on=form.begins_on.data,
        ends_on=form.ends_on.data,
        preface=str(form.preface.data or ""),
        chapters=[
            actions.ChapterDraft(kind=kind, is_included=bool(included.data), text=str(text.data or ""))
            for kind, included, _place, text in form.rows
        ],
    )
