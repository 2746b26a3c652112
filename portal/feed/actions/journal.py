"""Keeping the journal: what happened to a Bedarf is written down in the transaction in which it happened.

The numbers are taken last, after everything else of the transaction was written. Their row stays locked until the commit, so
numbers become visible in their own order and a reader that has seen 7 never misses 6 (as `Need.change_number`, ADR 0007).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from portal.feed.models.journal import FeedEvent
from portal.feed.terms.journal import EVENT_SERIES, KEEP_EVENTS, EventState, EventType
from portal.kernel import jobs
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import Unit, next_numbers, session, unit_of_work
from portal.kernel.events import Event
from portal.needs.events import (
    NeedChanged,
    NeedCreated,
    NeedDeleted,
    NeedMerged,
    NeedRestored,
    NeedSplit,
    NeedStatusChanged,
)
from portal.needs.models import Need

#: Facts with a type of their own; a mere change says nothing beside them.
_TYPES: dict[type[Event], EventType] = {
    NeedCreated: EventType.CREATED,
    NeedStatusChanged: EventType.STATUS,
    NeedSplit: EventType.SPLIT,
    NeedMerged: EventType.MERGED,
    NeedDeleted: EventType.DELETED,
    NeedRestored: EventType.RESTORED,
}
_VAGUE = {EventType.CHANGED, EventType.EVIDENCE}
#: What belongs to a larger thing that happened in the same transaction.
_PARTS = {
    EventType.CREATED: {EventType.MOVED},
    EventType.MERGED: {EventType.STATUS},
    EventType.DELETED: {EventType.STATUS},
}
#: So many Bedarfe are read, or old events deleted, with one statement.
PORTION = 500


@dataclass
class _Happened:
    """What one transaction did to one Bedarf, in order."""

    types: list[EventType] = field(default_factory=list)
    left_id: UUID | None = None

    def note(self, kind: EventType) -> None:
        if kind not in self.types:
            self.types.append(kind)

    def told(self) -> list[EventType]:
        """One event of each kind. What is only part of another one is not told twice: the farewell sentence of a Bedarf that is
        merged or deleted, the first evidence of a new one, a change without a name of its own beside one that has one."""
        within = {part for whole, parts in _PARTS.items() if whole in self.types for part in parts}
        named = [one for one in self.types if one not in within | _VAGUE]
        if named:
            return named
        return [EventType.CHANGED if EventType.CHANGED in self.types else EventType.EVIDENCE]


def write_journal(unit: Unit) -> None:
    """Write down what this transaction did to Bedarfe; the last thing before its messages leave."""
    happened = _gathered(unit.events)
    if not happened:
        return
    rows = [
        {
            "id": new_id(),
            "type": kind,
            "at": now(),
            "need_id": need.id,
            "need_number": need.number,
            "change_number": need.change_number,
            "state": _state(need),
            "status": need.status,
            "sozialraum_id": need.sozialraum_id,
            "left_id": happened[need.id].left_id if kind is EventType.MOVED else None,
        }
        for need in _as_they_are(happened)
        for kind in happened[need.id].told()
    ]
    if rows:
        numbers = next_numbers(EVENT_SERIES, len(rows))
        session().execute(
            insert(FeedEvent), [row | {"number": number} for row, number in zip(rows, numbers, strict=True)]
        )


def _gathered(events: Iterable[object]) -> dict[UUID, _Happened]:
    found: dict[UUID, _Happened] = {}
    for event in events:
        if isinstance(event, NeedChanged):
            _note_change(found.setdefault(event.need_id, _Happened()), event)
        elif (kind := _TYPES.get(type(event))) is not None:  # type: ignore[arg-type]
            found.setdefault(event.need_id, _Happened()).note(kind)  # type: ignore[attr-defined]
    return found


def _note_change(happened: _Happened, event: NeedChanged) -> None:
    if event.left_id is not None:
        happened.left_id = happened.left_id or event.left_id
        happened.note(EventType.MOVED)
    else:
        happened.note(EventType.EVIDENCE if event.is_evidence else EventType.CHANGED)


def _as_they_are(happened: dict[UUID, _Happened]) -> list[Need]:
    """The Bedarfe as this transaction leaves them, in the order in which it touched them."""
    session().flush()
    columns = (
        Need.id,
        Need.number,
        Need.change_number,
        Need.status,
        Need.sozialraum_id,
        Need.deleted_at,
        Need.merged_into_id,
    )
    ids = list(happened)
    found = {
        row.id: row
        for start in range(0, len(ids), PORTION)
        for row in session().execute(select(*columns).where(Need.id.in_(ids[start : start + PORTION])))
    }
    return [found[one] for one in ids if one in found]  # type: ignore[misc]


def _state(need: Need) -> EventState:
    if need.deleted_at is not None:
        return EventState.DELETED
    return EventState.MERGED if need.merged_into_id is not None else EventState.CURRENT


@jobs.periodic("feed.forget-events", every=timedelta(days=1))
def forget_old_events() -> None:
    """Delete what is older than `KEEP_EVENTS`, from the beginning and in portions: what remains has no gaps."""
    first_kept = session().scalar(select(func.min(FeedEvent.number)).where(FeedEvent.at >= now() - KEEP_EVENTS))
    last = session().scalar(select(func.max(FeedEvent.number))) or 0
    until = first_kept - 1 if first_kept is not None else last
    session().rollback()
    while _forget_portion(until):
        pass


def _forget_portion(until: int) -> bool:
    with unit_of_work() as unit:
        first = unit.scalar(select(func.min(FeedEvent.number)))
        if first is None or first > until:
            return False
        unit.execute(delete(FeedEvent).where(FeedEvent.number <= min(until, first + PORTION - 1)))
        return True
