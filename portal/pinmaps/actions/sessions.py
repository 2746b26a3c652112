"""Kartentische: beginning one, its photos, and taking back what was written down wrongly."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.contributions import actions as contributions
from portal.contributions import queries as contribution_queries
from portal.contributions.terms import Channel
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.pinmaps.geometry import paper
from portal.pinmaps.models import MapSession, MapSessionPhoto, PinMap
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import area_of, sessions

SESSION_CHANGED = audit.kind("pinmaps.session-changed", N_("Kartentisch geändert"), keys=("map_id", "session_id"))
PIN_UNDONE = audit.kind(
    "pinmaps.pin-undone",
    N_("Nadel eines Kartentischs zurückgenommen"),
    keys=("map_id", "session_id", "contribution_id"),
)
PHOTO_REMOVED = audit.kind(
    "pinmaps.session-photo-removed", N_("Foto eines Kartentischs entfernt"), keys=("map_id", "session_id")
)
#: How pins of a table reach us.
AT_A_TABLE = (Channel.PAPER, Channel.IN_PERSON)
MOST_PEOPLE = 5_000
MOST_PHOTOS = 20


@dataclass(frozen=True, kw_only=True)
class TableHeader:
    """What holds for every pin of a table."""

    title: str
    held_on: date
    people: int | None = None
    group: int = 0
    channel: Channel = Channel.PAPER
    note: str = ""


def begin(pin_map: PinMap, header: TableHeader, *, by: Actor) -> MapSession:
    """Begin a table. Raises `InvalidInput` for a day ahead, a group the map does not have, or a channel that is none of a table."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    _check(pin_map, header)
    at_table = MapSession(map_id=pin_map.id, created_by=by.id)
    _write(at_table, header)
    session().add(at_table)
    session().flush()
    return at_table


def change(pin_map: PinMap, at_table: MapSession, header: TableHeader, *, by: Actor) -> None:
    """Put right what was said about a table. Pins written down before keep their group, day and channel."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    _check(pin_map, header)
    _write(at_table, header)
    audit.log(SESSION_CHANGED, by=by, map_id=pin_map.id, session_id=at_table.id)


def add_photo(
    pin_map: PinMap, at_table: MapSession, *, file_name: str, width: int, height: int, by: Actor
) -> MapSessionPhoto:
    """Keep a photo of the paper map, already rewritten from its pixels, with its table."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    if len(sessions.photos_of(at_table.id)) >= MOST_PHOTOS:
        raise InvalidInput(
            "map-session.many-photos", N_("Zu einem Kartentisch passen höchstens 20 Fotos."), field="photo"
        )
    photo = MapSessionPhoto(session_id=at_table.id, file_name=file_name, width=width, height=height)
    session().add(photo)
    return photo


def remove_photo(pin_map: PinMap, at_table: MapSession, photo_id: UUID, *, by: Actor) -> None:
    """Forget a photo; its file goes with the next tidying up. Raises `NotFound`."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    session().delete(sessions.photo(at_table.id, photo_id))
    audit.log(PHOTO_REMOVED, by=by, map_id=pin_map.id, session_id=at_table.id)


def undo_pin(pin_map: PinMap, at_table: MapSession, contribution_id: UUID, *, by: Actor) -> None:
    """Take back a pin that was written down wrongly. Raises `NotFound` for a pin of another table; again changes nothing."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    pin = sessions.pin_of_session(at_table.id, contribution_id)
    contribution = contribution_queries.contribution(pin.contribution_id)
    if contribution.is_withdrawn:
        return
    contributions.withdraw(contribution, by=by)
    audit.log(PIN_UNDONE, by=by, map_id=pin_map.id, session_id=at_table.id, contribution_id=contribution_id)


def place_of_field(pin_map: PinMap, typed: str) -> tuple[float, float]:
    """Latitude and longitude that stand for a field of the paper map ("C4").

    Raises `InvalidInput` (field "grid_field") for what is no field, or lies outside the area.
    """
    field = paper.field_of(typed)
    if field is None:
        raise InvalidInput(
            "map-session.no-field",
            N_("Dieses Feld gibt es nicht. Felder heißen A1 bis H6, zum Beispiel C4."),
            field="grid_field",
        )
    sheet = paper.sheet_of(pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    area = area_of(pin_map)
    found = paper.place_in_field(sheet, *field, area) if area is not None else None
    if found is None:
        raise InvalidInput(
            "map-session.field-outside",
            N_("Das Feld %(name)s liegt außerhalb des Gebiets. Bitte sehen Sie noch einmal auf die Papierkarte."),
            field="grid_field",
            name=paper.field_name(*field),
        )
    return found


def _check(pin_map: PinMap, header: TableHeader) -> None:
    if not header.title:
        raise InvalidInput("map-session.no-title", N_("Bitte geben Sie dem Kartentisch einen Namen."), field="title")
    if header.held_on > today():
        raise InvalidInput("map-session.future", N_("Dieser Tag liegt in der Zukunft."), field="held_on")
    if header.people is not None and not 1 <= header.people <= MOST_PEOPLE:
        raise InvalidInput("map-session.people", N_("Möglich sind 1 bis 5000 Personen."), field="people")
    if header.group and header.group not in {one.number for one in pin_map.groups}:
        raise InvalidInput("map-session.no-group", N_("Diese Gruppe gibt es auf der Karte nicht."), field="group")
    if header.channel not in AT_A_TABLE:
        raise InvalidInput(
            "map-session.channel", N_("Ein Kartentisch ist auf Papier oder persönlich."), field="channel"
        )


def _write(at_table: MapSession, header: TableHeader) -> None:
    at_table.title, at_table.held_on, at_table.people = header.title, header.held_on, header.people
    at_table.group, at_table.channel, at_table.note = header.group, header.channel, header.note
