"""A clock that stands still until the test moves it."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from portal.kernel import clock


class StoppedClock:
    """`clock.set("2026-03-02 09:00")` (Bavarian time) and `clock.forward(days=3)`; moments are aware, in UTC."""

    def __init__(self, stack: ExitStack, at: datetime) -> None:
        self._stack = stack
        self.moment = at
        self.set(at)

    def set(self, at: datetime | str) -> datetime:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=clock.ON_SCREEN)
        self.moment = moment.astimezone(UTC)
        self._stack.enter_context(clock.frozen(self.moment))
        return self.moment

    def forward(self, **span: float) -> datetime:
        """Move on by `timedelta(**span)`."""
        return self.set(self.moment + timedelta(**span))
