"""From the coordinate system of a file to WGS84. PROJ runs offline, and longitude always comes first."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from portal.kernel.text import N_
from portal.places.geometry.remarks import UnreadableFile

if TYPE_CHECKING:
    from pyproj import Transformer

WGS84 = "EPSG:4326"
#: West, south, east, north of Germany with a margin, in degrees.
GERMANY = (5.5, 47.0, 15.5, 55.3)
#: Decimal places kept: about one centimetre.
DECIMALS = 7
UNKNOWN_CRS = N_(
    "Das Koordinatensystem „%(crs)s“ ist nicht bekannt. Bitte nennen Sie es mit --crs, zum Beispiel --crs 25832."
)
OUTSIDE_GERMANY = N_(
    "Die Koordinaten %(x)s / %(y)s liegen außerhalb Deutschlands. Vermutlich stimmt das Koordinatensystem %(crs)s "
    "nicht (siehe --crs)."
)
SWAPPED = N_("Länge und Breite sind vertauscht: die Länge (für Bayern etwa 9 bis 14) muss zuerst stehen.")


def authority_code(crs: str) -> str:
    """One spelling for "25832", "epsg:25832" and "urn:ogc:def:crs:EPSG::25832". Raises `UnreadableFile` for others."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    text = crs.strip()
    try:
        found = CRS.from_epsg(int(text)) if text.isdecimal() else CRS.from_user_input(text)
    except (CRSError, ValueError, OverflowError):
        raise UnreadableFile(message=UNKNOWN_CRS, crs=text[:60]) from None
    code = found.to_epsg(min_confidence=25)
    return f"EPSG:{code}" if code else found.to_wkt()


def to_wgs84(shape: BaseGeometry, crs: str) -> BaseGeometry:
    """`shape`, given in `crs` (a result of `authority_code`), in two-dimensional WGS84, rounded to a centimetre.

    DHDN (EPSG:31467 and its neighbours) is shifted with the best transformation PROJ carries, within a few metres.
    """
    flat = shapely.force_2d(shape)
    if crs != WGS84:
        transformer = _transformer(crs)
        flat = shapely.transform(
            flat, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
        )
    return shapely.transform(flat, lambda points: points.round(DECIMALS))


def misplaced(shape: BaseGeometry) -> bool:
    """Whether a shape in WGS84 lies outside Germany, or nowhere because its coordinates are no numbers."""
    west, south, east, north = shape.bounds
    inside = GERMANY[0] <= west <= east <= GERMANY[2] and GERMANY[1] <= south <= north <= GERMANY[3]
    return not inside


def swapped(shape: BaseGeometry) -> bool:
    """Whether the shape would lie in Germany if latitude and longitude changed places."""
    south, west, north, east = shape.bounds
    return GERMANY[0] <= west <= east <= GERMANY[2] and GERMANY[1] <= south <= north <= GERMANY[3]


@cache
def _transformer(crs: str) -> "Transformer":
    import pyproj.network

    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    return pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
