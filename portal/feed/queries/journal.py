"""Reading the journal, and what an event says to whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.terms.answers import MOVED
from portal.feed.terms.journal import EVENT_SERIES, EventState, EventType
from portal.kernel.db import NumberSeries, session
from portal.needs.policy import READERS
from portal.places import queries as places


@dataclass(frozen=True)
class Stretch:
    """One stretch of the journal."""

    events: Sequence[FeedEvent]
    #: Number up to which nothing is left to be read for this reader.
    position: int
    has_more: bool


def last_number() -> int:
    """The number of the latest event that is committed; 0 before the first."""
    return session().scalar(select(NumberSeries.last).where(NumberSeries.name == EVENT_SERIES)) or 0


def forgotten_number() -> int:
    """The number of the latest event that is deleted; 0 while all are kept."""
    first = session().scalar(select(func.min(FeedEvent.number)))
    return first - 1 if first is not None else last_number()


def stretch(reader: ApiClient, *, after: int, types: Collection[EventType] = (), limit: int) -> Stretch:
    """The events behind the number `after` that this reader may hear of, oldest first.

    Numbers are given in the order of commits, so nothing is skipped while others write. When nothing is left the position is the
    end of the journal: events that are not for this reader are not looked through again.
    """
    until = last_number()
    chosen = select(FeedEvent).where(FeedEvent.number > after, FeedEvent.number <= until, *heard_by(reader))
    if types:
        chosen = chosen.where(FeedEvent.type.in_(types))
    found = list(session().scalars(chosen.order_by(FeedEvent.number).limit(limit + 1)))
    has_more = len(found) > limit
    events = found[:limit]
    return Stretch(events=events, position=events[-1].number if has_more else max(after, until), has_more=has_more)


def heard_by(reader: ApiClient) -> list[ColumnElement[bool]]:
    """Events within the reader's Sozialraum, and of what went away from there."""
    scope = reader.scope_of(*READERS)
    if scope is None:
        return []
    inside = places.subtree_ids(scope)
    went_away = and_(FeedEvent.type == EventType.MOVED, FeedEvent.left_id.in_(inside))
    return [or_(FeedEvent.sozialraum_id.in_(inside), went_away)]


def message_id(event: FeedEvent) -> str:
    """The name of an event: the same in the interface and in every try of every webhook."""
    return f"evt_{event.id.hex}"


def told(event: FeedEvent, reader: ApiClient, *, needs_url: str) -> dict[str, Any]:
    """The event as this reader hears it, as JSON values. Where a Bedarf went that left its Sozialraum is not said."""
    is_here = lies_within(event.sozialraum_id, reader)
    is_current = is_here and event.state is EventState.CURRENT
    return {
        "id": message_id(event),
        "number": event.number,
        "type": event.type.value,
        "timestamp": event.at.isoformat().replace("+00:00", "Z"),
        "data": {
            "need_id": str(event.need_id),
            "need_number": event.need_number,
            "change": event.change_number,
            "state": event.state.value if is_here else MOVED,
            "status": event.status.value if is_current else None,
            "place_id": str(event.sozialraum_id) if is_here else None,
            "url": f"{needs_url}/{event.need_id}",
        },
    }


def lies_within(place_id: UUID, reader: ApiClient) -> bool:
    """Whether a Sozialraum is one that the reader may read."""
    scope = reader.scope_of(*READERS)
    if scope is None:
        return True
    node = places.tree().get(place_id)
    return node is not None and not scope.isdisjoint(node.lineage)


def numbers_between(start: datetime, end: datetime) -> tuple[int, int]:
    """The numbers of the first and last event from `start` to before `end`; (0, 0) when there is none."""
    within = (FeedEvent.at >= start, FeedEvent.at < end)
    first, last = session().execute(select(func.min(FeedEvent.number), func.max(FeedEvent.number)).where(*within)).one()
    return first or 0, last or 0
