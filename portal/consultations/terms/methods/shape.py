"""What is said about every method."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_


class Goal(StrEnum):
    """What somebody wants to reach with other people. The values stand in addresses."""

    NEEDS = "bedarfe"
    PLACES = "orte"
    IDEAS = "ideen"
    ACTIVATE = "aktivieren"
    AGREE = "vereinbaren"
    TALK = "verstehen"
    ASSESS = "einschaetzen"
    ADVISE = "empfehlen"

    @property
    def label(self) -> str:
        return _GOALS[self]


_GOALS = {
    Goal.NEEDS: N_("Erfahren, was Menschen brauchen"),
    Goal.PLACES: N_("Wissen, wo etwas fehlt oder stört"),
    Goal.IDEAS: N_("Gemeinsam Ideen entwickeln"),
    Goal.ACTIVATE: N_("Menschen zum Mitmachen gewinnen"),
    Goal.AGREE: N_("Sich abstimmen und etwas vereinbaren"),
    Goal.TALK: N_("Einander zuhören und besser verstehen"),
    Goal.ASSESS: N_("Die Lage und die Beteiligten einschätzen"),
    Goal.ADVISE: N_("Eine Entscheidung gut vorbereiten"),
}


class TimeFrame(StrEnum):
    """How long people are together or take part, without preparation. The values stand in addresses."""

    SHORT = "kurz"
    EVENING = "abend"
    DAY = "tag"
    WEEKS = "wochen"

    @property
    def label(self) -> str:
        return _FRAMES[self]


_FRAMES = {
    TimeFrame.SHORT: N_("Bis zu zwei Stunden"),
    TimeFrame.EVENING: N_("Ein Abend oder halber Tag"),
    TimeFrame.DAY: N_("Ein ganzer Tag oder ein Wochenende"),
    TimeFrame.WEEKS: N_("Mehrere Wochen"),
}


@dataclass(frozen=True)
class Step:
    """One thing after the other: what, and how exactly."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Inclusion:
    """What makes it possible for everybody to take part."""

    hearing: str
    seeing: str
    walking: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Method:
    """One method. Texts are German sources; `reading` holds titles of books as they stand on their covers."""

    #: Its address below `/methoden`; never changed.
    slug: str
    title: str
    #: What it is, in one sentence.
    summary: str
    #: What it is for, and when something else is better.
    purpose: str
    #: What it is good for, the strongest first, each with the reason in one sentence.
    goals: tuple[tuple[Goal, str], ...]
    #: People it needs at least.
    least: int
    #: People it bears at most; None where there is no upper limit.
    most: int | None
    frames: tuple[TimeFrame, ...]
    duration: str
    preparation: str
    material: tuple[str, ...]
    steps: tuple[Step, ...]
    pitfalls: tuple[str, ...]
    inclusion: Inclusion
    outcome: str
    #: How what was said becomes Bedarfe here.
    to_needs: str
    reading: tuple[str, ...]

    def reason_for(self, goal: Goal) -> str | None:
        """Why it is good for this goal; None where it is not."""
        return dict(self.goals).get(goal)

    def bears(self, people: int) -> bool:
        """Whether it works with so many people."""
        return self.least <= people and (self.most is None or people <= self.most)


@dataclass(frozen=True)
class MethodStart:
    """A way to begin a method in the portal, as a room offers it to one person."""

    #: What happens, as a verb, in the reader's language.
    label: str
    #: The form that is then already filled.
    address: str
    #: What stands there already, in a sentence of the reader's language.
    hint: str
