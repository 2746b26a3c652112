"""The ground of the maps: outlines of the county and its Gemeinden with their names, fit for a screen."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.pinmaps.models import PinMap
from portal.pinmaps.queries.maps import area_of
from portal.places import queries as places
from portal.places.queries import PlaceNode, Tree
from portal.places.terms import PlaceKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Degrees by which an outline may be off: some 15 metres.
_DETAIL = 0.0002
_DIGITS = 5


def version() -> str:
    """Names the present state of the places: another one stands in the address after each change."""
    return sha256(repr(places.tree().version).encode()).hexdigest()[:12]


def outlines() -> str:
    """All Gemeinden and gemeindefreie Gebiete as GeoJSON with id, name, kind, where the name stands; neighbours share borders."""
    return _outlines(_Same(places.tree()))


def area(pin_map: PinMap) -> str:
    """The area of a map as GeoJSON; "null" when it has none."""
    boundary = area_of(pin_map)
    return _outline(boundary) if boundary is not None else "null"


class _Same:
    """A tree that equals another one of the same version."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def __hash__(self) -> int:
        return hash(self.tree.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.tree.version == self.tree.version


@lru_cache(maxsize=2)
def _outlines(known: _Same) -> str:
    import shapely

    from portal.places.geometry.shapes import from_bytes

    nodes = known.tree.of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
    found = places.boundaries([node.id for node in nodes])
    shown = [node for node in nodes if node.id in found]
    shapes = [from_bytes(found[node.id]) for node in shown]
    simple = shapely.coverage_simplify(shapes, _DETAIL) if len(shapes) > 1 else shapes
    features = [_feature(node, shape) for node, shape in zip(shown, simple, strict=True)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _feature(node: PlaceNode, shape: "BaseGeometry") -> dict[str, Any]:
    from portal.places.geometry.shapes import centre

    middle = centre(shape)
    properties = {
        "name": node.name,
        "kind": node.kind.value,
        "lat": round(middle.y, _DIGITS),
        "lon": round(middle.x, _DIGITS),
        # So large names come first where there is room for few; square kilometres would say nothing more.
        "size": round(shape.area * 10_000),
    }
    return {"type": "Feature", "id": str(node.id), "properties": properties, "geometry": _geometry(shape)}


def _geometry(shape: "BaseGeometry") -> Any:
    import shapely

    return json.loads(shapely.to_geojson(shapely.set_precision(shape, 10**-_DIGITS)))


def frame_of(place_id: UUID) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a place in degrees; None when it has no boundary."""
    from portal.pinmaps.geometry.areas import frame

    boundary = places.boundaries([place_id]).get(place_id)
    return frame(boundary) if boundary else None


def place_area(place_id: UUID) -> str | None:
    """The boundary of a place as GeoJSON; None when it has none."""
    boundary = places.boundaries([place_id]).get(place_id)
    return _outline(boundary) if boundary is not None else None


def _outline(boundary: bytes) -> str:
    """A boundary (WKB) as GeoJSON, as fine as a screen shows it."""
    import shapely

    from portal.places.geometry.shapes import from_bytes

    shape = shapely.simplify(from_bytes(boundary), _DETAIL / 4)
    return json.dumps({"type": "Feature", "properties": {}, "geometry": _geometry(shape)}, separators=(",", ":"))
