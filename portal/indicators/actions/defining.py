"""Indikatoren of one's own, and values entered by hand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, func, select

from portal.indicators import queries
from portal.indicators.actions.writing import one_at_a_time, put_value, ship
from portal.indicators.events import ValuesChanged
from portal.indicators.models import Indicator, IndicatorValue
from portal.indicators.policy import IndicatorPermission
from portal.indicators.terms import ENTERED, FORMULAS, SHIPPED_BY_KEY, SHIPPED_BY_SLUG, Direction, Rhythm, Theme
from portal.indicators.terms import ValueStatus as Status
from portal.indicators.terms.definitions import LONGEST_KEY, RESERVED
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.places import queries as places
from portal.places.terms import PlaceKind, slug_of

ENTERED_BY_HAND = audit.kind(
    "indicators.entered", N_("Wert einer Kennzahl eingetragen"), keys=("key", "place_id", "status")
)
DEFINED = audit.kind("indicators.defined", N_("Kennzahl angelegt oder geändert"), keys=("key",))

#: So many of one's own a list can still be read with.
MOST_OWN = 200
_FIRST_DAY = date(1950, 1, 1)
_LARGEST = Decimal(10) ** 13


@dataclass(frozen=True)
class IndicatorDraft:
    """What is written about an Indikator of one's own."""

    name: str
    theme: Theme = Theme.OTHER
    formula: str = ""
    unit: str = ""
    decimals: int = 0
    direction: Direction = Direction.NEUTRAL
    rhythm: Rhythm = Rhythm.YEARLY
    source: str = ""
    ages: str = ""
    note: str = ""
    adds_up: bool = False


def define(draft: IndicatorDraft, *, submission_key: UUID | None = None, by: Actor) -> Indicator:
    """Add an Indikator of one's own. Its key, made of the name, never changes. Sent twice, the first stands.

    Raises `InvalidInput` when there is one of this name.
    """
    ensure(IndicatorPermission.ADD, by)
    one_at_a_time()
    if submission_key and (known := queries.indicator_of_form(submission_key)):
        return known
    if len(queries.own_indicators()) >= MOST_OWN:
        raise InvalidInput("indicator.many", N_("Mehr als 200 eigene Kennzahlen kann niemand pflegen."), field="name")
    _ensure_new(draft.name)
    made = Indicator(key=_free_key(draft.name), created_by=by.id, submission_key=submission_key)
    _write(made, draft)
    session().add(made)
    session().flush()
    audit.log(DEFINED, by=by, key=made.key)
    return made


def edit(row: Indicator, draft: IndicatorDraft, *, version: int, by: Actor) -> None:
    """Change a definition; its values stay. Raises `Conflict` when somebody saved since `version`."""
    ensure(IndicatorPermission.EDIT, by, row)
    one_at_a_time()
    if row.version != version:
        raise Conflict
    _ensure_new(draft.name, besides=row)
    _write(row, draft)
    session().flush()
    audit.log(DEFINED, by=by, key=row.key)


def remove(row: Indicator, *, by: Actor) -> None:
    """Remove an Indikator of one's own that has no values. Raises `InvalidInput` when it has some."""
    ensure(IndicatorPermission.EDIT, by, row)
    if session().scalar(select(func.count()).where(IndicatorValue.indicator_key == row.key)):
        raise InvalidInput(
            "indicator.has-values",
            N_(
                "Zu dieser Kennzahl gibt es Werte. Nehmen Sie zuerst die Übernahmen zurück und entfernen Sie die Werte."
            ),
        )
    session().delete(row)
    session().flush()


def enter_value(
    key: str, place_id: UUID, on: date, status: Status, value: Decimal | None, *, by: Actor
) -> IndicatorValue:
    """Enter a value by hand, or why there is none, in the place of what stood there.

    Raises `InvalidInput` for a number without a status that has one or the other way round, for places without residents and parts
    of Gemeinden, for odd days, and for what is computed.
    """
    one_at_a_time()
    row = _entered(key)
    ensure(IndicatorPermission.ENTER, by, row)
    _ensure_place(place_id)
    _ensure_day(on)
    put = put_value(
        key, place_id, on, status, _checked(status, value, queries.definition(key).decimals), entered_by=by.id
    )
    audit.log(ENTERED_BY_HAND, by=by, key=key, place_id=place_id, status=status)
    record(ValuesChanged((key,), (place_id,), by.id))
    return put


def remove_value(key: str, place_id: UUID, on: date, *, by: Actor) -> None:
    """Remove a value that was entered by hand. Values of a file go when the file is taken back."""
    ensure(IndicatorPermission.ENTER, by, _entered(key))
    session().execute(
        delete(IndicatorValue).where(
            IndicatorValue.indicator_key == key,
            IndicatorValue.sozialraum_id == place_id,
            IndicatorValue.on_day == on,
            IndicatorValue.part == "",
            IndicatorValue.import_id.is_(None),
        )
    )
    record(ValuesChanged((key,), (place_id,), by.id))


def _entered(key: str) -> Indicator:
    """The row a value is entered for. Raises `NotFound`, and `InvalidInput` for what is computed."""
    queries.definition(key)
    if key in FORMULAS:
        raise InvalidInput("indicator.computed", N_("Diese Kennzahl wird berechnet; eingetragen wird, woraus."))
    ship([key])
    row = queries.indicator_row(key)
    assert row is not None, "it was found, or shipped just now"
    return row


def _ensure_place(place_id: UUID) -> None:
    node = places.tree().get(place_id)
    if node is None or not node.has_residents or node.kind is PlaceKind.UNINCORPORATED:
        raise InvalidInput("indicator.place", N_("Bitte wählen Sie einen Ort, in dem Menschen wohnen."), field="place")


def _ensure_day(on: date) -> None:
    if not _FIRST_DAY <= on <= today():
        raise InvalidInput(
            "indicator.day", N_("Bitte prüfen Sie den Stichtag: Er liegt zwischen 1950 und heute."), field="on"
        )


def _checked(status: Status, value: Decimal | None, decimals: int) -> Decimal | None:
    if status not in ENTERED:
        raise InvalidInput("indicator.status", N_("Bitte wählen Sie, wie es um den Wert steht."), field="status")
    if status is Status.NOTHING:
        if value:
            raise InvalidInput(
                "indicator.zero", N_("„Nichts vorhanden“ ist null. Lassen Sie das Feld leer."), field="value"
            )
        return Decimal(0)
    if status.has_value == (value is None):
        message = N_("Bitte geben Sie den Wert an.") if value is None else N_("Ohne Wert bleibt das Feld leer.")
        raise InvalidInput("indicator.value", message, field="value")
    if value is not None and (not value.is_finite() or abs(value) >= _LARGEST):
        raise InvalidInput("indicator.large", N_("Diese Zahl ist zu groß."), field="value")
    return value


def _write(row: Indicator, draft: IndicatorDraft) -> None:
    for name in IndicatorDraft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))
    row.sort_name = fold(draft.name)


def _ensure_new(name: str, *, besides: Indicator | None = None) -> None:
    key = fold(name)
    shipped = {fold(one.name) for one in SHIPPED_BY_KEY.values()}
    others = {one.sort_name for one in queries.own_indicators() if besides is None or one.id != besides.id}
    if key in shipped | others:
        raise InvalidInput("indicator.twice", N_("Eine Kennzahl mit diesem Namen gibt es schon."), field="name")


def _free_key(name: str) -> str:
    """A key made of the name that nothing else has."""
    wanted = slug_of(fold(name))[: LONGEST_KEY - 4]
    taken = {*RESERVED, *SHIPPED_BY_KEY, *SHIPPED_BY_SLUG, *(one.key for one in queries.own_indicators())}
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key
