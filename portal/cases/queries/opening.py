"""Notöffnungen: what was asked for, what was opened, and how often it was read."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.cases.models import BreakGlass, Case
from portal.cases.terms import BREAK_GLASS_SHOWN, BreakGlassState
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound

#: The kind of entry each reading leaves in the log.
READ = "cases.break-glass-read"


@dataclass(frozen=True)
class Opened:
    """A Notöffnung somebody agreed to, with how often a Fall or the list of them was read."""

    asked: BreakGlass
    readings: int


def break_glass(id: UUID) -> BreakGlass:
    """One of them, in whatever state. Raises `NotFound`."""
    found = session().get(BreakGlass, id)
    if found is None:
        raise NotFound
    return found


def recent_break_glasses(*, limit: int = 50) -> list[BreakGlass]:
    """What was asked for, the newest first."""
    return list(session().scalars(select(BreakGlass).order_by(BreakGlass.id.desc()).limit(limit)))


def opened_of(keeper_id: UUID | None) -> list[Opened]:
    """What was opened of a Kümmerer's in the last year, the newest first."""
    chosen = select(BreakGlass).where(
        BreakGlass.keeper_id == keeper_id,
        BreakGlass.state == BreakGlassState.GRANTED,
        BreakGlass.decided_at > clock.now() - BREAK_GLASS_SHOWN,
    )
    found = list(session().scalars(chosen.order_by(BreakGlass.id.desc())))
    counted = readings_of([one.id for one in found])
    return [Opened(one, counted.get(one.id, 0)) for one in found]


def readings_of(ids: Collection[UUID]) -> dict[UUID, int]:
    """How often something was read with each of these. One query, none for no ids."""
    if not ids:
        return {}
    which = audit.AuditEntry.facts["break_glass_id"].as_string()
    chosen = select(which, func.count()).where(audit.AuditEntry.kind == READ, which.in_([str(one) for one in ids]))
    return {UUID(found): count for found, count in session().execute(chosen.group_by(which))}


def keepers() -> list[Account]:
    """Everybody who keeps Fälle, also with a closed account, by name."""
    keeping = select(Case.keeper_id)
    return list(
        session().scalars(select(Account).where(Account.id.in_(keeping)).order_by(Account.sort_name, Account.id))
    )
