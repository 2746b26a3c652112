"""`/sozialberichte`: what everybody may read of Sozialberichte, and its files as they were frozen."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from portal.reports.documents.factsheet import PDF_MIMETYPE
from portal.reports.documents.report_docx import DOCX_MIMETYPE
from portal.reports.queries import publications as queries
from portal.web.access import public
from portal.web.pages import download, page
from portal.web.panels import panel, render_panel

bp = Blueprint("public_social_reports", __name__, url_prefix="/sozialberichte")


@bp.get("")
@public
def index() -> Response:
    """Every published Fassung, the latest first."""
    return page("reports/public_social_reports.html", found=queries.published(after=request.args.get("after")))


@bp.get("/<uuid:report_id>/fassung-<int(max=32767):number>.pdf")
@public
def pdf(report_id: UUID, number: int) -> Response:
    found = queries.published_release(report_id, number)
    return download(found.pdf, f"sozialbericht-fassung-{found.number}.pdf", PDF_MIMETYPE)


@bp.get("/<uuid:report_id>/fassung-<int(max=32767):number>.docx")
@public
def docx(report_id: UUID, number: int) -> Response:
    found = queries.published_release(report_id, number)
    return download(found.docx, f"sozialbericht-fassung-{found.number}.docx", DOCX_MIMETYPE)


@panel("places.index")
def reports_of_the_county(**_context: Any) -> str | None:
    """The way to them from the list of all places, once there is something to read."""
    return render_panel("reports/places.html") if queries.is_something_published() else None
