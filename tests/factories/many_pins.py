"""Many pins at once, past the actions; they agree with what the actions would have written."""

import random
from datetime import date
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, func, insert, select

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel, ContributionKind, ModerationState
from portal.kernel.db import session, unit_of_work
from portal.pinmaps.actions import counting
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import Pin, PinMap
from portal.pinmaps.terms import PinVisibility

MONTHS = ((2026, 1), (2026, 2), (2026, 3))
#: How many of a hundred others do not see yet, or any more.
HELD, HIDDEN = 6, 4


def many_pins(pin_map: PinMap, count: int, *, seed: int = 1, spread: float = 0.25, groups: int = 2) -> list[Pin]:
    """Pins around the middle of the map, some of them held or hidden; each third has words, each second of those released."""
    chance = random.Random(seed)
    with unit_of_work():
        first = (session().scalar(select(func.max(Contribution.seq))) or 0) + 1
        rows = [_row(pin_map, first + n, chance, spread, groups) for n in range(count)]
        for table, part in ((Contribution, 0), (Pin, 1)):
            session().execute(insert(cast(Table, table.__table__)), [row[part] for row in rows])
        counting.rebuild(pin_map.id)
    chosen = select(Pin).where(Pin.map_id == pin_map.id).order_by(Pin.seq)
    return list(session().scalars(chosen.execution_options(populate_existing=True)))


def _row(pin_map: PinMap, seq: int, chance: random.Random, spread: float, groups: int) -> tuple[dict[str, Any], ...]:
    own, roll = uuid4(), chance.randrange(100)
    visibility = (
        PinVisibility.HIDDEN if roll < HIDDEN else PinVisibility.HELD if roll < HIDDEN + HELD else PinVisibility.SHOWN
    )
    has_words = chance.randrange(3) == 0
    is_read = visibility is PinVisibility.SHOWN and (not has_words or chance.randrange(2) == 0)
    lat = (pin_map.south + pin_map.north) / 2 + chance.uniform(-spread, spread)
    lon = (pin_map.west + pin_map.east) / 2 + chance.uniform(-spread, spread)
    at = mercator.position(lat, lon)
    day = date(*chance.choice(MONTHS), 7)
    category = chance.choice([one.number for one in pin_map.categories])
    said = {
        "seq": seq, "id": own, "kind": ContributionKind.PIN, "channel": Channel.ONLINE, "sozialraum_id": pin_map.sozialraum_id,
        "place_text": "", "text": f"Worte von {seq}" if has_words else "Barriere", "language": "de", "submission_key": uuid4(),
        "content_digest": chance.randbytes(32), "receipt_hash": uuid4().bytes * 2, "moderation_reason": "",
        "moderation": ModerationState.RELEASED if is_read else ModerationState.HELD,
    }  # fmt: skip
    pin = {
        "contribution_id": own, "map_id": pin_map.id, "seq": seq, "category_number": category,
        "group_number": chance.randrange(groups + 1), "x": at.x, "y": at.y, "shown_x": at.x, "shown_y": at.y,
        "cell": mercator.morton(at.x, at.y), "visibility": visibility, "is_read": is_read, "has_words": has_words,
        "placed_on": day, "month": day.year * 100 + day.month,
    }  # fmt: skip
    return said, pin
