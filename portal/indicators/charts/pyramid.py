"""The population by age and sex as bars to both sides; each bar is as wide as its share of a year of age."""

from dataclasses import dataclass

from portal.indicators.terms import AgeBar, AgePyramid

#: Years that an open group is drawn as: from 75 to about 95.
_OPEN_YEARS = 20


@dataclass(frozen=True, slots=True)
class PyramidRow:
    """One age group, the widths in per cent of the longest bar; None for what nobody knows."""

    bar: AgeBar
    male: float | None
    female: float | None


def pyramid_rows(pyramid: AgePyramid) -> list[PyramidRow]:
    """The rows from the oldest down. Groups of many years are drawn per year, so that all can be compared."""
    widths = [
        float(value) / _years(bar) for bar in pyramid.bars for value in (bar.male, bar.female) if value is not None
    ]
    longest = max(widths, default=0) or 1
    return [
        PyramidRow(bar, *(None if value is None else _width(value, bar, longest) for value in (bar.male, bar.female)))
        for bar in reversed(pyramid.bars)
    ]


def _width(value: object, bar: AgeBar, longest: float) -> float:
    return round(100 * float(str(value)) / _years(bar) / longest, 1)


def _years(bar: AgeBar) -> int:
    return _OPEN_YEARS if bar.ages.end is None else bar.ages.end - bar.ages.first
