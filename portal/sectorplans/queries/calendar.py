"""Finding Erhebungen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role, allows
from portal.places import queries as places
from portal.sectorplans.models import (
    DataCollection,
    SectorPlan,
    data_collection_place,
    data_collection_target_group,
)
from portal.sectorplans.policy import CollectionPermission
from portal.sectorplans.terms import CollectionState, SourceKind, month_of

WHOLE = (
    selectinload(DataCollection.places),
    selectinload(DataCollection.target_groups),
    joinedload(DataCollection.sector_plan),
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows the calendar; as it stands in the address."""

    year: int
    #: A Sozialraum: what is asked in it, beneath it, or in a larger one around it.
    around: UUID | None = None
    #: A Zielgruppe: what asks it, or everybody.
    target_group_id: UUID | None = None
    sector_plan_id: UUID | None = None

    @property
    def first_month(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_month(self) -> date:
        return date(self.year, 12, 1)

    @property
    def narrows(self) -> bool:
        """Whether anything besides the year is chosen."""
        return bool(self.around or self.target_group_id or self.sector_plan_id)


@dataclass(frozen=True)
class Totals:
    """How many there are in a year, and in each of its months from January on; those that were called off count in no month."""

    altogether: int
    months: tuple[int, ...]


def collection(id: UUID) -> DataCollection:
    """One Erhebung with its places, Zielgruppen and Fachplanung. Raises `NotFound`."""
    found = session().scalar(select(DataCollection).where(DataCollection.id == id).options(*WHOLE))
    if found is None:
        raise NotFound
    return found


def by_source(kind: SourceKind, source_id: UUID) -> DataCollection | None:
    """What a survey, map or workshop registered itself as; None while it has not."""
    chosen = select(DataCollection).where(DataCollection.source_kind == kind, DataCollection.source_id == source_id)
    return session().scalar(chosen.options(*WHOLE))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these Erhebungen. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(DataCollection.id, DataCollection.title).where(DataCollection.id.in_(ids)))
    return {row.id: row.title for row in rows}


def visible_collections(viewer: Actor, filters: Filters) -> Select[DataCollection]:
    """The Erhebungen of a year that this person may see. Order is the caller's."""
    return select(DataCollection).where(is_visible_to(viewer), *narrowed(filters))


def page_of(chosen: Select[DataCollection], *, after: str | None, limit: int = 40) -> KeysetPage:
    """One page, the earliest first, with places, Zielgruppen and Fachplanung."""
    keys = (DataCollection.first_month.asc(), DataCollection.id.asc())
    return page_by_key(chosen.options(*WHOLE), keys=keys, after=after, limit=limit)


def all_of(chosen: Select[DataCollection]) -> list[DataCollection]:
    """Every one of them, the earliest first, with places, Zielgruppen and Fachplanung: for a file."""
    ordered = chosen.options(*WHOLE).order_by(DataCollection.first_month, DataCollection.id)
    return list(session().scalars(ordered))


def latest(chosen: Select[DataCollection], *, limit: int) -> list[DataCollection]:
    """The latest of them, for a short list."""
    newest = chosen.options(*WHOLE).order_by(DataCollection.first_month.desc(), DataCollection.id.desc())
    return list(session().scalars(newest.limit(limit)))


def totals(viewer: Actor, filters: Filters) -> Totals:
    """How many a year has, counted in one query however many there are."""
    spans = select(DataCollection.first_month, DataCollection.last_month, DataCollection.state, func.count())
    spans = spans.where(is_visible_to(viewer), *narrowed(filters))
    grouped = spans.group_by(DataCollection.first_month, DataCollection.last_month, DataCollection.state)
    months, altogether = [0] * 12, 0
    for first, last, state, count in session().execute(grouped):
        altogether += count
        if state is CollectionState.CANCELLED:
            continue
        begins = 1 if first.year < filters.year else first.month
        ends = 12 if last.year > filters.year else last.month
        for month in range(begins, ends + 1):
            months[month - 1] += count
    return Totals(altogether, tuple(months))


def years() -> list[int]:
    """The years that can be chosen, the latest first: all with an Erhebung, this one and the next."""
    first: date | None = session().scalar(select(func.min(DataCollection.first_month)))
    last: date | None = session().scalar(select(func.max(DataCollection.last_month)))
    now = clock.today().year
    begins = min(first.year, now) if first else now
    ends = max(last.year, now + 1) if last else now + 1
    return list(range(ends, begins - 1, -1))


def collections_of(plan: SectorPlan, *, limit: int = 30) -> list[DataCollection]:
    """The Erhebungen made for a Fachplanung, the latest first."""
    chosen = select(DataCollection).where(DataCollection.sector_plan_id == plan.id).options(*WHOLE)
    newest = chosen.order_by(DataCollection.first_month.desc(), DataCollection.id.desc())
    return list(session().scalars(newest.limit(limit)))


def late_collections(viewer: Actor, *, until: date, limit: int = 25) -> list[DataCollection]:
    """Those entered by hand of which somebody has to say whether they began or ended, and that the viewer may change.

    `until` is the last day that is looked at: one planned for March is asked about from 1 April on.
    """
    month = month_of(until)
    begun = and_(DataCollection.state == CollectionState.PLANNED, DataCollection.first_month < month)
    over = and_(DataCollection.state == CollectionState.RUNNING, DataCollection.last_month < month)
    chosen = select(DataCollection).where(DataCollection.source_kind.is_(None), or_(begun, over), _may_be_mine(viewer))
    ordered = chosen.options(*WHOLE).order_by(DataCollection.first_month, DataCollection.id).limit(4 * limit)
    mine = (one for one in session().scalars(ordered) if allows(CollectionPermission.EDIT, viewer, one))
    return [one for one, _number in zip(mine, range(limit), strict=False)]


def is_visible_to(viewer: Actor) -> ColumnElement[bool]:
    """Everything for who may open the calendar, nothing for anybody else."""
    return true() if allows(CollectionPermission.LIST, viewer) else false()


def narrowed(filters: Filters) -> Iterable[ColumnElement[bool]]:
    """What the filters ask of an Erhebung."""
    yield DataCollection.first_month <= filters.last_month
    yield DataCollection.last_month >= filters.first_month
    if filters.around is not None:
        yield is_asked_in([filters.around])
    if filters.target_group_id is not None:
        yield asks_one_of([filters.target_group_id])
    if filters.sector_plan_id is not None:
        yield DataCollection.sector_plan_id == filters.sector_plan_id


def is_asked_in(place_ids: Iterable[UUID]) -> ColumnElement[bool]:
    """Whether it asks people who live in one of these places: there, in a part of it, or all around it."""
    known = places.tree()
    touching: set[UUID] = set()
    for place_id in place_ids:
        node = known.get(place_id)
        if node is not None and node.parent_id is None:
            return true()
        touching.add(place_id)
        if node is not None:
            touching.update(node.lineage, (one.id for one in known.subtree(node)))
    there = select(data_collection_place.c.data_collection_id)
    return DataCollection.id.in_(there.where(data_collection_place.c.sozialraum_id.in_(touching)))


def asks_one_of(target_group_ids: Iterable[UUID]) -> ColumnElement[bool]:
    """Whether it asks one of these Zielgruppen, or everybody."""
    asking = select(data_collection_target_group.c.data_collection_id)
    named = asking.where(data_collection_target_group.c.target_group_id.in_(list(target_group_ids)))
    return or_(DataCollection.asks_everybody, DataCollection.id.in_(named))


def _may_be_mine(viewer: Actor) -> ColumnElement[bool]:
    """Narrows to what the viewer may possibly change, so that nobody reads through the whole county."""
    scope = viewer.scope_of(Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)
    if scope is None:
        return true()
    own_plans = select(SectorPlan.id).where(SectorPlan.responsible_id == viewer.id)
    there = select(data_collection_place.c.data_collection_id)
    here = there.where(data_collection_place.c.sozialraum_id.in_(places.subtree_ids(scope)))
    return or_(DataCollection.sector_plan_id.in_(own_plans), DataCollection.id.in_(here))
