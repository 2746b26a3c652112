"""What may stand in the addresses of the interface for maps, declared once: read by the views, told by its document."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from portal.feed.geometry.crs import BY_URI, CRS84, Crs
from portal.feed.routes.parameters import CURSOR, MODIFIED_SINCE, Parameter
from portal.feed.terms.ogc import FEATURES_MOST, FEATURES_USUAL, FINDINGS, MEASURES, NEEDS, PINS, PLACES, Span
from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_, clean_text
from portal.needs.terms import NeedStatus
from portal.pinmaps.terms.walks import FindingTopic, Rating
from portal.places.terms import PlaceKind
from portal.planning.terms.measures import MeasureStatus

_DAY_LONG = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_OPEN = ("", "..")
LONGEST_BOX = 250
LONGEST_WORD = 200
#: A moment with its zone, or a day in Bavaria.
read_moment = MODIFIED_SINCE.read


class Form(StrEnum):
    """As what an answer comes."""

    JSON = "json"
    HTML = "html"


def read_id(raw: str) -> UUID:
    """An identifier as the interface writes it. Raises `ValueError` for anything else."""
    if not _UUID.fullmatch(raw):
        raise ValueError(raw)
    return UUID(raw)


def read_words(raw: str) -> str:
    """Some words of one line."""
    if len(raw) > LONGEST_WORD:
        raise ValueError(raw)
    return clean_text(raw, lines=False)


def values_of(kind: type[StrEnum], left_out: frozenset[StrEnum] = frozenset()) -> list[str]:
    """The values one may choose from."""
    return [one.value for one in kind if one not in left_out]


def reader_of(kind: type[StrEnum], left_out: frozenset[StrEnum] = frozenset()) -> Callable[[str], StrEnum]:
    """Reads one of them."""
    allowed = {one.value: one for one in kind if one not in left_out}

    def read(raw: str) -> StrEnum:
        if raw not in allowed:
            raise ValueError(raw)
        return allowed[raw]

    return read


def _limit(raw: str) -> int:
    """More than the most is the most, as the standard has it."""
    if not re.fullmatch(r"[0-9]{1,30}", raw, re.ASCII) or int(raw) < 1:
        raise ValueError(raw)
    return min(int(raw), FEATURES_MOST)


def _box(raw: str) -> str:
    """Kept as text: what it means depends on `bbox-crs`."""
    if not raw or len(raw) > LONGEST_BOX:
        raise ValueError(raw)
    return raw


def _crs(raw: str) -> Crs:
    if raw not in BY_URI:
        raise ValueError(raw)
    return BY_URI[raw]


def _span(raw: str) -> Span:
    """A moment, a day, or an interval of them with one open end at most."""
    if "/" not in raw:
        return Span(read_moment(raw), _end(raw))
    first, _slash, last = raw.partition("/")
    span = Span(None if first in _OPEN else read_moment(first), None if last in _OPEN else _end(last))
    if span.start is None and span.end is None:
        raise ValueError(raw)
    if span.start is not None and span.end is not None and span.start > span.end:
        raise ValueError(raw)
    return span


def _end(raw: str) -> datetime:
    """A day ends with its last microsecond."""
    start: datetime = read_moment(raw)
    if not _DAY_LONG.fullmatch(raw):
        return start
    try:
        following = start.astimezone(ON_SCREEN).replace(tzinfo=None) + timedelta(days=1)
    except OverflowError as error:
        raise ValueError(raw) from error
    return following.replace(tzinfo=ON_SCREEN).astimezone(start.tzinfo) - timedelta(microseconds=1)


def _digits(fewest: int, most: int) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if not re.fullmatch(rf"[0-9]{{{fewest},{most}}}", raw, re.ASCII):
            raise ValueError(raw)
        return raw

    return read


def _number(most: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", raw, re.ASCII) or int(raw) > most:
            raise ValueError(raw)
        return int(raw)

    return read


FORM = Parameter(
    "f",
    N_("Form der Antwort; geht dem Kopf „Accept“ vor."),
    {"type": "string", "enum": values_of(Form)},
    reader_of(Form),
    N_("Möglich sind json und html."),
)
_CRS_NAMES = {"type": "string", "format": "uri", "enum": list(BY_URI)}
_A_SYSTEM = N_("Erwartet wird die Adresse eines Koordinatensystems, das die Sammlung unter „crs“ nennt.")
LIMIT = Parameter(
    "limit",
    N_("Wie viele Objekte eine Antwort höchstens hat; mehr als 1000 zählen als 1000."),
    {"type": "integer", "minimum": 1, "default": FEATURES_USUAL},
    _limit,
    N_("Erwartet wird eine ganze Zahl ab 1."),
)
BBOX = Parameter(
    "bbox",
    N_(
        "Nur Objekte, die ein Rechteck berühren: Westen, Süden, Osten, Norden (mit Höhe sechs Zahlen), in Grad mit der Länge "
        "zuerst, wenn „bbox-crs“ nichts anderes sagt. Liegt der Westen hinter dem Osten, geht es über den 180. Längengrad."
    ),
    {
        "type": "array",
        "items": {"type": "number"},
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    },
    _box,
    N_(
        "Erwartet werden vier oder sechs Zahlen mit Komma: Westen, Süden, Osten, Norden; der Süden liegt nicht über dem Norden."
    ),
)
BBOX_CRS = Parameter(
    "bbox-crs", N_("In welchem Koordinatensystem „bbox“ steht."), {**_CRS_NAMES, "default": CRS84.uri}, _crs, _A_SYSTEM
)
CRS = Parameter(
    "crs", N_("In welchem Koordinatensystem geantwortet wird."), {**_CRS_NAMES, "default": CRS84.uri}, _crs, _A_SYSTEM
)
DATETIME = Parameter(
    "datetime",
    N_("Nur was zu dieser Zeit war: ein Zeitpunkt, ein Tag oder ein Zeitraum mit „/“; „..“ lässt ein Ende offen."),
    {"type": "string"},
    _span,
    N_("Erwartet wird 2026-07-01, 2026-07-01T00:00:00Z oder ein Zeitraum wie 2026-01-01/2026-06-30 oder 2026-01-01/.."),
)
ONE = (CRS, FORM)
_ID = {"type": "string", "format": "uuid"}
_AN_ID = N_("Erwartet wird eine Kennung (UUID), wie sie die Schnittstelle ausgibt.")


def _filter(name: str, meaning: str, schema: dict[str, Any], read: Callable[[str], Any], expected: str) -> Parameter:
    return Parameter(name, meaning, schema, read, expected)


def _choice(kind: type[StrEnum], name: str, meaning: str, left_out: frozenset[StrEnum] = frozenset()) -> Parameter:
    schema = {"type": "string", "enum": values_of(kind, left_out)}
    return Parameter(
        name,
        meaning,
        schema,
        reader_of(kind, left_out),
        N_("Die möglichen Werte stehen in der Beschreibung der Schnittstelle."),
    )


_AGS = _filter(
    "ags",
    N_("Amtlicher Gemeindeschlüssel."),
    {"type": "string", "pattern": "^[0-9]{5,8}$"},
    _digits(5, 8),
    N_("Erwartet werden fünf bis acht Ziffern."),
)
_PLACE = _filter(
    "place_id", N_("Kennung eines Sozialraums; er zählt mit allem, was darin liegt."), _ID, read_id, _AN_ID
)
_WORD = {"type": "string", "maxLength": 200}
_SHORT = N_("Erwartet werden höchstens 200 Zeichen.")
#: The properties by which each collection can be narrowed.
FILTERS: dict[str, tuple[Parameter, ...]] = {
    PLACES: (
        _choice(PlaceKind, "kind", N_("Nur Orte dieser Art.")),
        _AGS,
        _filter(
            "ars",
            N_("Amtlicher Regionalschlüssel."),
            {"type": "string", "pattern": "^[0-9]{12}$"},
            _digits(12, 12),
            N_("Erwartet werden zwölf Ziffern."),
        ),
        _filter("name", N_("Der ganze Name."), _WORD, read_words, _SHORT),
    ),
    NEEDS: (
        _PLACE,
        _AGS,
        _choice(NeedStatus, "status", N_("Nur Bedarfe in diesem Status."), frozenset({NeedStatus.MERGED})),
    ),
    PINS: (
        _filter("map", N_("Name der Nadelkarte in Adressen."), _WORD, read_words, _SHORT),
        _filter(
            "category",
            N_("Nummer der Kategorie."),
            {"type": "integer", "minimum": 0, "maximum": 99},
            _number(99),
            N_("Erwartet wird eine kleine ganze Zahl."),
        ),
        _filter(
            "month",
            N_("Monat, zum Beispiel 202611."),
            {"type": "integer", "minimum": 0, "maximum": 999_999},
            _number(999_999),
            N_("Erwartet wird ein Monat wie 202611."),
        ),
    ),
    MEASURES: (_PLACE, _choice(MeasureStatus, "status", N_("Nur Maßnahmen in diesem Status."))),
    FINDINGS: (
        _choice(FindingTopic, "topic", N_("Nur Befunde zu diesem Thema.")),
        _choice(Rating, "rating", N_("Nur Befunde mit diesem Urteil.")),
        _filter("walk_id", N_("Kennung der Begehung."), _ID, read_id, _AN_ID),
    ),
}
#: Further ones for systems that read everything of a collection.
KEYED_FILTERS: dict[str, tuple[Parameter, ...]] = {
    NEEDS: (
        _filter("action_field_id", N_("Kennung eines Handlungsfelds mit seinen Unterfeldern."), _ID, read_id, _AN_ID),
        _filter("number", N_("Nummer des Bedarfs, zum Beispiel 2026-00042."), _WORD, read_words, _SHORT),
    ),
}
_ASKED = (BBOX, BBOX_CRS, CRS, DATETIME, LIMIT, CURSOR, FORM)


def items(collection: str, *, keyed: bool) -> tuple[Parameter, ...]:
    """Everything a list of features may be asked with."""
    return (*_ASKED, *filters(collection, keyed=keyed))


def filters(collection: str, *, keyed: bool) -> tuple[Parameter, ...]:
    """The properties by which a collection can be narrowed."""
    return (*FILTERS[collection], *(KEYED_FILTERS.get(collection, ()) if keyed else ()))
