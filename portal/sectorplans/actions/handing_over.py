"""What becomes of Fachplanungen when somebody no longer works here."""

from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.sectorplans.actions.plans import ASSIGNED
from portal.sectorplans.models import SectorPlan


def free_plans_of(account_id: UUID) -> None:
    """Nobody is responsible for their Fachplanungen from now on; the Sozialplanung is reminded of them."""
    for plan in session().scalars(select(SectorPlan).where(SectorPlan.responsible_id == account_id)).all():
        plan.responsible_id = None
        audit.log(ASSIGNED, by=SYSTEM, plan_id=plan.id, account_id=None)
    session().flush()
