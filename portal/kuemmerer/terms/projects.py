"""Words and numbers of a project and its phases."""

from datetime import date
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_NAME = 160
LONGEST_AIM = 2000
LONGEST_REASON = 400
LONGEST_REFERENCE = 200
LONGEST_PHONE = 60
#: Places that share one Kümmerer; more is no project but a county.
MOST_PLACES = 20
#: Days that a project can speak of. What lies outside is a slip of the keyboard.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class Phase(StrEnum):
    """One of the four phases of an altersgerechte Quartiersentwicklung, in their order."""

    PREPARATION = "preparation"
    BUILD_UP = "build_up"
    IMPLEMENTATION = "implementation"
    EXPANSION = "expansion"

    @property
    def label(self) -> str:
        return _PHASES[self]

    @property
    def number(self) -> int:
        """Its place in the order, from 1."""
        return list(Phase).index(self) + 1

    @property
    def months(self) -> int | None:
        """How long it usually takes; None for the last, which is permanent."""
        return _MONTHS[self]

    @property
    def gate(self) -> str | None:
        """What has to be there before the next phase begins; None for the last."""
        return _GATES.get(self)

    @property
    def gate_hint(self) -> str:
        """An example of the reference that proves the gate."""
        return _GATE_HINTS.get(self, "")

    @property
    def in_plain_words(self) -> str:
        """What it means for the people of the Gemeinde."""
        return _PLAIN[self]

    @property
    def aim(self) -> str:
        """What it is for, for those who work in it."""
        return _AIMS[self]

    @property
    def next(self) -> "Phase | None":
        return list(Phase)[self.number] if self.number < len(Phase) else None

    @property
    def up_to_here(self) -> tuple["Phase", ...]:
        """It and every phase before it."""
        return tuple(Phase)[: self.number]


_PHASES = {
    Phase.PREPARATION: N_("Vorbereitung"),
    Phase.BUILD_UP: N_("Aufbau"),
    Phase.IMPLEMENTATION: N_("Implementierung"),
    Phase.EXPANSION: N_("Ausdehnung"),
}
_MONTHS = {Phase.PREPARATION: 6, Phase.BUILD_UP: 12, Phase.IMPLEMENTATION: 48, Phase.EXPANSION: None}
_GATES = {
    Phase.PREPARATION: N_("Gemeinderatsbeschluss"),
    Phase.BUILD_UP: N_("Konzept und Förderbescheid"),
    Phase.IMPLEMENTATION: N_("Beschluss zur Verstetigung"),
}
_GATE_HINTS = {
    Phase.PREPARATION: N_("Zum Beispiel: Gemeinderat, öffentlicher Teil, TOP 7, einstimmig"),
    Phase.BUILD_UP: N_("Zum Beispiel: Quartierskonzept vom Gemeinderat gebilligt, Bescheid SeLA, Aktenzeichen"),
    Phase.IMPLEMENTATION: N_("Zum Beispiel: Gemeinderat, Stelle unbefristet im Stellenplan"),
}
_PLAIN = {
    Phase.PREPARATION: N_("Die Gemeinde bereitet ihr Quartiersprojekt vor: Gespräche, Geld und ein erster Plan."),
    Phase.BUILD_UP: N_(
        "Gemeinsam mit den Menschen im Ort wird erhoben, was fehlt. Daraus entsteht ein Konzept für die nächsten Jahre."
    ),
    Phase.IMPLEMENTATION: N_("Das Konzept wird umgesetzt: Es gibt eine feste Ansprechperson und neue Hilfen im Ort."),
    Phase.EXPANSION: N_("Die Hilfen im Ort sind auf Dauer da und werden auf weitere Gruppen ausgedehnt."),
}
_AIMS = {
    Phase.PREPARATION: N_("Wer trägt das Projekt, was kostet es, und will es der Gemeinderat?"),
    Phase.BUILD_UP: N_("Beteiligung, Sozialraumanalyse, Konzept und Förderantrag."),
    Phase.IMPLEMENTATION: N_("Quartiersmanagement, Teilprojekte, Vernetzung und jährlicher Bericht."),
    Phase.EXPANSION: N_("Dauerhaft finanzieren und weitere Zielgruppen erreichen."),
}


class EntryKind(StrEnum):
    """What one line of a project's history tells."""

    BEGUN = "begun"
    GATE_PASSED = "gate_passed"
    WENT_BACK = "went_back"
    PLANNED = "planned"
    ASSIGNED = "assigned"
    RELEASED = "released"
    CHECKLIST_TAKEN = "checklist_taken"
    DUE_MOVED = "due_moved"
    STEP_OPENED = "step_opened"
    STEP_REMOVED = "step_removed"
    STEP_WAIVED = "step_waived"
    HELP_ASKED = "help_asked"
    HELP_ANSWERED = "help_answered"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        return _ENTRIES[self]

    @property
    def tone(self) -> str:
        return _ENTRY_TONES.get(self, "neutral")


_ENTRIES = {
    EntryKind.BEGUN: N_("Projekt begonnen"),
    EntryKind.GATE_PASSED: N_("Neue Phase begonnen"),
    EntryKind.WENT_BACK: N_("Zurück in eine frühere Phase"),
    EntryKind.PLANNED: N_("Zeitplan geändert"),
    EntryKind.ASSIGNED: N_("Zuständigkeit übernommen"),
    EntryKind.RELEASED: N_("Zuständigkeit abgegeben"),
    EntryKind.CHECKLIST_TAKEN: N_("Neue Fassung der Checkliste übernommen"),
    EntryKind.DUE_MOVED: N_("Termin eines Schritts verschoben"),
    EntryKind.STEP_OPENED: N_("Schritt wieder geöffnet"),
    EntryKind.STEP_REMOVED: N_("Schritt entfernt"),
    EntryKind.STEP_WAIVED: N_("Schritt entfällt"),
    EntryKind.HELP_ASKED: N_("Hilfe beim Landkreis erbeten"),
    EntryKind.HELP_ANSWERED: N_("Antwort des Landkreises"),
    EntryKind.CLOSED: N_("Projekt beendet"),
    EntryKind.REOPENED: N_("Projekt fortgesetzt"),
}
_ENTRY_TONES = {
    EntryKind.BEGUN: "info",
    EntryKind.GATE_PASSED: "success",
    EntryKind.WENT_BACK: "warning",
    EntryKind.HELP_ASKED: "warning",
    EntryKind.HELP_ANSWERED: "info",
    EntryKind.CLOSED: "danger",
}
