"""A Nadelkarte as an SVG for paper: outlines with names, pins or clusters in colour and shape, a scale bar."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from portal.pinmaps.charts.signs import Look, slice_path
from portal.pinmaps.geometry.mercator import Window, position, steps_of

#: Width of the drawing in its own units.
WIDTH = 1_000
#: Its height: what a sheet has room for beside the legend. A narrow area gets land on both sides.
HEIGHT = 764
_PAD = 0.03
_LAND, _BORDER, _AREA, _INK, _HALO = "#f4f1e8", "#a39b8b", "#171a2b", "#2b2f3a", "#ffffff"
_SMALLEST, _LARGEST = 13.0, 25.0
_FONTS = "Fira Sans, DejaVu Sans, Liberation Sans, sans-serif"
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pins close together: where (steps of `geometry.mercator`), and how many of each category."""

    x: float
    y: float
    counts: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be drawn. `pins` are (x, y, category)."""

    frame: tuple[float, float, float, float]
    outlines: Mapping[str, Any]
    area: Mapping[str, Any] | None
    looks: Mapping[int, Look]
    pins: Sequence[tuple[int, int, int]] = ()
    bundles: Sequence[Bundle] = ()


class Projection:
    """From positions to the units of the drawing: north is up, the frame lies in the middle."""

    def __init__(self, frame: tuple[float, float, float, float]) -> None:
        west, south, east, north = frame
        top_left, bottom_right = position(north, west), position(south, east)
        across = max(1, bottom_right.x - top_left.x)
        down = max(1, bottom_right.y - top_left.y)
        self.height = HEIGHT
        self.scale = min(WIDTH / across, self.height / down) * (1 - 2 * _PAD)
        self._x = top_left.x + across / 2 - WIDTH / self.scale / 2
        self._y = top_left.y + down / 2 - self.height / self.scale / 2

    @property
    def window(self) -> Window:
        """The positions that the drawing shows."""
        east, south = self._x + WIDTH / self.scale, self._y + self.height / self.scale
        return Window(int(self._x), int(self._y), int(east), int(south))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a position lies in the drawing."""
        return (x - self._x) * self.scale, (y - self._y) * self.scale

    def degrees(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point in degrees lies in the drawing."""
        return self.place(*position(lat, lon))

    def units_of(self, metres: float) -> float:
        """How long a way on the ground is in the middle of the drawing."""
        return steps_of(metres, int(self._y + self.height / self.scale / 2)) * self.scale


def svg_of(sheet: Sheet) -> str:
    """The drawing. Names are escaped; nothing else of it comes from people."""
    to = Projection(sheet.frame)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {to.height:.0f}" font-family="{_FONTS}">',
        f'<rect width="{WIDTH}" height="{to.height:.0f}" fill="#ffffff"/>',
        *_lands(sheet.outlines, to),
        *_area(sheet.area, to),
        *_names(sheet.outlines, to),
        *_bundles(sheet, to),
        *(_pin(one, sheet.looks, to) for one in sheet.pins),
        *_scale_bar(to),
        "</svg>",
    ]
    return "".join(parts)


def _lands(outlines: Mapping[str, Any], to: Projection) -> Iterator[str]:
    for feature in outlines["features"]:
        yield (
            f'<path d="{_path(feature["geometry"], to)}" fill="{_LAND}" stroke="{_BORDER}" stroke-width="1" '
            'stroke-linejoin="round"/>'
        )


def _area(area: Mapping[str, Any] | None, to: Projection) -> Iterator[str]:
    if area is not None:
        path = _path(area["geometry"], to)
        yield f'<path d="{path}" fill="none" stroke="{_AREA}" stroke-width="2.5" stroke-linejoin="round"/>'


def _names(outlines: Mapping[str, Any], to: Projection) -> Iterator[str]:
    """Names of places that lie in the drawing and do not run into one another."""
    taken: list[tuple[float, float, float]] = []
    for feature in outlines["features"]:
        about = feature["properties"]
        x, y = to.degrees(about["lat"], about["lon"])
        half = len(about["name"]) * 4.2
        inside = half < x < WIDTH - half and 20 < y < to.height - 40
        free = all(abs(y - other_y) > 18 or abs(x - other_x) > half + other for other_x, other_y, other in taken)
        if inside and free:
            taken.append((x, y, half))
            yield (
                f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="15" fill="{_INK}" stroke="{_HALO}" '
                f'stroke-width="3" paint-order="stroke" stroke-linejoin="round">{escape(about["name"])}</text>'
            )


def _pin(pin: tuple[int, int, int], looks: Mapping[int, Look], to: Projection) -> str:
    x, y = to.place(pin[0], pin[1])
    look = looks[pin[2]]
    return (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{look.path}" fill="{look.fill}" stroke="#ffffff" '
        'stroke-width="1.5"/>'
    )


def _bundles(sheet: Sheet, to: Projection) -> Iterator[str]:
    """The rings, the largest at the bottom. Their area says how many of the most they hold."""
    ordered = sorted(sheet.bundles, key=lambda one: -_total(one))
    most = _total(ordered[0]) if ordered else 1
    for one in ordered:
        radius = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(_total(one) / most)
        yield _bundle(one, radius, sheet.looks, to)


def _bundle(bundle: Bundle, radius: float, looks: Mapping[int, Look], to: Projection) -> str:
    """A ring with a part for each category, and the number in the middle."""
    total = _total(bundle)
    x, y = to.place(bundle.x, bundle.y)
    begin, slices = 0.0, []
    for category, count in bundle.counts:
        end = begin + count / total
        slices.append(f'<path d="{slice_path(radius, begin, end)}" fill="{looks[category].fill}"/>')
        begin = end
    inner = radius * 0.74
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><circle r="{radius + 1.5:.1f}" fill="#ffffff"/>{"".join(slices)}'
        f'<circle r="{inner:.1f}" fill="#ffffff"/><text y="{_digits(inner, total) * 0.36:.1f}" text-anchor="middle" '
        f'font-size="{_digits(inner, total):.1f}" font-weight="bold" fill="{_INK}">{_short(total)}</text></g>'
    )


def _scale_bar(to: Projection) -> Iterator[str]:
    metres = nice_length(WIDTH / 4 / to.units_of(1))
    length = to.units_of(metres)
    label = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    y = to.height - 22
    yield f'<rect x="14" y="{y - 26:.1f}" width="{length + 28:.1f}" height="42" fill="#ffffff" fill-opacity="0.85"/>'
    yield f'<path d="M28 {y - 6:.1f}v8h{length:.1f}v-8" fill="none" stroke="{_INK}" stroke-width="2"/>'
    yield f'<text x="{28 + length / 2:.1f}" y="{y - 8:.1f}" text-anchor="middle" font-size="15" fill="{_INK}">{label}</text>'


def nice_length(metres: float) -> int:
    """The largest 1, 2 or 5 times a power of ten that is not longer."""
    power: int = 10 ** max(0, math.floor(math.log10(max(1.0, metres))))
    return max(one * power for one in _NICE if one * power <= max(1.0, metres))


def _path(geometry: Mapping[str, Any], to: Projection) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring, to) for polygon in polygons for ring in polygon)


def _ring(ring: Sequence[Sequence[float]], to: Projection) -> str:
    points = (to.degrees(lat, lon) for lon, lat, *_height in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def _total(bundle: Bundle) -> int:
    return sum(count for _category, count in bundle.counts)


def _digits(inner: float, total: int) -> float:
    """The size of the number that fits into a ring."""
    return float(min(inner * 1.25, inner * 3.0 / len(_short(total))))


def _short(number: int) -> str:
    return str(number) if number < 10_000 else f"{number // 1000}T"
