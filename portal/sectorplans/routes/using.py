"""Working with an Erhebung that somebody else makes, instead of making one's own."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.sectorplans import actions, queries
from portal.sectorplans.forms import UseForm
from portal.sectorplans.policy import CollectionPermission, PlanPermission
from portal.sectorplans.routes.blueprints import collection_in_url, collections_bp, part_in_url, plan_in_url, plans_bp
from portal.sectorplans.routes.choices import plan_choices
from portal.sectorplans.routes.collections import collection_page
from portal.sectorplans.routes.plans import plan_page
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import reply, tells

if TYPE_CHECKING:
    from portal.sectorplans.models import DataCollection, SectorPlan

tells("collection-used", N_("Die Fachplanung nutzt diese Erhebung jetzt mit."))
tells("collection-let-go", N_("Die Fachplanung nutzt diese Erhebung nicht mehr."))


@collections_bp.post("/<uuid:collection_id>/mitnutzen")
@requires(CollectionPermission.READ, of=collection_in_url)
def use(collection: "DataCollection") -> Response:
    """Whoever keeps a Fachplanung may say so; which one, the form tells, and the action asks for the permission."""
    form = UseForm(plans=plan_choices())
    if not form.validate_on_submit():
        return collection_page(collection, use_form=form, status=422)
    assert form.sector_plan_id.chosen is not None, "the form was validated"
    try:
        with unit_of_work():
            plan = queries.plan(form.sector_plan_id.chosen)
            actions.choose_used(plan, queries.collection(collection.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return collection_page(queries.collection(collection.id), use_form=form, status=422)
    except Forbidden as error:
        raise NotFound from error
    return reply(url_for("data_collections.show", collection_id=collection.id), tell="collection-used")


@plans_bp.post("/<uuid:plan_id>/erhebungen/<uuid:collection_id>/entfernen")
@requires(PlanPermission.EDIT, of=plan_in_url)
def let_go(plan: "SectorPlan") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return plan_page(plan, form=form, status=422)
    with unit_of_work():
        actions.let_go_of(queries.plan(plan.id), part_in_url("collection_id"), by=actor())
    return reply(url_for("sector_plans.show", plan_id=plan.id, _anchor="used"), tell="collection-let-go")
