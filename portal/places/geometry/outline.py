"""Small drawings of boundaries: SVG path data, simplified to what a screen can show. No map library, no tiles."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from portal.places.geometry.shapes import from_bytes

#: Longer side of the drawing in its own units, without the margin.
SIZE = 400
MARGIN = 8
#: Corners that stand out less than this are left away.
DETAIL = 0.7

Projection = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Outline:
    """A drawing: `view_box` for the svg element, one `d` per shape in the order given; "" for a shape without area."""

    view_box: str
    paths: tuple[str, ...]


def outline(boundaries: Sequence[bytes | None], *, frame: bytes | None = None) -> Outline:
    """Draw boundaries that share a frame (default: all of them together). Neighbours keep sharing their borders."""
    shapes = [from_bytes(boundary) if boundary else shapely.MultiPolygon() for boundary in boundaries]
    framed = from_bytes(frame) if frame else shapely.union_all(shapes)
    if framed.is_empty:
        return Outline(view_box=f"0 0 {SIZE} {SIZE}", paths=tuple("" for _ in shapes))
    project, width, height = _projection(framed)
    drawn = [shapely.transform(shape, project) for shape in shapes]
    simple = (
        shapely.coverage_simplify(drawn, DETAIL)
        if len(drawn) > 1
        else [shapely.simplify(shape, DETAIL) for shape in drawn]
    )
    return Outline(view_box=f"0 0 {width} {height}", paths=tuple(_path(shape) for shape in simple))


def _projection(frame: BaseGeometry) -> tuple[Projection, int, int]:
    """Degrees to drawing units: equal scale both ways at the middle latitude, north up."""
    west, south, east, north = frame.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = SIZE / max((east - west) * squeeze, north - south, 1e-9)

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (points[:, 0] - west) * squeeze * scale + MARGIN
        y = (north - points[:, 1]) * scale + MARGIN
        return np.column_stack((x, y))

    width = math.ceil((east - west) * squeeze * scale) + 2 * MARGIN
    return project, width, math.ceil((north - south) * scale) + 2 * MARGIN


def _path(shape: BaseGeometry) -> str:
    rings = [
        ring
        for polygon in shapely.get_parts(shape)
        for ring in (polygon.exterior, *polygon.interiors)
        if not polygon.is_empty
    ]
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _ring(points: NDArray[np.float64]) -> str:
    """One closed ring in whole units, relative steps: the shortest form a browser understands."""
    grid = np.rint(points[:-1]).astype(int)
    steps = [step for step in np.diff(grid, axis=0).tolist() if step != [0, 0]]
    if len(steps) < 2:
        return ""
    moves = "".join(f"{dx}{dy:+d}" if i == 0 else f"{dx:+d}{dy:+d}" for i, (dx, dy) in enumerate(steps))
    return f"M{grid[0][0]} {grid[0][1]}l{moves}z"
