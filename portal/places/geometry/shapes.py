"""Boundaries as the portal keeps them: valid MultiPolygons in WGS84, stored as WKB."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from portal.kernel.text import N_
from portal.places.geometry.remarks import BrokenShape

if TYPE_CHECKING:
    from pyproj import Geod

#: A repair may change the area by this share at most, and shapes of one key may overlap by it.
TOLERANCE = 0.001
REPAIRED = N_("Die Grenze schnitt sich selbst und wurde bereinigt; die Fläche blieb auf ein Tausendstel gleich.")


def tidy(shape: BaseGeometry) -> tuple[MultiPolygon, bool]:
    """The polygons of `shape`, and whether they had to be repaired.

    Raises `BrokenShape` when there is no area, or when a repair would change it by more than one thousandth.
    """
    if shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise BrokenShape(message=N_("Hier wird eine Fläche erwartet, die Datei enthält aber keine."))
    if shape.is_valid:
        return _multi(shape), False
    repaired = _polygons_of(shapely.make_valid(shape))
    if repaired.is_empty or abs(repaired.area - shape.area) > TOLERANCE * max(repaired.area, shape.area):
        raise BrokenShape(
            message=N_(
                "Die Grenze schneidet sich selbst und lässt sich nicht bereinigen, ohne die Fläche zu verändern."
            )
        )
    return repaired, True


def merged(shapes: Sequence[MultiPolygon]) -> MultiPolygon:
    """Several pieces under one key as one shape. Raises `BrokenShape` when pieces lie on top of each other."""
    if len(shapes) == 1:
        return _multi(shapes[0])
    union = joined(shapes)
    smallest = min(shape.area for shape in shapes)
    if sum(shape.area for shape in shapes) - union.area > TOLERANCE * smallest:
        raise BrokenShape(message=N_("Der Schlüssel kommt mehrmals vor, und die Flächen liegen übereinander."))
    return union


def joined(pieces: Sequence[MultiPolygon]) -> MultiPolygon:
    """What all pieces cover together."""
    return _polygons_of(shapely.union_all(list(pieces)))


def share_inside(shape: BaseGeometry, container: BaseGeometry) -> float:
    """How much of the area of `shape` lies in `container`: 0 to 1."""
    return float(shape.intersection(container).area / shape.area) if shape.area else 0.0


def area_km2(shape: MultiPolygon) -> float:
    """The area on the ellipsoid in square kilometres, to three decimal places."""
    oriented = shapely.orient_polygons(shape)
    area, _ = _ellipsoid().geometry_area_perimeter(oriented)
    return round(abs(area) / 1_000_000, 3)


def centre(shape: BaseGeometry) -> Point:
    """A point that stands for the shape and surely lies in it: the centroid, or a point further inside."""
    middle = shape.centroid
    return middle if shape.covers(middle) else shape.representative_point()


def to_bytes(shape: MultiPolygon) -> bytes:
    """The same WKB for the same shape, whatever ring or piece the file began with."""
    return shapely.to_wkb(shapely.normalize(shape), byte_order=1)


def from_bytes(boundary: bytes) -> MultiPolygon:
    """The shape of a stored boundary."""
    return cast(MultiPolygon, shapely.from_wkb(boundary))


def _multi(shape: BaseGeometry) -> MultiPolygon:
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon([cast(Polygon, shape)])


def _polygons_of(shape: BaseGeometry) -> MultiPolygon:
    """Areas only: a repair may leave lines and points behind that enclose nothing."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return _multi(shapely.union_all(parts)) if parts else MultiPolygon()


@cache
def _ellipsoid() -> "Geod":
    from pyproj import Geod

    return Geod(ellps="WGS84")
