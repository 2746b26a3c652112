"""Files of boundaries for tests: the real ones of the example county, and small ones made on the spot."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "portal" / "demo" / "data" / "places"
COUNTY, ASSOCIATIONS, GEMEINDEN = (
    EXAMPLE / f"{name}.geojson" for name in ("landkreis", "verwaltungsgemeinschaften", "gemeinden")
)
EVERYTHING = (COUNTY, ASSOCIATIONS, GEMEINDEN)
TWO_COUNTIES = Path(__file__).parent / "data" / "two_counties_31467.zip"


def feature(geometry: BaseGeometry | dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    """One GeoJSON feature; names of attributes as BKG writes them (AGS, GEN, …)."""
    shape = mapping(geometry) if isinstance(geometry, BaseGeometry) else geometry
    return {"type": "Feature", "properties": properties, "geometry": shape}


def gemeinde(number: int = 1, *, west: float = 10.2, **properties: Any) -> dict[str, Any]:
    """A square Gemeinde of the county 09999."""
    attributes = {"AGS": f"09999{number:03d}", "GEN": f"Dorf {number}", "BEZ": "Gemeinde"} | properties
    return feature(shapely.box(west, 48.2, west + 0.1, 48.3), **attributes)


def county(**properties: Any) -> dict[str, Any]:
    """The county 09999 around them."""
    attributes = {"AGS": "09999", "GEN": "Musterkreis", "BEZ": "Landkreis"} | properties
    return feature(shapely.box(10.0, 48.0, 11.0, 49.0), **attributes)


def geojson(folder: Path, *features: dict[str, Any], name: str = "orte", **members: Any) -> Path:
    """These features as a file."""
    path = folder / f"{name}.geojson"
    document = {"type": "FeatureCollection", "features": list(features)} | members
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def zipped(folder: Path, *names: str, content: bytes = b"x") -> Path:
    """A ZIP file with entries of these names."""
    path = folder / "karten.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def written_by_gdal(
    path: Path,
    shapes: Sequence[BaseGeometry],
    crs: str | None,
    *,
    layer: str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, Sequence[Any]],
) -> Path:
    """A GeoPackage or Shapefile (by suffix) as GDAL writes it."""
    import numpy as np
    import pyogrio

    options = {"layer": layer} if layer else {}
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(shape) for shape in shapes], dtype=object),
        field_data=[np.array(values, dtype=object) for values in columns.values()],
        fields=list(columns),
        crs=crs,
        geometry_type=shapes[0].geom_type,
        encoding=encoding,
        append=path.exists() and path.suffix == ".gpkg",
        **options,
    )
    return path


def zipped_shapefile(folder: Path, stem: str, *, without: Sequence[str] = ()) -> Path:
    """The parts of `stem`.shp in one ZIP file."""
    path = folder / f"{stem}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(folder.glob(f"{stem}.*")):
            if part != path and part.suffix not in without:
                archive.write(part, f"lieferung/{part.name}")
    return path
