"""Promises that wait too long: open Bedarfe about which nobody said anything in public for ninety days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, func, select, text

from portal.contributions.models import Contribution
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.models.need import STILL_OPEN
from portal.needs.queries.listing import COUNTED_UP_TO, Count
from portal.needs.terms import TriageState
from portal.needs.terms.telling import PROMISE_DAYS
from portal.places import queries as places


@dataclass(frozen=True)
class PromiseFilter:
    """What the list is narrowed to."""

    place_id: UUID | None = None
    consultation_id: UUID | None = None


def too_old() -> datetime:
    """A last word before this moment is too long ago."""
    return clock.now() - timedelta(days=PROMISE_DAYS)


def promises(viewer: Actor, only: PromiseFilter = PromiseFilter()) -> Select[Need]:
    """The open Bedarfe of this planner whose last public word is older than ninety days; never answered ones count from the day
    they were made."""
    chosen = select(Need).where(text(_OF_NEED), Need.last_word_at < too_old())
    scope = viewer.scope_of(Role.PLANNER)
    if scope is not None:
        chosen = chosen.where(Need.sozialraum_id.in_(places.subtree_ids(scope)))
    if only.place_id is not None:
        chosen = chosen.where(Need.sozialraum_id.in_(places.subtree_ids([only.place_id])))
    if only.consultation_id is not None:
        said_there = (
            select(Evidence.id)
            .join(Contribution, Contribution.id == Evidence.contribution_id)
            .where(Evidence.need_id == Need.id, Contribution.consultation_id == only.consultation_id)
        )
        chosen = chosen.where(exists(said_there))
    return chosen


#: As the index knows them, with the name of the table before each column.
_OF_NEED = STILL_OPEN.replace("deleted_at", "need.deleted_at").replace("status", "need.status")


def page_of_promises(viewer: Actor, only: PromiseFilter, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the longest silence first. Raises `InvalidInput` for a cursor of another list."""
    columns = Need.__table__.c
    return page_by_key(promises(viewer, only), keys=(columns.last_word_at, columns.seq), after=after, limit=limit)


def count_promises(viewer: Actor, only: PromiseFilter = PromiseFilter()) -> Count:
    """How many there are; counting stops above `COUNTED_UP_TO`."""
    some = promises(viewer, only).with_only_columns(Need.seq).limit(COUNTED_UP_TO + 1).subquery()
    number = session().scalar(select(func.count()).select_from(some)) or 0
    return Count(min(number, COUNTED_UP_TO), exact=number <= COUNTED_UP_TO)


def count_undecided(viewer: Actor) -> int:
    """How many Wortmeldungen wait in this planner's inbox for longer than ninety days; counting stops above `COUNTED_UP_TO`."""
    rows = select(TriageItem.id).where(TriageItem.state == TriageState.OPEN, TriageItem.received_at < too_old())
    scope = viewer.scope_of(Role.PLANNER)
    if scope is not None:
        rows = rows.where(TriageItem.sozialraum_id.in_(places.subtree_ids(scope)))
    some = rows.limit(COUNTED_UP_TO + 1).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0
