"""One Nadelkarte of the real Landkreis with as many pins as wanted, as people set them: dense in the villages, thin between them.

``python -m bench.load_pins 1000000`` fills the migrated database that DATABASE_URL names and prints one JSON line with what a
measurement needs. Rows go in past the actions, in bulk, and agree with what the actions would have written; the cells are counted
by the command that operators have, and ``portal pinmaps check`` finds nothing wrong afterwards.
"""

import json
import math
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import insert, text

from bench.german import sentence
from bench.load_needs import learn, planner
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.routes.cookies import cookie_name
from portal.contributions.models import Contribution, IssuedReceipt
from portal.contributions.terms import Channel, ContributionKind, ModerationState
from portal.county import actions as county
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs.models import TriageItem
from portal.needs.terms import TriageState
from portal.pinmaps.actions import counting
from portal.pinmaps.geometry import areas
from portal.pinmaps.geometry.mercator import DEPTH, FINEST, WORLD
from portal.pinmaps.models import Pin, PinCategory, PinGroup, PinMap
from portal.pinmaps.terms import Colour, MapState, PinVisibility, Shape
from portal.places import queries as places
from portal.places.actions import importing
from portal.settings import ROOT

PORTION = 20_000
CATEGORIES = ("Lieblingsort", "Treffpunkt", "Hier fehlt etwas", "Barriere", "Gefährliche Stelle", "Schöner Weg")
GROUPS = ("bis 30 Jahre", "31 bis 64 Jahre", "ab 65 Jahren")
#: How many of a hundred pins have words.
WITH_WORDS = 40
MONTHS = ((2026, 9), (2026, 10), (2026, 11))
LAYERS = ("landkreis", "verwaltungsgemeinschaften", "gemeinden")
SLUG = "wo-drueckt-der-schuh"


def load(pins: int) -> dict[str, Any]:
    """Fill an empty, migrated database. Returns the map's address and the cookie of a planner."""
    chance = np.random.default_rng(2026)
    pin_map = make_map()
    for first in range(0, pins, PORTION):
        write(pin_map, first, min(PORTION, pins - first), chance)
    with unit_of_work():
        if session().get_bind().dialect.name == "postgresql":
            session().execute(
                text("SELECT setval(pg_get_serial_sequence('contribution', 'seq'), :last)"), {"last": pins}
            )
        cells = counting.rebuild(pin_map.id)
    learn()
    account_id = planner(0)
    with unit_of_work():
        token = accounts.open_session(session().get_one(Account, account_id))
    frame = (pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    cookie = f"{cookie_name()}={token}"
    return {"slug": SLUG, "id": str(pin_map.id), "cookie": cookie, "frame": frame, "cells": cells, "pins": pins}


def make_map() -> PinMap:
    """The county with its Gemeinden, and a running map with six categories and three groups."""
    folder = ROOT / "portal" / "demo" / "data" / "places"
    layers = [layer for name in LAYERS for layer in importing.read_layers(folder / f"{name}.geojson")]
    with unit_of_work():
        county.set_up(
            name="Landkreis Unterallgäu", short_name="Unterallgäu", ags="09778", contact_phone="08261 995-0", by=SYSTEM
        )
        county.seed_taxonomies(by=SYSTEM)
        importing.import_places(layers, by=SYSTEM)
    root = places.tree().root
    assert root is not None
    west, south, east, north = areas.frame(places.boundaries([root.id])[root.id])
    with unit_of_work():
        pin_map = PinMap(
            slug=SLUG,
            title="Wo drückt der Schuh?",
            question="Wo sind Sie gern, wo fehlt etwas, wo ist ein Hindernis?",
            sozialraum_id=root.id,
            west=west,
            south=south,
            east=east,
            north=north,
            state=MapState.PUBLISHED,
            opens_on=date(2026, 9, 1),
            closes_on=date(2036, 12, 31),
            group_question="Wie alt sind Sie?",
            contact_name="Rosa Huber",
            contact_phone="08261 995-0",
        )
        looks = zip(CATEGORIES, Colour, Shape, strict=False)
        pin_map.categories = [
            PinCategory(number=n, position=n, label=label, colour=colour, shape=shape)
            for n, (label, colour, shape) in enumerate(looks, 1)
        ]
        pin_map.groups = [PinGroup(number=n, position=n, label=label) for n, label in enumerate(GROUPS, 1)]
        session().add(pin_map)
    return pin_map


def positions(count: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[UUID | None]]:
    """Steps of pins around the middles of the Gemeinden, a fifth anywhere, and the Gemeinde each lies in."""
    rows = [place for place in places.municipalities() if place.centre_lat is not None]
    middles = np.array([(place.centre_lat, place.centre_lon) for place in rows])
    weight = np.array([1 / (rank + 2) for rank in range(len(rows))])
    chosen = chance.choice(len(rows), size=count, p=weight / weight.sum())
    spread = np.where(chance.random(count) < 0.8, 0.004, 0.02)
    lat = middles[chosen, 0] + chance.normal(0, 1, count) * spread
    lon = middles[chosen, 1] + chance.normal(0, 1, count) * spread * 1.5
    inside = places.places_at(list(zip(lat.tolist(), lon.tolist(), strict=True)))
    x = ((lon + 180) / 360 * WORLD).astype(np.int64)
    y = ((1 - np.arcsinh(np.tan(np.radians(lat))) / math.pi) / 2 * WORLD).astype(np.int64)
    return x, y, inside


def mortons(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """`mercator.morton` of many positions at once."""

    def spread(number: np.ndarray) -> np.ndarray:
        for shift, mask in ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F)):
            number = (number | (number << shift)) & mask
        number = (number | (number << 2)) & 0x3333333333333333
        return (number | (number << 1)) & 0x5555555555555555

    down = DEPTH - FINEST
    return spread(x >> down) | (spread(y >> down) << 1)


def write(pin_map: PinMap, first: int, count: int, chance: np.random.Generator) -> None:
    """One portion, in the order of its references."""
    with unit_of_work():
        said, receipts, items, pins = [], [], [], []
        for one in made(pin_map, first, count, chance):
            said.append(one[0])
            receipts.append(one[1])
            items.append(one[2])
            pins.append(one[3])
        for table, rows in ((Contribution, said), (IssuedReceipt, receipts), (TriageItem, items), (Pin, pins)):
            session().execute(insert(table.__table__), rows)
    session().expunge_all()


def made(pin_map: PinMap, first: int, count: int, chance: np.random.Generator) -> Iterator[tuple[dict[str, Any], ...]]:
    """Contribution, receipt, inbox entry and pin of each."""
    x, y, inside = positions(count, chance)
    cells = mortons(x, y)
    categories, groups = chance.integers(1, len(CATEGORIES) + 1, count), chance.integers(0, len(GROUPS) + 1, count)
    words, months, days = (
        chance.integers(0, 100, count),
        chance.integers(0, len(MONTHS), count),
        chance.integers(1, 20, count),
    )
    spoken = random.Random(first)
    for n in range(count):
        own, hashed = uuid4(), chance.bytes(32)
        day = date(*MONTHS[months[n]], int(days[n]))
        at = datetime.combine(day, time(12), UTC) + timedelta(seconds=n % 3600)
        has_words = bool(words[n] < WITH_WORDS)
        category = int(categories[n])
        place = inside[n] or pin_map.sozialraum_id
        at_table = {"sozialraum_id": place, "channel": Channel.ONLINE, "kind": ContributionKind.PIN, "received_at": at}
        yield (
            {
                **at_table,
                "seq": first + n + 1,
                "id": own,
                "place_text": "",
                "text": sentence(spoken) if has_words else CATEGORIES[category - 1],
                "language": "de",
                "submission_key": uuid4(),
                "content_digest": chance.bytes(32),
                "receipt_hash": hashed,
                "moderation": ModerationState.RELEASED,
                "moderation_reason": "",
            },
            {"receipt_hash": hashed, "issued_on": day},
            {**at_table, "id": uuid4(), "contribution_id": own, "state": TriageState.OPEN, "reason_public": ""},
            {
                "contribution_id": own,
                "map_id": pin_map.id,
                "seq": first + n + 1,
                "category_number": category,
                "group_number": int(groups[n]),
                "x": int(x[n]),
                "y": int(y[n]),
                "shown_x": int(x[n]),
                "shown_y": int(y[n]),
                "cell": int(cells[n]),
                "visibility": PinVisibility.SHOWN,
                "is_read": True,
                "has_words": has_words,
                "placed_on": day,
                "month": day.year * 100 + day.month,
            },
        )


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    pins = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with create_app(worker=False).app_context():
        print(json.dumps(load(pins)))


if __name__ == "__main__":
    main()
