"""Boundaries and middles of all places, kept for each state of the tree: questions with a rectangle cost no query."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from portal.feed.geometry.boxes import Box, Window
from portal.feed.geometry.crs import CRS84, DEGREES, Crs, Point, projected, transformer
from portal.kernel.db import in_unit, session
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.queries import Tree

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Germany, where nobody has imported a boundary yet.
_GERMANY: Window = (5.8, 47.2, 15.1, 55.1)


@dataclass
class Grounds:
    """Everything about where places are, for one state of the tree."""

    of: Tree
    #: A point (longitude, latitude) that stands for a place.
    middles: dict[UUID, Point]
    #: Boundaries in degrees.
    shapes: "dict[UUID, BaseGeometry]"
    _projected: "dict[Crs, dict[UUID, BaseGeometry]]" = field(default_factory=dict)
    _written: dict[tuple[Crs, UUID], dict[str, Any]] = field(default_factory=dict)

    def in_box(self, box: Box) -> set[UUID]:
        """The places whose middle lies in a box."""
        return {place_id for place_id, (lon, lat) in self.middles.items() if box.holds(lon, lat)}

    def touching(self, box: Box) -> set[UUID]:
        """The places whose area has a point in common with a box."""
        return {place_id for place_id, shape in self._shapes_for(box.crs).items() if box.touches(shape)}

    def written(self, place_id: UUID, crs: Crs) -> dict[str, Any] | None:
        """The boundary of a place as a GeoJSON geometry in a coordinate system; None without one."""
        if place_id not in self.shapes:
            return None
        known = self._written.get((crs, place_id))
        if known is None:
            known = self._written[crs, place_id] = _written(self.shapes[place_id], crs)
        return known

    def frame(self, scope: UUID | None = None) -> Window:
        """The rectangle around a place, or around the whole county."""
        wanted = scope or (self.of.root.id if self.of.root else None)
        shape = self.shapes.get(wanted) if wanted else None
        if shape is None:
            return _GERMANY
        west, south, east, north = shape.bounds
        return west, south, east, north

    def _shapes_for(self, crs: Crs) -> "dict[UUID, BaseGeometry]":
        if crs.is_in_degrees:
            return self.shapes
        if crs not in self._projected:
            self._projected[crs] = {place_id: _in_metres(shape, crs) for place_id, shape in self.shapes.items()}
        return self._projected[crs]


_kept: list[Grounds] = []


def grounds() -> Grounds:
    """Those of the present tree; one query when the tree has changed, none otherwise."""
    known = places.tree()
    if _kept and _kept[0].of is known:
        return _kept[0]
    made = _loaded(known)
    if not in_unit():
        _kept[:] = [made]
    return made


def _loaded(known: Tree) -> Grounds:
    from portal.places.geometry.shapes import from_bytes

    s = Sozialraum
    rows = session().execute(select(s.id, s.centre_lon, s.centre_lat, s.boundary)).all()
    middles = {
        row.id: (round(row.centre_lon, DEGREES), round(row.centre_lat, DEGREES))
        for row in rows
        if row.centre_lon is not None
    }
    return Grounds(known, middles, {row.id: from_bytes(row.boundary) for row in rows if row.boundary is not None})


def _in_metres(shape: "BaseGeometry", crs: Crs) -> "BaseGeometry":
    import numpy as np
    import shapely

    to = transformer(crs)
    return shapely.transform(shape, lambda points: np.column_stack(to.transform(points[:, 0], points[:, 1])))


def _written(shape: "BaseGeometry", crs: Crs) -> dict[str, Any]:
    from shapely.geometry import mapping

    as_told: dict[str, Any] = mapping(shape)
    if crs is CRS84:
        return {"type": as_told["type"], "coordinates": as_told["coordinates"]}
    pieces = [[projected(ring, crs) for ring in piece] for piece in as_told["coordinates"]]
    return {"type": as_told["type"], "coordinates": pieces}
