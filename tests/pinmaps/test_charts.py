"""Classes, the description of a map as JSON, and the page of its own: numbers right, nothing of it ever run as code."""

import json
import re
from typing import Any

import pytest

from portal.pinmaps.charts.classes import MOST_CLASSES, classes_of
from portal.pinmaps.charts.describe import as_json, described
from portal.pinmaps.charts.overview import Chart, PlaceNumbers
from portal.pinmaps.charts.signs import Look
from portal.pinmaps.charts.standalone import PageTexts, page_of
from portal.pinmaps.terms import Colour, Shape
from portal.pinmaps.terms.measures import MapKind

FRAME = (10.0, 48.0, 11.0, 49.0)
EVIL = "</script><img src=x onerror=alert(1)>${alert(1)}`{{ 7 * 7 }}"


def chart(
    kind: MapKind = MapKind.AREAS, *, per_1000: bool = False, names: tuple[str, ...] = ("Ahorn", "Birken")
) -> Chart:
    looks = [(label, Look(colour.fill, shape.path)) for label, colour, shape in zip("AB", Colour, Shape, strict=False)]
    areas = [
        PlaceNumbers(str(place), name, round(48.2 + place / 10, 1), 10.2, (place + 1, 2 * place), 1_000 * (place + 1))
        for place, name in enumerate(names)
    ]
    areas.append(PlaceNumbers("9", "Unbekannt", 48.9, 10.9, None))
    return Chart(
        title="Bedarfe", kind=kind, areas=areas, parts=looks, per_1000=per_1000, say=str, nothing="keine",
        unknown="nicht bekannt", to="bis", points=[(48.5, 10.5, 3), (48.6, 10.6, 1)], attribution="Grenzen: BKG",
    )  # fmt: skip


def outlines(of: Chart) -> dict[str, Any]:
    def square(area: PlaceNumbers) -> dict[str, Any]:
        west, south = area.lon, area.lat
        ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
        return {"type": "Polygon", "coordinates": [ring]}

    features = [
        {"type": "Feature", "id": area.id, "properties": {"name": area.name}, "geometry": square(area)}
        for area in of.areas
    ]
    return {"type": "FeatureCollection", "features": features}


def texts(of: Chart) -> PageTexts:
    rows = [[area.name, of.text_of(area)] for area in of.areas]
    return PageTexts(of.title, EVIL, "Legende", ["Gemeinde", "Bedarfe"], rows, EVIL, [EVIL])


@pytest.mark.parametrize(
    ("values", "digits", "ranges"),
    [
        ([], 0, []),
        ([0, 0], 0, []),
        ([3], 0, [(3, 3)]),
        ([1, 1, 1, 1, 9], 0, [(1, 1), (2, 9)]),
        (range(1, 11), 0, [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]),
        ([0, 0.14, 0.21, 0.3], 1, [(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)]),
    ],
)
def test_classes_hold_about_as_many_each_and_equal_numbers_together(
    values: Any, digits: int, ranges: list[tuple[float, float]]
) -> None:
    found = classes_of(values, digits=digits)

    assert found.ranges == ranges
    assert len(found.uppers) <= MOST_CLASSES
    assert len(found.colours) == len(found.inks) == len(ranges)
    for value in values:
        number = found.number_of(value)
        rounded = round(value, digits)
        assert (number == 0) == (rounded == 0)
        if number:
            assert ranges[number - 1][0] <= rounded <= ranges[number - 1][1]


def test_numbers_per_1000_residents_and_what_is_not_known() -> None:
    found = chart(per_1000=True)

    assert [found.text_of(area) for area in found.areas] == ["1.0", "2.0", "nicht bekannt"]
    assert [found.class_of(area) for area in found.areas] == [1, 2, None]
    assert [row.text for row in found.legend] == ["1.0", "1.1 bis 2.0", "nicht bekannt"]
    assert [area.name for area in found.sorted_areas(by_name=False)] == ["Birken", "Ahorn", "Unbekannt"]


def test_the_description_is_the_same_every_time() -> None:
    one, other = (as_json(described(chart(), outlines(chart()), FRAME)) for _ in range(2))

    assert json.dumps(one) == json.dumps(other)
    assert one["areas"]["1"] == {"name": "Birken", "text": "4", "fill": chart().classes.colours[1]}
    assert [sign["at"] for sign in one["signs"]] == [[48.2, 10.2], [48.3, 10.2]]
    assert one["heat"] is None


def test_density_and_parts_have_their_own_layers() -> None:
    heat = as_json(described(chart(MapKind.HEAT), outlines(chart()), FRAME))
    parts = as_json(described(chart(MapKind.PARTS), outlines(chart()), FRAME))

    assert heat["heat"]["points"] == [[48.5, 10.5, 3], [48.6, 10.6, 1]]
    assert heat["heat"]["options"]["maxZoom"] == 1
    assert heat["signs"] == []
    assert {about["fill"] for about in heat["areas"].values()} == {"transparent"}
    assert all(Shape.CIRCLE.path in sign["html"] or Shape.SQUARE.path in sign["html"] for sign in parts["signs"])
    assert [row.text for row in chart(MapKind.PARTS).legend] == ["A", "B"]


@pytest.mark.parametrize("kind", list(MapKind))
def test_a_name_is_never_run(kind: MapKind) -> None:
    evil = chart(kind, names=(EVIL, "Birken"))

    page = page_of(evil, outlines(evil), FRAME, texts(evil))

    assert "<img src=x" not in page
    for script in re.findall(r"<script>(.*?)</script>", page, re.S):
        assert "${alert(1)}" not in script or '"name": "\\u003c/script\\u003e' in script
    assert "${alert(1)}" not in re.sub(r"\{.*?\}\}", "", page.partition("L.geoJson(null")[0].partition("<body>")[0])
    assert "49" not in page.partition("<caption>")[2].partition("</caption>")[0]
    assert as_json(described(evil, outlines(evil), FRAME))["areas"]["0"]["name"] == EVIL


@pytest.mark.parametrize("kind", list(MapKind))
def test_the_page_of_its_own_loads_nothing(kind: MapKind) -> None:
    page = page_of(chart(kind), outlines(chart(kind)), FRAME, texts(chart(kind)))

    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)=", page)
    assert "url(" not in page.partition("</style>")[0].rpartition("<style>")[2]
    assert "cdn" not in page.partition("<body>")[2]


def test_another_map_keeps_what_folium_had_before() -> None:
    import folium
    from folium.plugins import HeatMap

    before = list(folium.Map.default_js)
    page_of(chart(MapKind.HEAT), outlines(chart()), FRAME, texts(chart()))

    assert folium.Map.default_js == before
    assert HeatMap.default_js
