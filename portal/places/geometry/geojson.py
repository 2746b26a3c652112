"""Reading GeoJSON (RFC 7946, and the older form with a `crs` member) with nothing but the standard library."""

import json
from pathlib import Path
from typing import Any, NoReturn

import shapely

from portal.kernel.text import N_
from portal.places.geometry.features import Layer, RawFeature, lowered
from portal.places.geometry.remarks import UnreadableFile, Where

#: What RFC 7946 says when a file says nothing.
DEFAULT_CRS = "EPSG:4326"
UNREADABLE_GEOMETRY = N_(
    "Die Geometrie ist nicht lesbar: ein Ring ist offen, hat zu wenige Punkte oder enthält etwas anderes als Zahlen."
)


def read_geojson(path: Path) -> list[Layer]:
    """The one layer of a GeoJSON file. Raises `UnreadableFile` with the line for text that is no GeoJSON."""
    document = _parsed(_text(path))
    features = _features(document)
    name = document.get("name")
    layer = name if isinstance(name, str) and name else path.stem
    return [
        Layer(name=layer, crs=_crs(document), features=tuple(_feature(layer, n, f) for n, f in enumerate(features, 1)))
    ]


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            message=N_(
                "Zeile %(line)s: Die Datei ist nicht in UTF-8 gespeichert. Bitte exportieren Sie sie noch "
                "einmal mit der Zeichenkodierung UTF-8."
            ),
            line=line,
        ) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            message=N_(
                "Zeile %(line)s, Spalte %(column)s: Hier ist die Datei kein gültiges JSON. Vielleicht "
                "wurde sie nicht vollständig übertragen."
            ),
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise UnreadableFile(message=N_("Die Datei ist zu tief verschachtelt, um eine Karte zu sein.")) from None
    if not isinstance(document, dict):
        raise UnreadableFile(
            message=N_("Die Datei enthält JSON, aber kein GeoJSON (erwartet wird eine FeatureCollection).")
        )
    return document


def _no_number(name: str) -> NoReturn:
    raise UnreadableFile(
        message=N_("Die Datei enthält „%(name)s“ an einer Stelle, an der eine Zahl stehen muss."), name=name
    )


def _features(document: dict[str, Any]) -> list[Any]:
    if document.get("type") == "Feature":
        return [document]
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise UnreadableFile(
            message=N_("Die Datei enthält JSON, aber kein GeoJSON (erwartet wird eine FeatureCollection).")
        )
    return features


def _crs(document: dict[str, Any]) -> str:
    """The older `crs` member, for example "urn:ogc:def:crs:EPSG::25832"; CRS84 is WGS84 with longitude first."""
    declared = document.get("crs")
    if declared is None:
        return DEFAULT_CRS
    properties = declared.get("properties") if isinstance(declared, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name:
        raise UnreadableFile(
            message=N_(
                "Die Angabe „crs“ in der Datei ist nicht lesbar. Bitte nennen Sie das Koordinatensystem mit --crs."
            )
        )
    return DEFAULT_CRS if name.upper().endswith("CRS84") else name


def _feature(layer: str, number: int, raw: Any) -> RawFeature:
    where = Where(layer=layer, number=number)
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        return RawFeature(where, {}, None, N_("Dieses Objekt ist kein GeoJSON-Feature."))
    properties = raw.get("properties")
    attributes = lowered(properties) if isinstance(properties, dict) else {}
    if raw.get("geometry") is None:
        return RawFeature(where, attributes, None)
    try:
        geometry = shapely.from_geojson(json.dumps(raw["geometry"]))
    except (shapely.errors.GEOSException, ValueError, TypeError):
        return RawFeature(where, attributes, None, UNREADABLE_GEOMETRY)
    return RawFeature(where, attributes, geometry)
