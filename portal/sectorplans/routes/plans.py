"""The register, one Fachplanung, and changing it."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.sectorplans import actions, queries
from portal.sectorplans.actions import PlanDraft
from portal.sectorplans.forms import IndicatorForm, PlanForm, UpdateForm
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.routes.blueprints import plan_in_url, plan_views, plans_bp
from portal.sectorplans.routes.collections import conflict
from portal.web.access import actor, may, requires
from portal.web.conflicts import refused
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.sectorplans.models import SectorPlan

tells("plans-shipped", N_("%(n)s Fachplanungen stehen jetzt im Register. Sagen Sie gleich, wer verantwortlich ist."))
tells("plan-added", N_("Die Fachplanung steht im Register."))
tells("plan-saved", N_("Gespeichert."))
tells("plan-updated", N_("Die Fortschreibung ist vermerkt."))
tells("plan-retired", N_("Die Fachplanung wird nicht mehr geführt. Ihre Erhebungen bleiben im Kalender."))
tells("plan-resumed", N_("Die Fachplanung wird wieder geführt."))

_COMPARED = (
    "name", "legal_basis", "purpose", "contact_name", "contact_phone", "contact_email", "rhythm_months", "updated_on",
    "next_update_on",
)  # fmt: skip


@plans_bp.get("")
@requires(PlanPermission.LIST)
def index() -> Response:
    return register_page()


def register_page(*, form: Form | None = None, status: int = 200) -> Response:
    """All Fachplanungen with who is responsible, what is due, and how many Erhebungen they work with."""
    found = queries.plans()
    return page(
        "sectorplans/register.html",
        status=status,
        plans=found,
        retired=queries.plans(kept_up=False),
        talkers=queries.talkers_of_plans(found),
        counts=queries.used_counts(),
        missing=queries.missing_shipped() if may(PlanPermission.ADD) else [],
        views=plan_views(),
        form=form or Form(formdata=None),
    )


@plans_bp.post("/vorschlaege")
@requires(PlanPermission.ADD)
def ship() -> Response:
    form = Form()
    if not form.validate_on_submit():
        return register_page(form=form, status=422)
    with unit_of_work():
        added = actions.ship_plans(by=actor())
    return reply(url_for("sector_plans.index"), tell="plans-shipped", count=added)


@plans_bp.get("/neu")
@requires(PlanPermission.ADD)
def new() -> Response:
    return page("sectorplans/edit_plan.html", form=_form(None), plan=None, committees=queries.committee_names())


@plans_bp.post("/neu")
@requires(PlanPermission.ADD)
def create() -> Response:
    form = _form(None)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                plan = actions.add_plan(_draft(form), submission_key=form.key, by=actor())
            return reply(url_for("sector_plans.show", plan_id=plan.id), tell="plan-added")
        except InvalidInput as error:
            form.take(error)
    return page("sectorplans/edit_plan.html", form=form, plan=None, committees=queries.committee_names(), status=422)


@plans_bp.get("/<uuid:plan_id>")
@requires(PlanPermission.READ, of=plan_in_url)
def show(plan: "SectorPlan") -> Response:
    return plan_page(plan)


def plan_page(
    plan: "SectorPlan",
    *,
    form: Form | None = None,
    update_form: UpdateForm | None = None,
    indicator_form: IndicatorForm | None = None,
    status: int = 200,
) -> Response:
    """Everything about one Fachplanung; the forms are those whose sending did not work."""
    own, used = queries.collections_of(plan), queries.used_by(plan.id)
    version = {"version": plan.version}
    named = collect("indicator.named", names={one.name_key for one in plan.indicators})
    return page(
        "sectorplans/plan.html",
        status=status,
        plan=plan,
        talker_of=queries.talkers_of_plans([plan])[plan.id],
        own=own,
        used=used,
        known={name: (address, words) for name, address, words in named},
        form=form or Form(formdata=None),
        update_form=update_form or UpdateForm(formdata=None, data={"on": clock.today(), **version}),
        indicator_form=indicator_form or IndicatorForm(formdata=None),
    )


@plans_bp.get("/<uuid:plan_id>/bearbeiten")
@requires(PlanPermission.EDIT, of=plan_in_url)
def edit(plan: "SectorPlan") -> Response:
    names = (*_COMPARED, "responsible_id", "version")
    values: dict[str, Any] = {name: getattr(plan, name) for name in names}
    values["rhythm_months"] = str(plan.rhythm_months or "")
    values["committees"] = "\n".join(one.name for one in plan.committees)
    form = _form(plan, data=values)
    return page("sectorplans/edit_plan.html", form=form, plan=plan, committees=queries.committee_names())


@plans_bp.post("/<uuid:plan_id>/bearbeiten")
@requires(PlanPermission.EDIT, of=plan_in_url)
def save(plan: "SectorPlan") -> Response:
    form = _form(plan)
    template, committees = "sectorplans/edit_plan.html", queries.committee_names()
    if not form.validate_on_submit():
        return page(template, form=form, plan=plan, committees=committees, status=422)
    try:
        with unit_of_work():
            actions.edit_plan(queries.plan(plan.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.plan(plan.id)
        return conflict(template, form, theirs, _COMPARED, plan=theirs, committees=committees)
    except InvalidInput as error:
        form.take(error)
        return page(template, form=form, plan=queries.plan(plan.id), committees=committees, status=422)
    return reply(url_for("sector_plans.show", plan_id=plan.id), tell="plan-saved")


@plans_bp.post("/<uuid:plan_id>/fortgeschrieben")
@requires(PlanPermission.EDIT, of=plan_in_url)
def note_update(plan: "SectorPlan") -> Response:
    form = UpdateForm()
    if not form.validate_on_submit():
        return plan_page(plan, update_form=form, status=422)
    assert form.on.data is not None, "the form was validated"
    try:
        with unit_of_work():
            fresh = queries.plan(plan.id)
            actions.note_update(fresh, on=form.on.data, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        fresh = queries.plan(plan.id)
        return plan_page(fresh, update_form=form, status=refused(form, error, fresh.version))
    return reply(url_for("sector_plans.show", plan_id=plan.id), tell="plan-updated")


@plans_bp.post("/<uuid:plan_id>/ruhen")
@requires(PlanPermission.ASSIGN, of=plan_in_url)
def retire(plan: "SectorPlan") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return plan_page(plan, form=form, status=422)
    with unit_of_work():
        actions.retire_plan(queries.plan(plan.id), by=actor())
    return reply(url_for("sector_plans.index"), tell="plan-retired")


@plans_bp.post("/<uuid:plan_id>/aufnehmen")
@requires(PlanPermission.ASSIGN, of=plan_in_url)
def resume(plan: "SectorPlan") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return plan_page(plan, form=form, status=422)
    with unit_of_work():
        actions.resume_plan(queries.plan(plan.id), by=actor())
    return reply(url_for("sector_plans.show", plan_id=plan.id), tell="plan-resumed")


def _form(plan: "SectorPlan | None", **kwargs: Any) -> PlanForm:
    keep = plan.responsible_id if plan else None
    people = queries.responsible_choices(keep=keep)
    return PlanForm(people=people, may_assign=may(PlanPermission.ASSIGN, plan), **kwargs)


def _draft(form: PlanForm) -> PlanDraft:
    texts = {
        name: str(form[name].data or "")
        for name in ("name", "legal_basis", "purpose", "contact_name", "contact_phone", "contact_email")
    }
    return PlanDraft(
        **texts,
        responsible_id=form.responsible_id.chosen,
        rhythm_months=form.rhythm,
        updated_on=form.updated_on.data,
        next_update_on=form.next_update_on.data,
        committees=form.committee_names,
    )
