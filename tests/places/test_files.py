"""Reading files: what they hold, and what is said about damaged ones."""

import json
import zipfile
from pathlib import Path

import pytest
import shapely

from portal.places.geometry import archive
from portal.places.geometry.reading import read_layers
from portal.places.geometry.remarks import UnreadableFile
from tests.places import files


def test_geojson_of_the_example_county() -> None:
    [layer] = read_layers(files.GEMEINDEN)
    assert (layer.name, layer.crs, len(layer.features)) == ("VG5000_GEM", "EPSG:4326", 53)
    assert layer.features[0].properties["gen"] == "Bad Wörishofen"
    assert str(layer.features[0].where) == "Ebene VG5000_GEM, Objekt 1"


def test_zipped_shapefiles_of_two_counties() -> None:
    layers = read_layers(files.TWO_COUNTIES)
    assert [(layer.name, layer.crs, len(layer.features)) for layer in layers] == [
        ("VG5000_GEM", "EPSG:31467", 82),
        ("VG5000_KRS", "EPSG:31467", 2),
        ("VG5000_VWG", "EPSG:31467", 44),
    ]
    [only] = read_layers(files.TWO_COUNTIES, layer="VG5000_KRS")
    assert [feature.properties["gen"] for feature in only.features] == ["Unterallgäu", "Oberallgäu"]


def test_geopackage_as_gdal_writes_it(tmp_path: Path) -> None:
    shapes = [shapely.box(610000, 5320000, 611000, 5321000), shapely.box(611000, 5320000, 612000, 5321000)]
    path = files.written_by_gdal(
        tmp_path / "a.gpkg", shapes, "EPSG:25832", layer="gem", columns={"AGS": ["1", "2"], "GEN": ["Böhen", "Boos"]}
    )
    files.written_by_gdal(
        path, [shapely.Point(610500, 5320500)], "EPSG:25832", layer="punkte", columns={"NAME": ["Mitte"]}
    )
    layers = read_layers(path)
    assert [(layer.name, layer.crs, len(layer.features)) for layer in layers] == [
        ("gem", "EPSG:25832", 2),
        ("punkte", "EPSG:25832", 1),
    ]
    assert [feature.properties["gen"] for feature in layers[0].features] == ["Böhen", "Boos"]
    assert [feature.geometry for feature in layers[0].features] == shapes


def test_unknown_layer_is_named_with_those_there_are() -> None:
    with pytest.raises(UnreadableFile, match=r"keine Ebene „GEM“\. Vorhanden sind: VG5000_GEM, VG5000_KRS, VG5000_VWG"):
        read_layers(files.TWO_COUNTIES, layer="GEM")


def test_older_geojson_names_its_coordinate_system(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    [layer] = read_layers(files.geojson(tmp_path, files.gemeinde(), crs=crs))
    assert layer.crs == "urn:ogc:def:crs:EPSG::25832"
    [layer] = read_layers(
        files.geojson(tmp_path, files.gemeinde(), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})
    )
    assert layer.crs == "EPSG:4326"
    with pytest.raises(UnreadableFile, match="Die Angabe „crs“"):
        read_layers(files.geojson(tmp_path, files.gemeinde(), crs="25832"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "weder GeoJSON noch GeoPackage"),
        (b"AGS;Name\n09778116;Dorf\n", "weder GeoJSON noch GeoPackage"),
        (b'{"type": "FeatureCollection",\n "features": [\n', "Zeile 3, Spalte 1"),
        (
            '{"type": "FeatureCollection",\n"name": "Wörishofen"}'.encode("cp1252"),
            "Zeile 2: Die Datei ist nicht in UTF-8",
        ),
        (b'{"type": "Topology"}', "kein GeoJSON"),
        (b"[1, 2]", "kein GeoJSON"),
        (b'{"type": "FeatureCollection", "features": {"a": 1}}', "kein GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "„NaN“"),
        (b"[" * 100_000, "zu tief verschachtelt"),
        (b"\x00\x00\x27\x0a" + b"\x00" * 96, "ein Shapefile besteht aus mehreren Dateien"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "kein lesbares GeoPackage"),
        (b"PK\x03\x04 and no more", "beschädigt oder verschlüsselt"),
    ],
)
def test_damaged_files_are_explained(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "datei"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=f"(?i){sentence}"):
        read_layers(path)


def test_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"karte\.geojson gibt es nicht"):
        read_layers(tmp_path / "karte.geojson")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[10, 48], [10.1, 48], [10.1, 48.1]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], [10.1, 48], [10.1, 48.1], ["a", "b"]]]},
        {"type": "Polygon", "coordinates": "keine"},
        {"type": "Polygon"},
        {"type": "Kreis", "coordinates": [1, 2]},
        ["Polygon"],
        17,
    ],
)
def test_unreadable_geometry_is_a_problem_of_its_object_alone(tmp_path: Path, geometry: object) -> None:
    good = files.gemeinde()
    path = files.geojson(tmp_path, good, {"type": "Feature", "properties": None, "geometry": geometry}, {"type": "x"})
    [layer] = read_layers(path)
    assert [bool(feature.problem) for feature in layer.features] == [False, True, True]


@pytest.mark.parametrize("name", ["../b.shp", "/etc/b.shp", "a/../../b.shp", "C:\\b.shp", "..\\b.shp"])
def test_zip_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="unzulässigen Dateinamen"):
        read_layers(files.zipped(tmp_path, name))


def test_a_zip_whose_contents_are_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.shp", "x" * 500)
    content = bytearray(path.read_bytes())
    content[35:38] = b"\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_layers(path)


def test_zip_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        entry = zipfile.ZipInfo("a.shp")
        entry.external_attr = 0o120777 << 16
        zipped.writestr(entry, "/etc/passwd")
    with pytest.raises(UnreadableFile, match="unzulässigen Dateinamen"):
        read_layers(path)


def test_zip_that_grows_beyond_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile, match="größer als erlaubt"):
        read_layers(files.zipped(tmp_path, "a.shp", content=bytes(5_000_000)))


def test_zip_with_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="mehrmals"):
        read_layers(files.zipped(tmp_path, "a/GEM.shp", "b/GEM.shp"))


def test_zip_without_a_map_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="keine Ebene mit Flächen"):
        read_layers(files.zipped(tmp_path, "anleitung.pdf"))


@pytest.mark.parametrize("missing", [".dbf", ".shx"])
def test_incomplete_shapefile_is_explained(tmp_path: Path, missing: str) -> None:
    files.written_by_gdal(tmp_path / "GEM.shp", [shapely.box(10, 48, 11, 49)], "EPSG:4326", columns={"GEN": ["Dorf"]})
    with pytest.raises(UnreadableFile, match=f"GEM{missing}"):
        read_layers(files.zipped_shapefile(tmp_path, "GEM", without=[missing]))


def test_shapefile_says_nothing_of_its_coordinates_without_prj(tmp_path: Path) -> None:
    files.written_by_gdal(tmp_path / "GEM.shp", [shapely.box(10, 48, 11, 49)], "EPSG:4326", columns={"GEN": ["Dorf"]})
    [layer] = read_layers(files.zipped_shapefile(tmp_path, "GEM", without=[".prj"]))
    assert layer.crs == ""


def test_shapefile_in_another_character_set_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "GEM.shp"
    files.written_by_gdal(
        path, [shapely.box(10, 48, 11, 49)], "EPSG:4326", encoding="cp1252", columns={"GEN": ["Wörishofen"]}
    )
    zipped = files.zipped_shapefile(tmp_path, "GEM", without=[".cpg"])
    assert read_layers(zipped, encoding="cp1252")[0].features[0].properties["gen"] == "Wörishofen"
    with pytest.raises(UnreadableFile, match="Zeichenkodierung"):
        read_layers(zipped, encoding="klingonisch")


def test_geopackage_does_not_run_what_it_brings(tmp_path: Path) -> None:
    """A view that never ends is given up, and the file is never written to."""
    import sqlite3

    from portal.places.geometry import geopackage

    path = files.written_by_gdal(
        tmp_path / "a.gpkg", [shapely.box(10, 48, 11, 49)], "EPSG:4326", layer="gem", columns={"GEN": ["Dorf"]}
    )
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE gem RENAME TO was")
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS geom FROM n WHERE x < 0"
        connection.execute(f"CREATE VIEW gem AS {endless}")
        connection.execute("UPDATE gpkg_contents SET table_name = 'gem'")
        connection.execute("UPDATE gpkg_geometry_columns SET table_name = 'gem'")
    connection.close()
    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geopackage, "PATIENCE", 0.2)
        with pytest.raises(UnreadableFile, match="kein lesbares GeoPackage"):
            read_layers(path)
    assert path.read_bytes() == before


def test_example_files_say_where_they_come_from() -> None:
    for path in files.EVERYTHING:
        assert json.loads(path.read_text())["source"].startswith("© GeoBasis-DE / BKG 2021, dl-de/by-2-0")
