"""Finding Fachplanungen."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from portal.accounts import queries as accounts
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role, allows
from portal.sectorplans.models import (
    DataCollection,
    SectorPlan,
    SectorPlanIndicator,
    sector_plan_use,
)
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.queries.calendar import WHOLE
from portal.sectorplans.terms import SHIPPED_PLANS, ShippedPlan

_WHOLE = (selectinload(SectorPlan.committees), selectinload(SectorPlan.indicators))


def plan(id: UUID) -> SectorPlan:
    """One Fachplanung with Gremien and figures, retired or not. Raises `NotFound`."""
    found = plan_or_none(id)
    if found is None:
        raise NotFound
    return found


def plan_or_none(id: UUID | None) -> SectorPlan | None:
    """The same; None when there is none."""
    return session().scalar(select(SectorPlan).where(SectorPlan.id == id).options(*_WHOLE)) if id else None


def plans(*, kept_up: bool | None = True) -> Sequence[SectorPlan]:
    """The Fachplanungen by name with Gremien and figures. `kept_up=None` gives retired ones too, `False` only those."""
    chosen = select(SectorPlan).options(*_WHOLE).order_by(SectorPlan.sort_name)
    if kept_up is not None:
        chosen = chosen.where(SectorPlan.retired_at.is_(None) if kept_up else SectorPlan.retired_at.is_not(None))
    return session().scalars(chosen).all()


def plan_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these Fachplanungen. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(SectorPlan.id, SectorPlan.name).where(SectorPlan.id.in_(ids)))
    return {row.id: row.name for row in rows}


def indicator(plan_id: UUID, indicator_id: UUID) -> SectorPlanIndicator:
    """One figure of this Fachplanung. Raises `NotFound`."""
    found = session().get(SectorPlanIndicator, indicator_id)
    if found is None or found.sector_plan_id != plan_id:
        raise NotFound
    return found


def missing_shipped() -> list[ShippedPlan]:
    """The proposed Fachplanungen that the register does not have, in their order."""
    there = set(session().scalars(select(SectorPlan.key).where(SectorPlan.key.is_not(None))))
    return [one for one in SHIPPED_PLANS if one.key not in there]


def used_by(plan_id: UUID) -> list[DataCollection]:
    """The Erhebungen of others that a Fachplanung works with, the latest first."""
    chosen = select(DataCollection).join(
        sector_plan_use,
        and_(sector_plan_use.c.data_collection_id == DataCollection.id, sector_plan_use.c.sector_plan_id == plan_id),
    )
    newest = chosen.options(*WHOLE).order_by(DataCollection.first_month.desc(), DataCollection.id.desc())
    return list(session().scalars(newest))


def plans_using(collection_id: UUID) -> list[SectorPlan]:
    """The Fachplanungen that work with an Erhebung besides the one it is made for, by name."""
    using = select(sector_plan_use.c.sector_plan_id).where(sector_plan_use.c.data_collection_id == collection_id)
    chosen = select(SectorPlan).where(SectorPlan.id.in_(using), SectorPlan.retired_at.is_(None))
    return list(session().scalars(chosen.order_by(SectorPlan.sort_name)))


def used_counts() -> dict[UUID, int]:
    """How many Erhebungen each Fachplanung works with: its own and those of others. Two queries."""
    own = select(DataCollection.sector_plan_id, func.count()).where(DataCollection.sector_plan_id.is_not(None))
    counts: dict[UUID, int] = {}
    used = select(sector_plan_use.c.sector_plan_id, func.count())
    for statement, by in (
        (own, DataCollection.sector_plan_id),
        (used, sector_plan_use.c.sector_plan_id),
    ):
        for plan_id, count in session().execute(statement.group_by(by)):
            if plan_id is not None:
                counts[plan_id] = counts.get(plan_id, 0) + count
    return counts


def due_plans(viewer: Actor, *, until: date, limit: int = 25) -> list[SectorPlan]:
    """Fachplanungen to be written anew up to this day: one's own, and for the Sozialplanung those nobody is responsible for."""
    mine = SectorPlan.responsible_id == viewer.id
    if allows(PlanPermission.ASSIGN, viewer):
        mine = or_(mine, SectorPlan.responsible_id.is_(None))
    chosen = select(SectorPlan).where(SectorPlan.retired_at.is_(None), SectorPlan.next_update_on <= until, mine)
    ordered = chosen.order_by(SectorPlan.next_update_on, SectorPlan.sort_name)
    return list(session().scalars(ordered.limit(limit)))


def responsible_choices(*, keep: UUID | None = None) -> list[tuple[UUID, str]]:
    """(id, name) of those who can be responsible: Fachplanung and Sozialplanung, and whoever is it now."""
    found = [(one.id, one.name) for one in accounts.holders(Role.SECTOR_PLANNER, Role.PLANNER)]
    if keep is not None and keep not in {one for one, _name in found}:
        found += list(accounts.names([keep]).items())
    return found


def own_plans(viewer: Actor) -> Sequence[SectorPlan]:
    """The Fachplanungen for which this person may enter Erhebungen: all for the Sozialplanung, else one's own."""
    found = plans()
    if viewer.holds(Role.PLANNER):
        return found
    return [one for one in found if allows(PlanPermission.EDIT, viewer, one)]


def committee_names() -> list[str]:
    """Every Gremium of the register, for people to choose the same spelling."""
    return sorted({committee.name for one in plans(kept_up=None) for committee in one.committees})
