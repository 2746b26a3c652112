"""What happened in the tree of places."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class PlacesImported(Event):
    """A file was read: places were added or changed, and places may have moved in the tree."""

    county_id: UUID
    added: int
    changed: int


@dataclass(frozen=True)
class PlaceAdded(Event):
    """Staff added a place by hand."""

    place_id: UUID


@dataclass(frozen=True)
class PlaceEdited(Event):
    """Staff changed the name, phone number or welcome of a place."""

    place_id: UUID
