"""GeoJSON as RFC 7946 has it: WGS 84, longitude before latitude, no ``crs`` member.

The shape of a row is what `centre` says: the centre of its Sozialraum, where a pin may be shown, or the boundary of a place. The
engine takes no other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.web.documents.columns import Column, Row
from portal.web.documents.json import dumps, properties

GEOJSON_MIMETYPE = "application/geo+json"

# A millionth of a degree is a tenth of a metre: more than the centre of a Gemeinde can mean.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Centre:
    """Where a place is drawn as a point, in degrees of WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The boundary of a place: a Polygon or MultiPolygon as WKB, in degrees of WGS 84, longitude first."""

    wkb: bytes


Shape = Centre | Outline


def geojson(
    columns: Sequence[Column], rows: Iterable[Row], *, centre: Callable[[Row], Shape | None], key: str = "id"
) -> Iterator[bytes]:
    """A FeatureCollection with one feature per line; a row without a known shape keeps a null geometry."""
    separator = '{"type":"FeatureCollection","features":[\n'
    for row in rows:
        yield f"{separator}{dumps(feature(columns, row, centre=centre(row), key=key))}".encode()
        separator = ",\n"
    if separator != ",\n":
        yield separator.encode()
    yield b"\n]}\n"


def feature(columns: Sequence[Column], row: Row, *, centre: Shape | None, key: str = "id") -> dict[str, Any]:
    """One feature whose properties are the declared columns and whose ``id`` is the row's stable identifier."""
    return {
        "type": "Feature",
        "id": str(row[key]),
        "geometry": geometry(centre),
        "properties": properties(columns, row),
    }


def geometry(shape: Shape | None) -> dict[str, Any] | None:
    """The shape as GeoJSON has it; exterior rings run anticlockwise as RFC 7946 asks for."""
    if shape is None:
        return None
    if isinstance(shape, Centre):
        return {"type": "Point", "coordinates": [round(shape.lon, _DECIMALS), round(shape.lat, _DECIMALS)]}
    import shapely

    area = shapely.orient_polygons(shapely.from_wkb(shape.wkb))
    # A ring of a few centimetres would fall in on itself when rounded; `valid_output` leaves such rings out.
    rounded = shapely.set_precision(area, 10**-_DECIMALS, mode="valid_output")
    told: dict[str, Any] = shapely.geometry.mapping(shapely.orient_polygons(rounded))
    return {"type": told["type"], "coordinates": told["coordinates"]}
