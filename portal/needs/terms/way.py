"""The way of one Bedarf as one path: what happened to it, whichever room knows of it.

A room says what it knows with a source of the topic `need.way`, which gets the Bedarf and the reader::

    @contributes(NEED_WAY, order=30)
    def _stations(*, need: Need, who: Actor) -> Iterable[Station]: ...

A source names only what this reader may know and no people, and asks the database the same number of times however much there is.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.needs.terms.stages import STRAIGHT_ON, NeedStage, Stay

#: Sources of `Station`.
NEED_WAY = "need.way"


class WayPart(StrEnum):
    """What kind of thing a station is, in the order in which the way is meant to go."""

    VOICES = "voices"
    EVIDENCE = "evidence"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    DECISION = "decision"
    ACTION = "action"
    EFFECT = "effect"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {
    WayPart.VOICES: N_("Gesagt"),
    WayPart.EVIDENCE: N_("Belegt"),
    WayPart.ANSWER: N_("Geantwortet"),
    WayPart.PROPOSAL: N_("Empfohlen"),
    WayPart.DECISION: N_("Beschlossen"),
    WayPart.ACTION: N_("Getan"),
    WayPart.EFFECT: N_("Gewirkt"),
}


@dataclass(frozen=True)
class Station:
    """One dot on the path."""

    at: date | datetime
    part: WayPart
    #: What happened, in the reader's language.
    title: str
    text: str = ""
    #: The page on which it stands; empty where there is none for this reader.
    address: str = ""
    #: Tone: neutral, info, success, warning or danger.
    tone: str = "info"
    #: True for a day that lies ahead and is only planned.
    is_ahead: bool = False
    #: False for what belongs to its part without reaching it: a Gremium that put the matter off, a Beleg against the Bedarf.
    reaches: bool = True

    @property
    def on(self) -> date:
        """The day in the county's time zone."""
        return self.at.astimezone(ON_SCREEN).date() if isinstance(self.at, datetime) else self.at


@dataclass(frozen=True)
class PartOfWay:
    """One part of the way in short: whether it was reached, when first, and by how many stations."""

    part: WayPart
    first: date | None
    number: int


def in_order(stations: Iterable[Station]) -> list[Station]:
    """As they follow in time, what lies ahead last.

    What is known by its day alone stands at the end of that day, in the order in which the way is meant to go.
    """
    parts = list(WayPart)

    def place(one: Station) -> tuple[bool, date, bool, float, int]:
        moment = one.at.timestamp() if isinstance(one.at, datetime) else 0.0
        return one.is_ahead, one.on, not isinstance(one.at, datetime), moment, parts.index(one.part)

    return sorted(stations, key=place)


def in_short(stations: Collection[Station]) -> list[PartOfWay]:
    """Every part of the way, those that nothing has reached too."""
    found = []
    for part in WayPart:
        days = [one.on for one in stations if one.part is part and one.reaches and not one.is_ahead]
        found.append(PartOfWay(part, min(days, default=None), len(days)))
    return found


class StepState(StrEnum):
    """Where a stage lies, seen from the present one."""

    PAST = "past"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Step:
    """One stage in the strip that shows how far a Bedarf is."""

    stage: NeedStage
    state: StepState
    #: When it came there last; None where it never was, or will be again.
    since: datetime | None


def steps(stays: Sequence[Stay]) -> list[Step]:
    """The straight way with the present stage in it; one that waits or cannot be done has that stage after the last it reached.

    A stage that was left out has no day. One behind the present stage is ahead, also when it was reached once. [] for no stays.
    """
    if not stays:
        return []
    here = stays[-1]
    since = {stay.stage: stay.since for stay in stays}
    reached = here.stage if here.stage in STRAIGHT_ON else _furthest(stays)
    place = STRAIGHT_ON.index(reached)
    found: list[Step] = []
    for number, stage in enumerate(STRAIGHT_ON):
        if stage is here.stage:
            found.append(Step(stage, StepState.HERE, here.since))
        elif number <= place:
            found.append(Step(stage, StepState.PAST, since.get(stage)))
        else:
            found.append(Step(stage, StepState.AHEAD, None))
        if number == place and reached is not here.stage:
            found.append(Step(here.stage, StepState.HERE, here.since))
    return found


def _furthest(stays: Sequence[Stay]) -> NeedStage:
    """The straight stage it stood at before it went aside."""
    return next((stay.stage for stay in reversed(stays) if stay.stage in STRAIGHT_ON), NeedStage.SAID)
