"""`/ogc` read by programs that nobody here wrote: GDAL, OWSLib, and the way KomMonitor asks; our server in a process of its own."""

import base64
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pyogrio
import pytest
import shapely
from owslib.ogcapi.features import Features
from pyproj import Transformer

from tests.support.server import live_server
from tests.support.sources import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ogc")]
COLLECTIONS = ["places", "needs", "pins", "measures", "walk-findings"]
#: A rectangle that cuts through places and leaves things out on each side.
BOX = (10.18, 48.15, 10.5, 48.42)


@dataclass(frozen=True)
class Drawn:
    """The server, and what its tables hold."""

    url: str
    key: str
    #: By collection and identifier: the geometry, None for none.
    shapes: dict[str, dict[str, Any]]
    public: dict[str, list[str]]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    """A running portal with a small county."""
    with live_server(tmp_path_factory.mktemp("drawn"), example_county=False) as server:
        made = subprocess.run(
            [sys.executable, "-m", "tests.factories.drawn"],
            cwd=ROOT, env=server.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        told = json.loads(made.stdout.splitlines()[-1])
        shapes = {
            name: {one: shapely.from_wkt(text) if text else None for one, text in found.items()}
            for name, found in told["drawn"].items()
        }
        yield Drawn(f"{server.url}/ogc", told["key"], shapes, told["public"])


def by_gdal(county: Drawn, name: str, *, keyed: bool = True, **options: Any) -> dict[str, Any]:
    """What GDAL reads of a collection: geometries by identifier."""
    if keyed:
        options["USERPWD"] = f"qgis:{county.key}"
    meta, _fids, shapes, fields = pyogrio.raw.read(f"OAPIF:{county.url}", layer=name, **options)
    ids = fields[list(meta["fields"]).index("id")]
    assert len(set(ids)) == len(ids)
    return dict(zip(ids, shapely.from_wkb(shapes), strict=True))


def assert_same(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    """The same identifiers, and geometries that lie on each other to a centimetre."""
    assert found.keys() == wanted.keys()
    for one, shape in wanted.items():
        if shape is None:
            assert found[one] is None
        else:
            assert shapely.equals_exact(shapely.normalize(found[one]), shapely.normalize(shape), tolerance=2e-7), one


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_gdal_reads_every_collection_page_by_page(county: Drawn, name: str, limit: int) -> None:
    assert_same(by_gdal(county, name, PAGE_SIZE=limit), county.shapes[name])


def test_gdal_reads_what_everybody_may_see(county: Drawn) -> None:
    assert sorted(by_gdal(county, "needs", keyed=False)) == county.public["needs"]
    assert sorted(by_gdal(county, "measures", keyed=False)) == county.public["measures"]
    assert_same(by_gdal(county, "places", keyed=False), county.shapes["places"])
    layers = {name for name, _kind in pyogrio.list_layers(f"OAPIF:{county.url}")}
    assert layers == {"places", "needs", "pins", "measures"}


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_owslib_reads_every_collection_page_by_page(county: Drawn, name: str, limit: int) -> None:
    service = Features(county.url, headers={"Authorization": f"Bearer {county.key}"})
    assert name in service.feature_collections()
    assert service.api()["openapi"].startswith("3.0")
    found: dict[str, Any] = {}
    asked: dict[str, Any] = {"limit": limit}
    while True:
        page = service.collection_items(name, **asked)
        assert page["numberMatched"] == len(county.shapes[name])
        for feature in page["features"]:
            assert feature["id"] not in found
            told = feature["geometry"]
            found[feature["id"]] = shapely.from_geojson(json.dumps(told)) if told else None
        following = [one["href"] for one in page["links"] if one["rel"] == "next"]
        if not following:
            break
        asked["cursor"] = parse_qs(urlsplit(following[0]).query)["cursor"][0]

    assert_same(found, county.shapes[name])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_rectangle_finds_what_shapely_finds(county: Drawn, name: str) -> None:
    box = shapely.box(*BOX)
    wanted = {one: shape for one, shape in county.shapes[name].items() if shape is not None and box.intersects(shape)}
    assert 0 < len(wanted) < len(county.shapes[name])

    assert asked(county, name, bbox=",".join(map(str, BOX))).keys() == wanted.keys()
    assert_same(by_gdal(county, name, bbox=BOX), wanted)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_rectangle_in_metres_finds_what_shapely_finds(county: Drawn, name: str) -> None:
    to = Transformer.from_crs(4326, 25832, always_xy=True)
    west, south, east, north = 586_000.0, 5_331_000.0, 597_000.0, 5_362_000.0
    box = shapely.box(west, south, east, north)

    def moved(shape: Any) -> Any:
        return shapely.transform(shape, to.transform, interleaved=False)  # type: ignore[arg-type]

    wanted = {one for one, shape in county.shapes[name].items() if shape is not None and box.intersects(moved(shape))}
    assert 0 < len(wanted) < len(county.shapes[name])

    uri = "http://www.opengis.net/def/crs/EPSG/0/25832"
    found = asked(county, name, **{"bbox": f"{west},{south},{east},{north}", "bbox-crs": uri, "limit": "3"})  # type: ignore[arg-type]

    assert found.keys() == wanted


def test_kommonitor_asks_as_it_does(county: Drawn) -> None:
    """Its importer sets these parameters, sends no credentials, and follows links of the GeoJSON type."""
    found = asked(
        county,
        "needs",
        keyed=False,
        limit="200",
        crs="http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        f="json",
        bbox="9.000000,47.000000,12.000000,50.000000",
    )

    assert sorted(found) == county.public["needs"]


def asked(county: Drawn, name: str, *, keyed: bool = True, **arguments: str) -> dict[str, Any]:
    """All features of a question, following `next`."""
    following: str | None = f"{county.url}/collections/{name}/items?{urlencode(arguments)}"
    found: dict[str, Any] = {}
    while following:
        request = urllib.request.Request(following)
        if keyed:
            request.add_header("Authorization", "Basic " + base64.b64encode(f"x:{county.key}".encode()).decode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            page = json.load(answer)
        found |= {feature["id"]: feature for feature in page["features"]}
        ways = [one["href"] for one in page["links"] if (one["rel"], one["type"]) == ("next", "application/geo+json")]
        following = ways[0] if ways else None
    return found
