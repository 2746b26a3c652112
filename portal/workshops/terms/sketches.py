"""The life of a project sketch after the workshop."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions


class SketchState(StrEnum):
    """What became of a project sketch."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]


_STATES = {
    SketchState.PLANNED: (N_("Vorgenommen"), "neutral"),
    SketchState.BEGUN: (N_("Begonnen"), "info"),
    SketchState.DONE: (N_("Geschafft"), "success"),
    SketchState.STOPPED: (N_("Aufgegeben"), "warning"),
}

#: A step back is a step too: what was given up may be taken up, what was done may turn out not to be. The same state again is news.
SKETCH: Transitions[SketchState] = Transitions(
    {
        SketchState.PLANNED: frozenset(SketchState),
        SketchState.BEGUN: frozenset({SketchState.BEGUN, SketchState.DONE, SketchState.STOPPED}),
        SketchState.DONE: frozenset({SketchState.BEGUN, SketchState.DONE}),
        SketchState.STOPPED: frozenset({SketchState.BEGUN, SketchState.STOPPED}),
    }
)

#: Those somebody still works on or means to.
UNFINISHED = (SketchState.PLANNED, SketchState.BEGUN)
