"""Finding Maßnahmen. `visible_measures` is the only door for lists that people read."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.kernel.text import fold
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.planning.models import (
    Measure,
    MeasureEntry,
    MeasureRisk,
    Milestone,
    measure_need,
    measure_partner,
    measure_place,
)
from portal.planning.policy.measures import READERS
from portal.planning.terms.measures import MeasureSort, MeasureStatus, Priority

#: Bedarfe that became part of one another, one after the other.
MOST_MERGES = 10
#: Words of a search beyond these find nothing more.
MOST_WORDS = 8
#: Maßnahmen in one drawing or file.
MOST_DRAWN = 300
MOST_EXPORTED = 5000
LIST = (selectinload(Measure.places), joinedload(Measure.stakeholder))
WHOLE = (*LIST, selectinload(Measure.partners), selectinload(Measure.milestones), selectinload(Measure.risks))


@dataclass(frozen=True, kw_only=True)
class MeasureFilters:
    """What narrows a list of Maßnahmen; as they stand in the address."""

    text: str = ""
    #: A Sozialraum and everything beneath it.
    place_id: UUID | None = None
    status: MeasureStatus | None = None
    priority: Priority | None = None
    #: The account that minds it.
    responsible_id: UUID | None = None
    #: Only those whose day of review has come.
    review_due: bool = False
    sort: MeasureSort = MeasureSort.TITLE

    @property
    def is_empty(self) -> bool:
        return self == MeasureFilters(sort=self.sort)


def measure(id: UUID) -> Measure:
    """One Maßnahme with places, Akteure, Meilensteine and risks. Raises `NotFound`."""
    found = session().scalar(select(Measure).where(Measure.id == id).options(*WHOLE))
    if found is None:
        raise NotFound
    return found


def milestone(measure_id: UUID, milestone_id: UUID) -> Milestone:
    """One Meilenstein of this Maßnahme. Raises `NotFound`."""
    whole = joinedload(Milestone.measure).options(*WHOLE)
    chosen = select(Milestone).where(Milestone.id == milestone_id, Milestone.measure_id == measure_id).options(whole)
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def risk(measure_id: UUID, risk_id: UUID) -> MeasureRisk:
    """One risk of this Maßnahme. Raises `NotFound`."""
    found = session().get(MeasureRisk, risk_id)
    if found is None or found.measure_id != measure_id:
        raise NotFound
    return found


def visible_measures(viewer: Actor, filters: MeasureFilters | None = None) -> Select[Measure]:
    """Every Maßnahme this person may know about, narrowed. Order is the caller's."""
    wanted = filters or MeasureFilters()
    return select(Measure).where(_in_sight(viewer), *_narrowed(wanted))


def page_of_measures(viewer: Actor, filters: MeasureFilters, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of the list. Raises `InvalidInput` for a cursor of another list."""
    chosen = visible_measures(viewer, filters).options(*LIST)
    return page_by_key(chosen, keys=_keys(filters), after=after, limit=limit)


def count_measures(viewer: Actor, filters: MeasureFilters | None = None) -> int:
    """How many Maßnahmen a list has."""
    numbers = visible_measures(viewer, filters).with_only_columns(Measure.id).subquery()
    return session().scalar(select(func.count()).select_from(numbers)) or 0


def counts_by_status(viewer: Actor) -> dict[MeasureStatus, int]:
    """How many of all Maßnahmen in sight stand where; states without any are left out. One query."""
    counted = [func.count().filter(condition_of(status)) for status in MeasureStatus]
    row = session().execute(select(*counted).select_from(Measure).where(_in_sight(viewer))).one()
    return {status: int(number) for status, number in zip(MeasureStatus, row, strict=True) if number}


def all_measures(viewer: Actor, filters: MeasureFilters, *, limit: int) -> list[Measure]:
    """The whole list up to a limit, with everything a drawing or a file needs; the same queries for one and for many."""
    chosen = visible_measures(viewer, filters).options(*WHOLE)
    return list(session().scalars(chosen.order_by(*_keys(filters)).limit(limit)))


def measures_by_id(viewer: Actor, ids: Collection[UUID]) -> list[Measure]:
    """The visible ones among these by title. One query and one for the places; none for no ids."""
    if not ids:
        return []
    chosen = visible_measures(viewer).where(Measure.id.in_(ids)).options(*LIST)
    return list(session().scalars(chosen.order_by(Measure.sort_title, Measure.id)))


def measures_of_need(viewer: Actor, need_id: UUID) -> list[Measure]:
    """The visible Maßnahmen that answer a Bedarf or one that was merged into it, by title."""
    return measures_of_needs(viewer, {need_id})


def measures_of_needs(viewer: Actor, need_ids: set[UUID]) -> list[Measure]:
    """The same for several Bedarfe; each Maßnahme comes once. No query for no ids."""
    if not need_ids:
        return []
    linked = select(measure_need.c.measure_id).where(measure_need.c.need_id.in_(with_merged(need_ids)))
    chosen = visible_measures(viewer).where(Measure.id.in_(linked)).options(*LIST)
    return list(session().scalars(chosen.order_by(Measure.sort_title, Measure.id)))


def measures_of_stakeholder(viewer: Actor, stakeholder_id: UUID, *, limit: int = 12) -> list[Measure]:
    """The visible Maßnahmen that an Akteur carries out or takes part in, by title."""
    partner = select(measure_partner.c.measure_id).where(measure_partner.c.stakeholder_id == stakeholder_id)
    its = or_(Measure.stakeholder_id == stakeholder_id, Measure.id.in_(partner))
    chosen = visible_measures(viewer).where(its).options(*LIST)
    return list(session().scalars(chosen.order_by(Measure.sort_title, Measure.id).limit(limit)))


def answered_needs(viewer: Actor, measure_id: UUID) -> list[Need]:
    """The Bedarfe a Maßnahme answers that this person may read, the newest first; a merged one as the one it is part of now."""
    now = where_they_are_now(set(need_ids_of(measure_id)))
    chosen = needs.visible_needs(viewer).where(Need.id.in_(now))
    return list(session().scalars(chosen.order_by(Need.seq.desc())))


def need_ids_of(measure_id: UUID) -> list[UUID]:
    """The Bedarfe as they were linked."""
    linked = select(measure_need.c.need_id).where(measure_need.c.measure_id == measure_id)
    return list(session().scalars(linked))


def need_ids_told_as(measure_id: UUID, need_id: UUID) -> set[UUID]:
    """The linked Bedarfe that pages tell as this one: itself, and those that were merged into it."""
    return {one for one in need_ids_of(measure_id) if where_they_are_now({one}) == {need_id}}


def history_of(measure_id: UUID, *, limit: int = 60) -> list[MeasureEntry]:
    """What was done with it, the latest first."""
    chosen = select(MeasureEntry).where(MeasureEntry.measure_id == measure_id)
    return list(session().scalars(chosen.order_by(MeasureEntry.at.desc(), MeasureEntry.id.desc()).limit(limit)))


def measure_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these Maßnahmen. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(Measure.id, Measure.title).where(Measure.id.in_(ids)))
    return {row.id: row.title for row in rows}


def where_they_are_now(need_ids: set[UUID]) -> set[UUID]:
    """These Bedarfe, each merged one replaced by where its evidence is now; one query for each merge in a row, and one more."""
    merged = select(Need.id, Need.merged_into_id).where(Need.merged_into_id.is_not(None))
    for _merge in range(MOST_MERGES):
        moved = session().execute(merged.where(Need.id.in_(need_ids))).all() if need_ids else []
        if not moved:
            break
        need_ids = (need_ids - {row.id for row in moved}) | {row.merged_into_id for row in moved}
    return need_ids


def condition_of(status: MeasureStatus) -> ColumnElement[bool]:
    """The rule of `terms.measures.status_of` as the database asks it."""
    day = today()
    stopped = Measure.stopped_on.is_not(None)
    done = and_(Measure.milestones_done > 0, Measure.milestones_open == 0)
    late = or_(func.coalesce(Measure.next_due_on < day, False), func.coalesce(Measure.ends_on < day, False))
    begun = or_(Measure.milestones_done > 0, func.coalesce(Measure.begins_on <= day, False))
    match status:
        case MeasureStatus.STOPPED:
            return stopped
        case MeasureStatus.DONE:
            return and_(not_(stopped), done)
        case MeasureStatus.LATE:
            return and_(not_(stopped), not_(done), late)
        case MeasureStatus.RUNNING:
            return and_(not_(stopped), not_(done), not_(late), begun)
        case MeasureStatus.PLANNED:
            return and_(not_(stopped), not_(done), not_(late), not_(begun))


def in_places(place_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Maßnahmen of one of these Sozialräume."""
    rows = measure_place.c
    return exists().where(rows.measure_id == Measure.id, rows.sozialraum_id.in_(place_ids))


def _in_sight(viewer: Actor) -> ColumnElement[bool]:
    scope = viewer.scope_of(*READERS)
    if scope is None:
        return true()
    if not scope:
        return false()
    of_county = exists().where(
        measure_place.c.measure_id == Measure.id,
        measure_place.c.sozialraum_id == Sozialraum.id,
        Sozialraum.kind == PlaceKind.COUNTY,
    )
    seen = or_(in_places(_beneath(scope)), of_county)
    return or_(seen, Measure.responsible_id == viewer.id) if viewer.id is not None else seen


def _beneath(ids: Collection[UUID]) -> list[UUID]:
    tree = places.tree()
    nodes = [node for place_id in ids if (node := tree.get(place_id)) is not None]
    return sorted({below.id for node in nodes for below in tree.subtree(node)})


def _narrowed(filters: MeasureFilters) -> list[ColumnElement[bool]]:
    conditions = [
        Measure.sort_title.contains(word, autoescape=True) for word in fold(filters.text).split()[:MOST_WORDS]
    ]
    if filters.place_id is not None:
        conditions.append(in_places(_beneath([filters.place_id])))
    if filters.status is not None:
        conditions.append(condition_of(filters.status))
    if filters.priority is not None:
        conditions.append(Measure.priority == filters.priority)
    if filters.responsible_id is not None:
        conditions.append(Measure.responsible_id == filters.responsible_id)
    if filters.review_due:
        conditions += [Measure.reviews_ended_on.is_(None), Measure.review_on <= today()]
    return conditions


def _keys(filters: MeasureFilters) -> tuple[ColumnElement[object], ...]:
    if filters.sort is MeasureSort.REVIEW:
        return (Measure.__table__.c.review_on, Measure.__table__.c.id)
    return (Measure.__table__.c.sort_title, Measure.__table__.c.id)


def with_merged(need_ids: set[UUID]) -> set[UUID]:
    """These Bedarfe and all that went into them."""
    found, newest = set(need_ids), set(need_ids)
    for _merge in range(MOST_MERGES):
        newest = set(session().scalars(select(Need.id).where(Need.merged_into_id.in_(newest)))) - found
        if not newest:
            break
        found |= newest
    return found
