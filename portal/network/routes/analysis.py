"""The analysis: four fields of influence and interest, and the table beside them."""

from flask import Response

from portal.network import charts, queries
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, views
from portal.network.routes.choices import address, filter_form, filters_of
from portal.network.terms import Attitude, Quadrant
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.pages import page


@bp.get("/analyse")
@requires(NetworkPermission.LIST)
def analysis() -> Response:
    form = filter_form()
    filters = filters_of(form)
    found = queries.assessed(actor(), filters)
    numbered = list(enumerate(found, start=1))
    return page(
        "network/analysis.html",
        fragment="stakeholder_fields",
        form=form,
        filters=filters,
        spots=charts.spots(found),
        by_number=dict(numbered),
        groups=[(quadrant, [pair for pair in numbered if pair[1].quadrant is quadrant]) for quadrant in Quadrant],
        chart=charts,
        attitudes=list(Attitude),
        unassessed=queries.count_unassessed(actor(), filters),
        most=queries.MOST_SHOWN,
        names=places.names(one.sozialraum_id for one in found),
        here=address("network.analysis", filters),
        views=views(),
    )
