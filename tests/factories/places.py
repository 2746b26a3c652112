"""Places for tests: a county with neighbouring squares for Gemeinden, or the real Unterallgäu."""

from itertools import count
from uuid import UUID

import shapely
from shapely import MultiPolygon

from portal.kernel.codes import new_id
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kernel.text import fold
from portal.places import queries
from portal.places.actions import ImportReport, importing
from portal.places.geometry import shapes
from portal.places.models import Sozialraum
from portal.places.terms import PARTS, PlaceKind, slug_of
from portal.settings import ROOT

EXAMPLE = ROOT / "portal" / "demo" / "data" / "places"
EXAMPLE_FILES = ("landkreis", "verwaltungsgemeinschaften", "gemeinden")
_numbers = count(1)


def make_root(name: str = "Landkreis Musterkreis", *, ags: str = "09999") -> Sozialraum:
    """The county; the one that is there already when there is one."""
    return queries.root() or make_place(name, kind=PlaceKind.COUNTY, ags=ags, boundary=square(10.0, 48.0, 1.0))


def make_place(
    name: str = "Markt Rettenbach",
    *,
    kind: PlaceKind = PlaceKind.MUNICIPALITY,
    parent: Sozialraum | None = None,
    ags: str | None = None,
    boundary: MultiPolygon | None = None,
    **columns: object,
) -> Sozialraum:
    """A place below `parent` (default: the county, which is made when there is none)."""
    number = next(_numbers)
    above = None if kind is PlaceKind.COUNTY else parent or make_root()
    place_id = new_id()
    middle = shapes.centre(boundary) if boundary is not None else None
    values: dict[str, object] = {
        "id": place_id,
        "kind": kind,
        "name": name,
        "slug": f"{slug_of(fold(name))}-{number}" if _slug_is_taken(name) else slug_of(fold(name)),
        "ags": ags or _key(kind, number),
        "parent_id": above.id if above else None,
        "path": f"{above.path if above else '/'}{place_id}/",
        "boundary": shapes.to_bytes(boundary) if boundary is not None else None,
        "area_km2": shapes.area_km2(boundary) if boundary is not None else None,
        "centre_lat": middle.y if middle else None,
        "centre_lon": middle.x if middle else None,
        "has_residents": kind is not PlaceKind.UNINCORPORATED,
    }
    with unit_of_work():
        place = Sozialraum(**(values | columns))
        session().add(place)
    queries.forget_tree()
    return place


def make_places(*names: str) -> list[Sozialraum]:
    """Several Gemeinden of one county."""
    return [make_place(name) for name in names]


def import_unterallgaeu() -> ImportReport:
    """The real county with its associations and 52 Gemeinden, as the example county has it."""
    layers = [layer for name in EXAMPLE_FILES for layer in importing.read_layers(EXAMPLE / f"{name}.geojson")]
    with unit_of_work():
        return importing.import_places(layers, by=SYSTEM)


def square(west: float, south: float, side: float = 0.1) -> MultiPolygon:
    """A square boundary in degrees."""
    return MultiPolygon([shapely.box(west, south, west + side, south + side)])


def ids(*places: Sozialraum) -> set[UUID]:
    return {place.id for place in places}


def _key(kind: PlaceKind, number: int) -> str | None:
    if kind is PlaceKind.COUNTY:
        return "09999"
    return None if kind in (*PARTS, PlaceKind.MUNICIPAL_ASSOCIATION) else f"09999{number % 1000:03d}"


def _slug_is_taken(name: str) -> bool:
    return queries.tree().by_slug(slug_of(fold(name))) is not None
