"""The map of the paper version: outlines as SVG, the names of places, and how long a kilometre is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.pinmaps import queries
from portal.pinmaps.geometry import mercator
from portal.pinmaps.geometry.mercator import Window
from portal.pinmaps.geometry.paper import COLUMNS, ROWS
from portal.places import queries as places
from portal.places.terms import PARTS, PlaceKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from portal.pinmaps.models import PinMap

#: The map on A3 in millimetres; its fields are squares.
WIDTH, HEIGHT = 312.0, 234.0
#: By how many millimetres an outline may be off.
_DETAIL = 0.12
#: Height of a name and rough width of one of its letters, in millimetres.
_NAME_HIGH, _LETTER = 5.0, 2.3
_LENGTHS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
_LONGEST_BAR = 70.0


@dataclass(frozen=True)
class Name:
    """A name on the map; the point in its middle in millimetres from the top left corner."""

    text: str
    x: float
    y: float
    is_part: bool


@dataclass(frozen=True)
class Drawing:
    """What is printed inside the frame."""

    svg: str
    names: list[Name]


def drawing_of(pin_map: "PinMap", sheet: Window) -> Drawing:
    """Outlines, area and grid of a map, and the names that fit without lying on top of each other."""
    import shapely

    from portal.places.geometry.shapes import from_bytes

    area = queries.area_of(pin_map)
    frame = shapely.box(0, 0, WIDTH, HEIGHT)
    around = _around(pin_map)
    shapes = {node: _on_paper(from_bytes(boundary), sheet) for node, boundary in around}
    seen = {node: clipped for node, shape in shapes.items() if not (clipped := shape.intersection(frame)).is_empty}
    inside = _on_paper(from_bytes(area), sheet) if area is not None else frame
    whole = {node: shape for node, shape in seen.items() if node.kind not in PARTS}
    parts = {node: shape for node, shape in seen.items() if node.kind in PARTS}
    svg = _svg(list(whole.values()), list(parts.values()), inside.intersection(frame), frame)
    return Drawing(svg, _names(seen, inside))


def bar_of(sheet: Window) -> tuple[int, float]:
    """A round number of metres and how many millimetres it is on A3."""
    middle = (sheet.north + sheet.south) // 2
    per_metre = mercator.steps_of(1, middle) / (sheet.east - sheet.west) * WIDTH
    fitting = [metres for metres in _LENGTHS if metres * per_metre <= _LONGEST_BAR]
    metres = fitting[-1] if fitting else _LENGTHS[0]
    return metres, metres * per_metre


def _around(pin_map: "PinMap") -> list[tuple[Any, bytes]]:
    """Every Gemeinde of the county, and the Ortsteile of the Sozialraum of the map, as far as their boundary is known."""
    known = places.tree()
    nodes = known.of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
    here = known.get(pin_map.sozialraum_id)
    gemeinde = known.gemeinde_of(here) if here is not None else None
    if gemeinde is not None:
        nodes = [*nodes, *(node for node in known.subtree(gemeinde) if node.kind in PARTS)]
    boundaries = places.boundaries(node.id for node in nodes)
    return [(node, boundaries[node.id]) for node in nodes if node.id in boundaries]


def _on_paper(shape: "BaseGeometry", sheet: Window) -> "BaseGeometry":
    """A shape in degrees as millimetres on A3, without corners that nobody could see."""
    import numpy as np
    import shapely

    wide = sheet.east - sheet.west

    def to_paper(points: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        x = (points[:, 0] + 180) / 360 * mercator.WORLD
        y = (1 - np.arcsinh(np.tan(np.radians(points[:, 1]))) / np.pi) / 2 * mercator.WORLD
        return np.column_stack([(x - sheet.west) / wide * WIDTH, (y - sheet.north) / wide * WIDTH])

    return shapely.simplify(shapely.transform(shape, to_paper), _DETAIL)


def _svg(
    places_drawn: "list[BaseGeometry]", parts: "list[BaseGeometry]", area: "BaseGeometry", frame: "BaseGeometry"
) -> str:
    land = "".join(_path(shape) for shape in places_drawn)
    quarters = "".join(_path(shape) for shape in parts)
    side = WIDTH / len(COLUMNS)
    grid = "".join(f"M{side * at:.2f} 0V{HEIGHT:.0f}" for at in range(1, len(COLUMNS)))
    grid += "".join(f"M0 {side * at:.2f}H{WIDTH:.0f}" for at in range(1, ROWS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="#eef0f1"/>'
        f'<path d="{land}" fill="#fffdf8" stroke="#7d766a" stroke-width="0.35" stroke-linejoin="round"/>'
        f'<path d="{quarters}" fill="none" stroke="#7d766a" stroke-width="0.25" stroke-dasharray="1.6 1"/>'
        f'<path d="{_path(frame.difference(area))}" fill="#d8dcdf" fill-opacity="0.6"/>'
        f'<path d="{grid}" fill="none" stroke="#9aa3ad" stroke-width="0.2" stroke-dasharray="0.8 1.6"/>'
        f'<path d="{_path(area)}" fill="none" stroke="#1b2129" stroke-width="0.9" stroke-linejoin="round"/>'
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="none" stroke="#1b2129" stroke-width="0.7"/></svg>'
    )


def _path(shape: "BaseGeometry") -> str:
    import shapely

    polygons = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon"]
    rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
    return "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings)


def _names(seen: "dict[Any, BaseGeometry]", inside: "BaseGeometry") -> list[Name]:
    """Gemeinden before their Ortsteile, those in the area first, the largest first; a name that would cover another is left out."""
    ordered = sorted(
        seen.items(),
        key=lambda pair: (pair[0].kind in PARTS, not _lies_in(pair[1], inside), -pair[1].area),
    )
    found: list[Name] = []
    taken: list[tuple[float, float, float, float]] = []
    for node, shape in ordered:
        middle = _visible(shape, inside).representative_point()
        half = len(node.name) * _LETTER / 2
        x = min(max(middle.x, half + 1), WIDTH - half - 1)
        box = (x - half, middle.y - _NAME_HIGH / 2, x + half, middle.y + _NAME_HIGH / 2)
        if box[1] < 1 or box[3] > HEIGHT - 1 or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        found.append(Name(node.name, round(x, 2), round(middle.y, 2), node.kind in PARTS))
    return found


def _lies_in(shape: "BaseGeometry", inside: "BaseGeometry") -> bool:
    """Whether a place belongs to the area, and does not only touch its edge."""
    return bool(shape.intersection(inside).area > 0.2 * min(shape.area, inside.area))


def _visible(shape: "BaseGeometry", inside: "BaseGeometry") -> "BaseGeometry":
    """The part of a place where its name should stand: in the area for a place in it, beside the area for its neighbour."""
    part = shape.intersection(inside) if _lies_in(shape, inside) else shape.difference(inside)
    return part if part.area > 0 else shape


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
