"""What systems of the county may read of Bedarfe, Sozialräume and terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from portal.feed.models.clients import ApiClient
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.needs.queries import Departed, NeedFilters
from portal.places import queries as places
from portal.places.models import Sozialraum

#: A row of `needs.queries.TOLD_COLUMNS`, with the names of the columns.
Told = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class Changes:
    """One stretch of changes in the order of commits."""

    needs: Sequence[Told]
    #: What lay in the reader's Sozialraum and went away from there.
    departed: list[Departed]
    #: Change number of the last one, where the next stretch begins; what was asked for when there is none.
    position: int
    has_more: bool


def changes(
    reader: ApiClient, filters: NeedFilters, *, after: int, since: datetime | None = None, limit: int
) -> Changes:
    """What changed behind the change number `after` within the reader's Sozialraum, oldest change first.

    Every Bedarf comes once, as it is now; those that were merged, deleted or went to another Sozialraum come as tombstones
    whatever the filters say, because a copy elsewhere must hear of them. Numbers are given in the order of commits, so
    nothing is skipped while others write.
    """
    scope = reader.scope_of(*READERS)
    # All reads stop at what was committed before the first: a change between them must not be stepped over.
    until = session().scalar(select(func.max(Need.change_number))) or 0
    if filters.is_empty:
        found = needs.changed_needs(scope, after_change_number=after, until=until, limit=limit + 1, since=since)
    else:
        found = _matching_changes(reader, filters, after=after, until=until, since=since, limit=limit + 1)
    departed = needs.departed_needs(scope, after_change_number=after, until=until, limit=limit + 1, since=since)
    numbers = sorted([need.change_number for need in found] + [gone.change_number for gone in departed])
    position = numbers[:limit][-1] if numbers else after
    return Changes(
        needs=[one for one in found if one.change_number <= position],
        departed=[one for one in departed if one.change_number <= position],
        position=position,
        has_more=len(numbers) > limit,
    )


def _matching_changes(
    reader: ApiClient, filters: NeedFilters, *, after: int, until: int, since: datetime | None, limit: int
) -> Sequence[Told]:
    living = needs.visible_needs(reader, filters).where(Need.change_number > after, *_since(since))
    found = _first(living.with_only_columns(*needs.TOLD_COLUMNS).where(Need.change_number <= until), limit)
    # Tombstones are only looked for up to where this stretch ends: a page costs the same at the start and at the end.
    if len(found) == limit:
        until = found[-1].change_number
    found += _first(_tombstones(reader, after=after, until=until).where(*_since(since)), limit)
    return sorted({need.id: need for need in found}.values(), key=lambda need: need.change_number)[:limit]


def readable_need(reader: ApiClient, id: UUID) -> Told | Departed:
    """One Bedarf within the reader's Sozialraum, tombstones included, or that it went away. Raises `NotFound`."""
    found = session().execute(select(*needs.TOLD_COLUMNS).where(Need.id == id, *_scope(reader))).first()
    if found is not None:
        return found
    for departed in needs.departed_needs(reader.scope_of(*READERS), id=id):
        return departed
    raise NotFound


def readable_ids(reader: ApiClient, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these Bedarfe that lie within the reader's Sozialraum."""
    if not ids:
        return frozenset()
    return frozenset(session().scalars(select(Need.id).where(Need.id.in_(ids), *_scope(reader))))


def readable_places(reader: ApiClient) -> Sequence[Sozialraum]:
    """The Sozialräume within the reader's own, the wider before the narrower; without boundaries."""
    chosen = select(Sozialraum)
    scope = reader.scope_of(*READERS)
    if scope is not None:
        chosen = chosen.where(Sozialraum.id.in_(places.subtree_ids(scope)))
    return session().scalars(chosen.order_by(Sozialraum.path)).all()


def _first(chosen: Select[*tuple[Any, ...]], limit: int) -> list[Told]:
    return list(session().execute(chosen.order_by(Need.change_number).limit(limit)).all())


def _tombstones(reader: ApiClient, *, after: int, until: int) -> Select[*tuple[Any, ...]]:
    gone = or_(Need.deleted_at.is_not(None), Need.merged_into_id.is_not(None))
    chosen = select(*needs.TOLD_COLUMNS).where(Need.change_number > after, Need.change_number <= until)
    return chosen.where(gone, *_scope(reader))


def _since(moment: datetime | None) -> list[ColumnElement[bool]]:
    return [] if moment is None else [Need.updated_at >= moment]


def _scope(reader: ApiClient) -> list[ColumnElement[bool]]:
    scope = reader.scope_of(*READERS)
    return [] if scope is None else [Need.sozialraum_id.in_(places.subtree_ids(scope))]
