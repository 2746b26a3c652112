"""What every map stands on: outlines and names, the area of a map, small and kept by browsers."""

from typing import Any

from flask import Flask
from shapely.geometry import shape

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.pinmaps.queries import ground
from portal.places import queries as places
from portal.places.actions import importing
from portal.settings import ROOT
from tests.factories.pinmaps import make_map
from tests.factories.places import make_place, make_root, square
from tests.support.answers import json_of
from tests.support.picky import PickyClient

LARGEST = 150_000


def test_outlines_name_every_gemeinde_that_has_a_boundary(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.1, 48.1, 0.2))
    make_place("Babenhausen", boundary=square(10.3, 48.1, 0.2))
    make_place("Ohne Grenze")

    found = client.get(f"/karten/grund/{ground.version()}.json")

    shown = {one["properties"]["name"]: one["properties"] for one in json_of(found)["features"]}
    assert set(shown) == {"Erkheim", "Babenhausen"}
    assert abs(shown["Erkheim"]["lat"] - 48.2) < 0.001
    assert shown["Erkheim"]["size"] == 400
    assert found.headers["Cache-Control"] == "public, max-age=31536000"


def test_an_old_address_of_the_outlines_is_not_kept_for_long(client: PickyClient) -> None:
    make_root()

    assert client.get("/karten/grund/0123.json").headers["Cache-Control"] == "public, max-age=60"


def test_another_state_of_the_places_has_another_address(app: Flask) -> None:
    make_root()
    before = ground.version()
    make_place("Erkheim", boundary=square(10.1, 48.1, 0.2))
    places.forget_tree()

    assert ground.version() != before


def test_the_outlines_of_a_real_county_are_small(client: PickyClient) -> None:
    folder = ROOT / "portal" / "demo" / "data" / "places"
    layers = [
        layer
        for name in ("landkreis", "verwaltungsgemeinschaften", "gemeinden")
        for layer in importing.read_layers(folder / f"{name}.geojson")
    ]
    with unit_of_work():
        importing.import_places(layers, by=SYSTEM)
    places.forget_tree()

    answer = client.get(f"/karten/grund/{ground.version()}.json")

    assert len(json_of(answer)["features"]) >= 52
    assert len(answer.data) <= LARGEST


def test_the_area_of_a_map_is_its_own_or_that_of_its_place(client: PickyClient) -> None:
    pin_map = make_map()
    drawn = make_map("Gezeichnet", area=_wkb(10.2, 48.2))

    whole = client.get(f"/karten/{pin_map.slug}/gebiet.json")
    own = client.get(f"/karten/{drawn.slug}/gebiet.json")

    assert _corner(json_of(whole)) == [10.0, 48.0]
    assert _corner(json_of(own)) == [10.2, 48.2]
    assert client.get(f"/karten/{make_map(published=False).slug}/gebiet.json").status_code == 404
    assert client.get("/karten/gibt-es-nicht/gebiet.json").status_code == 404


def _wkb(west: float, south: float) -> bytes:
    from portal.places.geometry.shapes import to_bytes

    return to_bytes(square(west, south, 0.1))


def _corner(feature: dict[str, Any]) -> list[float]:
    """The south-western corner of a square."""
    west, south, _east, _north = shape(feature["geometry"]).bounds
    return [west, south]
