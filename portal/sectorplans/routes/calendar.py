"""The calendar of a year and its file."""

from datetime import date
from uuid import uuid4

from flask import Response, request, url_for

from portal.kernel import jobs
from portal.sectorplans import exports, queries
from portal.sectorplans.policy import CollectionPermission
from portal.sectorplans.queries import Filters
from portal.sectorplans.routes.blueprints import collection_views, collections_bp
from portal.sectorplans.routes.choices import arguments, filter_form, filters_of, in_words
from portal.web.access import actor, requires
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.pages import download, page


@collections_bp.get("")
@requires(CollectionPermission.LIST)
def index() -> Response:
    form = filter_form()
    filters = filters_of(form)
    found = queries.page_of(queries.visible_collections(actor(), filters), after=request.args.get("after"))
    told = arguments(filters)
    here = url_for("data_collections.index", **told)  # type: ignore[arg-type]
    return page(
        "sectorplans/calendar.html",
        fragment="collection_rows",
        form=form,
        filters=filters,
        found=found,
        totals=queries.totals(actor(), filters),
        months=[date(filters.year, month, 1) for month in range(1, 13)],
        arguments=told,
        is_narrowed=bool(told),
        here=here,
        views=collection_views(**told),
    )


@collections_bp.get("/kalender.xlsx")
@requires(CollectionPermission.LIST)
def workbook() -> Response:
    """All Erhebungen of the year with these filters."""
    filters = filters_of(filter_form())
    return download(_workbook(filters), f"erhebungen-{filters.year}.xlsx", XLSX_MIMETYPE)


def _workbook(filters: Filters) -> bytes:
    found = queries.all_of(queries.visible_collections(actor(), filters))
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.calendar_xlsx(path, found, queries.talkers_of(found), filters=in_words(filters))
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
