"""Words and numbers of the Maßnahmen, and the rule by which their status follows from their Meilensteine.

Nobody types a status. It is read from what is known, in this order, the first that fits:

1. **gestoppt**: somebody stopped it and said why.
2. **fertig**: it has Meilensteine and all are reached.
3. **verspätet**: the day of an open Meilenstein is past; or its planned end is past and it is not fertig.
4. **läuft**: a Meilenstein is reached, or its planned begin has come.
5. **geplant**: everything else.

The last day itself is not late: a Meilenstein due today is on time until midnight in the county's time zone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 160
LONGEST_WHAT = 5000
LONGEST_MILESTONE = 160
LONGEST_RISK = 400
LONGEST_RESPONSE = 1000
LONGEST_REASON = 400
LONGEST_PUBLIC_SENTENCE = 1000
LONGEST_ENTRY = 400
MOST_MILESTONES = 60
MOST_RISKS = 30
MOST_NEEDS = 40
MOST_PARTNERS = 40
MOST_PLACES = 60
#: More than one Maßnahme of a county ever costs; what lies above is a slip of the keyboard.
MOST_BUDGET = Decimal("100000000.00")
#: Years a Maßnahme may lie in; others are a slip of the keyboard.
OLDEST_YEAR, LATEST_YEAR = 1990, 2100


class MeasureStatus(StrEnum):
    """Where a Maßnahme stands; always derived (see above), never typed."""

    PLANNED = "planned"
    RUNNING = "running"
    LATE = "late"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _STATUS[self][0]

    @property
    def tone(self) -> str:
        return _STATUS[self][1]

    @property
    def meaning(self) -> str:
        """What residents read of it, in plain words."""
        return _STATUS[self][2]

    @property
    def is_open(self) -> bool:
        """Whether its Meilensteine are due."""
        return self not in (MeasureStatus.DONE, MeasureStatus.STOPPED)


_STATUS: dict[MeasureStatus, tuple[str, str, str]] = {
    MeasureStatus.PLANNED: (N_("geplant"), "neutral", N_("Es ist geplant und beginnt noch.")),
    MeasureStatus.RUNNING: (N_("läuft"), "info", N_("Es wird daran gearbeitet.")),
    MeasureStatus.LATE: (N_("verspätet"), "warning", N_("Es wird daran gearbeitet, dauert aber länger als gedacht.")),
    MeasureStatus.DONE: (N_("fertig"), "success", N_("Es ist geschafft.")),
    MeasureStatus.STOPPED: (N_("gestoppt"), "danger", N_("Daran wird nicht weitergearbeitet.")),
}


@dataclass(frozen=True)
class Facts:
    """What the status of a Maßnahme follows from."""

    is_stopped: bool = False
    milestones_done: int = 0
    milestones_open: int = 0
    #: The earliest day of an open Meilenstein.
    next_due_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None


def status_of(facts: Facts, *, today: date) -> MeasureStatus:
    """The status by the rule above."""
    if facts.is_stopped:
        return MeasureStatus.STOPPED
    if facts.milestones_done and not facts.milestones_open:
        return MeasureStatus.DONE
    if any(day is not None and day < today for day in (facts.next_due_on, facts.ends_on)):
        return MeasureStatus.LATE
    has_begun = facts.begins_on is not None and facts.begins_on <= today
    return MeasureStatus.RUNNING if has_begun or facts.milestones_done else MeasureStatus.PLANNED


class Stage(StrEnum):
    """What is told to the people behind the Bedarfe of a Maßnahme."""

    BEGUN = "begun"
    ENDED = "ended"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _STAGES[self]


_STAGES = {
    Stage.BEGUN: N_("hat begonnen"),
    Stage.ENDED: N_("ist fertig"),
    Stage.STOPPED: N_("wurde gestoppt"),
}


def stage_of(status: MeasureStatus) -> Stage | None:
    """The stage a Maßnahme with this status has reached; None before its begin."""
    match status:
        case MeasureStatus.PLANNED:
            return None
        case MeasureStatus.DONE:
            return Stage.ENDED
        case MeasureStatus.STOPPED:
            return Stage.STOPPED
        case _:
            return Stage.BEGUN


class Priority(StrEnum):
    """How much it presses."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        return _PRIORITIES[self]


_PRIORITIES = {Priority.HIGH: N_("hoch"), Priority.MEDIUM: N_("mittel"), Priority.LOW: N_("niedrig")}


class Likelihood(StrEnum):
    """How likely it is that a risk comes true."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"

    @property
    def label(self) -> str:
        return _LIKELIHOODS[self]

    @property
    def weight(self) -> int:
        """1 to 3."""
        return list(Likelihood).index(self) + 1


_LIKELIHOODS = {
    Likelihood.UNLIKELY: N_("unwahrscheinlich"),
    Likelihood.POSSIBLE: N_("möglich"),
    Likelihood.LIKELY: N_("wahrscheinlich"),
}


class Harm(StrEnum):
    """How much a risk would do; also how serious it is altogether."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def label(self) -> str:
        return _HARMS[self][0]

    @property
    def tone(self) -> str:
        return _HARMS[self][1]

    @property
    def weight(self) -> int:
        """1 to 3."""
        return list(Harm).index(self) + 1


_HARMS = {
    Harm.LOW: (N_("gering"), "neutral"),
    Harm.MEDIUM: (N_("mittel"), "warning"),
    Harm.HIGH: (N_("groß"), "danger"),
}


def weight_of(likelihood: Likelihood, harm: Harm) -> Harm:
    """How serious a risk is: likelihood times harm; from 6 of 9 on it is great, up to 2 it is small."""
    product = likelihood.weight * harm.weight
    return Harm.HIGH if product >= 6 else Harm.LOW if product <= 2 else Harm.MEDIUM


class MeasureEntryKind(StrEnum):
    """What one line of a Maßnahme's history tells."""

    CREATED = "created"
    EDITED = "edited"
    NEED_LINKED = "need_linked"
    NEED_UNLINKED = "need_unlinked"
    MILESTONE_ADDED = "milestone_added"
    MILESTONE_CHANGED = "milestone_changed"
    MILESTONE_REMOVED = "milestone_removed"
    MILESTONE_DONE = "milestone_done"
    MILESTONE_REOPENED = "milestone_reopened"
    RISK_ADDED = "risk_added"
    RISK_REMOVED = "risk_removed"
    STOPPED = "stopped"
    RESUMED = "resumed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    TOLD = "told"
    EVALUATED = "evaluated"
    ASKED = "asked"

    @property
    def label(self) -> str:
        return _ENTRIES[self]


_ENTRIES = {
    MeasureEntryKind.CREATED: N_("Maßnahme angelegt"),
    MeasureEntryKind.EDITED: N_("Bearbeitet"),
    MeasureEntryKind.NEED_LINKED: N_("Bedarf verknüpft"),
    MeasureEntryKind.NEED_UNLINKED: N_("Verknüpfung mit einem Bedarf gelöst"),
    MeasureEntryKind.MILESTONE_ADDED: N_("Meilenstein gesetzt"),
    MeasureEntryKind.MILESTONE_CHANGED: N_("Meilenstein geändert"),
    MeasureEntryKind.MILESTONE_REMOVED: N_("Meilenstein entfernt"),
    MeasureEntryKind.MILESTONE_DONE: N_("Meilenstein erreicht"),
    MeasureEntryKind.MILESTONE_REOPENED: N_("Meilenstein wieder offen"),
    MeasureEntryKind.RISK_ADDED: N_("Risiko benannt"),
    MeasureEntryKind.RISK_REMOVED: N_("Risiko entfernt"),
    MeasureEntryKind.STOPPED: N_("Gestoppt"),
    MeasureEntryKind.RESUMED: N_("Wieder aufgenommen"),
    MeasureEntryKind.RELEASED: N_("Öffentlich gezeigt"),
    MeasureEntryKind.WITHDRAWN: N_("Nicht mehr öffentlich"),
    MeasureEntryKind.TOLD: N_("Den Menschen hinter den Bedarfen geantwortet"),
    MeasureEntryKind.EVALUATED: N_("Überprüft"),
    MeasureEntryKind.ASKED: N_("Gefragt, ob es geholfen hat"),
}


class MeasureSort(StrEnum):
    """In which order the list stands."""

    TITLE = "title"
    REVIEW = "review"

    @property
    def label(self) -> str:
        return N_("nach Titel") if self is MeasureSort.TITLE else N_("nach Überprüfungstermin")
