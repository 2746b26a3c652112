"""Facts about Moderationswände."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class WallOpened(Event):
    """Phones find it by its room code."""

    wall_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class WallClosed(Event):
    """It takes no cards and dots any more; where the dots stand is no secret now."""

    wall_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class CardPut(Event):
    """A card hangs on a wall, from a phone or typed for somebody."""

    contribution_id: UUID
    wall_id: UUID
