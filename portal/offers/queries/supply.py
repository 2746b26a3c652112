"""What there is at a place: the "Ist" of comparing what should be there with what is."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from portal.kernel.db import session
from portal.offers.models import Offer
from portal.offers.queries.directory import IS_SHOWN, serves, serves_within
from portal.offers.terms.kinds import OfferKind


@dataclass(frozen=True)
class Supply:
    """Angebote of one kind for one place."""

    kind: OfferKind
    #: How many belong to or serve the place itself or a part of it.
    here: int
    #: How many more reach it because they serve everything around it: the Verwaltungsgemeinschaft, the county.
    around: int

    @property
    def total(self) -> int:
        return self.here + self.around


def supply_of(place_id: UUID) -> list[Supply]:
    """Every kind in the order of kinds with the number of shown Angebote, also kinds of which there is none. Two queries."""
    here, all_of_them = _counted(serves_within(place_id)), _counted(serves(place_id))
    return [Supply(kind, here.get(kind, 0), all_of_them.get(kind, 0) - here.get(kind, 0)) for kind in OfferKind]


def _counted(condition: ColumnElement[bool]) -> dict[OfferKind, int]:
    chosen = select(Offer.kind, func.count()).where(IS_SHOWN, condition).group_by(Offer.kind)
    return {row[0]: row[1] for row in session().execute(chosen)}
