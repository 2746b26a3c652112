"""The pages of one Nadelkarte, above each of them. Every module of routes adds its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.pinmaps import queries
from portal.web.stages import Stages

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

_stages = Stages("map_id")
tab, tabs_of = _stages.tab, _stages.of


def map_in_url(map_id: UUID, **_deeper: object) -> "PinMap":
    """The map that the address of one of its pages names. Raises `NotFound`."""
    return queries.pin_map(map_id)
