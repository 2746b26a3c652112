"""The words in which a Runder Tisch, the series of meetings, is described."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 120
LONGEST_PURPOSE = 4_000
LONGEST_NAME = 120
LONGEST_VENUE = 200
LONGEST_ADDRESS = 400
LONGEST_PHONE = 40
LONGEST_EMAIL = 254
#: Standing members of one series: more than any room of a Gemeinde holds around one table.
MOST_MEMBERS = 200


class RoundTableKind(StrEnum):
    """What a series is for."""

    LOCAL = "local"
    EXCHANGE = "exchange"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    RoundTableKind.LOCAL: N_("Runder Tisch vor Ort"),
    RoundTableKind.EXCHANGE: N_("Austauschtreffen der Projektgemeinden"),
}


class Rhythm(StrEnum):
    """How often one meets."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    AS_NEEDED = "as_needed"

    @property
    def label(self) -> str:
        return _RHYTHM_LABELS[self]


_RHYTHM_LABELS = {
    Rhythm.MONTHLY: N_("jeden Monat"),
    Rhythm.QUARTERLY: N_("jedes Vierteljahr"),
    Rhythm.HALF_YEARLY: N_("zweimal im Jahr"),
    Rhythm.YEARLY: N_("einmal im Jahr"),
    Rhythm.AS_NEEDED: N_("nach Bedarf"),
}


class SeriesState(StrEnum):
    """Whether the series goes on."""

    ACTIVE = "active"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {SeriesState.ACTIVE: N_("Läuft"), SeriesState.ENDED: N_("Beendet")}
_STATE_TONES = {SeriesState.ACTIVE: "success", SeriesState.ENDED: "neutral"}

SERIES: Transitions[SeriesState] = Transitions(
    {
        SeriesState.ACTIVE: frozenset({SeriesState.ENDED}),
        SeriesState.ENDED: frozenset({SeriesState.ACTIVE}),
    }
)
