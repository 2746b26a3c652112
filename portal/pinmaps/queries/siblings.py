"""The maps of one Verfahren beside each other."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.pinmaps.models import PinMap
from portal.pinmaps.queries.maps import first_to_end
from portal.pinmaps.terms import MapState


class Sibling(NamedTuple):
    """A map as its neighbours link to it."""

    title: str
    slug: str


def side_by_side(consultation_id: UUID | None) -> list[Sibling]:
    """The public maps of a Verfahren, in the order of `published`; none for None."""
    if consultation_id is None:
        return []
    chosen = select(PinMap.title, PinMap.slug).where(
        PinMap.consultation_id == consultation_id, PinMap.state != MapState.DRAFT
    )
    return [Sibling(*row) for row in session().execute(chosen.order_by(*first_to_end()))]
