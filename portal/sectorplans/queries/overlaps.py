"""Who asks the same people in the same place in the same months."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, case, func, select

from portal.kernel import clock
from portal.kernel.db import session
from portal.places import queries as places
from portal.sectorplans.models import DataCollection, data_collection_place, data_collection_target_group
from portal.sectorplans.queries.calendar import WHOLE, asks_one_of, is_asked_in
from portal.sectorplans.terms import CollectionState

#: Overlaps of one list. Who sees more is helped by a filter, not by a longer list.
MOST_SHOWN = 30
#: From here on nobody counts on.
MOST_COUNTED = 500


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who is asked where and when."""

    first_month: date
    last_month: date
    place_ids: frozenset[UUID]
    #: Empty means everybody.
    target_group_ids: frozenset[UUID]
    #: The Erhebung itself, which does not overlap with itself.
    id: UUID | None = None


@dataclass(frozen=True)
class Overlap:
    """Two Erhebungen that ask the same people: which Zielgruppen, from which month to which."""

    one: DataCollection
    other: DataCollection
    #: Names of the Zielgruppen both ask; empty when one of them asks everybody.
    groups: tuple[str, ...]
    first_month: date
    last_month: date


@dataclass(frozen=True)
class PairsFound:
    """The overlaps of a list."""

    shown: list[Overlap]
    #: How many there are, at most `MOST_COUNTED`.
    count: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.count >= MOST_COUNTED


def asked_by(collection: DataCollection) -> Asked:
    """What overlaps are looked for by."""
    groups = frozenset[UUID]() if collection.asks_everybody else frozenset(one.id for one in collection.target_groups)
    return Asked(
        first_month=collection.first_month,
        last_month=collection.last_month,
        place_ids=frozenset(place.id for place in collection.places),
        target_group_ids=groups,
        id=collection.id,
    )


def overlapping(collection: DataCollection, *, limit: int = 20) -> PairsFound:
    """What overlaps with an Erhebung, those with the same Zielgruppe before those that ask everybody. Two queries and the rows'."""
    if collection.state is CollectionState.CANCELLED:
        return PairsFound([], 0)
    asked = asked_by(collection)
    meant = and_(
        DataCollection.id != asked.id,
        DataCollection.state != CollectionState.CANCELLED,
        DataCollection.first_month <= asked.last_month,
        DataCollection.last_month >= asked.first_month,
        is_asked_in(asked.place_ids),
        *([asks_one_of(asked.target_group_ids)] if asked.target_group_ids else []),
    )
    count = session().scalar(select(func.count()).where(meant)) or 0
    if not count:
        return PairsFound([], 0)
    general_last = case((DataCollection.asks_everybody, 1), else_=0)
    ordered = select(DataCollection).where(meant).options(*WHOLE)
    ordered = ordered.order_by(general_last, DataCollection.first_month, DataCollection.id).limit(limit)
    return PairsFound([_overlap(collection, other) for other in session().scalars(ordered)], count)


def pairs(
    first_month: date,
    last_month: date,
    *,
    narrow: Callable[[frozenset[UUID], frozenset[UUID] | None, UUID | None], bool] | None = None,
    of_two_plans: bool = False,
) -> PairsFound:
    """Every two Erhebungen of these months that overlap: those still to come before those that are over, each the earliest first.

    `narrow` gets place ids, Zielgruppen (None for everybody) and Fachplanung of an Erhebung and says whether it is of interest:
    one of the two has to be. With `of_two_plans` both belong to a Fachplanung, and to different ones.
    """
    entries = _entries(first_month, last_month, only_plans=of_two_plans)
    meant = {one.id for one in entries if narrow is None or narrow(one.places, one.groups, one.sector_plan_id)}
    found: list[tuple[UUID, UUID]] = []
    for one, other in _meeting(entries) if meant else ():
        if of_two_plans and one.sector_plan_id == other.sector_plan_id:
            continue
        if one.id in meant or other.id in meant:
            found.append((one.id, other.id))
            if len(found) == MOST_COUNTED:
                break
    over = {one.id for one in entries if one.last_month < clock.today().replace(day=1)}
    shown = sorted(found, key=lambda pair: not over.isdisjoint(pair))[:MOST_SHOWN]
    ids = {one for pair in shown for one in pair}
    rows = session().scalars(select(DataCollection).where(DataCollection.id.in_(ids)).options(*WHOLE)) if ids else ()
    by_id = {row.id: row for row in rows}
    both = [_overlap(by_id[one], by_id[other]) for one, other in shown if one in by_id and other in by_id]
    return PairsFound(both, len(found))


@dataclass(frozen=True)
class _Entry:
    id: UUID
    first_month: date
    last_month: date
    sector_plan_id: UUID | None
    places: frozenset[UUID]
    #: None for everybody.
    groups: frozenset[UUID] | None

    def meets(self, other: "_Entry") -> bool:
        if self.first_month > other.last_month or self.last_month < other.first_month:
            return False
        return self.groups is None or other.groups is None or not self.groups.isdisjoint(other.groups)


def _entries(first_month: date, last_month: date, *, only_plans: bool) -> list[_Entry]:
    meant = [
        DataCollection.state != CollectionState.CANCELLED,
        DataCollection.first_month <= last_month,
        DataCollection.last_month >= first_month,
        *([DataCollection.sector_plan_id.is_not(None)] if only_plans else []),
    ]
    ids = select(DataCollection.id).where(*meant)
    of_places, of_groups = defaultdict[UUID, set[UUID]](set), defaultdict[UUID, set[UUID]](set)
    for table, gathered in ((data_collection_place, of_places), (data_collection_target_group, of_groups)):
        link, value = table.c.data_collection_id, table.primary_key.columns.values()[1]
        for collection_id, value_id in session().execute(select(link, value).where(link.in_(ids))):
            gathered[collection_id].add(value_id)
    columns = (
        DataCollection.id,
        DataCollection.first_month,
        DataCollection.last_month,
        DataCollection.sector_plan_id,
        DataCollection.asks_everybody,
    )
    rows = session().execute(select(*columns).where(*meant).order_by(DataCollection.first_month, DataCollection.id))
    return [
        _Entry(
            row.id,
            row.first_month,
            row.last_month,
            row.sector_plan_id,
            frozenset(of_places[row.id]),
            None if row.asks_everybody else frozenset(of_groups[row.id]),
        )
        for row in rows
    ]


def _meeting(entries: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Each two that meet, once, in the order of the later one. Every place is looked up with those around it, so of two places of
    which one contains the other the smaller finds the larger."""
    known = places.tree()
    here, beneath = defaultdict[UUID, list[_Entry]](list), defaultdict[UUID, list[_Entry]](list)
    for entry in entries:
        seen: set[UUID] = set()
        around: set[UUID] = set()
        for place_id in entry.places:
            node = known.get(place_id)
            lineage = node.lineage if node else (place_id,)
            around.update(lineage)
            candidates: Iterable[_Entry] = (
                *(one for up in lineage for one in here[up]),
                *beneath[place_id],
            )
            for other in candidates:
                if other.id not in seen and entry.meets(other):
                    seen.add(other.id)
                    yield other, entry
        for place_id in entry.places:
            here[place_id].append(entry)
        for place_id in around - entry.places:
            beneath[place_id].append(entry)


def _overlap(one: DataCollection, other: DataCollection) -> Overlap:
    shared = {group.id for group in one.target_groups} & {group.id for group in other.target_groups}
    is_general = one.asks_everybody or other.asks_everybody
    return Overlap(
        one,
        other,
        () if is_general else tuple(group.name for group in one.target_groups if group.id in shared),
        max(one.first_month, other.first_month),
        min(one.last_month, other.last_month),
    )
