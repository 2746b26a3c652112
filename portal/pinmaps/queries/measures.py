"""What the maps of the staff count: pins of the maps somebody works on, and anything else put together by Gemeinde."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import selectinload

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.pinmaps.geometry.mercator import DEPTH, degrees
from portal.pinmaps.models import PinMap
from portal.pinmaps.queries import exporting
from portal.pinmaps.queries.maps import own_maps
from portal.pinmaps.terms import MapState
from portal.pinmaps.terms.measures import MOST_PARTS, Figures, Part
from portal.places import queries as places
from portal.places.queries import PlaceNode
from portal.places.terms import PlaceKind

#: So many maps can be chosen from, the newest first.
MOST_MAPS = 60
#: So many fields of density are drawn.
MOST_POINTS = 2_500


@dataclass(frozen=True, slots=True)
class Gathered:
    """Numbers by Gemeinde. A Gemeinde that is missing is not known to this viewer."""

    parts: tuple[Part, ...]
    numbers: dict[UUID, tuple[int, ...]]
    #: How many belong to no single Gemeinde.
    elsewhere: int


def counted_maps(viewer: Actor) -> list[PinMap]:
    """The maps with pins that somebody works on, the newest first, with their categories."""
    chosen = own_maps(viewer).where(PinMap.state != MapState.DRAFT)
    chosen = chosen.options(selectinload(PinMap.categories)).order_by(PinMap.id.desc()).limit(MOST_MAPS)
    return list(session().scalars(chosen))


def pins_by_category(pin_map: PinMap) -> Figures:
    """The pins of one map that others see, by category."""
    order = {one.number: place for place, one in enumerate(pin_map.categories)}
    numbers: dict[UUID | None, list[int]] = {}
    for row in exporting.by_place([pin_map.id]):
        numbers.setdefault(row.sozialraum_id, [0] * len(order))[order[row.category]] += row.pins
    parts = [Part(one.label, one.colour, one.shape) for one in pin_map.categories]
    return Figures(parts, numbers, [pin_map.sozialraum_id])


def pins_by_map(maps: Sequence[PinMap]) -> Figures:
    """The pins of several maps that others see, by map."""
    order = {one.id: place for place, one in enumerate(maps)}
    numbers: dict[UUID | None, list[int]] = {}
    for row in exporting.by_place(list(order)):
        numbers.setdefault(row.sozialraum_id, [0] * len(order))[order[row.map_id]] += row.pins
    return Figures([Part(one.title) for one in maps], numbers, {one.sozialraum_id for one in maps})


def density(map_ids: Sequence[UUID]) -> list[tuple[float, float, int]]:
    """Where the pins of these maps lie, put together in fields: (latitude, longitude, pins)."""
    found = []
    for row in sorted(exporting.cells(map_ids, most=MOST_POINTS)):
        width = 1 << (DEPTH - row.level)
        found.append((*degrees(row.x * width + width // 2, row.y * width + width // 2), int(row.pins)))
    return found


def gemeinden() -> list[PlaceNode]:
    """What such a map colours: the Gemeinden and gemeindefreie Gebiete by name."""
    return places.tree().of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)


def gathered(figures: Figures) -> Gathered:
    """Numbers by Gemeinde, parts of a Gemeinde added to it; of many parts the smallest become one."""
    tree = places.tree()
    width = len(figures.parts)
    numbers = {node.id: [0] * width for node in gemeinden() if _is_known(node, figures.covered)}
    elsewhere = 0
    for place_id, found in figures.numbers.items():
        node = tree.get(place_id)
        gemeinde = tree.gemeinde_of(node) if node else None
        if gemeinde is None or gemeinde.id not in numbers:
            elsewhere += sum(found)
            continue
        numbers[gemeinde.id] = [before + more for before, more in zip(numbers[gemeinde.id], found, strict=True)]
    return _fewer_parts(figures.parts, numbers, elsewhere)


def _is_known(node: PlaceNode, covered: Collection[UUID] | None) -> bool:
    """Whether somebody could be counted there: the place, one above it, or a part of it is covered."""
    if covered is None or any(place_id in covered for place_id in node.lineage):
        return True
    tree = places.tree()
    below = (tree.get(place_id) for place_id in covered)
    return any(node.id in one.lineage for one in below if one is not None)


def _fewer_parts(parts: Sequence[Part], numbers: dict[UUID, list[int]], elsewhere: int) -> Gathered:
    if len(parts) <= MOST_PARTS:
        return Gathered(tuple(parts), {place: tuple(found) for place, found in numbers.items()}, elsewhere)
    sums = [sum(found[index] for found in numbers.values()) for index in range(len(parts))]
    kept = sorted(sorted(range(len(parts)), key=lambda index: -sums[index])[: MOST_PARTS - 1])
    fewer = {
        place: (*(found[index] for index in kept), sum(found) - sum(found[index] for index in kept))
        for place, found in numbers.items()
    }
    return Gathered((*(parts[index] for index in kept), Part("")), fewer, elsewhere)
