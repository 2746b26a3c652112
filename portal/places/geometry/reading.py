"""One door to every kind of file: what it is decides its content, not its name."""

import tempfile
from pathlib import Path

from portal.kernel.text import N_
from portal.places.geometry.archive import unpack
from portal.places.geometry.features import Layer
from portal.places.geometry.geojson import read_geojson
from portal.places.geometry.geopackage import read_geopackage
from portal.places.geometry.remarks import UnreadableFile
from portal.places.geometry.shapefile import read_shapefile

MOST_BYTES = 500_000_000
_SHP_MAGIC = b"\x00\x00\x27\x0a"


def read_layers(path: Path, *, layer: str | None = None, encoding: str | None = None) -> list[Layer]:
    """Every layer of a GeoJSON, GeoPackage or zipped Shapefile, or only the one named `layer`.

    `encoding` names the character set of a Shapefile that comes without .cpg. Raises `UnreadableFile`.
    """
    layers = _layers(path, layer, encoding)
    names = [found.name for found in layers]
    chosen = [found for found in layers if layer in (None, found.name)]
    if layer is not None and not chosen:
        raise UnreadableFile(
            message=N_("Die Datei hat keine Ebene „%(layer)s“. Vorhanden sind: %(names)s."),
            layer=layer,
            names=", ".join(names) or "–",
        )
    if not chosen:
        raise UnreadableFile(message=N_("Die Datei enthält keine Ebene mit Flächen oder Punkten."))
    return chosen


def _layers(path: Path, layer: str | None, encoding: str | None) -> list[Layer]:
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, layer, encoding)
    if head.startswith(b"SQLite format 3\x00"):
        return read_geopackage(path)
    if head.startswith(_SHP_MAGIC):
        raise UnreadableFile(
            message=N_(
                "Ein Shapefile besteht aus mehreren Dateien. Bitte packen Sie .shp, .dbf, .shx und .prj "
                "zusammen in eine ZIP-Datei."
            )
        )
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_geojson(path)
    raise UnreadableFile(message=N_("Diese Datei ist weder GeoJSON noch GeoPackage noch ein gezipptes Shapefile."))


def _head(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableFile(message=N_("Die Datei %(name)s gibt es nicht."), name=path.name)
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(message=N_("Die Datei ist größer als %(most)s MB."), most=MOST_BYTES // 1_000_000)
    with path.open("rb") as source:
        return source.read(64)


def _zipped(path: Path, layer: str | None, encoding: str | None) -> list[Layer]:
    """The layers inside a ZIP file. Of Shapefiles only the wanted one is read; their names are their file names."""
    found: list[Layer] = []
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        for member in unpack(path, Path(folder)):
            match member.suffix:
                case ".shp":
                    skip = layer is not None and layer != member.stem
                    found.append(Layer(member.stem, "") if skip else read_shapefile(member, encoding=encoding))
                case ".gpkg":
                    found.extend(read_geopackage(member))
                case ".geojson":
                    found.extend(read_geojson(member))
    return found
