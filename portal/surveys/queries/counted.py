"""What counting one question gives, and what every kind of counting needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.places import queries as places
from portal.surveys.queries.columns import Array, Columns, Part
from portal.surveys.terms import Question

Rows = Sequence[Array | None]


@dataclass(frozen=True)
class OptionCount:
    """How many people chose an option; in a ranking its mean rank and how many put it first."""

    code: str
    label: Mapping[str, str]
    count: int
    mean_rank: float | None = None
    first: int = 0


@dataclass(frozen=True)
class Bin:
    """How many numbers lie from `low` up to below `high` (the last step: up to and with it)."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Period:
    """How many of the days answered lie from the first to the last day of a month, a year or ten years."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    """What was answered to one question."""

    question: Question
    #: People who came to the question, and those among them who gave an answer.
    asked: int = 0
    answered: int = 0
    passed_over: int = 0
    declined: int = 0
    #: People with an answer of their own under "Sonstiges".
    other: int = 0
    options: tuple[OptionCount, ...] = ()
    bins: tuple[Bin, ...] = ()
    mean: float | None = None
    median: float | None = None
    #: The smallest and the largest number.
    ends: tuple[float, float] | None = None
    #: For dates instead of bins; their first, middle and last day.
    periods: tuple[Period, ...] = ()
    days: tuple[date, date, date] | None = None
    #: The Gemeinden in which points lie, the most first; NO_PLACE for outside of the county.
    where: tuple[tuple[UUID, int], ...] = ()
    #: Numbers of versions in which the question was of another kind; they are not counted.
    apart: tuple[int, ...] = ()


def joined(
    columns: Columns, question: Question, rows: Sequence[Array | None], kinds: Sequence[str]
) -> tuple[list[tuple[Part, Array | None, str, tuple[str, ...]]], tuple[int, ...]]:
    """The parts that ask the question in a way that can be counted together, and the numbers of the other versions."""
    fitting, apart = [], []
    for part, chosen in zip(columns.parts, rows, strict=True):
        cell = part.cells.get(question.code)
        if cell is not None and cell[1] in kinds:
            fitting.append((part, chosen, cell[1], cell[2]))
        elif cell is not None and part.count:
            apart.append(part.number)
    return fitting, tuple(apart)


def gemeinde_id(place: UUID) -> UUID:
    """The Gemeinde of a place; the place itself when it lies in none."""
    tree = places.tree()
    node = tree.get(place)
    gemeinde = tree.gemeinde_of(node) if node else None
    return gemeinde.id if gemeinde else place


def only(values: Array, chosen: Array | None) -> Array:
    return values if chosen is None else values[chosen]
