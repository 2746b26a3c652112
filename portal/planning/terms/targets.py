"""Words and arithmetic of the Soll-Ist-Abgleich."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_SUBJECT = 160
LONGEST_UNIT = 40
LONGEST_SOURCE = 400
LONGEST_TEXT = 4_000
LARGEST_VALUE = Decimal(9_999_999)
#: Bedarfe on one row.
MOST_NEEDS = 40
OLDEST_YEAR, LATEST_YEAR = 1990, 2100
#: As near as this, straight across, counts as the neighbourhood: what can be used together.
NEAR_KM = 15
MOST_NEIGHBOURS = 6
MOST_MEANS = 12


class ActualKind(StrEnum):
    """Where the Ist comes from."""

    OFFERS = "offers"
    INDICATOR = "indicator"
    TYPED = "typed"

    @property
    def label(self) -> str:
        return _ACTUALS[self]


_ACTUALS = {
    ActualKind.OFFERS: N_("gezählt im Verzeichnis der Angebote"),
    ActualKind.INDICATOR: N_("Kennzahl"),
    ActualKind.TYPED: N_("von Hand eingetragen"),
}


class TargetKind(StrEnum):
    """What the Soll rests on, the most binding first."""

    LAW = "law"
    GUIDELINE = "guideline"
    DECISION = "decision"
    PARTICIPATION = "participation"

    @property
    def label(self) -> str:
        return _TARGETS[self]


_TARGETS = {
    TargetKind.LAW: N_("Gesetz oder Verordnung"),
    TargetKind.GUIDELINE: N_("Richtlinie oder Fachempfehlung"),
    TargetKind.DECISION: N_("Beschluss"),
    TargetKind.PARTICIPATION: N_("Beteiligung"),
}


class CoverageBand(StrEnum):
    """How much of the Soll is there."""

    MET = "met"
    NEARLY = "nearly"
    SHORT = "short"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _BANDS[self][0]

    @property
    def tone(self) -> str:
        return _BANDS[self][1]


_BANDS = {
    CoverageBand.MET: (N_("gedeckt"), "success"),
    CoverageBand.NEARLY: (N_("fast gedeckt"), "warning"),
    CoverageBand.SHORT: (N_("Lücke"), "danger"),
    CoverageBand.UNKNOWN: (N_("Ist unbekannt"), "neutral"),
}
#: From this percentage on the Soll is nearly met.
NEARLY_FROM = 75


def coverage(actual: Decimal | None, target: Decimal) -> int | None:
    """How much of the Soll is there, in whole percent, half a percent rounded up; None while the Ist is unknown.

    Never rounded up to 100: 99.6 % is not met and is told as 99.
    """
    if actual is None:
        return None
    percent = int((actual / target * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return min(percent, 99) if actual < target else percent


def gap(actual: Decimal | None, target: Decimal) -> Decimal | None:
    """What is missing in the unit of the row; 0 when the Soll is met, None while the Ist is unknown."""
    return None if actual is None else max(target - actual, Decimal(0))


def band(percent: int | None) -> CoverageBand:
    """In which band a coverage lies."""
    if percent is None:
        return CoverageBand.UNKNOWN
    if percent >= 100:
        return CoverageBand.MET
    return CoverageBand.NEARLY if percent >= NEARLY_FROM else CoverageBand.SHORT
