"""What may stand in the address of a list, declared once: read by the views, told by the OpenAPI document.

A parameter that nobody declared, comes twice or cannot be what it should be is refused: a typing error in a filter must
not quietly give another list.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from portal.consultations.terms import ConsultationState
from portal.feed.routes.resource_schema import Consultation, Decision, Indicator, IndicatorValue, Measure, Paper
from portal.feed.routes.schema import Need
from portal.feed.terms.answers import PAGE_DEFAULT, PAGE_MOST, AnswerFormat
from portal.feed.terms.journal import EventStart, EventType
from portal.indicators.terms import Theme, part_of
from portal.indicators.terms.parts import LONGEST_PART
from portal.kernel.clock import ON_SCREEN
from portal.kernel.errors import DomainError
from portal.kernel.text import N_, clean_text
from portal.needs.queries.filters import TEXT_LONGEST
from portal.needs.terms import Due, NeedStatus
from portal.planning.terms.decisions import Result
from portal.planning.terms.measures import MeasureStatus, Priority
from portal.planning.terms.papers import PaperState

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CURSOR_LONGEST = 200


class BadParameter(DomainError):
    """Something in the address cannot be used; `field` names it."""

    code = "parameter-invalid"
    message = N_("Der Wert des Parameters „%(name)s“ ist nicht möglich. %(expected)s")


class UnknownParameter(BadParameter):
    code = "parameter-unknown"
    message = N_("Den Parameter „%(name)s“ gibt es hier nicht.")


class RepeatedParameter(BadParameter):
    code = "parameter-repeated"
    message = N_("Der Parameter „%(name)s“ darf nur einmal vorkommen.")


class BadCursor(BadParameter):
    code = "cursor-invalid"
    message = N_(
        "Diesen Cursor haben wir für Ihren Schlüssel und für diese Liste nicht ausgegeben. Beginnen Sie bitte ohne Cursor von vorn."
    )


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: how it is read, and what the document says of it."""

    name: str
    #: For the people who read the document.
    meaning: str
    #: JSON Schema of the value.
    schema: Mapping[str, Any]
    #: Raises ValueError for what cannot be a value.
    read: Callable[[str], Any]
    #: What would have been right, as the second sentence of the error.
    expected: str

    @property
    def style(self) -> dict[str, Any]:
        """How several values are written: one after the other, with commas."""
        return {"style": "form", "explode": False} if self.schema.get("type") == "array" else {}


def read_parameters(declared: Iterable[Parameter], given: MultiDict[str, str]) -> dict[str, Any]:
    """The values of an address by name; what was not given is missing. Raises `BadParameter`."""
    known = {parameter.name: parameter for parameter in declared}
    values: dict[str, Any] = {}
    for name, texts in given.lists():
        shown = clean_text(name, lines=False)[:40]
        if name not in known:
            raise UnknownParameter(field=shown, name=shown)
        if len(texts) > 1:
            raise RepeatedParameter(field=name, name=name)
        try:
            values[name] = known[name].read(texts[0])
        except ValueError:
            raise BadParameter(field=name, name=name, expected=known[name].expected) from None
    return values


def _limit(raw: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", raw, re.ASCII) or not 1 <= int(raw) <= PAGE_MOST:
        raise ValueError(raw)
    return int(raw)


def _cursor(raw: str) -> str:
    if not raw or len(raw) > CURSOR_LONGEST:
        raise ValueError(raw)
    return raw


def read_moment(raw: str) -> datetime:
    """A moment with its zone, or the beginning of a day in Bavaria; in UTC."""
    if _DAY.fullmatch(raw):
        start = datetime.combine(datetime.strptime(raw, "%Y-%m-%d").date(), time(), tzinfo=ON_SCREEN)  # noqa: DTZ007
        return _in_utc(start)
    if not _MOMENT.fullmatch(raw):
        raise ValueError(raw)
    return _in_utc(datetime.fromisoformat(raw.upper()))


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # the first and the last day that a calendar knows
        raise ValueError(moment) from error


def read_id(raw: str) -> UUID:
    """An identifier as the interface writes it. Raises ValueError for anything else."""
    if not _UUID.fullmatch(raw):
        raise ValueError(raw)
    return UUID(raw)


def read_words(raw: str) -> str:
    """Some words of one line."""
    if len(raw) > TEXT_LONGEST:
        raise ValueError(raw)
    return clean_text(raw, lines=False)


def one_of(kind: type[StrEnum], left_out: frozenset[StrEnum] = frozenset()) -> Callable[[str], StrEnum]:
    """Reads one of the values of a kind."""
    allowed = {member.value: member for member in kind if member not in left_out}

    def read(raw: str) -> StrEnum:
        if raw not in allowed:
            raise ValueError(raw)
        return allowed[raw]

    return read


def values_of(kind: type[StrEnum], left_out: frozenset[StrEnum] = frozenset()) -> list[str]:
    """The values one may choose from."""
    return [member.value for member in kind if member not in left_out]


def _event_types(raw: str) -> frozenset[EventType]:
    read = one_of(EventType)
    found = [read(part) for part in raw.split(",")]
    if len(set(found)) < len(found):
        raise ValueError(raw)
    return frozenset(found)  # type: ignore[arg-type]


_AN_ID = N_("Erwartet wird eine Kennung (UUID), wie sie die Schnittstelle ausgibt.")
_ID_SCHEMA = {"type": "string", "format": "uuid"}
_GONE = frozenset({NeedStatus.MERGED})


def id_parameter(name: str, meaning: str) -> Parameter:
    """An identifier."""
    return Parameter(name, meaning, _ID_SCHEMA, read_id, _AN_ID)


LIMIT = Parameter(
    "limit",
    N_("Wie viele Einträge eine Antwort höchstens hat."),
    {"type": "integer", "minimum": 1, "maximum": PAGE_MOST, "default": PAGE_DEFAULT},
    _limit,
    N_("Erwartet wird eine ganze Zahl von 1 bis 1000."),
)


def _cursor_parameter(meaning: str) -> Parameter:
    schema = {"type": "string", "minLength": 1, "maxLength": CURSOR_LONGEST}
    return Parameter("cursor", meaning, schema, _cursor, N_("Erwartet wird der Cursor einer früheren Antwort."))


CURSOR = _cursor_parameter(
    N_(
        "Wo es weitergeht: der „cursor“ der vorigen Antwort. Er gilt für Ihr System und diese Liste, auch mit einem erneuerten "
        "Schlüssel und mit anderen Filtern, und verfällt nicht."
    )
)
EVENT_CURSOR = _cursor_parameter(
    N_(
        "Wo es weitergeht: der „cursor“ der vorigen Antwort. Er gilt für Ihr System und diese Liste, auch mit einem erneuerten "
        "Schlüssel. Nach 90 Tagen ist er abgelaufen (410)."
    )
)
MODIFIED_SINCE = Parameter(
    "modified_since",
    N_(
        "Nur was sich seit diesem Zeitpunkt geändert hat (RFC 3339 mit Zeitzone; ein Tag allein beginnt um 0 Uhr in Bayern)."
    ),
    {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]},
    read_moment,
    N_("Erwartet wird ein Zeitpunkt wie 2026-07-01T00:00:00Z oder ein Tag wie 2026-07-01."),
)
FORMAT = Parameter(
    "format",
    N_("Form der Antwort; geht dem Kopf „Accept“ vor."),
    {"type": "string", "enum": values_of(AnswerFormat)},
    one_of(AnswerFormat),
    N_("Möglich sind json, geojson und csv."),
)
FILTERS = (
    Parameter(
        "q",
        N_("Wörter, die vorkommen müssen; auch Teile zusammengesetzter Wörter („weg“ findet „Radwege“)."),
        {"type": "string", "maxLength": TEXT_LONGEST},
        read_words,
        N_("Erwartet werden höchstens 200 Zeichen."),
    ),
    id_parameter("place", N_("Kennung eines Sozialraums; er zählt mit allem, was darin liegt.")),
    Parameter(
        "status",
        N_("Nur Bedarfe in diesem Status."),
        {"type": "string", "enum": values_of(NeedStatus, _GONE)},
        one_of(NeedStatus, _GONE),
        N_("Die möglichen Werte stehen in der Beschreibung der Schnittstelle."),
    ),
    id_parameter("action_field", N_("Kennung eines Handlungsfelds; es zählt mit seinen Unterfeldern.")),
    id_parameter("target_group", N_("Kennung einer Zielgruppe.")),
    id_parameter("basic_function", N_("Kennung einer Grunddaseinsfunktion.")),
    Parameter(
        "due",
        N_("Nach der Frist: überschritten, in den nächsten 14 Tagen, gesetzt, nicht gesetzt."),
        {"type": "string", "enum": values_of(Due)},
        one_of(Due),
        N_("Die möglichen Werte stehen in der Beschreibung der Schnittstelle."),
    ),
)


def _flag(raw: str) -> bool:
    if raw not in ("true", "false"):
        raise ValueError(raw)
    return raw == "true"


def _day(raw: str) -> date:
    if not _DAY.fullmatch(raw):
        raise ValueError(raw)
    return date.fromisoformat(raw)


def _part(raw: str) -> str:
    if not raw.isascii():
        raise ValueError(raw)
    return str(part_of(raw))


_FIELDS = N_(
    "Nur diese Felder, durch Kommas getrennt. „state“, „change“ und „id“ kommen immer mit; Einträge über das, was es für Sie nicht "
    "mehr gibt, bleiben ganz."
)


def _fields(shape: type[BaseModel], meaning: str = _FIELDS) -> Parameter:
    known = list(shape.model_fields)

    def read(raw: str) -> frozenset[str]:
        names = raw.split(",")
        if not set(names) <= set(known):
            raise ValueError(raw)
        return frozenset(names)

    return Parameter(
        "fields",
        meaning,
        {"type": "array", "items": {"type": "string", "enum": known}, "minItems": 1},
        read,
        N_("Erwartet werden Namen von Feldern, durch Kommas getrennt."),
    )


def choice(name: str, meaning: str, kind: type[StrEnum], *left_out: StrEnum) -> Parameter:
    """One of the values of a kind."""
    gone = frozenset(left_out)
    schema = {"type": "string", "enum": values_of(kind, gone)}
    told = N_("Die möglichen Werte stehen in der Beschreibung der Schnittstelle.")
    return Parameter(name, meaning, schema, one_of(kind, gone), told)


_A_DAY = N_("Erwartet wird ein Tag wie 2026-07-01.")
_DAY_SCHEMA = {"type": "string", "format": "date"}
DAY = Parameter(
    "day",
    N_("Die Fassung dieses Tages statt der neuesten; welche es noch gibt, steht in „days“ der Liste."),
    _DAY_SCHEMA,
    _day,
    _A_DAY,
)
PLACE = id_parameter("place", N_("Kennung eines Sozialraums; er zählt mit allem, was darin liegt."))
_WALK = (CURSOR, LIMIT, MODIFIED_SINCE)
NEED_LIST = (*_WALK, *FILTERS, _fields(Need), FORMAT)
ONE_NEED = (_fields(Need), FORMAT)
MEASURE_LIST = (
    *_WALK,
    FILTERS[0],
    PLACE,
    choice("status", N_("Nur Maßnahmen, die heute so stehen."), MeasureStatus),
    choice("priority", N_("Wie sehr sie drängt."), Priority),
    Parameter(
        "review_due",
        N_("Nur Maßnahmen, deren Überprüfung fällig ist."),
        {"type": "boolean"},
        _flag,
        N_("Erwartet wird true oder false."),
    ),
    _fields(Measure),
)
ONE_MEASURE = (_fields(Measure),)
PAPER_LIST = (*_WALK, PLACE, choice("status", N_("Nur Vorlagen, die so stehen."), PaperState), _fields(Paper))
ONE_PAPER = (_fields(Paper),)
DECISION_LIST = (
    *_WALK,
    PLACE,
    choice("result", N_("Nur Beschlüsse mit diesem Ergebnis."), Result),
    _fields(Decision),
)
ONE_DECISION = (_fields(Decision),)
CONSULTATION_LIST = (
    *_WALK,
    PLACE,
    choice("status", N_("Nur Verfahren, die so stehen."), ConsultationState, ConsultationState.DRAFT),
    _fields(Consultation),
)
ONE_CONSULTATION = (_fields(Consultation),)
_FIELDS_OF_INDICATOR = _fields(Indicator, N_("Nur diese Felder, durch Kommas getrennt. „id“ kommt immer mit."))
INDICATOR_LIST = (
    *_WALK,
    choice("theme", N_("Nur Kennzahlen unter dieser Überschrift."), Theme),
    _FIELDS_OF_INDICATOR,
)
ONE_INDICATOR = (_FIELDS_OF_INDICATOR,)
VALUE_LIST = (
    *_WALK,
    PLACE,
    Parameter("from", N_("Nur Werte ab diesem Stichtag."), _DAY_SCHEMA, _day, _A_DAY),
    Parameter("until", N_("Nur Werte bis zu diesem Stichtag."), _DAY_SCHEMA, _day, _A_DAY),
    Parameter(
        "part",
        N_("Nur diese Gruppe: m, f, 6-10 (Jahre), f75-; leer für alle zusammen."),
        {"type": "string", "pattern": r"^[mf]?([0-9]{1,3}-([0-9]{1,3})?)?$", "maxLength": LONGEST_PART},
        _part,
        N_("Erwartet wird eine Gruppe wie m, f, 6-10 oder f75-."),
    ),
    _fields(
        IndicatorValue,
        N_("Nur diese Felder, durch Kommas getrennt. „place_id“, „on“ und „part“ kommen immer mit."),
    ),
)
TYPES = Parameter(
    "types",
    N_("Nur Ereignisse dieser Arten, mit Komma getrennt."),
    {
        "type": "array",
        "items": {"type": "string", "enum": values_of(EventType)},
        "minItems": 1,
        "uniqueItems": True,
    },
    _event_types,
    N_("Erwartet werden Arten wie need.created, mit Komma getrennt, jede einmal."),
)
START = Parameter(
    "start",
    N_("Wo ein System ohne Cursor beginnt: beim ältesten aufgehobenen Ereignis oder hinter dem neuesten."),
    {"type": "string", "enum": values_of(EventStart), "default": EventStart.OLDEST.value},
    one_of(EventStart),
    N_("Möglich sind oldest und now; mit Cursor hat der Parameter keine Wirkung."),
)
EVENT_LIST = (EVENT_CURSOR, LIMIT, TYPES, START)
NOTHING: tuple[Parameter, ...] = ()
