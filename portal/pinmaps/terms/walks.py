"""The words of an Ortsbegehung."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_
from portal.pinmaps.terms.looks import Colour, Shape

#: So long a phone may send the findings of a walk without its owner being signed in.
PHONE_MAY_SEND = timedelta(days=30)
LONGEST_WEATHER = 120
LONGEST_ROUTE = 1_000
LONGEST_SUMMARY = 5_000


class WalkState(StrEnum):
    """Whether findings are still taken without a second look."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return "success" if self is WalkState.OPEN else "info"


_STATE_LABELS = {WalkState.OPEN: N_("Offen"), WalkState.CLOSED: N_("Abgeschlossen")}


class FindingTopic(StrEnum):
    """What a finding is about."""

    BARRIER = "barrier"
    CROSSING = "crossing"
    PAVEMENT = "pavement"
    SEATING = "seating"
    LIGHT = "light"
    SAFETY = "safety"
    GREEN = "green"
    MEETING = "meeting"
    TRANSPORT = "transport"
    SIGNS = "signs"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _TOPIC_LABELS[self]


_TOPIC_LABELS = {
    FindingTopic.BARRIER: N_("Stufe, Engstelle, Barriere"),
    FindingTopic.CROSSING: N_("Querung und Verkehr"),
    FindingTopic.PAVEMENT: N_("Gehweg und Belag"),
    FindingTopic.SEATING: N_("Sitzen und Ausruhen"),
    FindingTopic.LIGHT: N_("Licht"),
    FindingTopic.SAFETY: N_("Sicherheit"),
    FindingTopic.GREEN: N_("Grün, Schatten, Wasser"),
    FindingTopic.MEETING: N_("Treffen und Aufenthalt"),
    FindingTopic.TRANSPORT: N_("Haltestelle, Bus und Bahn"),
    FindingTopic.SIGNS: N_("Schilder und Orientierung"),
    FindingTopic.OTHER: N_("Anderes"),
}


class Rating(StrEnum):
    """How it is there."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    DANGEROUS = "dangerous"

    @property
    def label(self) -> str:
        return _RATING_LABELS[self]

    @property
    def tone(self) -> str:
        return _RATING_TONES[self]

    @property
    def colour(self) -> Colour:
        return _RATING_LOOKS[self][0]

    @property
    def shape(self) -> Shape:
        return _RATING_LOOKS[self][1]


_RATING_LABELS = {
    Rating.GOOD: N_("Gut"),
    Rating.FAIR: N_("Geht so"),
    Rating.POOR: N_("Schlecht"),
    Rating.DANGEROUS: N_("Gefährlich"),
}
_RATING_TONES = {
    Rating.GOOD: "success",
    Rating.FAIR: "info",
    Rating.POOR: "warning",
    Rating.DANGEROUS: "danger",
}
_RATING_LOOKS = {
    Rating.GOOD: (Colour.GREEN, Shape.CIRCLE),
    Rating.FAIR: (Colour.BLUE, Shape.SQUARE),
    Rating.POOR: (Colour.ORANGE, Shape.TRIANGLE),
    Rating.DANGEROUS: (Colour.RED, Shape.DIAMOND),
}


class LateReason(StrEnum):
    """Why a finding waits for a look of the staff; of several reasons the first one counts."""

    NO_RIGHT = "no_right"
    AFTER_CLOSE = "after_close"
    ODD_CLOCK = "odd_clock"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        return _LATE_LABELS[self]


_LATE_LABELS = {
    LateReason.NO_RIGHT: N_("Wer den Befund notiert hat, ist hier nicht mehr zuständig"),
    LateReason.AFTER_CLOSE: N_("Kam nach dem Abschluss"),
    LateReason.ODD_CLOCK: N_("Die Uhr des Telefons ging falsch"),
    LateReason.OUTSIDE: N_("Die Stelle liegt nicht im Sozialraum"),
}
