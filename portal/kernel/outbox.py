"""Messages that leave after the commit and are never forgotten.

A message is a row written in the same transaction as what it tells. A worker takes a lease on it, hands it to its handler and
marks it delivered; a worker that dies lets the lease run out and another one takes over. So a handler may see a message twice
(never zero times) and is idempotent by the message id.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Index, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, events
from portal.kernel.codes import new_id
from portal.kernel.db import Base, Keyed, Stage, Unit, current_unit, enum_column, session, unit_of_work

log = logging.getLogger("portal.outbox")

LEASE = timedelta(seconds=60)
KEEP_DELIVERED = timedelta(days=7)
MOST_ATTEMPTS = 25
LONGEST_PAUSE = timedelta(hours=4)


class Lane(StrEnum):
    """Quick messages do not wait behind long jobs."""

    MESSAGE = "message"
    JOB = "job"


class OutboxMessage(Base, Keyed):
    """One message to one handler."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "lane", "delivered_at", "available_at"),)
    #: Name of the handler.
    kind: Mapped[str]
    #: Which of the worker's lanes delivers it.
    lane: Mapped[Lane] = enum_column(Lane, default=Lane.MESSAGE)
    #: What the handler is told, as JSON values.
    payload: Mapped[dict[str, Any]]
    #: When it was written.
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: Not before this moment; moves on with every failed attempt.
    available_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: How often a worker has tried.
    attempts: Mapped[int] = mapped_column(default=0)
    #: Until when the worker that took it may keep it.
    lease_until: Mapped[datetime | None]
    #: When its handler finished; NULL while it waits.
    delivered_at: Mapped[datetime | None] = mapped_column(index=True)
    #: Kind of the last error, without content.
    last_error: Mapped[str | None]


Handler = Callable[[dict[str, Any], UUID], None]
HANDLERS: dict[str, Handler] = {}
_bells: dict[Lane, threading.Event] = {lane: threading.Event() for lane in Lane}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that delivers messages of `kind`."""

    def remember(call: Handler) -> Handler:
        HANDLERS[kind] = call
        return call

    return remember


def send(
    kind: str, payload: dict[str, Any], *, available_at: datetime | None = None, lane: Lane = Lane.MESSAGE
) -> UUID:
    """Write a message in the open unit of work; it leaves when that commits."""
    unit = current_unit()
    message = OutboxMessage(
        id=new_id(), kind=kind, payload=payload, lane=lane, available_at=available_at or clock.now()
    )
    session().add(message)
    unit.after_commit.append(_bells[lane].set)
    return message.id


def _write_messages(unit: Unit) -> None:
    for event in unit.events:
        for name in events.names_of_deliveries(event):
            send(name, events.to_payload(event))
    if unit.events:
        session().flush()


Unit.before_commit[Stage.OUTBOX] = _write_messages


@dataclass(frozen=True)
class Backlog:
    """What waits in the outbox."""

    waiting: int
    #: Seconds the oldest due message that no worker has in hand has waited beyond its time; 0 when nothing is due.
    oldest_seconds: float
    #: Messages that were tried so often that a person must look.
    stuck: int


def backlog() -> Backlog:
    """How many messages wait, how late the oldest is, how many have given up. Long work in hand is not late."""
    moment = clock.now()
    found = session().execute(
        select(
            func.count(),
            func.coalesce(func.min(OutboxMessage.available_at).filter(_free(moment)), moment),
            func.count().filter(OutboxMessage.attempts >= MOST_ATTEMPTS, _free(moment)),
        ).where(OutboxMessage.delivered_at.is_(None))
    )
    waiting, due_since, stuck = found.one()
    return Backlog(waiting=waiting, oldest_seconds=max(0.0, (moment - due_since).total_seconds()), stuck=stuck)


def retry_stuck() -> int:
    """Let messages that gave up be tried anew from the beginning, now. Returns how many; inside a unit of work."""
    unit = current_unit()
    result = session().execute(
        update(OutboxMessage)
        .where(OutboxMessage.delivered_at.is_(None), OutboxMessage.attempts >= MOST_ATTEMPTS, _free(clock.now()))
        .values(attempts=0, available_at=clock.now(), lease_until=None)
    )
    unit.after_commit += [bell.set for bell in _bells.values()]
    return _rowcount(result)


def drain(lane: Lane | None = None, *, most: int = 100_000) -> int:
    """Deliver what is due now, in the calling thread. Returns how many messages were delivered."""
    done = 0
    while done < most:
        due = due_ids(lane)
        progress = sum(deliver(message_id) for message_id in due)
        done += progress
        if not progress:
            return done
    return done


def due_ids(lane: Lane | None = None, limit: int = 50) -> list[UUID]:
    """The messages that a worker may take now, oldest first."""
    moment = clock.now()
    query = (
        select(OutboxMessage.id)
        .where(OutboxMessage.delivered_at.is_(None), OutboxMessage.available_at <= moment)
        .where(OutboxMessage.attempts < MOST_ATTEMPTS, _free(moment))
        .order_by(OutboxMessage.available_at)
        .limit(limit)
    )
    if lane is not None:
        query = query.where(OutboxMessage.lane == lane)
    found = list(session().scalars(query))
    session().rollback()
    return found


def deliver(message_id: UUID) -> bool:
    """Take one message and hand it to its handler. False when another worker has it or the handler failed."""
    claimed = _claim(message_id)
    if claimed is None:
        return False
    kind, payload = claimed
    try:
        _hand_over(kind, payload, message_id)
    except Exception as error:  # whatever a handler raises, the message waits for its next turn
        session().rollback()
        log.warning("outbox delivery failed", extra={"kind": kind, "error": type(error).__name__}, exc_info=error)
        _put_back(message_id, error)
        return False
    with unit_of_work() as unit:
        unit.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id)
            .values(delivered_at=clock.now(), lease_until=None, last_error=None)
        )
    return True


def renew_lease(message_id: UUID) -> None:
    """Keep a message for another lease; long jobs call this as they go."""
    session().execute(
        update(OutboxMessage).where(OutboxMessage.id == message_id).values(lease_until=clock.now() + LEASE)
    )


def forget_delivered() -> int:
    """Delete messages that were delivered more than a week ago. Returns how many."""
    with unit_of_work() as unit:
        result = unit.execute(delete(OutboxMessage).where(OutboxMessage.delivered_at < clock.now() - KEEP_DELIVERED))
        return _rowcount(result)


def _free(moment: datetime) -> ColumnElement[bool]:
    """No worker has it in hand."""
    return or_(OutboxMessage.lease_until.is_(None), OutboxMessage.lease_until < moment)


def _claim(message_id: UUID) -> tuple[str, dict[str, Any]] | None:
    moment = clock.now()
    with unit_of_work() as unit:
        result = unit.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id, OutboxMessage.delivered_at.is_(None))
            .where(OutboxMessage.available_at <= moment, _free(moment))
            .values(lease_until=moment + LEASE, attempts=OutboxMessage.attempts + 1)
        )
        if not _rowcount(result):
            return None
        row = unit.execute(
            select(OutboxMessage.kind, OutboxMessage.payload).where(OutboxMessage.id == message_id)
        ).one()
        return row.kind, row.payload


def _hand_over(kind: str, payload: dict[str, Any], message_id: UUID) -> None:
    later = events.LATER.get(kind)
    if later is not None:
        later.call(events.from_payload(later.event, payload), message_id)
        return
    if kind not in HANDLERS:
        raise LookupError(f"nobody handles {kind}")  # a newer release wrote it: it waits for that release
    HANDLERS[kind](payload, message_id)


def _put_back(message_id: UUID, error: Exception) -> None:
    with unit_of_work() as unit:
        attempts = unit.scalar(select(OutboxMessage.attempts).where(OutboxMessage.id == message_id)) or 1
        pause = min(timedelta(seconds=5 * 2 ** min(attempts - 1, 12)), LONGEST_PAUSE)
        unit.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id)
            .values(lease_until=None, available_at=clock.now() + pause, last_error=type(error).__name__)
        )


def _rowcount(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount


def wait_for_bell(lane: Lane, seconds: float) -> None:
    """Sleep until a message of this process was committed, at most `seconds`."""
    _bells[lane].wait(seconds)
    _bells[lane].clear()
