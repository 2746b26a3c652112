"""From a point on the map to the smallest place that contains it. Geometry is loaded by the first question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.places.models import Sozialraum
from portal.places.queries.rows import place
from portal.places.queries.snapshot import Tree, is_committed, tree

if TYPE_CHECKING:
    import shapely


@dataclass(frozen=True)
class _Index:
    """Boundaries of one state of the tree, the smallest first."""

    of: Tree
    ids: tuple[UUID, ...]
    shapes: "shapely.STRtree"

    def smallest(self, points: Sequence["shapely.Point"]) -> list[UUID | None]:
        import numpy as np

        found: list[UUID | None] = [None] * len(points)
        best = np.full(len(points), len(self.ids))
        for point, shape in self.shapes.query(np.array(points, dtype=object), predicate="intersects").T:
            if shape < best[point]:
                best[point] = shape
                found[point] = self.ids[shape]
        return found


_kept: list[_Index] = []


def place_at(lat: float, lon: float) -> Sozialraum | None:
    """The smallest place whose boundary contains the point (WGS84); None outside the county."""
    found = places_at([(lat, lon)])[0]
    return place(found) if found else None


def places_at(points: Sequence[tuple[float, float]]) -> list[UUID | None]:
    """For each (latitude, longitude) the id of the smallest place that contains it, or None. 10,000 take some 20 ms."""
    import shapely

    return _index().smallest([shapely.Point(lon, lat) for lat, lon in points])


def _index() -> _Index:
    """The index of the present tree, built once per process and state."""
    import shapely

    from portal.places.geometry.shapes import from_bytes

    known = tree()
    if _kept and _kept[0].of is known:
        return _kept[0]
    rows = session().execute(
        select(Sozialraum.id, Sozialraum.boundary)
        .where(Sozialraum.boundary.is_not(None))
        .order_by(Sozialraum.area_km2, Sozialraum.path.desc())
    )
    shapes = {place_id: from_bytes(boundary) for place_id, boundary in rows if boundary is not None}
    built = _Index(known, tuple(shapes), shapely.STRtree(list(shapes.values())))
    if is_committed(known):
        _kept[:] = [built]
    return built
