"""The directory as a file: what the list shows, with the same filters."""

from uuid import uuid4

from flask import Response

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.offers import exports, queries
from portal.offers.policy import OfferPermission
from portal.offers.routes.blueprint import bp
from portal.offers.routes.choices import filter_form, filters_of, in_words
from portal.offers.terms.importing import MOST_ROWS
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.pages import download


@bp.get("/angebote.csv")
@requires(OfferPermission.LIST)
def as_csv() -> Response:
    filters = filters_of(filter_form())
    found = queries.all_of(queries.visible_offers(actor(), filters), limit=MOST_ROWS)
    return download(exports.offers_csv(found), f"angebote-{today().isoformat()}.csv", OFFICE_MIMETYPE)


@bp.get("/angebote.xlsx")
@requires(OfferPermission.LIST)
def as_xlsx() -> Response:
    filters = filters_of(filter_form())
    found = queries.all_of(queries.visible_offers(actor(), filters), limit=MOST_ROWS)
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.offers_xlsx(path, found, filters=in_words(filters))
        return download(path.read_bytes(), f"angebote-{today().isoformat()}.xlsx", XLSX_MIMETYPE)
    finally:
        path.unlink(missing_ok=True)
