"""Through which states an application goes, and the colours of its light."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions


class ApplicationState(StrEnum):
    """How far an application has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    REFUSED = "refused"
    RUNNING = "running"
    REPORTED = "reported"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_STATES = {
    ApplicationState.DRAFT: N_("Entwurf"),
    ApplicationState.SUBMITTED: N_("eingereicht"),
    ApplicationState.GRANTED: N_("bewilligt"),
    ApplicationState.REFUSED: N_("abgelehnt"),
    ApplicationState.RUNNING: N_("läuft"),
    ApplicationState.REPORTED: N_("Nachweis vorgelegt"),
    ApplicationState.CLOSED: N_("abgeschlossen"),
}
_TONES = {
    ApplicationState.DRAFT: "neutral",
    ApplicationState.SUBMITTED: "info",
    ApplicationState.GRANTED: "success",
    ApplicationState.REFUSED: "danger",
    ApplicationState.RUNNING: "success",
    ApplicationState.REPORTED: "info",
    ApplicationState.CLOSED: "neutral",
}

TRANSITIONS = Transitions(
    {
        ApplicationState.DRAFT: frozenset({ApplicationState.SUBMITTED}),
        ApplicationState.SUBMITTED: frozenset({ApplicationState.GRANTED, ApplicationState.REFUSED}),
        ApplicationState.GRANTED: frozenset({ApplicationState.RUNNING}),
        ApplicationState.REFUSED: frozenset(),
        ApplicationState.RUNNING: frozenset({ApplicationState.REPORTED}),
        ApplicationState.REPORTED: frozenset({ApplicationState.CLOSED}),
        ApplicationState.CLOSED: frozenset(),
    }
)


class LightColour(StrEnum):
    """How it stands with the money of a project, at one glance."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def label(self) -> str:
        return _COLOURS[self]

    @property
    def tone(self) -> str:
        return {"green": "success", "amber": "warning", "red": "danger"}[self.value]


_COLOURS = {
    LightColour.GREEN: N_("in Ordnung"),
    LightColour.AMBER: N_("bald etwas zu tun"),
    LightColour.RED: N_("etwas ist überfällig"),
}
