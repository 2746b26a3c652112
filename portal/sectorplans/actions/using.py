"""Which Erhebungen of others a Fachplanung works with."""

from uuid import UUID

from sqlalchemy import delete, insert, select

from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.sectorplans.models import DataCollection, SectorPlan, sector_plan_use
from portal.sectorplans.policy import PlanPermission


def choose_used(plan: SectorPlan, collection: DataCollection, *, by: Actor) -> None:
    """Note that the Fachplanung works with this Erhebung of somebody else. Said twice, it counts once."""
    ensure(PlanPermission.EDIT, by, plan)
    if collection.sector_plan_id == plan.id:
        raise InvalidInput("plan.own-collection", N_("Diese Erhebung macht die Fachplanung selbst."))
    row = {"sector_plan_id": plan.id, "data_collection_id": collection.id}
    there = select(sector_plan_use.c.sector_plan_id).where(
        sector_plan_use.c.sector_plan_id == plan.id, sector_plan_use.c.data_collection_id == collection.id
    )
    if session().execute(there).first() is None:
        session().execute(insert(sector_plan_use).values(row))


def let_go_of(plan: SectorPlan, collection_id: UUID, *, by: Actor) -> None:
    """Work with an Erhebung no longer."""
    ensure(PlanPermission.EDIT, by, plan)
    session().execute(
        delete(sector_plan_use).where(
            sector_plan_use.c.sector_plan_id == plan.id, sector_plan_use.c.data_collection_id == collection_id
        )
    )
