"""The words in which a Vereinbarung is described."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_AGREEMENT = 4_000
LONGEST_SENTENCE = 1_000
LONGEST_OWNER = 120
#: An agreement made without a day is due then, unless the next meeting comes earlier.
DUE_WEEKS = 4
#: So many days before the day an owner is reminded.
REMIND_DAYS = 7
#: So long after it was done the owner's link still shows it.
LINK_DAYS = 14


class AgreementState(StrEnum):
    """How far an agreement is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    AgreementState.OPEN: N_("Offen"),
    AgreementState.DONE: N_("Erledigt"),
    AgreementState.DROPPED: N_("Fallen gelassen"),
}
_STATE_TONES = {AgreementState.OPEN: "info", AgreementState.DONE: "success", AgreementState.DROPPED: "neutral"}

AGREEMENT: Transitions[AgreementState] = Transitions(
    {
        AgreementState.OPEN: frozenset({AgreementState.DONE, AgreementState.DROPPED}),
        AgreementState.DONE: frozenset({AgreementState.OPEN}),
        AgreementState.DROPPED: frozenset({AgreementState.OPEN}),
    }
)


class AgreementStep(StrEnum):
    """One thing that happened to an agreement."""

    MADE = "made"
    CHANGED = "changed"
    DONE = "done"
    CARRIED = "carried"
    MOVED = "moved"
    DROPPED = "dropped"
    REOPENED = "reopened"
    #: The owner said how far it is.
    SAID = "said"
    #: The owner asked for more time.
    ASKED = "asked"
    REMINDED = "reminded"

    @property
    def label(self) -> str:
        return _STEP_LABELS[self]


_STEP_LABELS = {
    AgreementStep.MADE: N_("Vereinbart"),
    AgreementStep.CHANGED: N_("Geändert"),
    AgreementStep.DONE: N_("Erledigt"),
    AgreementStep.CARRIED: N_("Auf die nächste Sitzung übertragen"),
    AgreementStep.MOVED: N_("Neuer Termin"),
    AgreementStep.DROPPED: N_("Fallen gelassen"),
    AgreementStep.REOPENED: N_("Wieder aufgenommen"),
    AgreementStep.SAID: N_("Nachricht"),
    AgreementStep.ASKED: N_("Mehr Zeit erbeten"),
    AgreementStep.REMINDED: N_("Erinnerung versandt"),
}
