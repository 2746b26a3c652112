"""The register of Fachplanungen and the Erhebungskalender of the story: proposed, filled in, and kept by their desks."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from portal.county.models import TargetGroup
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.sectorplans import COLLECTIONS, PLANS, CollectionStory, PlanStory
from portal.demo.story.shape import BERLIN, on
from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.sectorplans import actions
from portal.sectorplans import queries as register
from portal.sectorplans.models import SectorPlan
from portal.sectorplans.terms import CollectionMethod, CollectionState, Runner, month_of

_SHIPPED, _ENTERED = on(9, "Mo", "10:00"), on(1, "Mi", "11:00")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """One morning the proposed list is taken over and filled in; later everybody enters what they mean to ask."""
    yield Scene(_SHIPPED.resolve(loaded_at), "sectorplans", partial(fill_in, loaded_at))
    yield Scene(_ENTERED.resolve(loaded_at), "sectorplans", partial(enter, loaded_at))


def fill_in(loaded_at: datetime) -> None:
    """Take over the proposed Fachplanungen; each desk says who is responsible and what it works with."""
    planner = queries.person("planung")
    actions.ship_plans(by=planner)
    for told in PLANS:
        plan = register.plan(_plan(told.key).id)
        actions.edit_plan(plan, _draft(plan, told, loaded_at), version=plan.version, by=planner)
        for name, source in told.indicators:
            actions.add_indicator(plan, name=name, source=source, as_of=None, by=planner)


def enter(loaded_at: datetime) -> None:
    """Enter what is planned, running and done, and which Fachplanungen work with it too."""
    for told in COLLECTIONS:
        collection = actions.plan_collection(
            _collection(told, loaded_at),
            submission_key=queries.submission_key(f"collection-{told.title}"),
            by=queries.person(told.by),
        )
        for key in told.used_by:
            actions.choose_used(_plan(key), collection, by=queries.person("planung"))


def _draft(plan: SectorPlan, told: PlanStory, loaded_at: datetime) -> actions.PlanDraft:
    account = queries.person(told.responsible) if told.responsible else None
    name, phone, email = told.contact
    today = loaded_at.astimezone(BERLIN).date()
    return actions.PlanDraft(
        name=plan.name,
        legal_basis=plan.legal_basis,
        purpose=plan.purpose,
        rhythm_months=plan.rhythm_months,
        committees=tuple(one.name for one in plan.committees),
        responsible_id=account.id if account else None,
        contact_name=name,
        contact_phone=phone,
        contact_email=email,
        updated_on=None if told.updated_months_ago is None else months_later(today, -told.updated_months_ago),
    )


def _collection(told: CollectionStory, loaded_at: datetime) -> actions.CollectionDraft:
    month = month_of(loaded_at.astimezone(BERLIN).date())
    first, last = told.months
    runner = Runner.SECTOR_PLAN if told.plan else Runner.EXTERNAL if told.is_external else Runner.MUNICIPALITY
    name, phone = told.contact
    return actions.CollectionDraft(
        title=told.title,
        runner=runner,
        runner_name=told.runner,
        sector_plan=_plan(told.plan) if told.plan else None,
        places=tuple(queries.place(place) for place in told.places),
        first_month=months_later(month, first),
        last_month=months_later(month, last),
        target_group_ids=queries.terms(TargetGroup, told.groups),
        method=CollectionMethod(told.method),
        state=CollectionState(told.state),
        subject=told.subject,
        contact_name=name,
        contact_phone=phone,
    )


def _plan(key: str) -> SectorPlan:
    return session().scalars(select(SectorPlan).where(SectorPlan.key == key)).one()
