"""Words and numbers of the Teilprojekte."""

from decimal import Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_SUB_PROJECT_NAME = 120
LONGEST_GOAL = 1000
LONGEST_MOVE_NOTE = 400
LONGEST_MILESTONE = 160
LONGEST_CAPTION = 400
LONGEST_COUNTED = 80
LONGEST_UNIT = 30
#: Teilprojekte of one project. A board with more shows nothing any more.
MOST_SUB_PROJECTS = 200
MOST_MILESTONES = 60
MOST_NEEDS = 40
MOST_MEASURES = 20
#: What is counted in one Teilprojekt each quarter.
MOST_COUNTED = 12
#: The largest number of a quarter; what lies above is a slip of the keyboard.
LARGEST_VALUE = Decimal("9999999.99")
QUARTERS = (1, 2, 3, 4)


class SubProjectKind(StrEnum):
    """What is offered to people."""

    TRANSPORT = "transport"
    VISITING = "visiting"
    MEALS = "meals"
    HOUSING_ADVICE = "housing_advice"
    NEIGHBOURS = "neighbours"
    MEETING_PLACE = "meeting_place"
    COUNSELLING = "counselling"
    CARERS = "carers"
    DIGITAL = "digital"
    EXERCISE = "exercise"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    SubProjectKind.TRANSPORT: N_("Fahrdienst"),
    SubProjectKind.VISITING: N_("Besuchsdienst"),
    SubProjectKind.MEALS: N_("Mittagstisch"),
    SubProjectKind.HOUSING_ADVICE: N_("Wohnberatung"),
    SubProjectKind.NEIGHBOURS: N_("Nachbarschaftshilfe"),
    SubProjectKind.MEETING_PLACE: N_("Treffpunkt"),
    SubProjectKind.COUNSELLING: N_("Beratung und Sprechstunde"),
    SubProjectKind.CARERS: N_("Entlastung für Angehörige"),
    SubProjectKind.DIGITAL: N_("Digitale Hilfe"),
    SubProjectKind.EXERCISE: N_("Bewegung und Gesundheit"),
    SubProjectKind.OTHER: N_("Anderes"),
}


class SubProjectState(StrEnum):
    """Where a Teilprojekt stands; the columns of the board. Every state can follow every other: life does not ask."""

    IDEA = "idea"
    PLANNING = "planning"
    RUNNING = "running"
    RESTING = "resting"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def number(self) -> int:
        """Its column on the board, from 1."""
        return list(SubProjectState).index(self) + 1

    @property
    def before(self) -> "SubProjectState | None":
        """The column to the left."""
        return list(SubProjectState)[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> "SubProjectState | None":
        """The column to the right."""
        return list(SubProjectState)[self.number] if self.number < len(SubProjectState) else None

    @property
    def is_open(self) -> bool:
        """Whether its milestones are due."""
        return self is not SubProjectState.ENDED


_STATES = {
    SubProjectState.IDEA: N_("Idee"),
    SubProjectState.PLANNING: N_("Planung"),
    SubProjectState.RUNNING: N_("läuft"),
    SubProjectState.RESTING: N_("ruht"),
    SubProjectState.ENDED: N_("beendet"),
}
_TONES = {
    SubProjectState.IDEA: "neutral",
    SubProjectState.PLANNING: "info",
    SubProjectState.RUNNING: "success",
    SubProjectState.RESTING: "warning",
    SubProjectState.ENDED: "neutral",
}


def with_unit(name: str, unit: str) -> str:
    """What is counted, with its unit unless the name says it: "Strecke (km)", "Ehrenamtliche Stunden"."""
    return f"{name} ({unit})" if unit and unit.casefold() not in name.casefold().split() else name
