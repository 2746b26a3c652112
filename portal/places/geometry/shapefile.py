"""Reading one unpacked Shapefile through GDAL (pyogrio), which knows its many dialects."""

from pathlib import Path
from typing import Any

import shapely

from portal.kernel.text import N_
from portal.places.geometry.features import Layer, RawFeature, lowered
from portal.places.geometry.remarks import UnreadableFile, Where


def read_shapefile(path: Path, *, encoding: str | None = None) -> Layer:
    """The layer of `path` (a .shp beside its .dbf, .shx and, if there is one, .prj and .cpg)."""
    import pyogrio

    _require(path, ".dbf", N_("Zu %(name)s fehlt die Datei %(wanted)s mit den Schlüsseln und Namen."))
    _require(path, ".shx", N_("Zu %(name)s fehlt die Datei %(wanted)s (der Index)."))
    try:
        meta, _, shapes, columns = pyogrio.raw.read(path, encoding=encoding, datetime_as_string=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError, LookupError, ValueError):
        raise UnreadableFile(
            message=N_(
                "Das Shapefile %(name)s ist beschädigt oder in einer anderen Zeichenkodierung gespeichert "
                "(siehe --encoding)."
            ),
            name=path.name,
        ) from None
    rows = zip(*columns, strict=True) if len(columns) else ([] for _ in shapes)
    features = (
        _feature(Where(layer=path.stem, number=number), dict(zip(meta["fields"], row, strict=True)), raw)
        for number, (row, raw) in enumerate(zip(rows, shapes, strict=True), 1)
    )
    return Layer(name=path.stem, crs=str(meta["crs"] or ""), features=tuple(features))


def _require(path: Path, suffix: str, message: str) -> None:
    if not path.with_suffix(suffix).exists():
        raise UnreadableFile(message=message, name=path.name, wanted=path.with_suffix(suffix).name)


def _feature(where: Where, properties: dict[str, Any], raw: bytes | None) -> RawFeature:
    attributes = lowered(properties)
    try:
        return RawFeature(where, attributes, None if raw is None else shapely.from_wkb(raw))
    except shapely.errors.GEOSException:
        return RawFeature(where, attributes, None, N_("Die Geometrie ist nicht lesbar."))
