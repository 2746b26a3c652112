"""Letting people set pins, and ending it."""

from datetime import date

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.errors import InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import registering
from portal.pinmaps.events import PinMapClosed, PinMapPublished
from portal.pinmaps.models import PinMap
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.terms import PIN_MAP, MapState

PUBLISHED = audit.kind("pinmaps.published", N_("Nadelkarte veröffentlicht"), keys=("map_id",))
CLOSED = audit.kind("pinmaps.closed", N_("Nadelkarte abgeschlossen"), keys=("map_id",))
REOPENED = audit.kind("pinmaps.reopened", N_("Nadelkarte wieder geöffnet"), keys=("map_id",))


def publish(pin_map: PinMap, *, by: Actor) -> None:
    """Let everybody see it and set pins from its first day on. Its address is fixed from now on.

    Raises `InvalidInput` while the checklist is not complete.
    """
    ensure(PinMapPermission.PUBLISH, by, pin_map)
    if queries.missing_for_publication(pin_map):
        raise InvalidInput(
            "pin-map.incomplete",
            N_("Veröffentlichen kann man eine Nadelkarte, wenn die Checkliste vollständig ist. Es fehlt noch etwas."),
        )
    _move(pin_map, MapState.PUBLISHED)
    pin_map.published_at = now()
    registering.register(pin_map, by=by)
    audit.log(PUBLISHED, by=by, map_id=pin_map.id)
    record(PinMapPublished(map_id=pin_map.id, by=by.id))


def close(pin_map: PinMap, *, by: Actor) -> None:
    """Take no more pins online. Tables can still be written down: paper comes in late."""
    ensure(PinMapPermission.CLOSE, by, pin_map)
    _move(pin_map, MapState.CLOSED)
    pin_map.closed_at = now()
    registering.register(pin_map, by=by)
    audit.log(CLOSED, by=by, map_id=pin_map.id)
    record(PinMapClosed(map_id=pin_map.id, by=by.id))


def reopen(pin_map: PinMap, *, closes_on: date, by: Actor) -> None:
    """Take pins again until `closes_on`, which must not be past."""
    ensure(PinMapPermission.REOPEN, by, pin_map)
    if closes_on < today() or (pin_map.opens_on and closes_on < pin_map.opens_on):
        raise InvalidInput(
            "pin-map.end-is-past", N_("Der neue letzte Tag darf nicht in der Vergangenheit liegen."), field="closes_on"
        )
    _move(pin_map, MapState.PUBLISHED)
    pin_map.closes_on, pin_map.closed_at = closes_on, None
    registering.register(pin_map, by=by)
    audit.log(REOPENED, by=by, map_id=pin_map.id)


def _move(pin_map: PinMap, to: MapState) -> None:
    PIN_MAP.check(pin_map.state, to)
    pin_map.state = to
