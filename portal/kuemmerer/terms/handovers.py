"""Words of the Übergabe: its states and what is gone through together."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_WORDS = 4000
#: Steps, dates and history shown on the page; the package holds all of them.
SHOWN = 10


class HandoverState(StrEnum):
    """Where an Übergabe stands."""

    PREPARED = "prepared"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def is_open(self) -> bool:
        """Whether the project still waits for its successor."""
        return self in (HandoverState.PREPARED, HandoverState.HANDED_OVER)


_STATES = {
    HandoverState.PREPARED: N_("wird vorbereitet"),
    HandoverState.HANDED_OVER: N_("wartet auf die Nachfolge"),
    HandoverState.ACCEPTED: N_("angenommen"),
    HandoverState.CANCELLED: N_("abgebrochen"),
}
_TONES = {
    HandoverState.PREPARED: "neutral",
    HandoverState.HANDED_OVER: "warning",
    HandoverState.ACCEPTED: "success",
    HandoverState.CANCELLED: "neutral",
}


class HandoverPoint(StrEnum):
    """What the two go through together."""

    STEPS = "steps"
    DATES = "dates"
    CONTACTS = "contacts"
    HISTORY = "history"
    FUNDING = "funding"
    GROUPS = "groups"
    FILES = "files"

    @property
    def label(self) -> str:
        return _POINTS[self]


_POINTS = {
    HandoverPoint.STEPS: N_("Offene Schritte"),
    HandoverPoint.DATES: N_("Nächste Termine"),
    HandoverPoint.CONTACTS: N_("Kontakte, die eingewilligt haben"),
    HandoverPoint.HISTORY: N_("Verlauf und Tagebuch"),
    HandoverPoint.FUNDING: N_("Stand der Förderung"),
    HandoverPoint.GROUPS: N_("Arbeitsgruppen und Teilprojekte"),
    HandoverPoint.FILES: N_("Fotos und Unterlagen"),
}
