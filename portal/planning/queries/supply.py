"""What there is: Angebote that count as the Ist of a row, and those at hand before anything new is made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from portal.county.models import ActionField
from portal.kernel.db import session
from portal.offers.models import Offer, offer_action_field, offer_place
from portal.offers.queries.directory import serves, serves_within
from portal.offers.terms.kinds import OfferState
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.planning.models.targets import TargetActual
from portal.planning.terms.targets import MOST_MEANS, MOST_NEIGHBOURS, NEAR_KM

_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Neighbour:
    """A Gemeinde nearby."""

    id: UUID
    name: str
    #: Straight across, in kilometres.
    km: float


@dataclass(frozen=True)
class MeansAtHand:
    """What exists and could cover a gap, the nearest first."""

    #: Angebote of the place itself.
    here: list[Offer]
    #: Those that reach it because they serve everything around it.
    around: list[Offer]
    #: Those of Gemeinden nearby, with their distance in kilometres.
    nearby: list[tuple[Offer, float]]

    @property
    def is_empty(self) -> bool:
        return not (self.here or self.around or self.nearby)


def count_offers(rows: Sequence[TargetActual]) -> dict[UUID, int]:
    """How many shown Angebote count for each row: those in or for its Sozialraum or a part of it. Four queries for any number.

    A row that names a kind counts all of that kind; one without counts what was filed under its Handlungsfeld or a part of it.
    """
    if not rows:
        return {}
    known = session().execute(select(Offer.id, Offer.kind, Offer.sozialraum_id).where(_IS_SHOWN)).all()
    kinds = {row.id: row.kind for row in known}
    served = _served({row.id: {row.sozialraum_id} for row in known})
    fields = _filed(kinds)
    parts = _parts()
    tree = places.tree()
    found = {}
    for row in rows:
        node = tree.get(row.sozialraum_id)
        inside = {below.id for below in tree.subtree(node)} if node else set()
        wanted = {row.action_field_id, *parts[row.action_field_id]}
        found[row.id] = sum(
            1
            for offer_id, kind in kinds.items()
            if not inside.isdisjoint(served[offer_id])
            and (kind is row.offer_kind if row.offer_kind else not wanted.isdisjoint(fields[offer_id]))
        )
    return found


def neighbours(place_id: UUID) -> list[Neighbour]:
    """The nearest other Gemeinden within the distance that counts as neighbourhood; [] where nobody knows where it lies.

    Distances go straight across from centre to centre (haversine, mean radius of the Earth).
    """
    tree = places.tree()
    node = tree.get(place_id)
    own = tree.gemeinde_of(node) if node else None
    if own is None:
        return []
    s = Sozialraum
    rows = session().execute(
        select(s.id, s.name, s.centre_lat, s.centre_lon).where(
            s.kind == PlaceKind.MUNICIPALITY, s.centre_lat.is_not(None)
        )
    )
    points = {row.id: row for row in rows}
    here = points.pop(own.id, None)
    if here is None:
        return []
    start = (here.centre_lat, here.centre_lon)
    found = [Neighbour(row.id, row.name, _km(start, (row.centre_lat, row.centre_lon))) for row in points.values()]
    near = [one for one in found if one.km <= NEAR_KM]
    return sorted(near, key=lambda one: (one.km, one.name))[:MOST_NEIGHBOURS]


def means_at_hand(row: TargetActual) -> MeansAtHand:
    """What exists before anything new is made ("Minimalprinzip"): here, around, and in Gemeinden nearby."""
    wanted = _counts_for(row)
    here = _some(wanted, serves_within(row.sozialraum_id))
    reaching = _some(wanted, serves(row.sozialraum_id), limit=2 * MOST_MEANS)
    known = {one.id for one in (*here, *reaching)}
    distances = {one.id: one.km for one in neighbours(row.sozialraum_id)}
    nearby = _nearby(wanted, distances)
    return MeansAtHand(
        here=here,
        around=[one for one in reaching if one.id not in {other.id for other in here}][:MOST_MEANS],
        nearby=[(one, km) for one, km in nearby if one.id not in known],
    )


def _nearby(wanted: ColumnElement[bool], distances: dict[UUID, float]) -> list[tuple[Offer, float]]:
    """Angebote that belong to one of these Gemeinden or a part of it."""
    if not distances:
        return []
    inside: dict[UUID, float] = {}
    tree = places.tree()
    for place_id, km in distances.items():
        node = tree.get(place_id)
        inside |= {below.id: km for below in tree.subtree(node)} if node else {}
    found = _some(wanted, Offer.sozialraum_id.in_(sorted(inside)), limit=3 * MOST_MEANS)
    return sorted(((one, inside[one.sozialraum_id]) for one in found), key=lambda one: one[1])[:MOST_MEANS]


def _some(*conditions: ColumnElement[bool], limit: int = MOST_MEANS) -> list[Offer]:
    chosen = select(Offer).where(_IS_SHOWN, *conditions).options(joinedload(Offer.sozialraum))
    return list(session().scalars(chosen.order_by(Offer.sort_name, Offer.id).limit(limit)))


def _counts_for(row: TargetActual) -> ColumnElement[bool]:
    """Angebote of the kind, or filed under the Handlungsfeld, of a row."""
    link = offer_action_field.c
    parts = select(ActionField.id).where(ActionField.parent_id == row.action_field_id)
    filed = select(link.offer_id).where(
        or_(link.action_field_id == row.action_field_id, link.action_field_id.in_(parts))
    )
    return Offer.kind == row.offer_kind if row.offer_kind else Offer.id.in_(filed)


def _served(found: dict[UUID, set[UUID]]) -> dict[UUID, set[UUID]]:
    """The places each Angebot belongs to, and those it serves besides."""
    for offer_id, place_id in session().execute(select(offer_place.c.offer_id, offer_place.c.sozialraum_id)):
        if offer_id in found:
            found[offer_id].add(place_id)
    return found


def _filed(ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {one: set() for one in ids}
    for offer_id, field_id in session().execute(
        select(offer_action_field.c.offer_id, offer_action_field.c.action_field_id)
    ):
        if offer_id in found:
            found[offer_id].add(field_id)
    return found


def _parts() -> defaultdict[UUID, set[UUID]]:
    parts: defaultdict[UUID, set[UUID]] = defaultdict(set)
    chosen = select(ActionField.parent_id, ActionField.id).where(ActionField.parent_id.is_not(None))
    for parent_id, field_id in session().execute(chosen):
        if parent_id is not None:
            parts[parent_id].add(field_id)
    return parts


def _km(start: tuple[float, float], end: tuple[float, float]) -> float:
    (lat, lon), (other_lat, other_lon) = (tuple(map(radians, point)) for point in (start, end))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


_IS_SHOWN = Offer.state == OfferState.SHOWN
