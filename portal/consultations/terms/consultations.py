"""The words in which a Verfahren is described: its states, and what must be there before everybody sees it."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 120
LONGEST_PURPOSE = 4_000
LONGEST_OUTCOME = 6_000
LONGEST_NAME = 120
LONGEST_PHONE = 40
LONGEST_EMAIL = 254

NO_OUTCOME = N_(
    "Bitte schreiben Sie in einigen Sätzen, was aus dem Verfahren wurde. Darauf warten alle, die mitgemacht haben."
)


class ConsultationState(StrEnum):
    """How far a Verfahren is from its author's view."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    ConsultationState.DRAFT: N_("Entwurf"),
    ConsultationState.PUBLISHED: N_("Veröffentlicht"),
    ConsultationState.CLOSED: N_("Abgeschlossen"),
}
_STATE_TONES = {
    ConsultationState.DRAFT: "neutral",
    ConsultationState.PUBLISHED: "success",
    ConsultationState.CLOSED: "info",
}

CONSULTATION: Transitions[ConsultationState] = Transitions(
    {
        ConsultationState.DRAFT: frozenset({ConsultationState.PUBLISHED}),
        ConsultationState.PUBLISHED: frozenset({ConsultationState.CLOSED}),
        ConsultationState.CLOSED: frozenset(),
    }
)


class Timing(StrEnum):
    """How a published Verfahren stands to today, as everybody sees it."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"

    @property
    def label(self) -> str:
        return _TIMING_LABELS[self]

    @property
    def tone(self) -> str:
        return _TIMING_TONES[self]


_TIMING_LABELS = {
    Timing.RUNNING: N_("Läuft gerade"),
    Timing.COMING: N_("Beginnt bald"),
    Timing.PAST: N_("Beendet"),
}
_TIMING_TONES = {Timing.RUNNING: "success", Timing.COMING: "info", Timing.PAST: "neutral"}


class Requirement(StrEnum):
    """What must be there before everybody may see a Verfahren."""

    TITLE = "title"
    PURPOSE = "purpose"
    PLACE = "place"
    PERIOD = "period"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        return _REQUIREMENT_LABELS[self]


_REQUIREMENT_LABELS = {
    Requirement.TITLE: N_("Ein Titel, den alle verstehen"),
    Requirement.PURPOSE: N_("Worum es geht und was mit den Antworten geschieht"),
    Requirement.PLACE: N_("Der Sozialraum, um den es geht"),
    Requirement.PERIOD: N_("Beginn und Ende; das Ende liegt nicht in der Vergangenheit"),
    Requirement.CONTACT: N_("Eine Ansprechperson mit Telefonnummer"),
}
