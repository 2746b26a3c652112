"""Facts about Nadelkarten and Ortsbegehungen."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class PinMapPublished(Event):
    """Everybody may set pins from its first day on."""

    map_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class PinMapClosed(Event):
    """No pins are taken any more."""

    map_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class PinPlaced(Event):
    """A pin stands on a Nadelkarte."""

    contribution_id: UUID
    map_id: UUID


@dataclass(frozen=True)
class WalkFindingReceived(Event):
    """A finding of an Ortsbegehung is stored."""

    contribution_id: UUID
    audit_id: UUID
