"""The way of a Bedarf in a few stages, and how long a stage took told from counts by length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from portal.kernel.text import N_
from portal.needs.terms.states import NeedStatus

DAY_SECONDS = 86_400
#: Stays are counted by their length: each number of days begins a span that reaches to the next one, the last is open.
SPANS = (0, 1, 2, 4, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730)
#: Stands for all years together.
ALL_YEARS = 0


class NeedStage(StrEnum):
    """A stretch of the way from a voice to an effect; several statuses may belong to one."""

    SAID = "said"
    REVIEW = "review"
    PLANNED = "planned"
    UNDERWAY = "underway"
    DONE = "done"
    WAITING = "waiting"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def tone(self) -> str:
        """Tone of a badge: neutral, info, success, warning or danger."""
        return _LABELS[self][1]

    @property
    def plain(self) -> str:
        """What the stage says to a resident, in one short sentence."""
        return _LABELS[self][2]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in OPEN_STAGES

    @property
    def statuses(self) -> tuple[NeedStatus, ...]:
        """The statuses that belong to it, in their order."""
        return tuple(status for status in NeedStatus if STAGE_OF.get(status) is self)


_LABELS: dict[NeedStage, tuple[str, str, str]] = {
    NeedStage.SAID: (N_("Gesagt"), "info", N_("Wir haben gehört, was gebraucht wird.")),
    NeedStage.REVIEW: (N_("Geprüft"), "info", N_("Wir sehen uns an, was nötig ist und wer helfen kann.")),
    NeedStage.PLANNED: (N_("Geplant"), "warning", N_("Es gibt einen Plan.")),
    NeedStage.UNDERWAY: (N_("In Umsetzung"), "warning", N_("Es wird daran gearbeitet.")),
    NeedStage.DONE: (N_("Fertig"), "success", N_("Es ist geschafft.")),
    NeedStage.WAITING: (N_("Wartet"), "neutral", N_("Es muss noch warten.")),
    NeedStage.DECLINED: (N_("Geht nicht"), "danger", N_("Es kann nicht umgesetzt werden.")),
}
OPEN_STAGES = (NeedStage.SAID, NeedStage.REVIEW, NeedStage.PLANNED, NeedStage.UNDERWAY, NeedStage.WAITING)
#: The stretch that leads from a voice to an effect, without the two sidings.
STRAIGHT_ON = (NeedStage.SAID, NeedStage.REVIEW, NeedStage.PLANNED, NeedStage.UNDERWAY, NeedStage.DONE)
#: A merged Bedarf has no stage of its own: it goes on in another one.
STAGE_OF: dict[NeedStatus, NeedStage] = {
    NeedStatus.NEW: NeedStage.SAID,
    NeedStatus.IN_REVIEW: NeedStage.REVIEW,
    NeedStatus.CONFIRMED: NeedStage.REVIEW,
    NeedStatus.FORWARDED: NeedStage.REVIEW,
    NeedStatus.PLANNED: NeedStage.PLANNED,
    NeedStatus.IN_PROGRESS: NeedStage.UNDERWAY,
    NeedStatus.DONE: NeedStage.DONE,
    NeedStatus.DECLINED: NeedStage.DECLINED,
    NeedStatus.DEFERRED: NeedStage.WAITING,
}


@dataclass(frozen=True)
class Stay:
    """For how long a Bedarf stood at a stage; `until` is empty while it does."""

    stage: NeedStage
    since: datetime
    until: datetime | None = None

    def days(self, at: datetime) -> int:
        """Whole days of 24 hours, until `at` while it lasts; never less than 0."""
        return days_between(self.since, self.until or at)


def days_between(since: datetime, until: datetime) -> int:
    """Whole days of 24 hours between two moments, 0 when they are the wrong way round. Parts of a second do not count."""
    return max(0, int(until.timestamp()) - int(since.timestamp())) // DAY_SECONDS


def day_number(moment: datetime) -> int:
    """Days since 1 January 1970 in UTC; the wait of many together is the number of today times their count less their sum."""
    return int(moment.timestamp()) // DAY_SECONDS


def span_of(days: int) -> int:
    """The place in `SPANS` of so many days."""
    return sum(days >= first for first in SPANS) - 1


def year_of(moment: datetime) -> int:
    """The calendar year in UTC."""
    return moment.astimezone(UTC).year


def stays(moves: Sequence[tuple[datetime, NeedStage]]) -> list[Stay]:
    """The stays that follow from moves in their order; a move to the stage it stands at already is none."""
    found: list[Stay] = []
    for at, stage in moves:
        if found and found[-1].stage is stage:
            continue
        if found:
            found[-1] = Stay(found[-1].stage, found[-1].since, at)
        found.append(Stay(stage, at))
    return found


def median_days(counts: Sequence[int]) -> float | None:
    """The median of lengths that are known by span only (counts in the order of `SPANS`); None for none.

    Inside its span lengths are taken to be spread evenly, so it is right to within the span. In the last, open span it is the
    span's beginning: "at least 730 days".
    """
    half = sum(counts) / 2
    if not half:
        return None
    below = 0
    for place, number in enumerate(counts):
        if number and below + number >= half:
            first = SPANS[place]
            width = SPANS[place + 1] - first if place + 1 < len(SPANS) else 0
            return first + width * (half - below) / number
        below += number
    return None
