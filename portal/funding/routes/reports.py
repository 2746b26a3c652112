"""Reports of an application: their days, their words, and the documents."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.funding import actions, queries
from portal.funding.documents import DOCX_MIMETYPE, PDF_MIMETYPE, report_docx, report_pdf, told_report
from portal.funding.forms import ReportForm
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import bp, money_in_url, report_in_url, tabs_of
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication, FundingReport

tells("funding-report", N_("Gespeichert. Die Dokumente enthalten den neuen Text."))
tells("funding-report-in", N_("Der Bericht ist als abgegeben vermerkt."))


@bp.get("/<uuid:application_id>/berichte")
@requires(FundingPermission.READ, of=money_in_url)
def reports(application: "FundingApplication") -> Response:
    found = queries.reports_of(application.id)
    return page(
        "funding/reports.html", application=application, reports=found, tabs=tabs_of(application), today=today()
    )


@bp.get("/berichte/<uuid:report_id>")
@requires(FundingPermission.READ, of=report_in_url)
def show_report(report: "FundingReport") -> Response:
    values = {name: getattr(report, name) for name in ("introduction", "outlook", "due_on", "version")}
    return _page(report, ReportForm(formdata=None, data=values))


@bp.post("/berichte/<uuid:report_id>")
@requires(FundingPermission.REPORT, of=report_in_url)
def write_report(report: "FundingReport") -> Response:
    form = ReportForm()
    if not form.validate_on_submit():
        return _page(report, form, status=422)
    try:
        with unit_of_work():
            actions.write_report(
                queries.report(report.id),
                introduction=str(form.introduction.data or ""),
                outlook=str(form.outlook.data or ""),
                due_on=form.due_on.data,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        return _conflict(report, form)
    except InvalidInput as error:
        form.take(error)
        return _page(queries.report(report.id), form, status=422)
    return reply(url_for("funding.show_report", report_id=report.id), tell="funding-report")


@bp.post("/berichte/<uuid:report_id>/abgeben")
@requires(FundingPermission.REPORT, of=report_in_url)
def hand_in_report(report: "FundingReport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return reply(url_for("funding.show_report", report_id=report.id))
    try:
        with unit_of_work():
            actions.hand_in_report(queries.report(report.id), by=actor())
    except InvalidInput as error:
        fresh = queries.report(report.id)
        values = {name: getattr(fresh, name) for name in ("introduction", "outlook", "due_on", "version")}
        again = ReportForm(formdata=None, data=values)
        again.take(error)
        return _page(fresh, again, status=422)
    return reply(url_for("funding.reports", application_id=report.application_id), tell="funding-report-in")


@bp.get("/berichte/<uuid:report_id>/sachbericht.docx")
@requires(FundingPermission.READ, of=report_in_url)
def report_as_docx(report: "FundingReport") -> Response:
    application = queries.application(report.application_id)
    return download(report_docx(told_report(report, application, who=actor())), "sachbericht.docx", DOCX_MIMETYPE)


@bp.get("/berichte/<uuid:report_id>/sachbericht.pdf")
@requires(FundingPermission.READ, of=report_in_url)
def report_as_pdf(report: "FundingReport") -> Response:
    application = queries.application(report.application_id)
    return download(report_pdf(told_report(report, application, who=actor())), "sachbericht.pdf", PDF_MIMETYPE)


def _page(
    report: "FundingReport",
    form: ReportForm,
    *,
    status: int = 200,
    conflicts: list[tuple[str, str, str]] | None = None,
) -> Response:
    application = queries.application(report.application_id)
    return page(
        "funding/report.html",
        status=status,
        report=report,
        application=application,
        content=told_report(report, application, who=actor()),
        form=form,
        tabs=tabs_of(application),
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        today=today(),
    )


def _conflict(report: "FundingReport", form: ReportForm) -> Response:
    """Somebody wrote meanwhile: both texts side by side, one's own still in the form."""
    theirs = queries.report(report.id)
    conflicts = conflicts_of(form, theirs, ("introduction", "outlook", "due_on"))
    return _page(theirs, form, status=409, conflicts=conflicts)
