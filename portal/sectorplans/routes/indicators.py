"""The figures of a Fachplanung: added, changed, removed."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.sectorplans import actions, queries
from portal.sectorplans.forms import IndicatorForm
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.routes.blueprints import part_in_url, plan_in_url, plans_bp
from portal.sectorplans.routes.collections import conflict
from portal.sectorplans.routes.plans import plan_page
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.sectorplans.models import SectorPlan

tells("indicator-added", N_("Der Indikator ist eingetragen."))
tells("indicator-saved", N_("Der Indikator ist gespeichert."))
tells("indicator-removed", N_("Der Indikator gehört nicht mehr zur Fachplanung."))


@plans_bp.post("/<uuid:plan_id>/indikatoren")
@requires(PlanPermission.EDIT, of=plan_in_url)
def add_indicator(plan: "SectorPlan") -> Response:
    form = IndicatorForm()
    if not form.validate_on_submit():
        return plan_page(plan, indicator_form=form, status=422)
    try:
        with unit_of_work():
            actions.add_indicator(queries.plan(plan.id), **_written(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return plan_page(queries.plan(plan.id), indicator_form=form, status=422)
    return reply(url_for("sector_plans.show", plan_id=plan.id, _anchor="indicators"), tell="indicator-added")


@plans_bp.get("/<uuid:plan_id>/indikatoren/<uuid:indicator_id>")
@requires(PlanPermission.EDIT, of=plan_in_url)
def edit_indicator(plan: "SectorPlan") -> Response:
    one = queries.indicator(plan.id, part_in_url("indicator_id"))
    values = {name: getattr(one, name) for name in ("name", "source", "as_of", "version")}
    return page("sectorplans/indicator.html", form=IndicatorForm(data=values), plan=plan, indicator=one)


@plans_bp.post("/<uuid:plan_id>/indikatoren/<uuid:indicator_id>")
@requires(PlanPermission.EDIT, of=plan_in_url)
def save_indicator(plan: "SectorPlan") -> Response:
    indicator_id = part_in_url("indicator_id")
    one = queries.indicator(plan.id, indicator_id)
    form = IndicatorForm()
    template = "sectorplans/indicator.html"
    if not form.validate_on_submit():
        return page(template, form=form, plan=plan, indicator=one, status=422)
    try:
        with unit_of_work():
            fresh = queries.plan(plan.id)
            actions.edit_indicator(fresh, indicator_id, **_written(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.indicator(plan.id, indicator_id)
        return conflict(template, form, theirs, ("name", "source", "as_of"), plan=plan, indicator=theirs)
    except InvalidInput as error:
        form.take(error)
        return page(template, form=form, plan=queries.plan(plan.id), indicator=one, status=422)
    return reply(url_for("sector_plans.show", plan_id=plan.id, _anchor="indicators"), tell="indicator-saved")


@plans_bp.post("/<uuid:plan_id>/indikatoren/<uuid:indicator_id>/entfernen")
@requires(PlanPermission.EDIT, of=plan_in_url)
def remove_indicator(plan: "SectorPlan") -> Response:
    indicator_id = part_in_url("indicator_id")
    form = Form()
    if not form.validate_on_submit():
        return plan_page(plan, form=form, status=422)
    with unit_of_work():
        actions.remove_indicator(queries.plan(plan.id), indicator_id, by=actor())
    return reply(url_for("sector_plans.show", plan_id=plan.id, _anchor="indicators"), tell="indicator-removed")


def _written(form: IndicatorForm) -> dict[str, Any]:
    return {"name": str(form.name.data), "source": str(form.source.data or ""), "as_of": form.as_of.data}
