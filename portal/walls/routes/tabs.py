"""The pages of one Moderationswand, above each of them. Every module of routes adds its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.kernel.text import N_
from portal.walls import queries
from portal.web.stages import Stage, Stages

if TYPE_CHECKING:
    from portal.walls.models import Wall

_stages = Stages("wall_id", labels={Stage.OVERVIEW: N_("Wand"), Stage.COLLECT: N_("Fotos")})
tab, tabs_of = _stages.tab, _stages.of


def wall_in_url(wall_id: UUID, **_deeper: object) -> "Wall":
    """The wall that the address of one of its pages names. Raises `NotFound`."""
    return queries.wall(wall_id)
