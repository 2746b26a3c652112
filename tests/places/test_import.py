"""Writing files into the tree: all of it or nothing, and never twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.places import actions, queries
from portal.places.actions import ImportRefused, ImportReport, importing
from portal.places.geometry import shapes
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.county import make_county
from tests.factories.places import import_unterallgaeu, make_place
from tests.places import files

pytestmark = pytest.mark.usefixtures("app")


def read(*paths: Path, **options: Any) -> ImportReport:
    layers = [layer for path in paths for layer in importing.read_layers(path)]
    with unit_of_work():
        return importing.import_places(layers, by=SYSTEM, **options)


def refused(*paths: Path, **options: Any) -> list[str]:
    """What the report says about files that must not be read; also checks that nothing was written."""
    before = queries.tree()
    with pytest.raises(ImportRefused) as caught:
        read(*paths, **options)
    queries.forget_tree()
    assert queries.tree().version == before.version
    return [str(error) for error in caught.value.report.errors]


def test_example_county_has_its_real_places() -> None:
    report = import_unterallgaeu()
    assert report.county == "Landkreis Unterallgäu"
    assert report.added == Counter(
        {
            PlaceKind.COUNTY: 1,
            PlaceKind.MUNICIPAL_ASSOCIATION: 11,
            PlaceKind.MUNICIPALITY: 52,
            PlaceKind.UNINCORPORATED: 1,
        }
    )
    unteregg = queries.place_by_slug("unteregg")
    assert (unteregg.ags, unteregg.ars, unteregg.kind) == ("09778207", "097785766207", PlaceKind.MUNICIPALITY)
    assert [queries.place(place_id).name for place_id in unteregg.lineage] == [
        "Landkreis Unterallgäu",
        "Verwaltungsgemeinschaft Dirlewang",
        "Unteregg",
    ]
    wald = queries.place_by_slug("ungerhauser-wald")
    assert (wald.kind, wald.has_residents) == (PlaceKind.UNINCORPORATED, False)


def test_each_gemeinde_stands_below_the_association_of_its_regional_key() -> None:
    import_unterallgaeu()
    for gemeinde in queries.municipalities():
        parent = queries.place(gemeinde.parent_id or gemeinde.id)
        assert gemeinde.ars is not None
        if gemeinde.ars[5] == "5":
            assert parent.ars is not None
            assert parent.ars[:9] == gemeinde.ars[:9]
        else:
            assert parent.kind is PlaceKind.COUNTY


def test_second_import_doubles_and_changes_nothing(session: Session) -> None:
    import_unterallgaeu()
    versions = session.scalars(select(func.sum(Sozialraum.version))).one()
    report = import_unterallgaeu()
    assert report.added == report.changed == Counter()
    assert report.unchanged.total() == 65
    assert session.scalars(select(func.sum(Sozialraum.version))).one() == versions


@pytest.mark.parametrize(
    ("key", "name", "gemeinden", "associations"),
    [("09778", "Landkreis Unterallgäu", 52, 11), ("09780", "Landkreis Oberallgäu", 28, 2)],
)
def test_one_county_out_of_a_larger_shapefile(key: str, name: str, gemeinden: int, associations: int) -> None:
    report = read(files.TWO_COUNTIES, county=key)
    assert report.county == name
    assert report.added[PlaceKind.MUNICIPALITY] == gemeinden
    assert report.added[PlaceKind.MUNICIPAL_ASSOCIATION] == associations
    assert "9 Objekte sind keine eigenen Orte" in str(report.notes[0]) or key == "09780"


def test_shapefile_and_geojson_agree_on_what_a_place_is() -> None:
    import_unterallgaeu()
    report = read(files.TWO_COUNTIES)
    assert report.added == Counter()
    assert report.changed.total() + report.unchanged.total() == 65


def test_geopackage_in_the_new_grid(tmp_path: Path) -> None:
    from pyproj import Transformer

    from portal.places.geometry.reading import read_layers

    grid = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    path = tmp_path / "kreis.gpkg"
    for source, layer in ((files.COUNTY, "krs"), (files.GEMEINDEN, "gem")):
        features = [f for f in read_layers(source)[0].features if f.geometry is not None]
        moved = [
            shapely.transform(shapes.tidy(f.geometry)[0], lambda xy: np.column_stack(grid.transform(*xy.T)))
            for f in features
            if f.geometry is not None
        ]
        columns: dict[str, Any] = {
            name: [f.properties[name.lower()] for f in features] for name in ("AGS", "ARS", "GEN", "BEZ")
        }
        files.written_by_gdal(path, moved, "EPSG:25832", layer=layer, columns=columns)
    report = read(path)
    assert (report.added[PlaceKind.COUNTY], report.added[PlaceKind.MUNICIPALITY]) == (1, 52)
    assert [str(note) for note in report.notes] == [
        "44 Gemeinden gehören laut Schlüssel zu einer Verwaltungsgemeinschaft, die noch nicht eingelesen ist."
    ]
    middle = queries.place_by_slug("mindelheim")
    assert middle.centre_lat == pytest.approx(48.05, abs=0.03)


def test_associations_may_come_later(tmp_path: Path) -> None:
    read(files.COUNTY, files.GEMEINDEN)
    assert queries.tree().association_of(_node("unteregg")) is None
    report = read(files.ASSOCIATIONS)
    assert report.added == Counter({PlaceKind.MUNICIPAL_ASSOCIATION: 11})
    assert report.changed == Counter({PlaceKind.MUNICIPALITY: 44})
    association = queries.tree().association_of(_node("unteregg"))
    assert association is not None
    assert association.name == "Verwaltungsgemeinschaft Dirlewang"
    assert len(queries.place_by_slug("unteregg").lineage) == 3


def _node(slug: str) -> queries.PlaceNode:
    node = queries.tree().by_slug(slug)
    assert node is not None
    return node


def test_county_is_put_together_from_its_gemeinden_when_it_is_set_up() -> None:
    make_county(name="Landkreis Unterallgäu", short_name="Unterallgäu", ags="09778")
    report = read(files.GEMEINDEN)
    assert report.added[PlaceKind.COUNTY] == 1
    assert queries.place_by_slug("landkreis-unterallgaeu").area_km2 == pytest.approx(1228, rel=0.01)


def test_gemeinden_without_their_county_are_refused() -> None:
    [error] = refused(files.GEMEINDEN)
    assert error.startswith("Der Landkreis 09778 selbst fehlt.")


def test_county_must_be_named_when_there_are_several() -> None:
    [error] = refused(files.TWO_COUNTIES)
    assert error.startswith("Die Datei enthält Orte aus 2 Landkreisen. Bitte nennen Sie einen mit --county")


def test_another_county_is_refused() -> None:
    import_unterallgaeu()
    assert refused(files.TWO_COUNTIES, county="09780") == ["Dieses Portal gehört zu Landkreis Unterallgäu (09778)."]


def test_county_that_is_not_in_the_file_is_refused() -> None:
    assert refused(files.TWO_COUNTIES, county="09162") == ["Für den Landkreis 09162 enthält die Datei keinen Ort."]


def test_words_of_staff_and_address_survive_an_import(tmp_path: Path) -> None:
    import_unterallgaeu()
    place = queries.place_by_slug("unteregg")
    with unit_of_work():
        actions.edit_place(
            place, seen_version=1, phone="08269 123", phone_of="Kümmerin", welcome="Grüß Gott!", by=SYSTEM
        )
    [layer] = importing.read_layers(files.GEMEINDEN)
    layer.features[0].properties["gen"] = "Neustadt"
    with unit_of_work():
        report = importing.import_places([layer], by=SYSTEM)
    assert report.changed == Counter({PlaceKind.MUNICIPALITY: 1})
    renamed = queries.place_by_slug("bad-woerishofen")
    assert renamed.name == "Neustadt"
    kept = queries.place_by_slug("unteregg")
    assert (kept.phone, kept.phone_of, kept.welcome) == ("08269 123", "Kümmerin", "Grüß Gott!")


def test_places_that_a_later_file_lacks_stay(tmp_path: Path) -> None:
    read(files.geojson(tmp_path, files.county(), files.gemeinde(1), files.gemeinde(2, west=10.4)))
    report = read(files.geojson(tmp_path, files.gemeinde(1)))
    assert [str(note) for note in report.notes] == [
        "1 bekannte Gemeinden stehen nicht in der Datei und bleiben, wie sie sind."
    ]
    assert len(queries.municipalities()) == 2


def test_several_areas_of_one_key_become_one_place(tmp_path: Path) -> None:
    read(files.geojson(tmp_path, files.county(), files.gemeinde(1, west=10.2), files.gemeinde(1, west=10.6)))
    boundary = shapes.from_bytes(queries.boundaries([_node("dorf-1").id])[_node("dorf-1").id])
    assert len(boundary.geoms) == 2


def test_same_area_twice_under_one_key_is_refused(tmp_path: Path) -> None:
    errors = refused(files.geojson(tmp_path, files.county(), files.gemeinde(1), files.gemeinde(1)))
    assert errors == [
        "Ebene orte, Objekt 3 (Dorf 1): Der Schlüssel kommt mehrmals vor, und die Flächen liegen übereinander."
    ]


def test_one_key_with_two_names_is_refused(tmp_path: Path) -> None:
    path = files.geojson(tmp_path, files.county(), files.gemeinde(1), files.gemeinde(1, west=10.5, GEN="Burg"))
    assert refused(path) == [
        "Ebene orte, Objekt 3 (Burg): Der Schlüssel 09999001 kommt mehrmals vor, mit verschiedenen Namen: Burg, Dorf 1."
    ]


def test_missing_key_is_refused_with_its_object(tmp_path: Path) -> None:
    path = files.geojson(
        tmp_path, files.county(), files.gemeinde(1), files.gemeinde(2, west=10.4, AGS=None), name="gem"
    )
    assert refused(path) == ["Ebene gem, Objekt 3: Der Amtliche Gemeindeschlüssel (Feld AGS) fehlt."]


def test_lost_zero_is_restored_and_told(tmp_path: Path) -> None:
    report = read(files.geojson(tmp_path, files.county(), files.gemeinde(1, AGS=9999001)))
    assert [str(note) for note in report.notes] == [
        "Ebene orte, Objekt 2 (Dorf 1): Der Schlüssel kam ohne führende Null an und wurde ergänzt."
    ]
    assert queries.place_by_slug("dorf-1").ags == "09999001"


def test_wrong_coordinate_system_is_refused() -> None:
    errors = refused(*files.EVERYTHING, crs="25832")
    assert len(errors) == 65
    assert (
        "außerhalb Deutschlands. Vermutlich stimmt das Koordinatensystem EPSG:25832 nicht (siehe --crs)." in errors[0]
    )


def test_swapped_coordinates_are_named(tmp_path: Path) -> None:
    swapped = files.feature(shapely.box(48.2, 10.2, 48.3, 10.3), AGS="09999001", GEN="Dorf", BEZ="Gemeinde")
    [error] = refused(files.geojson(tmp_path, files.county(), swapped))
    assert error.startswith("Ebene orte, Objekt 2 (Dorf): Länge und Breite sind vertauscht")


def test_gemeinde_outside_its_county_is_refused(tmp_path: Path) -> None:
    [error] = refused(files.geojson(tmp_path, files.county(), files.gemeinde(1, west=12.5)))
    assert error.startswith("Ebene orte, Objekt 2 (Dorf 1): Dieser Ort liegt nicht im Gebiet des Landkreises.")


def test_missing_coordinate_system_is_refused_and_can_be_named(tmp_path: Path) -> None:
    squares = [shapely.box(600000, 5320000, 700000, 5420000), shapely.box(610000, 5330000, 620000, 5340000)]
    words = {"AGS": ["09999", "09999001"], "GEN": ["Musterkreis", "Dorf"], "BEZ": ["Landkreis", "Gemeinde"]}
    files.written_by_gdal(tmp_path / "GEM.shp", squares, "EPSG:25832", columns=words)
    path = files.zipped_shapefile(tmp_path, "GEM", without=[".prj"])
    [error] = refused(path)
    assert error.startswith("Ebene GEM: Das Koordinatensystem fehlt (bei Shapefiles die .prj-Datei).")
    assert read(path, crs="25832").added.total() == 2


def test_broken_boundary_is_refused_with_its_object(tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(10.2, 48.2), (10.3, 48.3), (10.3, 48.2), (10.2, 48.3)])
    path = files.geojson(tmp_path, files.county(), files.feature(bow_tie, AGS="09999001", GEN="Dorf"))
    [error] = refused(path)
    assert error.startswith("Ebene orte, Objekt 2 (Dorf): Die Grenze schneidet sich selbst")


def test_harmless_crossing_is_repaired_and_told(tmp_path: Path) -> None:
    spike = shapely.Polygon([(10.2, 48.2), (10.3, 48.2), (10.3, 48.3), (10.3, 48.35), (10.3, 48.3), (10.2, 48.3)])
    report = read(files.geojson(tmp_path, files.county(), files.feature(spike, AGS="09999001", GEN="Dorf")))
    assert [str(note) for note in report.notes] == [
        "Ebene orte, Objekt 2 (Dorf): Die Grenze schnitt sich selbst und wurde bereinigt; "
        "die Fläche blieb auf ein Tausendstel gleich."
    ]


def test_missing_area_and_unreadable_geometry_are_refused(tmp_path: Path) -> None:
    path = files.geojson(
        tmp_path,
        files.county(),
        files.feature(None, AGS="09999001", GEN="Dorf"),
        files.feature({"type": "Polygon", "coordinates": [[[1, 2]]]}, AGS="09999002", GEN="Burg"),
    )
    first, second = refused(path)
    assert first == "Ebene orte, Objekt 2 (Dorf): Die Fläche fehlt."
    assert second.startswith("Ebene orte, Objekt 3 (Burg): Die Geometrie ist nicht lesbar")


def test_name_in_a_wrong_character_set_is_refused(tmp_path: Path) -> None:
    [error] = refused(files.geojson(tmp_path, files.county(), files.gemeinde(1, GEN="WÃ¶rishofen")))
    assert "Der Name „WÃ¶rishofen“ enthält falsche Zeichen." in error


def test_every_error_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = files.geojson(
        tmp_path, files.county(), files.gemeinde(1, AGS="123"), files.gemeinde(2, GEN=""), files.gemeinde(3, west=80.0)
    )
    assert len(refused(path)) == 3


def test_water_and_labels_are_no_places(tmp_path: Path) -> None:
    lake = files.gemeinde(1, west=10.5, GF=2)
    label = files.feature(shapely.Point(10.25, 48.25), AGS="09999001", GEN="Dorf 1", BEZ="Gemeinde")
    report = read(files.geojson(tmp_path, files.county(), files.gemeinde(1), lake, label))
    assert report.added[PlaceKind.MUNICIPALITY] == 1
    assert queries.place_by_slug("dorf-1").area_km2 == pytest.approx(82, abs=2)


def test_ortsteile_find_their_gemeinde_by_place_or_by_key(tmp_path: Path) -> None:
    read(files.geojson(tmp_path, files.county(), files.gemeinde(1), files.gemeinde(2, west=10.5)))
    parts = files.geojson(
        tmp_path,
        files.feature(shapely.Point(10.25, 48.25), NAME="Oberdorf"),
        files.feature(shapely.box(10.52, 48.22, 10.54, 48.24), NAME="Weiler"),
        files.feature(None, NAME="Hof", AGS="09999002"),
    )
    report = read(parts, kind=PlaceKind.LOCALITY)
    assert report.added == Counter({PlaceKind.LOCALITY: 3})
    assert [child.name for child in queries.children(queries.place_by_slug("dorf-1"))] == ["Oberdorf"]
    assert [child.name for child in queries.children(queries.place_by_slug("dorf-2"))] == ["Hof", "Weiler"]
    assert read(parts, kind=PlaceKind.LOCALITY).unchanged == Counter({PlaceKind.LOCALITY: 3})


def test_ortsteile_that_fit_nowhere_are_refused(tmp_path: Path) -> None:
    read(files.geojson(tmp_path, files.county(), files.gemeinde(1)))
    parts = files.geojson(
        tmp_path,
        files.feature(shapely.Point(10.9, 48.9), NAME="Draußen"),
        files.feature(None, NAME="Irgendwo"),
        files.feature(None, NAME="Fremd", AGS="09999777"),
    )
    outside, unplaced, foreign = refused(parts, kind=PlaceKind.LOCALITY)
    assert outside == "Ebene orte, Objekt 1 (Draußen): Dieser Ort liegt in keiner Gemeinde dieses Landkreises."
    assert "Zu diesem Ortsteil fehlt die Gemeinde" in unplaced
    assert foreign == "Ebene orte, Objekt 3 (Fremd): Eine Gemeinde mit dem Schlüssel 09999777 gibt es hier nicht."


def test_ortsteile_of_one_name_in_two_gemeinden_have_two_addresses(tmp_path: Path) -> None:
    read(files.geojson(tmp_path, files.county(), files.gemeinde(1), files.gemeinde(2, west=10.5)))
    parts = [files.feature(None, NAME="Weiler", AGS=f"0999900{number}") for number in (1, 2)]
    read(files.geojson(tmp_path, *parts), kind=PlaceKind.LOCALITY)
    assert [node.slug for node in queries.tree() if node.name == "Weiler"] == ["weiler", "weiler-dorf-2"]


def test_an_import_is_written_into_the_log(session: Session) -> None:
    import_unterallgaeu()
    [entry] = session.scalars(audit.entries(of_kind="places.imported")).all()
    assert (entry.facts["added"], entry.facts["changed"]) == (65, 0)


def test_only_the_portal_itself_imports() -> None:
    with pytest.raises(Forbidden), unit_of_work():
        importing.import_places([], by=ANONYMOUS)


def test_database_keeps_a_second_county_out() -> None:
    make_place("Eins", kind=PlaceKind.COUNTY, ags="09998")
    with pytest.raises(Conflict) as refused:
        make_place("Zwei", kind=PlaceKind.COUNTY, ags="09997")
    assert "unique" in str(refused.value.__cause__).lower()


@pytest.mark.parametrize("ags", ["9778116", "0977811X", "097781160", ""])
def test_database_keeps_wrong_keys_out(ags: str) -> None:
    with pytest.raises(Exception, match=r"(?i)check|too long"):
        make_place("Dorf", ags=ags or "12345")


def test_refused_import_leaves_the_tree_as_it_was(app: Flask, tmp_path: Path) -> None:
    """The last object is broken: the good ones before it are not kept either."""
    import_unterallgaeu()
    [layer] = importing.read_layers(files.GEMEINDEN)
    layer.features[0].properties["gen"] = "Anders"
    layer.features[-1].properties["ags"] = "x"
    with pytest.raises(ImportRefused), unit_of_work():
        importing.import_places([layer], by=SYSTEM)
    assert queries.place_by_slug("bad-woerishofen").name == "Bad Wörishofen"
