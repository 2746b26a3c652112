"""What a file is asked for, and what the tables of all data sets share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from portal.county import queries as county
from portal.kernel.clock import now
from portal.kernel.policy import Actor
from portal.needs.exports import LICENCE
from portal.needs.queries import NeedFilters
from portal.places import queries as places
from portal.web.documents.columns import Description
from portal.web.documents.geojson import Centre

#: Only in files asked for with a reason.
NAMES_INSIDE = "Enthält Namen von Beschäftigten. Die Ausgabe wurde mit ihrem Grund protokolliert."


@dataclass(frozen=True)
class Wanted:
    """Whose view, narrowed how. `told` hears how much of it was read."""

    viewer: Actor
    filters: NeedFilters = field(default_factory=NeedFilters)
    with_names: bool = False
    told: Callable[[int], None] = lambda _done: None

    @property
    def place_id(self) -> UUID | None:
        return self.filters.place_id


def description(wanted: Wanted, title: str, *notes: str) -> Description:
    """What a file of another data set than the Bedarfe says of itself; only the Sozialraum narrows it."""
    node = places.tree().get(wanted.place_id)
    return Description(
        title=title,
        source=county.county().name,
        created_at=now(),
        licence=LICENCE,
        filters=[("Sozialraum", node.name)] if node else (),
        notes=notes,
    )


def centre(lat: float | None, lon: float | None) -> Centre | None:
    """The point of a place that has one."""
    return Centre(lat, lon) if lat is not None and lon is not None else None
