"""Answers about figures: one value with everything needed to print it, and what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from portal.indicators.terms.parts import AgeGroup
from portal.indicators.terms.statuses import ValueStatus


@dataclass(frozen=True, slots=True)
class Figure:
    """What an Indikator is in a place on a day. `value` is None unless the status has one; nobody may read it as zero."""

    key: str
    place_id: UUID
    status: ValueStatus = ValueStatus.MISSING
    #: Rounded to `decimals`; exactly half goes to the even digit.
    value: Decimal | None = None
    #: The day the figure stands for; for sums of a year its last day.
    on: date | None = None
    #: Whose figure it is, with licence, as it must be named beside it.
    source: str = ""
    unit: str = ""
    decimals: int = 0

    @property
    def is_known(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Rank:
    """The place among others, from the largest value down; equal values share the better place."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One place beside the county and its Gemeinden, all on the same day."""

    own: Figure
    county: Figure
    #: The middle of the known values of all Gemeinden; None when none is known.
    median: Decimal | None
    rank: Rank | None
    #: The Gemeinden of the same size and density that the next two are about, the place itself among them.
    similar: Sequence[UUID]
    similar_median: Decimal | None
    rank_in_similar: Rank | None


@dataclass(frozen=True, slots=True)
class AgeBar:
    """One age group of a pyramid."""

    ages: AgeGroup
    male: Decimal | None
    female: Decimal | None


@dataclass(frozen=True, slots=True)
class AgePyramid:
    """The population of a place by age and sex, the youngest first. Without bars when nothing is known."""

    place_id: UUID
    on: date | None
    bars: Sequence[AgeBar]
    source: str = ""

    @property
    def is_known(self) -> bool:
        return any(bar.male is not None or bar.female is not None for bar in self.bars)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """As the figures of the statistics are printed: exactly half goes to the even digit (31.25 → 31.2)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN) + 0
