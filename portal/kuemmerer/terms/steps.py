"""Words and numbers of the Checkliste and its steps."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 160
LONGEST_EXPLANATION = 1200
LONGEST_PROOF = 300
LONGEST_NOTE = 2000
LONGEST_REASON = 400
LONGEST_CHANGES = 600
#: Photos of one step or one entry of the diary.
MOST_PHOTOS = 12
#: Steps of one project or one Checkliste.
MOST_STEPS = 200
#: The furthest a step may lie behind the begin of its phase.
MOST_WEEKS, MOST_MONTHS = 260, 120


class Responsible(StrEnum):
    """Who does a step."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return _RESPONSIBLE[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_RESPONSIBLE = {
    Responsible.MUNICIPALITY: N_("Gemeinde"),
    Responsible.COUNTY: N_("Landkreis"),
    Responsible.OFFICE: N_("Planungsbüro"),
}
_TONES = {Responsible.MUNICIPALITY: "info", Responsible.COUNTY: "neutral", Responsible.OFFICE: "warning"}


class DueUnit(StrEnum):
    """In what the time after the begin of the phase is told."""

    WEEKS = "weeks"
    MONTHS = "months"

    @property
    def label(self) -> str:
        return _UNITS[self]


_UNITS = {DueUnit.WEEKS: N_("Wochen"), DueUnit.MONTHS: N_("Monate")}


class StepAid(StrEnum):
    """The room of this portal that helps with a step."""

    NETWORK = "network"
    SURVEY = "survey"
    PIN_MAP = "pin_map"
    WALK = "walk"
    WORKSHOP = "workshop"
    ROUND_TABLE = "round_table"
    WALL = "wall"
    NEEDS = "needs"
    CONSULTATION = "consultation"
    FUNDING = "funding"
    OFFERS = "offers"
    DIARY = "diary"

    @property
    def label(self) -> str:
        return _AIDS[self][0]

    @property
    def path(self) -> str:
        """Where it is, as this portal's addresses have it; may be a room that this installation does not have."""
        return _AIDS[self][1]


_AIDS = {
    StepAid.NETWORK: (N_("Netzwerk der Akteure"), "/arbeit/netzwerk"),
    StepAid.SURVEY: (N_("Umfrage"), "/arbeit/umfragen"),
    StepAid.PIN_MAP: (N_("Nadelkarte"), "/arbeit/karten"),
    StepAid.WALK: (N_("Ortsbegehung"), "/arbeit/begehungen"),
    StepAid.WORKSHOP: (N_("Zukunftswerkstatt"), "/arbeit/werkstaetten"),
    StepAid.ROUND_TABLE: (N_("Runder Tisch"), "/arbeit/runde-tische"),
    StepAid.WALL: (N_("Moderationswand"), "/arbeit/waende"),
    StepAid.NEEDS: (N_("Bedarfe"), "/arbeit/bedarfe"),
    StepAid.CONSULTATION: (N_("Beteiligungsverfahren"), "/arbeit/beteiligung"),
    StepAid.FUNDING: (N_("Förderung"), "/arbeit/foerderung"),
    StepAid.OFFERS: (N_("Verzeichnis der Angebote"), "/arbeit/angebote"),
    StepAid.DIARY: (N_("Projekttagebuch"), "tagebuch"),
}


class ChecklistState(StrEnum):
    """Whether a version of the Checkliste is still being written."""

    DRAFT = "draft"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {ChecklistState.DRAFT: N_("Entwurf"), ChecklistState.PUBLISHED: N_("gültig")}
