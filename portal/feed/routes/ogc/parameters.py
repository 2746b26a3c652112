"""What may stand in the addresses of the interface for maps, declared once: read by the views, told by its document."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from portal.feed.geometry.crs import BY_URI, CRS84, Crs
from portal.feed.routes.parameters import (
    CURSOR,
    PLACE,
    Parameter,
    choice,
    id_parameter,
    one_of,
    read_moment,
    read_words,
    values_of,
)
from portal.feed.terms.ogc import FEATURES_MOST, FEATURES_USUAL, FINDINGS, MEASURES, NEEDS, PINS, PLACES, Span
from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.needs.queries.filters import TEXT_LONGEST
from portal.needs.terms import NeedStatus
from portal.pinmaps.terms.walks import FindingTopic, Rating
from portal.places.terms import PlaceKind
from portal.planning.terms.measures import MeasureStatus

_DAY_LONG = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OPEN = ("", "..")
LONGEST_BOX = 250


class Form(StrEnum):
    """As what an answer comes."""

    JSON = "json"
    HTML = "html"


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
    start = read_moment(raw)
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
    one_of(Form),
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


_AGS = Parameter(
    "ags",
    N_("Amtlicher Gemeindeschlüssel."),
    {"type": "string", "pattern": "^[0-9]{5,8}$"},
    _digits(5, 8),
    N_("Erwartet werden fünf bis acht Ziffern."),
)
_PLACE = id_parameter("place_id", PLACE.meaning)
_WORD = {"type": "string", "maxLength": TEXT_LONGEST}
_SHORT = N_("Erwartet werden höchstens 200 Zeichen.")
#: The properties by which each collection can be narrowed.
FILTERS: dict[str, tuple[Parameter, ...]] = {
    PLACES: (
        choice("kind", N_("Nur Orte dieser Art."), PlaceKind),
        _AGS,
        Parameter(
            "ars",
            N_("Amtlicher Regionalschlüssel."),
            {"type": "string", "pattern": "^[0-9]{12}$"},
            _digits(12, 12),
            N_("Erwartet werden zwölf Ziffern."),
        ),
        Parameter("name", N_("Der ganze Name."), _WORD, read_words, _SHORT),
    ),
    NEEDS: (
        _PLACE,
        _AGS,
        choice("status", N_("Nur Bedarfe in diesem Status."), NeedStatus, NeedStatus.MERGED),
    ),
    PINS: (
        Parameter("map", N_("Name der Nadelkarte in Adressen."), _WORD, read_words, _SHORT),
        Parameter(
            "category",
            N_("Nummer der Kategorie."),
            {"type": "integer", "minimum": 0, "maximum": 99},
            _number(99),
            N_("Erwartet wird eine kleine ganze Zahl."),
        ),
        Parameter(
            "month",
            N_("Monat, zum Beispiel 202611."),
            {"type": "integer", "minimum": 0, "maximum": 999_999},
            _number(999_999),
            N_("Erwartet wird ein Monat wie 202611."),
        ),
    ),
    MEASURES: (_PLACE, choice("status", N_("Nur Maßnahmen in diesem Status."), MeasureStatus)),
    FINDINGS: (
        choice("topic", N_("Nur Befunde zu diesem Thema."), FindingTopic),
        choice("rating", N_("Nur Befunde mit diesem Urteil."), Rating),
        id_parameter("walk_id", N_("Kennung der Begehung.")),
    ),
}
#: Further ones for systems that read everything of a collection.
KEYED_FILTERS: dict[str, tuple[Parameter, ...]] = {
    NEEDS: (
        id_parameter("action_field_id", N_("Kennung eines Handlungsfelds mit seinen Unterfeldern.")),
        Parameter("number", N_("Nummer des Bedarfs, zum Beispiel 2026-00042."), _WORD, read_words, _SHORT),
    ),
}
_ASKED = (BBOX, BBOX_CRS, CRS, DATETIME, LIMIT, CURSOR, FORM)


def items(collection: str, *, keyed: bool) -> tuple[Parameter, ...]:
    """Everything a list of features may be asked with."""
    return (*_ASKED, *filters(collection, keyed=keyed))


def filters(collection: str, *, keyed: bool) -> tuple[Parameter, ...]:
    """The properties by which a collection can be narrowed."""
    return (*FILTERS[collection], *(KEYED_FILTERS.get(collection, ()) if keyed else ()))
