"""The coordinate systems in which the interface for maps answers, each with the axis order of its own definition.

Inside the portal everything is WGS 84 with the longitude first. PROJ runs offline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from portal.kernel.text import N_

if TYPE_CHECKING:
    from pyproj import Transformer

Point = tuple[float, float]
#: Decimal places of a degree (a centimetre) and of a metre.
DEGREES, METRES = 7, 3


@dataclass(frozen=True)
class Crs:
    """One coordinate system, named by its address."""

    uri: str
    #: As PROJ knows it.
    code: str
    label: str
    #: Whether its definition puts the latitude first.
    is_north_first: bool = False
    is_in_degrees: bool = True
    #: West, south, east and north in metres of what can be told in it here; beyond there is nothing.
    reach: tuple[float, float, float, float] | None = None


CRS84 = Crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84", N_("WGS 84, Länge zuerst"))
WGS84 = Crs("http://www.opengis.net/def/crs/EPSG/0/4326", "EPSG:4326", N_("WGS 84, Breite zuerst"), is_north_first=True)
UTM32 = Crs(
    "http://www.opengis.net/def/crs/EPSG/0/25832",
    "EPSG:25832",
    N_("ETRS89 / UTM Zone 32N"),
    is_in_degrees=False,
    reach=(-1_500_000, 0, 2_500_000, 9_000_000),
)
_HALF_ROUND = 20_037_508.34
MERCATOR = Crs(
    "http://www.opengis.net/def/crs/EPSG/0/3857",
    "EPSG:3857",
    N_("Web Mercator"),
    is_in_degrees=False,
    reach=(-_HALF_ROUND, -_HALF_ROUND, _HALF_ROUND, _HALF_ROUND),
)
SYSTEMS = (CRS84, WGS84, UTM32, MERCATOR)
BY_URI = {one.uri: one for one in SYSTEMS}


def projected(points: Sequence[Point], crs: Crs) -> list[Point]:
    """Points (longitude, latitude) in another system, in its own axis order, rounded to a centimetre or a millimetre."""
    if not points:
        return []
    decimals = DEGREES if crs.is_in_degrees else METRES
    plain = [(round(x, decimals), round(y, decimals)) for x, y in east_first(points, crs)]
    return [(y, x) for x, y in plain] if crs.is_north_first else plain


def east_first(points: Sequence[Point], crs: Crs) -> Sequence[Point]:
    """The same unrounded, with the east axis first whatever the definition says."""
    if crs.is_in_degrees:
        return points
    xs, ys = transformer(crs).transform([x for x, _ in points], [y for _, y in points])
    return list(zip(xs, ys, strict=True))


@cache
def transformer(crs: Crs) -> "Transformer":
    """From longitude and latitude to a system in metres."""
    import pyproj.network

    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    return pyproj.Transformer.from_crs("OGC:CRS84", crs.code, always_xy=True)
