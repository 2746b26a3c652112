"""Facts about Akteure and their contacts."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class ContactErased(Event):
    """A person's data are gone from the network. Whoever copied them has to forget them too."""

    contact_id: UUID
    stakeholder_id: UUID


@dataclass(frozen=True)
class StakeholdersMerged(Event):
    """`merged_id` is part of `kept_id` from now on, with all its contacts."""

    kept_id: UUID
    merged_id: UUID
