"""What time it is. Everything asks here, so that a test (and the example county) can decide."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: People read this zone; the database holds UTC.
ON_SCREEN = ZoneInfo("Europe/Berlin")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day it is in Bavaria."""
    return now().astimezone(ON_SCREEN).date()


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later (earlier for a negative number); the last of the month where it has no such day.

    31 January and one month is 28 or 29 February, as § 188 (3) BGB counts a period of months.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Let the clock stand at `at` (aware) for the length of the block, in this thread of work only."""
    if at.tzinfo is None:
        raise ValueError("the clock needs an aware time")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
