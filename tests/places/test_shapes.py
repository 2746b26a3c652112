"""Boundaries: coordinate systems, repairs, areas, drawings."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from portal.places.geometry import crs, shapes
from portal.places.geometry.features import RawFeature
from portal.places.geometry.outline import outline
from portal.places.geometry.reading import read_layers
from portal.places.geometry.remarks import BrokenShape, UnreadableFile
from tests.places import files

METRE = 1 / 111_320


def area_of(feature: RawFeature) -> MultiPolygon:
    assert feature.geometry is not None
    return shapes.tidy(feature.geometry)[0]


def test_datum_shift_from_the_old_german_grid_agrees_with_the_published_boundaries() -> None:
    """EPSG:31467 rests on another ellipsoid: without the shift everything would lie some 120 m beside its place."""
    [published] = read_layers(files.GEMEINDEN)
    right = {feature.properties["ags"]: feature.geometry for feature in published.features}
    [given_layer] = read_layers(files.TWO_COUNTIES, layer="VG5000_GEM")
    compared = 0
    for feature in given_layer.features:
        if feature.properties["ags"] in right:
            assert feature.geometry is not None
            moved = crs.to_wgs84(feature.geometry, crs.authority_code(given_layer.crs))
            assert shapely.hausdorff_distance(moved, right[feature.properties["ags"]]) < 3 * METRE
            compared += 1
    assert compared == 53


@settings(deadline=None)
@given(
    lon=st.floats(9, 13.9), lat=st.floats(47.3, 50.5), code=st.sampled_from(["EPSG:25832", "EPSG:31467", "EPSG:31468"])
)
def test_coordinates_come_back_from_each_system(lon: float, lat: float, code: str) -> None:
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", code, always_xy=True).transform(lon, lat)
    back = crs.to_wgs84(shapely.Point(x, y), code)
    assert back.distance(shapely.Point(lon, lat)) < 3 * METRE


@pytest.mark.parametrize("written", ["25832", "EPSG:25832", "epsg:25832", " 25832 ", "urn:ogc:def:crs:EPSG::25832"])
def test_coordinate_systems_have_one_spelling(written: str) -> None:
    assert crs.authority_code(written) == "EPSG:25832"


@pytest.mark.parametrize("written", ["Gauß-Krüger", "0", "99999999999999999999", "EPSG:", "²", "x" * 5000])
def test_unknown_coordinate_systems_are_refused(written: str) -> None:
    with pytest.raises(UnreadableFile, match="--crs"):
        crs.authority_code(written)


def test_places_outside_germany_are_noticed() -> None:
    assert not crs.misplaced(shapely.box(10, 48, 10.1, 48.1))
    assert crs.misplaced(shapely.box(48, 10, 48.1, 10.1))
    assert crs.swapped(shapely.box(48, 10, 48.1, 10.1))
    assert crs.misplaced(shapely.Point(float("inf"), 48))
    assert not crs.swapped(shapely.box(600000, 5300000, 610000, 5310000))


def test_third_dimension_is_left_out() -> None:
    assert not crs.to_wgs84(shapely.Point(10, 48, 555), "EPSG:4326").has_z


def test_harmless_self_intersection_is_repaired_and_told() -> None:
    spike = Polygon([(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)])
    shape, was_repaired = shapes.tidy(spike)
    assert was_repaired
    assert shape.is_valid
    assert shape.area == 100


def test_bow_tie_is_refused() -> None:
    with pytest.raises(BrokenShape, match="schneidet sich selbst"):
        shapes.tidy(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))


@pytest.mark.parametrize(
    "shape", [shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)]), Polygon(), shapely.GeometryCollection()]
)
def test_what_is_no_area_is_refused(shape: BaseGeometry) -> None:
    with pytest.raises(BrokenShape, match="Fläche"):
        shapes.tidy(shape)


def test_flat_polygon_is_refused() -> None:
    with pytest.raises(BrokenShape):
        shapes.tidy(Polygon([(0, 0), (5, 0), (10, 0)]))


def test_pieces_of_one_key_come_together() -> None:
    apart = shapes.merged([MultiPolygon([shapely.box(0, 0, 1, 1)]), MultiPolygon([shapely.box(5, 5, 6, 6)])])
    assert len(apart.geoms) == 2
    touching = shapes.merged([MultiPolygon([shapely.box(0, 0, 1, 1)]), MultiPolygon([shapely.box(1, 0, 2, 1)])])
    assert len(touching.geoms) == 1


def test_pieces_on_top_of_each_other_are_refused() -> None:
    square = MultiPolygon([shapely.box(0, 0, 1, 1)])
    with pytest.raises(BrokenShape, match="übereinander"):
        shapes.merged([square, square])


def test_areas_of_the_gemeinden_sum_up_to_the_county() -> None:
    """The county has 1,229.57 km² officially; the boundaries are generalised to 1 : 5,000,000."""
    [layer] = read_layers(files.GEMEINDEN)
    areas = [shapes.area_km2(area_of(feature)) for feature in layer.features]
    county = shapes.area_km2(area_of(read_layers(files.COUNTY)[0].features[0]))
    assert sum(areas) == pytest.approx(county, rel=1e-4)
    assert county == pytest.approx(1229.57, rel=0.005)


@given(st.integers(0, 3), st.booleans())
def test_the_same_boundary_is_stored_as_the_same_bytes(turn: int, backwards: bool) -> None:
    corners = [(10.0, 48.0), (10.1, 48.0), (10.1, 48.1), (10.0, 48.1)]
    turned = corners[turn:] + corners[:turn]
    shape = MultiPolygon([Polygon(turned[::-1] if backwards else turned)])
    assert shapes.to_bytes(shape) == shapes.to_bytes(MultiPolygon([Polygon(corners)]))


def test_centre_lies_inside_even_a_bent_shape() -> None:
    horseshoe = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 8, 10))
    assert horseshoe.covers(shapes.centre(horseshoe))
    assert not horseshoe.covers(horseshoe.centroid)


def test_drawing_is_small_and_keeps_every_gemeinde() -> None:
    [layer] = read_layers(files.GEMEINDEN)
    drawing = outline([shapes.to_bytes(area_of(feature)) for feature in layer.features])
    assert len(drawing.paths) == len(layer.features)
    assert all(path.startswith("M") and path.endswith("z") for path in drawing.paths)
    assert sum(map(len, drawing.paths)) < 6_000
    assert drawing.view_box.startswith("0 0 ")


def test_drawing_of_nothing_is_empty() -> None:
    assert outline([None]).paths == ("",)
    assert outline([]).paths == ()
