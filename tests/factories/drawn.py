"""A small county with something of everything that is drawn on maps, as a program that puts it into the database of the
environment and prints what it is, read past the interface:

python -m tests.factories.drawn
"""

import json
import random
import sys
from collections.abc import Iterable
from typing import Any

import shapely
from sqlalchemy import select

from portal.kernel.db import session
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.pinmaps.geometry.mercator import degrees
from portal.pinmaps.models import Pin, WalkFinding
from portal.places.models import Sozialraum
from portal.places.queries import forget_tree
from portal.planning.models import Measure
from tests.factories import feed
from tests.factories.county import make_county
from tests.factories.feed import make_client, make_need
from tests.factories.measures import make_measure
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, make_root, square
from tests.factories.walks import make_finding, make_walk

NEEDS, PINS = 23, 40
Drawn = dict[str, str | None]


def make_everything() -> str:
    """Fill the county; answers a key that reads all of it."""
    make_county(with_terms=True)
    make_root()
    chance = random.Random(8)
    corners = [(10.1 + 0.2 * x, 48.1 + 0.2 * y) for x in range(3) for y in range(2)]
    towns = [
        make_place(f"Ort {number}", ags=f"099991{number:02}", boundary=square(*corner, 0.15))
        for number, corner in enumerate(corners, 1)
    ]
    make_place("Weiler", kind=towns[0].kind, ags="09999150")
    forget_tree()
    for number in range(NEEDS):
        need = make_need(chance.choice(towns), f"Bedarf {number}")
        if number % 2:
            feed.give_status(need, NeedStatus.CONFIRMED, "Wir prüfen das.")
    for number in range(9):
        make_measure(f"Maßnahme {number}", *chance.sample(towns, 1 + number % 3), is_public=bool(number % 2))
    pin_map = make_map("Wo fehlt eine Bank?")
    for _ in range(PINS):
        make_pin(pin_map, at=(chance.uniform(48.05, 48.95), chance.uniform(10.05, 10.95)))
    walk = make_walk(place=towns[0])
    for _ in range(8):
        make_finding(walk, at=(chance.uniform(48.11, 48.24), chance.uniform(10.11, 10.24)))
    return make_client(name="GDAL")[1]


def drawn() -> dict[str, Drawn]:
    """Each collection as it stands in the tables: identifiers, and positions as WKT."""
    places = session().scalars(select(Sozialraum)).all()
    middles = {one.id: (one.centre_lon, one.centre_lat) for one in places if one.centre_lon is not None}
    needs = session().scalars(select(Need)).all()
    measures = session().scalars(select(Measure)).all()
    pins = session().scalars(select(Pin)).all()
    findings = session().scalars(select(WalkFinding)).all()
    return {
        "places": _told((one.id, shapely.from_wkb(one.boundary) if one.boundary else None) for one in places),
        "needs": _told((one.id, _point(middles.get(one.sozialraum_id))) for one in needs),
        "measures": _told(
            (one.id, shapely.MultiPoint([_point(middles[place.id]) for place in one.places])) for one in measures
        ),
        "pins": _told((one.contribution_id, _step(one.shown_x, one.shown_y)) for one in pins),
        "walk-findings": _told((one.contribution_id, _step(one.x, one.y)) for one in findings),
    }


def public_ids() -> dict[str, list[str]]:
    """What of the Bedarfe and Maßnahmen everybody may see."""
    needs = session().scalars(select(Need.id).where(Need.answered_at.is_not(None)))
    measures = session().scalars(select(Measure.id).where(Measure.is_public))
    return {"needs": sorted(map(str, needs)), "measures": sorted(map(str, measures))}


def _told(found: Iterable[tuple[Any, Any]]) -> Drawn:
    return {
        str(one): shapely.to_wkt(shape, rounding_precision=9) if shape is not None else None for one, shape in found
    }


def _point(at: Any) -> Any:
    return shapely.Point(at) if at is not None else None


def _step(x: int | None, y: int | None) -> Any:
    lat, lon = degrees(x or 0, y or 0)
    return shapely.Point(lon, lat)


if __name__ == "__main__":
    from portal.app import create_app

    with create_app(worker=False).app_context():
        key = make_everything()
        sys.stdout.write(json.dumps({"key": key, "drawn": drawn(), "public": public_ids()}) + "\n")
