"""What readers found wrong, for those who keep the Angebote up."""

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.text import N_
from portal.offers import actions, queries
from portal.offers.policy import OfferPermission
from portal.offers.routes.blueprint import bp, report_in_url, views
from portal.offers.routes.directory import offer_page
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.offers.models import OfferReport

tells("report-settled", N_("Der Hinweis ist erledigt."))


@bp.get("/hinweise")
@requires(OfferPermission.LIST)
def reports() -> Response:
    found = queries.page_of_reports(actor(), after=request.args.get("after"))
    return page(
        "offers/work/reports.html",
        found=found,
        number=queries.count_reports(actor()),
        names=places.names(one.offer.sozialraum_id for one in found.rows),
        here=url_for("offers.reports"),
        views=views(),
    )


@bp.post("/hinweise/<uuid:report_id>/erledigt")
@requires(OfferPermission.SETTLE, of=report_in_url)
def settle(report: "OfferReport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return offer_page(queries.offer(report.offer_id), form=form, status=422)
    with unit_of_work():
        actions.settle(queries.report(report.id), by=actor())
    return reply(url_for("offers.show", offer_id=report.offer_id), tell="report-settled")
