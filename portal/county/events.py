"""What happened to the county and its lists of terms."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class CountyChanged(Event):
    """Name, face, contact or texts of the county changed."""

    county_id: UUID


@dataclass(frozen=True)
class TermChanged(Event):
    """A term was added, renamed, moved, retired or restored. `taxonomy` is the value of `Taxonomy`."""

    taxonomy: str
    term_id: UUID
