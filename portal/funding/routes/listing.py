"""The list of applications."""

from flask import Response, request

from portal.funding import queries
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import bp, views
from portal.funding.routes.choices import address, filter_form, filters_of
from portal.web.access import actor, requires
from portal.web.pages import page


@bp.get("")
@requires(FundingPermission.LIST)
def index() -> Response:
    form = filter_form()
    filters = filters_of(form)
    found = queries.page_of(queries.visible_applications(actor(), filters), after=request.args.get("after"))
    return page(
        "funding/index.html",
        fragment="application_rows",
        form=form,
        filters=filters,
        found=found,
        asked=queries.totals_of([one.id for one in found.rows]),
        here=address(filters),
        views=views(),
    )
