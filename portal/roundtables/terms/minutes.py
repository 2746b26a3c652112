"""The words in which notes of a Sitzung and its Protokoll are described."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_NOTE = 4_000
LONGEST_REMARK_TEXT = 2_000
#: Notes of one meeting: more than two people can type in an evening.
MOST_NOTES = 500
#: Days in which participants may say what is wrong, unless told otherwise.
CORRECTION_DAYS = 7
LONGEST_CORRECTION = 60
#: Days after which minutes that are not released are overdue.
OVERDUE_DAYS = 14
LONGEST_SIGNATURE = 120


class NoteKind(StrEnum):
    """What a note of a meeting is."""

    INFO = "info"
    DECISION = "decision"
    AGREEMENT = "agreement"
    NEED = "need"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def meaning(self) -> str:
        return _KIND_MEANINGS[self]

    @property
    def key(self) -> str:
        """The letter that chooses it on the page of the running meeting."""
        return _KIND_KEYS[self]


_KIND_LABELS = {
    NoteKind.INFO: N_("Info"),
    NoteKind.DECISION: N_("Beschluss"),
    NoteKind.AGREEMENT: N_("Vereinbarung"),
    NoteKind.NEED: N_("Bedarf"),
}
_KIND_MEANINGS = {
    NoteKind.INFO: N_("Steht nur im Protokoll."),
    NoteKind.DECISION: N_("Der Runde Tisch hat sich festgelegt."),
    NoteKind.AGREEMENT: N_("Jemand tut etwas bis zu einem Tag. Bleibt auf der Tagesordnung, bis es erledigt ist."),
    NoteKind.NEED: N_("Geht als Wortmeldung in den Eingang der Sozialplanung."),
}
_KIND_KEYS = {NoteKind.INFO: "i", NoteKind.DECISION: "b", NoteKind.AGREEMENT: "v", NoteKind.NEED: "d"}


class MinutesState(StrEnum):
    """How far the Protokoll is."""

    DRAFT = "draft"
    CORRECTION = "correction"
    RELEASED = "released"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    MinutesState.DRAFT: N_("Entwurf"),
    MinutesState.CORRECTION: N_("In der Korrekturrunde"),
    MinutesState.RELEASED: N_("Freigegeben"),
}
_STATE_TONES = {
    MinutesState.DRAFT: "neutral",
    MinutesState.CORRECTION: "info",
    MinutesState.RELEASED: "success",
}

MINUTES: Transitions[MinutesState] = Transitions(
    {
        MinutesState.DRAFT: frozenset({MinutesState.CORRECTION, MinutesState.RELEASED}),
        MinutesState.CORRECTION: frozenset({MinutesState.DRAFT, MinutesState.RELEASED}),
        MinutesState.RELEASED: frozenset(),
    }
)


class RemarkState(StrEnum):
    """What became of what a participant said about the draft."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _REMARK_LABELS[self]

    @property
    def tone(self) -> str:
        return _REMARK_TONES[self]


_REMARK_LABELS = {
    RemarkState.OPEN: N_("noch nicht angesehen"),
    RemarkState.TAKEN: N_("übernommen"),
    RemarkState.DECLINED: N_("nicht übernommen"),
}
_REMARK_TONES = {RemarkState.OPEN: "warning", RemarkState.TAKEN: "success", RemarkState.DECLINED: "neutral"}


class RoomMethod(StrEnum):
    """A Moderationswand that a meeting can begin with one press."""

    SWOT = "swot"
    VISION = "vision"

    @property
    def label(self) -> str:
        return _METHOD_LABELS[self]

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Title and hint of each column."""
        return _METHOD_COLUMNS[self]


_METHOD_LABELS = {
    RoomMethod.SWOT: N_("Stärken und Schwächen (SWOT)"),
    RoomMethod.VISION: N_("Vision"),
}
_METHOD_COLUMNS = {
    RoomMethod.SWOT: (
        (N_("Stärken"), N_("Was läuft bei uns gut?")),
        (N_("Schwächen"), N_("Was fehlt oder klappt nicht?")),
        (N_("Chancen"), N_("Was kommt uns entgegen?")),
        (N_("Risiken"), N_("Was könnte uns aufhalten?")),
    ),
    RoomMethod.VISION: (
        (N_("In zehn Jahren"), N_("Wie ist es dann hier? Schreiben Sie, als wäre es schon so.")),
        (N_("Der erste Schritt"), N_("Womit fangen wir an?")),
    ),
}
