"""Facts that happened, told upwards: in the same transaction to those who must agree, after the commit to everyone else."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from portal.kernel.db import Stage, Unit, current_unit


@dataclass(frozen=True)
class Event:
    """Parent of every fact. Fields are ids and plain values, never rows."""


E = TypeVar("E", bound=Event)
Subscriber = Callable[[Any], None]
Delivery = Callable[[Any, UUID], None]


@dataclass(frozen=True)
class Later:
    """A handler that hears of an event through the outbox."""

    event: type[Event]
    call: Delivery


_now: dict[type[Event], list[Subscriber]] = defaultdict(list)
_later: dict[type[Event], list[str]] = defaultdict(list)
LATER: dict[str, Later] = {}


def record(event: Event) -> None:
    """Note that something happened; heard when the unit of work ends. Raises RuntimeError outside a unit of work."""
    current_unit().events.append(event)


def subscribe(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Hear an event in the same transaction. What the subscriber raises undoes everything."""

    def remember(call: Callable[[E], None]) -> Callable[[E], None]:
        if call not in _now[kind]:
            _now[kind].append(call)
        return call

    return remember


def deliver_later(kind: type[E], *, name: str) -> Callable[[Callable[[E, UUID], None]], Callable[[E, UUID], None]]:
    """Hear an event after the commit, at least once, from the outbox: be idempotent by the message id.

    `name` is stored with the message and must stay the same for as long as messages may wait.
    """

    def remember(call: Callable[[E, UUID], None]) -> Callable[[E, UUID], None]:
        LATER[name] = Later(kind, call)
        if name not in _later[kind]:
            _later[kind].append(name)
        return call

    return remember


def names_of_deliveries(event: Event) -> list[str]:
    """The handlers that want to hear of `event` after the commit."""
    return _later.get(type(event), [])


def to_payload(event: Event) -> dict[str, Any]:
    """The event as JSON values."""
    return {f.name: _plain(getattr(event, f.name)) for f in fields(event)}


def from_payload(kind: type[E], payload: dict[str, Any]) -> E:
    """The event that `to_payload` wrote down. Unknown fields of an older or newer release are left out."""
    hints = {f.name: str(f.type) for f in fields(kind)}
    return kind(**{name: _typed(hints[name], value) for name, value in payload.items() if name in hints})


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(item) for item in value]
    return value


def _typed(hint: str, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return tuple(_typed(hint, item) for item in value)
    if "UUID" in hint:
        return UUID(value)
    if "datetime" in hint:
        return datetime.fromisoformat(value)
    if "date" in hint:
        return date.fromisoformat(value)
    return value


def _tell_subscribers(unit: Unit) -> None:
    told = 0
    while told < len(unit.events):
        event = unit.events[told]
        told += 1
        for call in _now.get(type(event), []):
            call(event)


Unit.before_commit[Stage.EVENTS] = _tell_subscribers
