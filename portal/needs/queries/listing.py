"""Which Bedarfe somebody may see, narrowed, ordered and counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, select
from sqlalchemy.orm import aliased

from portal.county.models import ActionField
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, allows
from portal.needs.models import Need, NeedDeparture, NeedTally
from portal.needs.policy import READERS, NeedPermission
from portal.needs.queries import index
from portal.needs.queries.filters import NOBODY, NeedFilters
from portal.needs.queries.spaces import within
from portal.needs.terms import Due, NeedSort, NeedStatus

#: Lists are counted exactly up to here, beyond it says "über 1.000".
COUNTED_UP_TO = 1_000
SOON = timedelta(days=14)
#: How far the clocks of several servers may be apart.
CLOCKS_DIFFER = timedelta(minutes=5)


def visible_needs(viewer: Actor, filters: NeedFilters | None = None) -> Select[Need]:
    """Every Bedarf this person may know about, narrowed: the only door for user-facing lists.

    Deleted ones never come, merged ones only when asked for by status. Order is the caller's: `order_of(filters)`.
    """
    filters = filters or NeedFilters()
    chosen = select(Need).where(Need.deleted_at.is_(None), *_date_conditions(filters))
    scope = viewer.scope_of(*READERS)
    if _asks_the_index(filters):
        return chosen.join(index.NEED_INDEX.table, index.NEED_INDEX.seq == Need.seq).where(_found(filters, scope))
    return chosen.where(*_column_conditions(filters, scope))


def order_of(filters: NeedFilters) -> tuple[ColumnElement[Any], ...]:
    """The order of a list with these filters, as keys for `page_by_key`."""
    if filters.sort is NeedSort.DUE:
        return (Need.__table__.c.due_on, Need.__table__.c.seq)
    newest = index.NEED_INDEX.seq if _asks_the_index(filters) else Need.__table__.c.seq
    return (newest.desc(),)


def _asks_the_index(filters: NeedFilters) -> bool:
    """Words, and what a Bedarf may have several of, are answered by the search index, the rest by the table's own."""
    return bool(filters.text or filters.target_group_id or filters.basic_function_id)


def page_of_needs(viewer: Actor, filters: NeedFilters, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of the list. Raises `InvalidInput` for a cursor of another list."""
    return page_by_key(visible_needs(viewer, filters), keys=order_of(filters), after=after, limit=limit)


def need(viewer: Actor, id: UUID) -> Need:
    """One Bedarf. Raises `NotFound` when it does not exist or this person may not know that it does.

    Deleted ones are found by those who could bring them back.
    """
    found = session().get(Need, id)
    if found is None or not allows(NeedPermission.READ, viewer, found):
        raise NotFound
    return found


def needs_by_id(viewer: Actor, ids: list[UUID]) -> list[Need]:
    """The visible ones among these, in the order given. One query."""
    found = {row.id: row for row in session().scalars(visible_needs(viewer).where(Need.id.in_(ids)))}
    return [found[need_id] for need_id in dict.fromkeys(ids) if need_id in found]


def need_by_number(viewer: Actor, number: str) -> Need | None:
    """The Bedarf that people call "2026-00042"."""
    return session().scalar(visible_needs(viewer).where(Need.number == number.strip()))


def final_need(start: Need) -> Need:
    """Where the evidence of a merged Bedarf is now: the end of the chain of merges."""
    seen, current = {start.id}, start
    while current.merged_into_id is not None and current.merged_into_id not in seen:
        seen.add(current.merged_into_id)
        current = session().get_one(Need, current.merged_into_id)
    return current


@dataclass(frozen=True)
class Count:
    """How many rows a list has; `exact` is False when there are more than were counted."""

    number: int
    exact: bool = True


def count_needs(viewer: Actor, filters: NeedFilters | None = None) -> Count:
    """How many Bedarfe a list has: exact where the tally knows it, else up to `COUNTED_UP_TO`."""
    filters = filters or NeedFilters()
    if _tally_knows(filters):
        return Count(session().scalar(_tally(viewer, filters)) or 0)
    if _asks_the_index(filters) and filters.due is None and filters.sort is NeedSort.NEWEST:
        numbers = select(index.NEED_INDEX.seq).where(_found(filters, viewer.scope_of(*READERS)))
    else:
        numbers = visible_needs(viewer, filters).with_only_columns(Need.seq)
    some = numbers.limit(COUNTED_UP_TO + 1).subquery()
    number = session().scalar(select(func.count()).select_from(some)) or 0
    return Count(min(number, COUNTED_UP_TO), exact=number <= COUNTED_UP_TO)


def counts_by_status(viewer: Actor, filters: NeedFilters | None = None) -> dict[NeedStatus, int]:
    """How many Bedarfe of a list stand in each status, whatever status it is narrowed to; {} where the tally does not know it."""
    narrowed = replace(filters or NeedFilters(), status=None, sort=NeedSort.NEWEST)
    if not _tally_knows(narrowed):
        return {}
    rows = session().execute(
        _tally(viewer, narrowed)
        .with_only_columns(NeedTally.status, func.sum(NeedTally.total))
        .group_by(NeedTally.status)
    )
    return {status: int(total) for status, total in rows if total}


#: What a list for systems is made of; rows of these are read several times as fast as whole Bedarfe.
TOLD_COLUMNS: tuple[Any, ...] = (
    Need.id,
    Need.number,
    Need.title,
    Need.description,
    Need.sozialraum_id,
    Need.action_field_id,
    Need.status,
    Need.responsible_id,
    Need.due_on,
    Need.public_sentence,
    Need.answered_at,
    Need.change_number,
    Need.merged_into_id,
    Need.deleted_at,
    Need.people_count,
    Need.contribution_count,
    Need.created_at,
    Need.updated_at,
)


def changed_needs(
    scope: frozenset[UUID] | None,
    *,
    after_change_number: int = 0,
    until: int | None = None,
    limit: int = 100,
    since: datetime | None = None,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """What changed as rows of `TOLD_COLUMNS`, oldest change first, with tombstones: `deleted_at` and `merged_into_id` say what is
    gone.

    `scope` are Sozialräume with everything beneath (None: the whole county). Every Bedarf comes once, with its latest
    change, none with a number above `until`; go on with the last one's `change_number`. Numbers are given in the order of
    commits, so nothing is skipped.
    """
    begin = max(after_change_number, _numbered_before(since) if since else 0)
    chosen = select(*TOLD_COLUMNS).where(Need.change_number > begin)
    if until is not None:
        chosen = chosen.where(Need.change_number <= until)
    if since is not None:
        chosen = chosen.where(Need.updated_at >= since)
    if scope is not None:
        chosen = chosen.where(*within(Need.sozialraum_id, place_id=None, scope=scope))
    return session().execute(chosen.order_by(Need.change_number).limit(limit)).all()


@dataclass(frozen=True)
class Departed:
    """What is left of a Bedarf in the Sozialraum from which it went away."""

    id: UUID
    #: What people call it, for example "2026-00042".
    number: str
    #: Number of the change with which it went.
    change_number: int
    at: datetime


def departed_needs(
    scope: frozenset[UUID] | None,
    *,
    after_change_number: int = 0,
    until: int | None = None,
    limit: int = 100,
    since: datetime | None = None,
    id: UUID | None = None,
) -> list[Departed]:
    """The Bedarfe that lay in these Sozialräume and lie elsewhere now, the first to go first.

    Each comes once, with the change that took it out; what happens to it afterwards is not told.
    """
    inside = within(Need.sozialraum_id, place_id=None, scope=scope)
    if not inside:
        return []  # the whole county: nothing leaves it
    again = aliased(NeedDeparture)
    left_again = select(again.change_number).where(
        again.need_id == NeedDeparture.need_id,
        again.change_number > NeedDeparture.change_number,
        *within(again.sozialraum_id, place_id=None, scope=scope),
    )
    chosen = (
        select(Need.id, Need.number, NeedDeparture.change_number, NeedDeparture.at)
        .join(Need, Need.id == NeedDeparture.need_id)
        .where(NeedDeparture.change_number > after_change_number, not_(and_(*inside)), ~left_again.exists())
        .where(*within(NeedDeparture.sozialraum_id, place_id=None, scope=scope))
    )
    if until is not None:
        chosen = chosen.where(NeedDeparture.change_number <= until)
    if since is not None:
        chosen = chosen.where(NeedDeparture.at >= since)
    if id is not None:
        chosen = chosen.where(Need.id == id)
    rows = session().execute(chosen.order_by(NeedDeparture.change_number).limit(limit))
    return [Departed(*row) for row in rows]


def _numbered_before(moment: datetime) -> int:
    """A change number that surely lies before a moment, found from the newest end: later numbers were written later."""
    before = select(Need.change_number).where(Need.updated_at < moment - CLOCKS_DIFFER)
    return session().scalar(before.order_by(Need.change_number.desc()).limit(1)) or 0


def _tally_knows(filters: NeedFilters) -> bool:
    known = NeedFilters(place_id=filters.place_id, status=filters.status, action_field_id=filters.action_field_id)
    return replace(filters, sort=NeedSort.NEWEST) == known and filters.sort is NeedSort.NEWEST


def _tally(viewer: Actor, filters: NeedFilters) -> Select[Any]:
    chosen: Select[Any] = select(func.sum(NeedTally.total))
    scope = viewer.scope_of(*READERS)
    if filters.status is not None:
        chosen = chosen.where(NeedTally.status == filters.status)
    else:
        chosen = chosen.where(NeedTally.status != NeedStatus.MERGED)
    if filters.action_field_id is not None:
        chosen = chosen.where(in_fields(NeedTally.action_field_id, filters.action_field_id))
    return chosen.where(*within(NeedTally.sozialraum_id, place_id=filters.place_id, scope=scope))


def _column_conditions(filters: NeedFilters, scope: frozenset[UUID] | None) -> list[ColumnElement[bool]]:
    conditions = within(Need.sozialraum_id, place_id=filters.place_id, scope=scope)
    conditions.append(Need.status == filters.status if filters.status is not None else Need.status != NeedStatus.MERGED)
    if filters.action_field_id is not None:
        conditions.append(in_fields(Need.action_field_id, filters.action_field_id))
    if filters.responsible_id is not None:
        nobody = filters.responsible_id == NOBODY
        conditions.append(Need.responsible_id.is_(None) if nobody else Need.responsible_id == filters.responsible_id)
    return conditions


def _date_conditions(filters: NeedFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.due is Due.NONE:
        conditions.append(Need.due_on.is_(None))
    elif filters.due is not None or filters.sort is NeedSort.DUE:
        conditions.append(Need.due_on.is_not(None))
    if filters.due is Due.OVERDUE:
        conditions += [Need.due_on < today(), _still_open()]
    elif filters.due is Due.SOON:
        conditions += [Need.due_on >= today(), Need.due_on <= today() + SOON]
    return conditions


def _still_open() -> ColumnElement[bool]:
    return Need.status.in_([status for status in NeedStatus if status.is_open])


def _found(filters: NeedFilters, scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    """What the search index finds; it knows no deleted Bedarfe."""
    facets = _facets(filters, scope)
    if filters.text:
        return index.NEED_INDEX.condition(filters.text, facets)
    return index.NEED_INDEX.having(facets)


def _facets(filters: NeedFilters, scope: frozenset[UUID] | None) -> list[str | frozenset[str]]:
    named = (
        (filters.place_id, index.place_facet),
        (filters.action_field_id, index.field_facet),
        (filters.target_group_id, index.group_facet),
        (filters.basic_function_id, index.function_facet),
        (filters.responsible_id, index.responsible_facet),
    )
    facets: list[str | frozenset[str]] = [facet(of) for of, facet in named if of is not None]
    facets.append(index.status_facet(filters.status) if filters.status is not None else index.LIVE)
    if scope is not None:
        facets.append(frozenset(index.place_facet(place_id) for place_id in scope))
    return facets


def in_fields(column: Any, field_id: UUID) -> ColumnElement[bool]:
    """Rows of a Handlungsfeld and everything beneath it; an equation where there is nothing beneath, for the index's sake."""
    beneath = session().scalars(select(ActionField.id).where(ActionField.parent_id == field_id)).all()
    found: ColumnElement[bool] = column.in_([field_id, *beneath]) if beneath else column == field_id
    return found
