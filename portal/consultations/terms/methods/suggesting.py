"""Which method fits: by goal, by the number of people, by the time there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.consultations.terms.methods.shape import Goal, Method, TimeFrame

#: So many of the nearest are named when nothing fits.
MOST_NEAREST = 3


@dataclass(frozen=True)
class Intention:
    """What somebody asks for; None is no matter."""

    goal: Goal | None = None
    people: int | None = None
    time: TimeFrame | None = None

    @property
    def is_empty(self) -> bool:
        return self.goal is None and self.people is None and self.time is None


class Misfit(StrEnum):
    """In what a method differs from a wanted."""

    GOAL = "goal"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TIME = "time"


@dataclass(frozen=True)
class Suggestion:
    """A method for a wanted."""

    method: Method
    #: Why it is suggested, as a German source: the reason for the goal, otherwise what the method is.
    reason: str
    #: In what it does not fit; empty when it fits.
    misfits: tuple[Misfit, ...] = ()


def suggestions(wanted: Intention, methods: Sequence[Method]) -> list[Suggestion]:
    """The methods that fit, the best first; if none does, the nearest with what does not fit.

    Those whose first goal is the one asked for come first; then those made for such a number of people, not just able to bear
    it. Nearest is what differs in the fewest points; among those what keeps the goal, then what comes closest in numbers.
    """
    judged = [(_misfits(wanted, method), method) for method in methods]
    fitting = [(misfits, method) for misfits, method in judged if not misfits]
    chosen = sorted(fitting or judged, key=lambda one: _distance(wanted, *one))
    return [
        Suggestion(method, (wanted.goal and method.reason_for(wanted.goal)) or method.summary, misfits)
        for misfits, method in (chosen if fitting else chosen[:MOST_NEAREST])
    ]


def _misfits(wanted: Intention, method: Method) -> tuple[Misfit, ...]:
    found = []
    if wanted.goal is not None and method.reason_for(wanted.goal) is None:
        found.append(Misfit.GOAL)
    if wanted.people is not None and not method.bears(wanted.people):
        found.append(Misfit.TOO_FEW if wanted.people < method.least else Misfit.TOO_MANY)
    if wanted.time is not None and wanted.time not in method.frames:
        found.append(Misfit.TIME)
    return tuple(found)


def _distance(wanted: Intention, misfits: tuple[Misfit, ...], method: Method) -> tuple[float, ...]:
    goals = [goal for goal, _reason in method.goals]
    rank = goals.index(wanted.goal) if wanted.goal in goals else len(Goal)
    beyond, strain = _reach(wanted.people, method)
    return (len(misfits), Misfit.GOAL in misfits, beyond, rank, strain)


def _reach(people: int | None, method: Method) -> tuple[float, float]:
    """How many times a number of people lies beyond what the method bears, 1 within; and how far it lies from the middle of that.

    Ranges are compared as ratios, since 8 to 16 is as far as 80 to 160.
    """
    if people is None:
        return 1, 0
    most = method.most if method.most is not None else max(people, method.least) * 2
    low, high = people / method.least, most / people
    return max(1, 1 / low, 1 / high), max(low, high) / min(low, high)
