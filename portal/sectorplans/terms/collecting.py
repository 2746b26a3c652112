"""Words and numbers of the Erhebungskalender."""

from datetime import date
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 160
LONGEST_NAME = 160
LONGEST_PHONE = 60
LONGEST_EMAIL = 254
LONGEST_SUBJECT = 2000
#: The calendar knows these years; anything else is a slip of the finger.
OLDEST_YEAR, LATEST_YEAR = 1990, 2100
#: So many months one Erhebung lasts at most.
MOST_MONTHS = 120
#: So many Sozialräume one Erhebung names at most; more are better said with the place above them.
MOST_PLACES = 60
#: The Zielgruppe of the county's list that means everybody: whoever asks it, asks all the others too.
EVERYBODY_KEY = "alle-einwohnerinnen-und-einwohner"


class Runner(StrEnum):
    """Who asks."""

    SECTOR_PLAN = "sector_plan"
    MUNICIPALITY = "municipality"
    CONSULTATION = "consultation"
    EXTERNAL = "external"

    @property
    def label(self) -> str:
        return _RUNNERS[self]


_RUNNERS = {
    Runner.SECTOR_PLAN: N_("eine Fachplanung"),
    Runner.MUNICIPALITY: N_("eine Gemeinde"),
    Runner.CONSULTATION: N_("ein Beteiligungsverfahren"),
    Runner.EXTERNAL: N_("jemand anderes, zum Beispiel eine Hochschule"),
}


class CollectionState(StrEnum):
    """Where an Erhebung stands. One that was called off stays to be read, and overlaps with nothing."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATES = {
    CollectionState.PLANNED: N_("geplant"),
    CollectionState.RUNNING: N_("läuft"),
    CollectionState.DONE: N_("abgeschlossen"),
    CollectionState.CANCELLED: N_("abgesagt"),
}
_STATE_TONES = {
    CollectionState.PLANNED: "info",
    CollectionState.RUNNING: "success",
    CollectionState.DONE: "neutral",
    CollectionState.CANCELLED: "warning",
}


class CollectionMethod(StrEnum):
    """How people are asked."""

    ONLINE = "online"
    PAPER = "paper"
    INTERVIEW = "interview"
    PHONE = "phone"
    MAP = "map"
    WORKSHOP = "workshop"
    OBSERVATION = "observation"
    RECORDS = "records"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _METHODS[self]


_METHODS = {
    CollectionMethod.ONLINE: N_("Fragebogen, online und auf Papier"),
    CollectionMethod.PAPER: N_("Fragebogen nur auf Papier"),
    CollectionMethod.INTERVIEW: N_("Persönliche Gespräche"),
    CollectionMethod.PHONE: N_("Befragung am Telefon"),
    CollectionMethod.MAP: N_("Nadelmethode"),
    CollectionMethod.WORKSHOP: N_("Werkstatt, Gruppengespräch"),
    CollectionMethod.OBSERVATION: N_("Begehung, Beobachtung"),
    CollectionMethod.RECORDS: N_("Abfrage bei Einrichtungen"),
    CollectionMethod.OTHER: N_("Etwas anderes"),
}


class SourceKind(StrEnum):
    """What in the portal an Erhebung registered itself from."""

    SURVEY = "survey"
    PIN_MAP = "pin_map"
    WORKSHOP = "workshop"
    ROUND_TABLE = "round_table"

    @property
    def label(self) -> str:
        return _SOURCES[self]


_SOURCES = {
    SourceKind.SURVEY: N_("Umfrage"),
    SourceKind.PIN_MAP: N_("Nadelkarte"),
    SourceKind.WORKSHOP: N_("Zukunftswerkstatt"),
    SourceKind.ROUND_TABLE: N_("Runder Tisch"),
}


def month_of(day: date) -> date:
    """The first day of its month: what stands for the month everywhere."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> int:
    """How many months from one to the other, both counted; 1 for the same month."""
    return (last.year - first.year) * 12 + last.month - first.month + 1
