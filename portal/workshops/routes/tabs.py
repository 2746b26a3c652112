"""The pages of one Zukunftswerkstatt, above each of them. Every module of routes adds its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.kernel.text import N_
from portal.web.stages import Stage, Stages
from portal.workshops import queries

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

_stages = Stages("workshop_id", labels={Stage.COLLECT: N_("Durchführen"), Stage.EVALUATE: N_("Weitertragen")})
tab, tabs_of = _stages.tab, _stages.of


def workshop_in_url(workshop_id: UUID, **_deeper: object) -> "FutureWorkshop":
    """The workshop that the address of one of its pages names. Raises `NotFound`."""
    return queries.workshop(workshop_id)
