"""What is computed from what: formulas as data."""

from dataclasses import dataclass
from datetime import date

from portal.indicators.terms.parts import Sex


@dataclass(frozen=True, slots=True)
class Summand:
    """A part of something counted. Without ages: everybody."""

    key: str
    first: int | None = None
    end: int | None = None
    sex: Sex = Sex.ALL
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Formula:
    """factor × (sum of `top`) ÷ (sum of `bottom`), the area of the place in km² as `bottom` when `per_area`.

    With `years` it is the change of `top` against the same day so many years before, in `factor`ths of what it was.
    """

    top: tuple[Summand, ...]
    bottom: tuple[Summand, ...] = ()
    factor: int = 1
    per_area: bool = False
    years: int = 0

    @property
    def bases(self) -> frozenset[str]:
        """What has to be counted for it."""
        return frozenset(one.key for one in (*self.top, *self.bottom))


_ALL = Summand("population")
_UNDER_20 = Summand("population", 0, 20)
_WORKING = Summand("population", 20, 65)
_FROM_65 = Summand("population", 65)
_BALANCE = (Summand("moves_in"), Summand("moves_out", sign=-1))

FORMULAS: dict[str, Formula] = {
    "population_change_1y": Formula((_ALL,), factor=100, years=1),
    "population_change_5y": Formula((_ALL,), factor=100, years=5),
    "density": Formula((_ALL,), per_area=True),
    "share_women": Formula((Summand("population", sex=Sex.FEMALE),), (_ALL,), 100),
    "youth_ratio": Formula((_UNDER_20,), (_WORKING,), 100),
    "old_age_ratio": Formula((_FROM_65,), (_WORKING,), 100),
    "total_ratio": Formula((_UNDER_20, _FROM_65), (_WORKING,), 100),
    "share_under_18": Formula((Summand("population", 0, 18),), (_ALL,), 100),
    "share_65": Formula((_FROM_65,), (_ALL,), 100),
    "share_75": Formula((Summand("population", 75),), (_ALL,), 100),
    "share_80": Formula((Summand("population", 80),), (_ALL,), 100),
    "migration_balance": Formula(_BALANCE),
    "migration_balance_per_1000": Formula(_BALANCE, (_ALL,), 1000),
}
#: Days of the census: figures of the population before and after one rest on different counts.
CENSUS_DAYS = (date(2011, 5, 9), date(2022, 5, 15))
