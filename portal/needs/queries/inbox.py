"""The triage inbox: what waits, what stands in it, what was decided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import selectinload

from portal.consultations import queries as consultations
from portal.contributions import queries as contributions
from portal.contributions.models import Contribution
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role, allows
from portal.needs.models import Need, TriageDecision, TriageItem
from portal.needs.policy import NeedPermission
from portal.needs.queries.filters import TriageFilters
from portal.needs.queries.listing import COUNTED_UP_TO, Count
from portal.needs.queries.spaces import within
from portal.needs.terms import TriageState
from portal.places import queries as places

#: The order of the queue: whoever has waited longest comes first.
ORDER: tuple[ColumnElement[datetime], ColumnElement[UUID]] = (
    TriageItem.__table__.c.received_at,
    TriageItem.__table__.c.id,
)
DECIDERS = (Role.PLANNER,)


@dataclass(frozen=True)
class InboxEntry:
    """An entry with its words, as a page shows it."""

    item: TriageItem
    contribution: Contribution
    place_name: str
    consultation: str
    decided_by: str = ""
    has_photo: bool = False

    @property
    def id(self) -> UUID:
        return self.item.id

    @property
    def text(self) -> str:
        """The original words of the entry: the whole Wortmeldung or its passage."""
        return self.contribution.text[self.item.start : self.item.stop]

    @property
    def channel(self) -> str:
        return Channel(self.item.channel).label

    @property
    def kind(self) -> str:
        return ContributionKind(self.item.kind).label

    @property
    def days(self) -> int:
        """How many days it has waited."""
        return max(0, (clock.now() - self.item.received_at).days)


def open_items(viewer: Actor, filters: TriageFilters | None = None) -> Select[TriageItem]:
    """The entries that wait for a decision of this person. Order is the caller's: `ORDER`."""
    return select(TriageItem).where(TriageItem.state == TriageState.OPEN, *_conditions(viewer, filters))


def item(viewer: Actor, id: UUID) -> TriageItem:
    """One entry, decided or not. Raises `NotFound` when this person may not know of it."""
    found = session().get(TriageItem, id)
    if found is None or not allows(NeedPermission.DECIDE, viewer, found):
        raise NotFound
    return found


def items_by_id(viewer: Actor, ids: Collection[UUID]) -> list[TriageItem]:
    """These entries, decided or not, in the order of the queue. Raises `NotFound` unless this person may know of them all."""
    wanted = set(ids)
    found = list(session().scalars(select(TriageItem).where(TriageItem.id.in_(wanted)).order_by(*ORDER)))
    if len(found) != len(wanted) or not all(allows(NeedPermission.DECIDE, viewer, row) for row in found):
        raise NotFound
    return found


def entries(items: Sequence[TriageItem]) -> list[InboxEntry]:
    """The entries with their words, places and Verfahren; three queries, however many."""
    ids = [item.contribution_id for item in items]
    said = contributions.get_many(ids)
    photos = contributions.with_photos(ids)
    names = places.names({item.sozialraum_id for item in items if item.sozialraum_id})
    titles = consultations.titles({item.consultation_id for item in items})
    return [
        InboxEntry(
            item=item,
            contribution=said[item.contribution_id],
            place_name=names.get(item.sozialraum_id, "") if item.sozialraum_id else "",
            consultation=titles.get(item.consultation_id, "") if item.consultation_id else "",
            has_photo=item.contribution_id in photos,
        )
        for item in items
    ]


@dataclass(frozen=True)
class Window:
    """What waits around an entry under the same filters, in the order of the queue."""

    earlier: list[TriageItem]
    later: list[TriageItem]
    #: More wait behind `later`.
    has_more: bool

    @property
    def previous(self) -> UUID | None:
        return self.earlier[-1].id if self.earlier else None

    @property
    def next(self) -> UUID | None:
        return self.later[0].id if self.later else None


def window(viewer: Actor, filters: TriageFilters, of: TriageItem, *, before: int = 2, after: int = 20) -> Window:
    """The entries next to this one in the queue, also when it has been decided meanwhile. Two queries."""
    received_at, item_id = ORDER
    here = (of.received_at, of.id)
    key = tuple_(received_at, item_id)
    kinds: list[Any] = [received_at.type, item_id.type]
    waiting = open_items(viewer, filters)
    back = waiting.where(key < tuple_(*here, types=kinds)).order_by(received_at.desc(), item_id.desc()).limit(before)
    forth = waiting.where(key > tuple_(*here, types=kinds)).order_by(received_at, item_id).limit(after + 1)
    earlier = list(session().scalars(back))[::-1] if before else []
    later = list(session().scalars(forth))
    return Window(earlier, later[:after], has_more=len(later) > after)


def next_after(viewer: Actor, filters: TriageFilters, of: TriageItem) -> UUID | None:
    """What to look at after this entry: the next one that waits, at the end of the queue the one before."""
    near = window(viewer, filters, of, before=1, after=1)
    return near.next or near.previous


def first(viewer: Actor, filters: TriageFilters) -> TriageItem | None:
    """The entry that has waited longest."""
    return session().scalar(open_items(viewer, filters).order_by(*ORDER).limit(1))


def count_open(viewer: Actor, filters: TriageFilters | None = None) -> Count:
    """How many entries wait, counted up to `COUNTED_UP_TO`."""
    some = open_items(viewer, filters).with_only_columns(TriageItem.id).limit(COUNTED_UP_TO + 1).subquery()
    number = session().scalar(select(func.count()).select_from(some)) or 0
    return Count(min(number, COUNTED_UP_TO), exact=number <= COUNTED_UP_TO)


def open_by_place(viewer: Actor) -> list[tuple[UUID | None, int]]:
    """How many entries wait per Sozialraum, the most first; None for those without a place."""
    rows = session().execute(
        select(TriageItem.sozialraum_id, func.count())
        .where(TriageItem.state == TriageState.OPEN, *_conditions(viewer, None))
        .group_by(TriageItem.sozialraum_id)
        .order_by(func.count().desc())
    )
    return [(place_id, number) for place_id, number in rows]


def oldest_open(viewer: Actor) -> datetime | None:
    """Since when the longest waiting entry waits."""
    return session().scalar(
        select(func.min(TriageItem.received_at)).where(TriageItem.state == TriageState.OPEN, *_conditions(viewer, None))
    )


def parts_of(item: TriageItem) -> list[TriageItem]:
    """The passages an entry was split into, in the order of the text."""
    rows = select(TriageItem).where(TriageItem.parent_id == item.id, TriageItem.state != TriageState.DROPPED)
    return list(session().scalars(rows.order_by(TriageItem.start)))


@dataclass(frozen=True)
class DecisionLine:
    """One decision with everything taken together with it, for the history of the inbox."""

    decision: TriageDecision
    entry: InboxEntry
    need: Need | None
    #: How many entries were decided together.
    together: int


def decisions(viewer: Actor, *, after: str | None, limit: int = 25) -> KeysetPage:
    """What was decided where this person decides, newest first."""
    decided = (
        select(TriageDecision)
        .join(TriageItem, TriageItem.id == TriageDecision.item_id)
        .where(*_conditions(viewer, None))
    )
    return page_by_key(decided, keys=(TriageDecision.__table__.c.id.desc(),), after=after, limit=limit)


def decision_lines(decided: Sequence[TriageDecision]) -> list[DecisionLine]:
    """These decisions with words, Bedarfe and how many were taken together; a constant number of queries."""
    found = session().scalars(select(TriageItem).where(TriageItem.id.in_({d.item_id for d in decided})))
    by_item = {entry.id: entry for entry in entries(list(found))}
    into = select(Need).where(Need.id.in_({d.need_id for d in decided if d.need_id}))
    needs = {n.id: n for n in session().scalars(into.options(selectinload(Need.place)))}
    batches = session().execute(
        select(TriageDecision.batch_id, func.count())
        .where(TriageDecision.batch_id.in_({d.batch_id for d in decided}))
        .group_by(TriageDecision.batch_id)
    )
    together = dict(batches.all())
    return [
        DecisionLine(d, by_item[d.item_id], needs.get(d.need_id) if d.need_id else None, together[d.batch_id])
        for d in decided
    ]


def batch(viewer: Actor, id: UUID) -> list[TriageDecision]:
    """The decisions taken together. Raises `NotFound` unless this person decides there."""
    rows = select(TriageDecision).where(TriageDecision.batch_id == id).order_by(TriageDecision.id)
    found = list(session().scalars(rows))
    if not found:
        raise NotFound
    for decision in found:
        item(viewer, decision.item_id)
    return found


def open_batch(viewer: Actor, id: UUID) -> DecisionLine | None:
    """A decision that could still be taken back by this person, to offer that right after it; None for anything else."""
    try:
        found = batch(viewer, id)
    except NotFound:
        return None
    return decision_lines(found[:1])[0] if found[0].undone_at is None else None


def _conditions(viewer: Actor, filters: TriageFilters | None) -> list[ColumnElement[bool]]:
    filters = filters or TriageFilters()
    conditions = within(TriageItem.sozialraum_id, place_id=filters.place_id, scope=viewer.scope_of(*DECIDERS))
    if filters.channel is not None:
        conditions.append(TriageItem.channel == filters.channel.value)
    if filters.kind is not None:
        conditions.append(TriageItem.kind == filters.kind.value)
    if filters.consultation_id is not None:
        conditions.append(TriageItem.consultation_id == filters.consultation_id)
    if filters.days:
        conditions.append(TriageItem.received_at <= clock.now() - timedelta(days=filters.days))
    return conditions
