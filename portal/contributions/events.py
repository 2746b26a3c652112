"""Facts about Wortmeldungen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class ContributionReceived(Event):
    """Something was said and stored. Heard in the same transaction: whoever gives it a fate does so now."""

    contribution_id: UUID
    kind: str
    channel: str
    sozialraum_id: UUID | None
    consultation_id: UUID | None
    action_field_id: UUID | None
    received_at: datetime


@dataclass(frozen=True)
class ReceiptMailWanted(Event):
    """The person left an e-mail address and is to get the Rückmelde-Code there."""

    contribution_id: UUID


@dataclass(frozen=True)
class ContributionModerated(Event):
    """It was released, held or hidden."""

    contribution_id: UUID
    before: str
    after: str


@dataclass(frozen=True)
class ContributionWithdrawn(Event):
    """The person took it back: the words are gone, the row and its code remain."""

    contribution_id: UUID


@dataclass(frozen=True)
class PhotoDropped(Event):
    """No row names this file any more."""

    file_name: str
