"""GeoJSON as RFC 7946 has it: WGS 84, longitude before latitude, no ``crs`` member.

The point of a row is what `centre` says: the centre of its Sozialraum, or where a pin may be shown. The engine takes no other.
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


def geojson(
    columns: Sequence[Column], rows: Iterable[Row], *, centre: Callable[[Row], Centre | None], key: str = "id"
) -> Iterator[bytes]:
    """A FeatureCollection with one feature per line; a row without a known centre keeps a null geometry."""
    separator = '{"type":"FeatureCollection","features":[\n'
    for row in rows:
        yield f"{separator}{dumps(feature(columns, row, centre=centre(row), key=key))}".encode()
        separator = ",\n"
    if separator != ",\n":
        yield separator.encode()
    yield b"\n]}\n"


def feature(columns: Sequence[Column], row: Row, *, centre: Centre | None, key: str = "id") -> dict[str, Any]:
    """One feature whose properties are the declared columns and whose ``id`` is the row's stable identifier."""
    point = None
    if centre is not None:
        point = {"type": "Point", "coordinates": [round(centre.lon, _DECIMALS), round(centre.lat, _DECIMALS)]}
    return {"type": "Feature", "id": str(row[key]), "geometry": point, "properties": properties(columns, row)}
