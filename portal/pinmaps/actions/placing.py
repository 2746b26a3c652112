"""Setting a pin, whichever way it came, and what follows when it is released, hidden or taken back."""

from dataclasses import dataclass, field, replace
from typing import cast
from uuid import UUID

from sqlalchemy import Table, insert, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached

from portal.contributions import actions as contributions
from portal.contributions.actions import Receipt
from portal.contributions.terms import Channel, ContributionKind, ModerationState, PhotoFile
from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import ANONYMOUS, Actor, ensure
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions.counting import count_as, count_in, count_out
from portal.pinmaps.events import PinPlaced
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import MapSession, Pin, PinMap, PinSitting
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.terms import CommentRule, ModerationRule, PinVisibility, PositionRule, visibility_of
from portal.pinmaps.terms.states import MOST_PINS_OF_A_SITTING
from portal.places import queries as places

_SITTINGS = cast(Table, PinSitting.__table__)
_ONE_MORE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_SITTINGS)
    .on_conflict_do_update(index_elements=["receipt_hash"], set_={"pins": _SITTINGS.c.pins + 1})
    .returning(_SITTINGS.c.id, _SITTINGS.c.pins, _SITTINGS.c.map_id)
    for dialect in (sqlite, postgresql)
}
_PIN = insert(cast(Table, Pin.__table__))
_PIN_COLUMNS = tuple((one.key, one.columns[0]) for one in inspect(Pin).column_attrs)

_READ_FIRST = N_("Worte und Fotos auf der Karte liest erst ein Mensch, bevor andere sie sehen.")
_OUTSIDE = N_(
    "Diese Stelle liegt außerhalb des Gebiets, um das es hier geht. Bitte setzen Sie die Nadel innerhalb der "
    "umrandeten Fläche."
)
_NOT_A_PLACE = N_("Diese Stelle konnten wir nicht lesen. Bitte setzen Sie die Nadel noch einmal.")
_NO_PLACE = N_("Bitte setzen Sie die Nadel auf die Karte, oder wählen Sie den Ort aus der Liste.")
_ENOUGH = N_("Sie haben auf dieser Karte schon alle %(most)s Nadeln gesetzt. Eine davon können Sie zurücknehmen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPin:
    """What somebody says with a pin. Either `at` (latitude, longitude in WGS84) or `sozialraum_id` says where."""

    category: int
    group: int = 0
    at: tuple[float, float] | None = None
    sozialraum_id: UUID | None = None
    place_text: str = ""
    comment: str = ""
    photo: PhotoFile | None = None
    language: str = "de"
    #: The Sozialraum in which `at` lies, once `locate` has found it.
    found_in: UUID | None = None
    #: A pin that this one takes the place of: where it was set, and where others saw it.
    former: tuple[mercator.Position, mercator.Position] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The promise: the pin is stored, once."""

    pin: Pin
    #: The Rückmelde-Code of the sitting, which all its pins share; of the pin itself when there is no sitting.
    code: str
    repeated: bool = field(default=False)


def place(pin_map: PinMap, new: NewPin, *, submission_key: UUID, sitting_key: UUID, by: Actor = ANONYMOUS) -> Placed:
    """Set a pin online, once: the same `submission_key` never makes a second one.

    Raises `InvalidTransition` when the map takes no pins, `InvalidInput` with the field in question (`category`, `group`, `at`,
    `sozialraum_id`, `comment`, `photo`) for what cannot be, and `Conflict` when the key came before with something else.
    """
    if not queries.takes_pins_now(pin_map):
        raise InvalidTransition(
            "pin-map.not-running", N_("Auf dieser Karte können gerade keine Nadeln gesetzt werden.")
        )
    code = codes.receipt_code(sitting_key)
    receipt = _accept(pin_map, new, key=submission_key, channel=Channel.ONLINE, by=by)
    if receipt.repeated:
        return Placed(queries.pin(receipt.contribution.id), code, repeated=True)
    return Placed(_set(pin_map, new, receipt, sitting_id=_count_sitting(pin_map, code)), code)


def locate(pin_map: PinMap, new: NewPin) -> NewPin:
    """The same pin with the Sozialraum it lies in. Called before the unit of work begins it asks the database nothing.

    Raises `InvalidInput` (field "at") for a position that is none, or lies outside the area.
    """
    if new.at is None or new.found_in is not None:
        return new
    lat, lon = new.at
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # also refuses what is no number
        raise InvalidInput("pin.no-position", _NOT_A_PLACE, field="at")
    if not queries.lies_in_area(pin_map, lat, lon):
        raise InvalidInput("pin.outside", _OUTSIDE, field="at")
    return replace(new, found_in=places.places_at([(lat, lon)])[0] or pin_map.sozialraum_id)


def record_pin(pin_map: PinMap, new: NewPin, at_table: MapSession, *, submission_key: UUID, by: Actor) -> Placed:
    """Write down a pin of a paper map or a table. What stayed empty there can no longer be asked for."""
    ensure(PinMapPermission.RECORD, by, pin_map)
    receipt = _accept(pin_map, new, key=submission_key, channel=at_table.channel, by=by, said_at=at_table)
    if receipt.repeated:
        return Placed(queries.pin(receipt.contribution.id), receipt.code, repeated=True)
    return Placed(_set(pin_map, new, receipt, session_id=at_table.id), receipt.code)


def show_as_moderated(contribution_id: UUID, after: ModerationState) -> None:
    """Its Wortmeldung was released, held or hidden; nothing when it is no pin."""
    pin = _as_it_stands(contribution_id)
    if pin is None:
        return
    count_as(pin, visibility_of(after, ModerationRule.BEFORE))  # whoever holds it back by hand means the pin too
    pin.is_read = after is not ModerationState.HELD


def take_off(contribution_id: UUID) -> None:
    """Its Wortmeldung was taken back: forget where the pin stood; nothing when it is no pin or was taken off before."""
    pin = _as_it_stands(contribution_id)
    if pin is None or (pin.visibility is PinVisibility.HIDDEN and not pin.is_on_the_map and pin.sitting_id is None):
        return
    if pin.sitting_id is not None:  # before the cells, as in placing: so nobody waits in a circle
        left = update(PinSitting).where(PinSitting.id == pin.sitting_id)
        session().execute(left.values(pins=PinSitting.pins - 1))
        pin.sitting_id = None
    count_out(pin)
    pin.x = pin.y = pin.shown_x = pin.shown_y = pin.cell = None
    pin.visibility, pin.is_read, pin.has_words = PinVisibility.HIDDEN, True, False


def _as_it_stands(contribution_id: UUID) -> Pin | None:
    """The pin as the last one left it who decided about it: counts follow from what it was. Held until this unit ends."""
    pin = queries.pin_or_none(contribution_id)
    if pin is not None:
        session().refresh(pin, with_for_update=True)
    return pin


def _accept(
    pin_map: PinMap, new: NewPin, *, key: UUID, channel: Channel, by: Actor, said_at: MapSession | None = None
) -> Receipt:
    category = next((one for one in pin_map.categories if one.number == new.category), None)
    if category is None:
        raise InvalidInput("pin.no-category", N_("Bitte wählen Sie zuerst, wofür die Nadel steht."), field="category")
    if new.group and new.group not in {one.number for one in pin_map.groups}:
        raise InvalidInput("pin.no-group", N_("Diese Gruppe gibt es auf der Karte nicht."), field="group")
    comment = "" if pin_map.comment is CommentRule.NONE else new.comment
    if pin_map.comment is CommentRule.REQUIRED and not comment and said_at is None:
        raise InvalidInput("pin.no-comment", N_("Bitte schreiben Sie kurz, warum. Ein Satz genügt."), field="comment")
    if new.photo is not None and not pin_map.with_photo:
        raise InvalidInput("pin.no-photo", N_("Auf dieser Karte gibt es keine Fotos."), field="photo")
    sozialraum_id = _where(pin_map, new)
    needs_reading = bool(comment or new.place_text or new.photo) or (queries.rule_of(pin_map) is ModerationRule.BEFORE)
    return contributions.accept(
        submission_key=key,
        kind=ContributionKind.PIN,
        text=comment or category.label,
        channel=channel,
        sozialraum_id=sozialraum_id,
        place_text=new.place_text,
        language=new.language,
        photo=new.photo,
        consultation_id=pin_map.consultation_id,
        said_on=said_at.held_on if said_at else None,
        hold=_READ_FIRST if needs_reading else "",
        details=f"{pin_map.id}|{new.category}|{new.group}|{new.at}|{said_at.id if said_at else ''}",
        by=by,
    )


def _where(pin_map: PinMap, new: NewPin) -> UUID:
    """The Sozialraum the pin belongs to. Raises `InvalidInput` for a place that is none, or lies outside."""
    if new.at is None:
        chosen = places.tree().get(new.sozialraum_id)
        if chosen is None and not new.place_text:
            raise InvalidInput("pin.nowhere", _NO_PLACE, field="sozialraum_id")
        return chosen.id if chosen else pin_map.sozialraum_id
    return locate(pin_map, new).found_in or pin_map.sozialraum_id


def _count_sitting(pin_map: PinMap, code: str) -> UUID:
    most = pin_map.pins_per_person or MOST_PINS_OF_A_SITTING
    connection = session().connection()
    sitting = connection.execute(
        _ONE_MORE[connection.dialect.name],
        {
            "id": codes.new_id(),
            "map_id": pin_map.id,
            "receipt_hash": codes.hash_code(code),
            "begun_on": clock.today(),
            "pins": 1,
        },
    ).one()
    if sitting.map_id != pin_map.id:
        raise InvalidInput(
            "pin.other-sitting", N_("Bitte laden Sie die Seite neu und setzen Sie die Nadel noch einmal.")
        )
    if sitting.pins > most:
        raise InvalidInput("pin.enough", _ENOUGH, most=most)
    found: UUID = sitting.id
    return found


def _set(
    pin_map: PinMap,
    new: NewPin,
    receipt: Receipt,
    *,
    sitting_id: UUID | None = None,
    session_id: UUID | None = None,
) -> Pin:
    row = receipt.contribution
    at = mercator.position(*new.at) if new.at else None
    shown = _published(pin_map, at, new.former) if at else None
    day = row.said_on or clock.today()
    pin = Pin(
        contribution_id=row.id,
        map_id=pin_map.id,
        seq=row.seq,
        category=new.category,
        group=new.group,
        x=at.x if at else None,
        y=at.y if at else None,
        shown_x=shown.x if shown else None,
        shown_y=shown.y if shown else None,
        cell=mercator.morton(shown.x, shown.y) if shown else None,
        visibility=visibility_of(row.moderation, queries.rule_of(pin_map)),
        is_read=row.moderation is not ModerationState.HELD,
        has_words=row.text != _label_of(pin_map, new.category),
        placed_on=day,
        month=day.year * 100 + day.month,
        sitting_id=sitting_id,
        session_id=session_id,
    )
    record(PinPlaced(contribution_id=row.id, map_id=pin_map.id))
    _write(pin)
    count_in(pin)
    return pin


def _write(pin: Pin) -> None:
    """One constant statement instead of the unit of work's own insert: this is the path that must stay fast under load."""
    values = {column.name: getattr(pin, name) for name, column in _PIN_COLUMNS}
    session().connection().execute(_PIN, values)
    make_transient_to_detached(pin)
    session().add(pin)


def _label_of(pin_map: PinMap, number: int) -> str:
    return next(one.label for one in pin_map.categories if one.number == number)


def _published(
    pin_map: PinMap, at: mercator.Position, former: tuple[mercator.Position, mercator.Position] | None
) -> mercator.Position:
    """Where others see it. Whoever saw a pin moved by chance several times around one spot could tell the spot from the middle.

    Therefore chance decides once: a pin that is set a little further keeps what chance had moved it by. Only where it stands so
    far from the former one that nothing can follow from both together, chance decides anew.
    """
    if pin_map.position_rule is PositionRule.GRID:
        return mercator.on_grid(at, pin_map.blur_m)
    if former is None or mercator.metres_between(at, former[0]) > 2 * pin_map.blur_m:
        return mercator.jittered(at, pin_map.blur_m)
    stood, shown = former
    return mercator.on_the_square(at.x + shown.x - stood.x, at.y + shown.y - stood.y)
