"""The rule by which a goal shows whether it moves.

Nobody types it. It is read from the Maßnahmen and Bedarfe that hang on the goal or on a goal beneath it, in this order, the first
that fits. Stopped Maßnahmen and Bedarfe that cannot be met say nothing, and where a Bedarf went
into another one, that other one counts.

1. **noch nichts**: nothing that counts hangs on it.
2. **erreicht**: everything that counts is done: Maßnahmen *fertig*, Bedarfe *umgesetzt*.
3. **bewegt sich**: a Maßnahme runs on time or is done, or a Bedarf is being met or is met.
4. **steht**: everything else: only planned, late, deferred, or waiting.

Late Maßnahmen alone do not move a goal: a day has passed on which something should have been reached and was not.

Worked cases:

| Maßnahmen | Bedarfe | |
| --- | --- | --- |
| none | none | noch nichts |
| gestoppt | nicht umsetzbar | noch nichts |
| fertig | umgesetzt | erreicht |
| fertig, gestoppt | none | erreicht |
| fertig | bestätigt | bewegt sich |
| läuft, verspätet | none | bewegt sich |
| verspätet | none | steht |
| geplant | in Planung | steht |
| none | in Umsetzung | bewegt sich |
| none | zurückgestellt | steht |
"""

from collections.abc import Iterable
from enum import StrEnum

from portal.kernel.text import N_
from portal.needs.terms import NeedStatus
from portal.planning.terms.measures import MeasureStatus


class Movement(StrEnum):
    """Whether a goal moves; always derived (see above), never typed."""

    NOTHING = "nothing"
    STANDS = "stands"
    MOVES = "moves"
    DONE = "done"

    @property
    def label(self) -> str:
        return _MOVEMENTS[self][0]

    @property
    def tone(self) -> str:
        return _MOVEMENTS[self][1]

    @property
    def because(self) -> str:
        """Why it says so, in one sentence."""
        return _MOVEMENTS[self][2]


_MOVEMENTS = {
    Movement.NOTHING: (
        N_("noch nichts"),
        "neutral",
        N_("An diesem Ziel hängt noch keine Maßnahme und kein Bedarf, der zählt."),
    ),
    Movement.STANDS: (
        N_("steht"),
        "warning",
        N_("Es gibt etwas dazu, aber nichts davon läuft pünktlich: nur Geplantes, Verspätetes oder Wartendes."),
    ),
    Movement.MOVES: (
        N_("bewegt sich"),
        "info",
        N_("Mindestens eine Maßnahme läuft oder ist fertig, oder ein Bedarf wird umgesetzt."),
    ),
    Movement.DONE: (
        N_("erreicht"),
        "success",
        N_("Alle Maßnahmen sind fertig und alle Bedarfe umgesetzt, die an diesem Ziel hängen."),
    ),
}

_SILENT_NEEDS = frozenset({NeedStatus.DECLINED, NeedStatus.MERGED})
_MOVING_NEEDS = frozenset({NeedStatus.IN_PROGRESS, NeedStatus.DONE})
_MOVING_MEASURES = frozenset({MeasureStatus.RUNNING, MeasureStatus.DONE})


def movement_of(measures: Iterable[MeasureStatus], needs: Iterable[NeedStatus]) -> Movement:
    """Whether a goal with these Maßnahmen and Bedarfe moves, by the rule above."""
    done = [one for one in measures if one is not MeasureStatus.STOPPED]
    met = [one for one in needs if one not in _SILENT_NEEDS]
    if not done and not met:
        return Movement.NOTHING
    if all(one is MeasureStatus.DONE for one in done) and all(one is NeedStatus.DONE for one in met):
        return Movement.DONE
    if any(one in _MOVING_MEASURES for one in done) or any(one in _MOVING_NEEDS for one in met):
        return Movement.MOVES
    return Movement.STANDS
