"""Who stands in for whom, and who could."""

from uuid import UUID

from sqlalchemy import or_, select

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.cases.models import CaseDeputy
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Role


def deputy(id: UUID) -> CaseDeputy:
    """One naming of a deputy, whether it counts or not. Raises `NotFound`."""
    found = session().get(CaseDeputy, id)
    if found is None:
        raise NotFound
    return found


def deputy_of(keeper_id: UUID) -> CaseDeputy | None:
    """Who stands in for a Kümmerer now or from a day to come."""
    chosen = select(CaseDeputy).where(CaseDeputy.keeper_id == keeper_id, CaseDeputy.ended_at.is_(None))
    found = session().scalar(chosen.order_by(CaseDeputy.id))
    return None if found is None or found.is_over else found


def deputies_of(keeper_id: UUID, *, limit: int = 20) -> list[CaseDeputy]:
    """Everybody who stood in before, the last first."""
    chosen = select(CaseDeputy).where(
        CaseDeputy.keeper_id == keeper_id,
        or_(CaseDeputy.ended_at.is_not(None), CaseDeputy.ends_on < clock.today()),
    )
    return list(session().scalars(chosen.order_by(CaseDeputy.id.desc()).limit(limit)))


def stands_in_for(deputy_id: UUID) -> list[CaseDeputy]:
    """For whom this person stands in now or from a day to come, in the order of naming."""
    chosen = select(CaseDeputy).where(CaseDeputy.deputy_id == deputy_id, CaseDeputy.ended_at.is_(None))
    return [one for one in session().scalars(chosen.order_by(CaseDeputy.id)) if not one.is_over]


def possible_deputies(keeper_id: UUID) -> list[Account]:
    """The other Kümmerer of the county, by name. Whoever also administers the portal is none of them."""
    return [one for one in accounts.holders(Role.KUEMMERER) if one.id != keeper_id and not one.holds(Role.ADMIN)]


def successors(keeper_id: UUID) -> list[Account]:
    """The Kümmerer who could take over, by name; where they work is asked when it happens."""
    return possible_deputies(keeper_id)
