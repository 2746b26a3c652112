"""Words and numbers of prioritising, and the criteria the portal comes with."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 160
LONGEST_NAME = 80
LONGEST_QUESTION = 300
LONGEST_MEANING = 200
LONGEST_TEXT = 4_000
#: Points go from 1 to 5; 5 always speaks most for doing it.
LEAST_POINTS, MOST_POINTS = 1, 5
#: How the form says that somebody cannot judge it.
NO_OPINION = "keine"
LEAST_WEIGHT, MOST_WEIGHT = 1, 100
MOST_CRITERIA = 12
#: Nobody can weigh more Bedarfe against each other in one sitting.
FEWEST_NEEDS, MOST_NEEDS = 2, 40
MOST_MEMBERS = 25
#: A round says something when at least so many people have handed in.
FEWEST_SHEETS = 2
#: Points between the lowest and the highest that call for a talk.
WIDE_SPREAD = 2


class RoundState(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]


_STATES = {
    RoundState.DRAFT: (N_("in Vorbereitung"), "neutral"),
    RoundState.OPEN: (N_("wird bewertet"), "info"),
    RoundState.CLOSED: (N_("abgeschlossen"), "success"),
}

#: A round that was opened keeps its Bedarfe, people and weights: results before and after would not compare.
TRANSITIONS: Transitions[RoundState] = Transitions(
    {
        RoundState.DRAFT: frozenset({RoundState.OPEN}),
        RoundState.OPEN: frozenset({RoundState.CLOSED}),
        RoundState.CLOSED: frozenset(),
    }
)


@dataclass(frozen=True)
class ShippedCriterion:
    """A criterion as the portal proposes it."""

    key: str
    name: str
    question: str
    weight: int
    #: What 1, 2, 3, 4 and 5 points mean.
    meanings: tuple[str, str, str, str, str]


SHIPPED_CRITERIA = (
    ShippedCriterion(
        "urgency",
        N_("Dringlichkeit"),
        N_("Was geschieht, wenn ein Jahr lang nichts geschieht?"),
        25,
        (
            N_("Nichts wird schlechter."),
            N_("Es bleibt lästig."),
            N_("Es wird merklich schlechter."),
            N_("Menschen kommen in ernste Schwierigkeiten."),
            N_("Gesundheit oder Sicherheit sind in Gefahr."),
        ),
    ),
    ShippedCriterion(
        "reach",
        N_("Reichweite"),
        N_("Wie viele Menschen haben etwas davon?"),
        20,
        (
            N_("Einzelne."),
            N_("Eine Gruppe in einem Ort."),
            N_("Viele in einer Gemeinde."),
            N_("Viele in mehreren Gemeinden."),
            N_("Ein großer Teil des Landkreises."),
        ),
    ),
    ShippedCriterion(
        "effect",
        N_("Wirkung"),
        N_("Wie viel besser wird es für diese Menschen?"),
        20,
        (
            N_("Kaum merklich."),
            N_("Etwas leichter im Alltag."),
            N_("Spürbar besser."),
            N_("Deutlich besser, auf Dauer."),
            N_("Es verändert ihr Leben."),
        ),
    ),
    ShippedCriterion(
        "cost",
        N_("Aufwand"),
        N_("Wie viel Geld und Arbeit kostet es? Fünf Punkte heißt: wenig."),
        15,
        (
            N_("Sehr viel, ohne Aussicht auf Förderung."),
            N_("Viel, teilweise gefördert."),
            N_("Mittel."),
            N_("Wenig."),
            N_("Geht mit dem, was da ist."),
        ),
    ),
    ShippedCriterion(
        "equity",
        N_("Gleiche Verhältnisse"),
        N_("Holt es eine Gemeinde auf, in der weniger da ist als anderswo?"),
        10,
        (
            N_("Dort ist schon mehr da als anderswo."),
            N_("Dort ist etwas mehr da."),
            N_("Wie überall."),
            N_("Dort fehlt etwas, was andere haben."),
            N_("Dort fehlt, was fast alle anderen haben."),
        ),
    ),
    ShippedCriterion(
        "responsibility",
        N_("Zuständigkeit"),
        N_("Können wir es selbst tun?"),
        10,
        (
            N_("Andere sind zuständig und wollen nicht."),
            N_("Andere sind zuständig."),
            N_("Nur gemeinsam mit anderen."),
            N_("Freiwillige Aufgabe des Landkreises oder der Gemeinde."),
            N_("Pflichtaufgabe des Landkreises oder der Gemeinde."),
        ),
    ),
)
