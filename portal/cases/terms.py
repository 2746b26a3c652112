"""Words and numbers of the Fälle."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portal.kernel.text import N_, fold

LONGEST_NAME = 160
LONGEST_CONTACT = 200
LONGEST_CONCERN = 2000
LONGEST_RESULT = 2000
LONGEST_GUIDED_TO = 200
LONGEST_ENTRY = 4000
LONGEST_REASON = 500
LONGEST_NEED = 2000
#: An open Fall nobody wrote to is spoken of so many months before it would be deleted,
#: and deleted so many days after that at the earliest.
REMINDED_MONTHS_BEFORE = 1
REMINDED_DAYS_BEFORE = 30
#: So long an administrator may read after a second person agreed.
BREAK_GLASS_OPEN = timedelta(hours=24)
#: A request that nobody decided is worth nothing after so long.
BREAK_GLASS_WAITS = timedelta(days=7)
#: What was opened stands on the Kümmerer's page for so long.
BREAK_GLASS_SHOWN = timedelta(days=365)
#: Counts below this are never told.
FEWEST_TOLD = 5
#: A day to look again lies at most so far ahead.
FARTHEST_FOLLOW_UP = timedelta(days=2 * 366)
#: Fälle deleted or sealed anew in one transaction.
PORTION = 200


class CaseState(StrEnum):
    """Whether somebody still works on it."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return {CaseState.OPEN: "info", CaseState.CLOSED: "neutral"}[self]


_STATES = {CaseState.OPEN: N_("läuft"), CaseState.CLOSED: N_("abgeschlossen")}


class WayOfContact(StrEnum):
    """How the person came to the Kümmerer."""

    AT_THE_DOOR = "at_the_door"
    OFFICE_HOUR = "office_hour"
    PHONE = "phone"
    HOME_VISIT = "home_visit"
    WRITING = "writing"
    ON_THE_WAY = "on_the_way"
    SOMEBODY_ELSE = "somebody_else"

    @property
    def label(self) -> str:
        return _WAYS[self]


_WAYS = {
    WayOfContact.AT_THE_DOOR: N_("kam vorbei"),
    WayOfContact.OFFICE_HOUR: N_("Sprechstunde"),
    WayOfContact.PHONE: N_("Anruf"),
    WayOfContact.HOME_VISIT: N_("Hausbesuch"),
    WayOfContact.WRITING: N_("Brief oder E-Mail"),
    WayOfContact.ON_THE_WAY: N_("unterwegs angesprochen"),
    WayOfContact.SOMEBODY_ELSE: N_("über Angehörige, Nachbarn oder Fachleute"),
}


class Guidance(StrEnum):
    """What kind of help the person was guided to. Who exactly is sealed."""

    OPEN = "open"
    TALK = "talk"
    VOLUNTEERS = "volunteers"
    COUNSELLING = "counselling"
    CARE = "care"
    MEDICAL = "medical"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _GUIDANCE[self]


_GUIDANCE = {
    Guidance.OPEN: N_("noch offen"),
    Guidance.TALK: N_("im Gespräch geklärt"),
    Guidance.VOLUNTEERS: N_("Ehrenamt, Nachbarschaftshilfe"),
    Guidance.COUNSELLING: N_("Beratungsstelle"),
    Guidance.CARE: N_("Pflegedienst, Pflegestützpunkt"),
    Guidance.MEDICAL: N_("Arztpraxis, Klinik, Therapie"),
    Guidance.MUNICIPALITY: N_("Gemeindeverwaltung"),
    Guidance.COUNTY: N_("Landratsamt, Behörde"),
    Guidance.OTHER: N_("andere Stelle"),
}


class CaseView(StrEnum):
    """What a list of Fälle shows; as it stands in the address."""

    OPEN = "laufend"
    DUE = "faellig"
    CLOSED = "abgeschlossen"

    @property
    def label(self) -> str:
        return _VIEWS[self]


_VIEWS = {
    CaseView.OPEN: N_("Laufend"),
    CaseView.DUE: N_("Wiedervorlage fällig"),
    CaseView.CLOSED: N_("Abgeschlossen"),
}


class EntryKind(StrEnum):
    """What a dated entry tells of."""

    NOTE = "note"
    CLOSED = "closed"
    REOPENED = "reopened"
    REPORTED = "reported"
    HANDED_OVER = "handed_over"

    @property
    def label(self) -> str:
        return _ENTRIES[self]


_ENTRIES = {
    EntryKind.NOTE: N_("Notiz"),
    EntryKind.CLOSED: N_("Abgeschlossen"),
    EntryKind.REOPENED: N_("Wieder aufgenommen"),
    EntryKind.REPORTED: N_("Als Bedarf gemeldet"),
    EntryKind.HANDED_OVER: N_("Übergeben"),
}


@dataclass(frozen=True, kw_only=True)
class EntryTold:
    """What stands in an entry; the whole of it is sealed."""

    on: date
    kind: EntryKind
    text: str = ""
    #: The account that wrote it; None for the portal itself.
    by: UUID | None = None


class BreakGlassState(StrEnum):
    """What became of a request to read somebody's Fälle."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _BREAK_GLASS[self]

    @property
    def tone(self) -> str:
        return {
            BreakGlassState.ASKED: "warning",
            BreakGlassState.GRANTED: "danger",
            BreakGlassState.REFUSED: "neutral",
        }[self]


_BREAK_GLASS = {
    BreakGlassState.ASKED: N_("wartet auf eine zweite Person"),
    BreakGlassState.GRANTED: N_("zugestimmt"),
    BreakGlassState.REFUSED: N_("abgelehnt"),
}

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\+?[\d][\d\s()/.\-–]{3,}\d")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_ADDRESSED = re.compile(r"\b(?:Frau|Herrn?|Fam\.|Familie|Eheleute)\s+(?:(?:Dr|Prof)\.\s*)*[A-ZÄÖÜ][\w\-]*")
_HOUSE = re.compile(r"(?:straße|strasse|str\.|gasse|weg|platz|ring|allee)\s*\d+\s*[a-z]?\b", re.IGNORECASE)
#: Parts of a name that are not the name.
_TITLES = frozenset(
    ["frau", "herr", "dr", "med", "prof", "fam", "familie", "und", "von", "der", "die", "den", "zur", "zum", "vom"]
)


def names_person(text: str, *, name: str, contact: str) -> bool:
    """Whether a text holds part of the name, the number or the address of a person, however it is spelled."""
    said = set(_WORD.findall(fold(text)))
    called = {word for word in _WORD.findall(fold(name)) if len(word) > 2} - _TITLES
    if called & said or any(word + "s" in said for word in called):
        return True
    numbers = {_digits(found) for found in _NUMBER.findall(contact)}
    if any(number and number in {_digits(found) for found in _NUMBER.findall(text)} for number in numbers):
        return True
    return any(address.casefold() in text.casefold() for address in _EMAIL.findall(contact))


def seems_to_name(text: str) -> bool:
    """Whether a text reads as if it named somebody the Fall does not know by name: "Frau Meier", "Kirchgasse 3".

    A sign and no proof: who wrote it may say that it is nobody.
    """
    return bool(_ADDRESSED.search(text) or _HOUSE.search(text))


def _digits(number: str) -> str:
    """A telephone number as two spellings of it are compared: without the country and the first zero."""
    plain = "".join(sign for sign in number if sign.isdigit())
    return plain.removeprefix("00").removeprefix("49").lstrip("0")
