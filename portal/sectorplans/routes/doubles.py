"""What two Fachplanungen collect twice, and with whom to talk about it."""

from flask import Response

from portal.sectorplans import queries
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.routes.blueprints import plan_views, plans_bp
from portal.web.access import requires
from portal.web.pages import page


@plans_bp.get("/doppelt")
@requires(PlanPermission.LIST)
def doubles() -> Response:
    found, indicators = queries.collected_by_two(), queries.same_indicators()
    plans = {plan.id: plan for one in indicators for plan, _indicator in one.uses}
    both = [one for pair in found.shown for one in (pair.one, pair.other)]
    return page(
        "sectorplans/doubles.html",
        found=found,
        most_shown=queries.MOST_SHOWN,
        indicators=indicators,
        shared=queries.shared_collections(),
        talkers=queries.talkers_of(both),
        plan_talkers=queries.talkers_of_plans(plans.values()),
        views=plan_views(),
    )
