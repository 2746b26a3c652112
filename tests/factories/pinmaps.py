"""Nadelkarten and pins for tests. Positions lie in the county of `tests.factories.places.make_root` (10–11° E, 48–49° N)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.contributions.terms import Channel
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor
from portal.pinmaps.actions import placing
from portal.pinmaps.actions.placing import NewPin, Placed
from portal.pinmaps.geometry import areas
from portal.pinmaps.models import MapSession, PinCategory, PinGroup, PinMap
from portal.pinmaps.terms import Colour, MapState, Shape
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.places import make_root

#: A point well inside the county.
INSIDE = (48.5, 10.5)
LABELS = ("Lieblingsort", "Hier fehlt etwas", "Barriere")


def make_map(
    title: str = "Wo drückt der Schuh?",
    *,
    place: Sozialraum | None = None,
    published: bool = True,
    labels: tuple[str, ...] = LABELS,
    groups: tuple[str, ...] = (),
    **values: Any,
) -> PinMap:
    """A running map of the whole county with everything the checklist asks for; `published=False` leaves it a draft."""
    around = place or make_root()
    boundary = places.boundaries([around.id])[around.id]
    west, south, east, north = areas.frame(boundary)
    given: dict[str, Any] = {
        "slug": places_slug(title),
        "title": title,
        "question": "Wo sind Sie gern, wo fehlt etwas?",
        "purpose": "Wir wollen wissen, wo etwas fehlt.",
        "sozialraum_id": around.id,
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "state": MapState.PUBLISHED if published else MapState.DRAFT,
        "opens_on": today() - timedelta(days=5),
        "closes_on": today() + timedelta(days=25),
        "group_question": "Wie alt sind Sie?" if groups else "",
        "contact_name": "Rosa Huber",
        "contact_phone": "08392 999-0",
    }
    with unit_of_work():
        pin_map = PinMap(**(given | values))
        pin_map.categories = [
            PinCategory(number=number, position=number, label=label, colour=colour, shape=shape)
            for number, (label, colour, shape) in enumerate(zip(labels, Colour, Shape, strict=False), 1)
        ]
        pin_map.groups = [
            PinGroup(number=number, position=number, label=label) for number, label in enumerate(groups, 1)
        ]
        session().add(pin_map)
    return pin_map


def places_slug(title: str) -> str:
    """An address nothing else has."""
    return f"{''.join(sign for sign in title.casefold() if sign.isascii() and sign.isalpha())}-{uuid4().hex[:6]}"


def make_pin(
    pin_map: PinMap,
    *,
    category: int = 1,
    at: tuple[float, float] | None = INSIDE,
    key: UUID | None = None,
    sitting: UUID | None = None,
    by: Actor = ANONYMOUS,
    **values: Any,
) -> Placed:
    """A pin set online."""
    with unit_of_work():
        return placing.place(
            pin_map,
            NewPin(category=category, at=at, **values),
            submission_key=key or uuid4(),
            sitting_key=sitting or uuid4(),
            by=by,
        )


def make_session(pin_map: PinMap, title: str = "Kartentisch Erkheim", **values: Any) -> MapSession:
    """A table with a paper map."""
    given: dict[str, Any] = {"map_id": pin_map.id, "title": title, "held_on": today(), "channel": Channel.PAPER}
    with unit_of_work():
        made = MapSession(**(given | values))
        session().add(made)
    return made


def record_pin(
    pin_map: PinMap, at_table: MapSession, *, category: int = 1, by: Actor = SYSTEM, **values: Any
) -> Placed:
    """A pin written down from a paper map."""
    values.setdefault("at", INSIDE)
    with unit_of_work():
        return placing.record_pin(pin_map, NewPin(category=category, **values), at_table, submission_key=uuid4(), by=by)
