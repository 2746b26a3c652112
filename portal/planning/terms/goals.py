"""Words, numbers and states of the Gegenstromverfahren, in which goals go down, are checked, and come back up.

A Gegenstromverfahren has rounds. In each round it passes the same steps: the leadership sets goals, departments and Gemeinden check
and concretise what they got, they add proposals of their own, and both are put side by side. After that either a further round
begins, or a decision ends it. Every step that ends leaves a Fassung behind that nobody changes any more.
"""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 160
LONGEST_PART = 120
LONGEST_TEXT = 4_000
LONGEST_REASON = 1_000
#: More than this nobody can keep in view; what lies above is a list, no tree.
MOST_GOALS = 120
MOST_PARTS = 60
MOST_ROUNDS = 5
MOST_LINKS = 40


class ProcedureStage(StrEnum):
    """Where a Gegenstromverfahren stands."""

    SETTING = "setting"
    CHECKING = "checking"
    PROPOSING = "proposing"
    RECONCILING = "reconciling"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        return _STAGES[self][0]

    @property
    def tone(self) -> str:
        return _STAGES[self][1]

    @property
    def next_step(self) -> str:
        """What happens in this step, in one sentence for those who take part."""
        return _STAGES[self][2]


_STAGES = {
    ProcedureStage.SETTING: (
        N_("Leitung setzt Ziele"),
        "neutral",
        N_("Die Leitung schreibt die Ziele auf. Ämter und Gemeinden sehen sie noch nicht."),
    ),
    ProcedureStage.CHECKING: (
        N_("wird geprüft"),
        "info",
        N_("Ämter und Gemeinden sagen zu jedem ihrer Ziele: einverstanden, Änderung vorgeschlagen oder nicht möglich."),
    ),
    ProcedureStage.PROPOSING: (
        N_("eigene Vorschläge"),
        "info",
        N_("Ämter und Gemeinden schlagen eigene Ziele vor, von unten nach oben."),
    ),
    ProcedureStage.RECONCILING: (
        N_("wird abgeglichen"),
        "warning",
        N_("Vorgaben und Rückläufe stehen nebeneinander. Zu jedem Ziel wird festgehalten, was gilt und warum."),
    ),
    ProcedureStage.DECIDED: (N_("beschlossen"), "success", N_("Die Ziele gelten.")),
}

#: After the reconciliation a further round may begin with the check.
TRANSITIONS: Transitions[ProcedureStage] = Transitions(
    {
        ProcedureStage.SETTING: frozenset({ProcedureStage.CHECKING}),
        ProcedureStage.CHECKING: frozenset({ProcedureStage.PROPOSING}),
        ProcedureStage.PROPOSING: frozenset({ProcedureStage.RECONCILING}),
        ProcedureStage.RECONCILING: frozenset({ProcedureStage.CHECKING, ProcedureStage.DECIDED}),
        ProcedureStage.DECIDED: frozenset(),
    }
)


class GoalLevel(StrEnum):
    """How concrete a goal is. Each level hangs on the one above."""

    GUIDING = "guiding"
    OPERATIONAL = "operational"
    PARTIAL = "partial"

    @property
    def label(self) -> str:
        return _LEVELS[self]

    @property
    def above(self) -> "GoalLevel | None":
        """The level a goal of this one hangs on; None for the top."""
        return _ABOVE[self]


_LEVELS = {
    GoalLevel.GUIDING: N_("Leitziel"),
    GoalLevel.OPERATIONAL: N_("Handlungsziel"),
    GoalLevel.PARTIAL: N_("Teilziel"),
}
_ABOVE = {GoalLevel.GUIDING: None, GoalLevel.OPERATIONAL: GoalLevel.GUIDING, GoalLevel.PARTIAL: GoalLevel.OPERATIONAL}


class PartKind(StrEnum):
    """Who gets a part of the goals."""

    DEPARTMENT = "department"
    MUNICIPALITY = "municipality"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {PartKind.DEPARTMENT: N_("Amt oder Fachbereich"), PartKind.MUNICIPALITY: N_("Gemeinde")}


class TargetAim(StrEnum):
    """On which side of its number a goal is reached."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @property
    def label(self) -> str:
        return _AIMS[self]


_AIMS = {TargetAim.AT_LEAST: N_("mindestens"), TargetAim.AT_MOST: N_("höchstens")}


class StatementAnswer(StrEnum):
    """What a department or Gemeinde says to a goal it was given."""

    AGREE = "agree"
    CHANGE = "change"
    NOT_POSSIBLE = "not_possible"

    @property
    def label(self) -> str:
        return _ANSWERS[self][0]

    @property
    def tone(self) -> str:
        return _ANSWERS[self][1]

    @property
    def needs_reason(self) -> bool:
        """Whether whoever says it must say why."""
        return self is not StatementAnswer.AGREE


_ANSWERS = {
    StatementAnswer.AGREE: (N_("einverstanden"), "success"),
    StatementAnswer.CHANGE: (N_("Änderung vorgeschlagen"), "warning"),
    StatementAnswer.NOT_POSSIBLE: (N_("nicht möglich"), "danger"),
}


class GoalOutcome(StrEnum):
    """What the reconciliation made of a goal."""

    OPEN = "open"
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _OUTCOMES[self][0]

    @property
    def tone(self) -> str:
        return _OUTCOMES[self][1]

    @property
    def holds(self) -> bool:
        """Whether the goal goes on."""
        return self is not GoalOutcome.DROPPED

    @property
    def needs_reason(self) -> bool:
        return self in (GoalOutcome.CHANGED, GoalOutcome.DROPPED)


_OUTCOMES = {
    GoalOutcome.OPEN: (N_("noch offen"), "neutral"),
    GoalOutcome.KEPT: (N_("gilt wie vorgelegt"), "success"),
    GoalOutcome.CHANGED: (N_("gilt geändert"), "info"),
    GoalOutcome.DROPPED: (N_("entfällt"), "danger"),
}
