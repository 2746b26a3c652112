"""What rooms say about how a Quartiersprojekt stands: lights, dates, figures, and ideas for others.

A room says it with a source of one of these topics, which gets the reader, the projects asked about and the present day::

    @contributes(PROJECT_LIGHTS)
    def _lights(*, who: Actor, subject_ids: Collection[UUID], today: date) -> Iterable[Light]: ...

A source names only what this reader may know and asks the database the same number of times for one project and for a hundred.
Whatever asks stands above and knows the rooms by nothing else.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from portal.kernel.text import N_

#: Sources of `Light`.
PROJECT_LIGHTS = "project.lights"
#: Sources of `Dated`: at most one for each project.
PROJECT_DATES = "project.dates"
#: Sources of `Figure`.
PROJECT_FIGURES = "project.figures"
#: Sources of `Idea`; they get `since` as well.
PROJECT_IDEAS = "project.ideas"


class Colour(StrEnum):
    """A traffic light. It is always derived and never typed, and a word and a reason stand beside it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def rank(self) -> int:
        """0 for green; the worst counts most."""
        return list(Colour).index(self)


_LABELS = {Colour.GREEN: N_("Grün"), Colour.YELLOW: N_("Gelb"), Colour.RED: N_("Rot")}
_TONES = {Colour.GREEN: "success", Colour.YELLOW: "warning", Colour.RED: "danger"}


@dataclass(frozen=True)
class Light:
    """One reason for the colour of a project."""

    subject_id: UUID
    colour: Colour
    #: Why, as one sentence in the reader's language.
    reason: str


@dataclass(frozen=True)
class Dated:
    """The next date of a project that one room knows of."""

    subject_id: UUID
    on: date
    #: What is then, in the reader's language.
    title: str


class Measure(StrEnum):
    """In what a figure is told."""

    COUNT = "count"
    HOURS = "hours"
    EUROS = "euros"


@dataclass(frozen=True)
class Figure:
    """One number about a project. The same `key` means the same thing for every project."""

    subject_id: UUID
    key: str
    #: What is counted, in the reader's language.
    label: str
    value: int | Decimal
    measure: Measure = Measure.COUNT


@dataclass(frozen=True)
class Idea:
    """Something of a project that others could copy, in one or two sentences."""

    subject_id: UUID
    text: str


def worst(lights: list[Light]) -> Colour:
    """The colour of all of them together; green when nobody says anything."""
    return max((light.colour for light in lights), key=lambda colour: colour.rank, default=Colour.GREEN)
