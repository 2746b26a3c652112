"""The area of a Nadelkarte: which points lie in it, and how it is read from a file."""

import json
import math
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_

if TYPE_CHECKING:
    from shapely import MultiPolygon

#: West, south, east and north of what a map shows as long as nobody said where it is.
BAVARIA = (8.9, 47.2, 13.9, 50.6)
#: Corners of a drawn area: more than any hand draws.
MOST_CORNERS = 5_000
_NOT_AN_AREA = N_(
    "Das ist keine Fläche, die wir lesen können. Erwartet wird GeoJSON mit einem Polygon oder MultiPolygon "
    "in WGS84 (Länge vor Breite)."
)
_OUTSIDE_OF_EVERYTHING = N_(
    "Die Fläche liegt nicht in Deutschland. Vermutlich sind Länge und Breite vertauscht, oder die Koordinaten "
    "sind nicht in WGS84."
)


class Area:
    """An area (WKB) made ready for being asked which points lie in it."""

    def __init__(self, boundary: bytes) -> None:
        import shapely

        from portal.places.geometry.shapes import from_bytes

        self.shape: MultiPolygon = from_bytes(boundary)
        shapely.prepare(self.shape)

    def contains(self, lat: float, lon: float) -> bool:
        """Whether a point (WGS84, degrees) lies in it, its edge included."""
        import shapely

        return bool(shapely.intersects_xy(self.shape, lon, lat))


def frame(area: bytes) -> tuple[float, float, float, float]:
    """West, south, east and north of an area (WKB) in degrees."""
    west, south, east, north = Area(area).shape.bounds
    return west, south, east, north


def read_area(typed: str) -> bytes:
    """An area as WKB from GeoJSON (a geometry, a Feature or a FeatureCollection; all pieces together).

    Raises `InvalidInput` (field "area") for anything else, for too many corners, and for coordinates outside Germany.
    """
    import shapely
    from shapely.geometry import shape

    from portal.places.geometry.remarks import BrokenShape
    from portal.places.geometry.shapes import tidy, to_bytes

    try:
        pieces = [shape(one) for one in _geometries(_parsed(typed))]
        if not pieces or sum(shapely.get_num_coordinates(piece) for piece in pieces) > MOST_CORNERS:
            raise ValueError("no pieces, or too many corners")
        whole, _repaired = tidy(shapely.union_all([shapely.force_2d(piece) for piece in pieces]))
    except (
        ValueError,
        OverflowError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        shapely.GEOSException,
        BrokenShape,
    ) as error:
        raise InvalidInput("pin-map.no-area", _NOT_AN_AREA, field="area") from error
    west, south, east, north = whole.bounds
    if not (west >= 5.0 and east <= 16.0 and south >= 47.0 and north <= 56.0):
        raise InvalidInput("pin-map.area-elsewhere", _OUTSIDE_OF_EVERYTHING, field="area")
    return to_bytes(whole)


def _parsed(typed: str) -> Any:
    """JSON whose numbers are numbers: Python's reader also takes NaN, and makes infinity of too large ones."""
    return json.loads(typed, parse_constant=_finite, parse_float=_finite)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError("no number")
    return value


def written(area: bytes) -> str:
    """An area (WKB) as GeoJSON that `read_area` reads again, its corners rounded to a tenth of a metre."""
    import shapely

    from portal.places.geometry.shapes import from_bytes

    return str(shapely.to_geojson(shapely.set_precision(from_bytes(area), 1e-6)))


def _geometries(found: Any) -> list[Any]:
    if found["type"] == "FeatureCollection":
        return [feature["geometry"] for feature in found["features"]]
    return [found["geometry"] if found["type"] == "Feature" else found]
