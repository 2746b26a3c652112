"""Reads of Startchecks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.needs.queries.listing import visible_needs
from portal.needs.queries.spaces import within
from portal.planning.models.startcheck import StartCheck
from portal.planning.terms.startcheck import Standing, standing


def check(check_id: UUID) -> StartCheck:
    """One Startcheck. Raises `NotFound`."""
    chosen = select(StartCheck).where(StartCheck.id == check_id).options(joinedload(StartCheck.place))
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def check_before(of: StartCheck) -> StartCheck | None:
    """The one before it for the same Sozialraum; None for the first."""
    chosen = select(StartCheck).where(
        StartCheck.sozialraum_id == of.sozialraum_id, StartCheck.checked_on < of.checked_on
    )
    return session().scalar(chosen.order_by(StartCheck.checked_on.desc()).limit(1))


def visible_checks(viewer: Actor) -> Select[StartCheck]:
    """Those of Sozialräume for which this person plans. Order is the caller's."""
    scope = viewer.scope_of(Role.PLANNER, Role.SECTOR_PLANNER)
    if scope is not None and not scope:
        return select(StartCheck).where(false())
    return select(StartCheck).where(*within(StartCheck.sozialraum_id, place_id=None, scope=scope))


def latest_check(viewer: Actor) -> StartCheck | None:
    """The newest of those; None before the first."""
    rows: Sequence[StartCheck] = page_of(visible_checks(viewer), after=None, limit=1).rows
    return rows[0] if rows else None


def begins(viewer: Actor) -> bool:
    """Whether this person's planning stands at its very beginning: no Startcheck and no Bedarf."""
    return latest_check(viewer) is None and session().scalar(visible_needs(viewer).limit(1)) is None


def page_of(chosen: Select[StartCheck], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the newest first."""
    keys = (StartCheck.checked_on.desc(), StartCheck.id.desc())
    return page_by_key(chosen.options(joinedload(StartCheck.place)), keys=keys, after=after, limit=limit)


def standing_of(of: StartCheck) -> Standing:
    """What its answers suggest by the rule."""
    return standing(of.answers)
