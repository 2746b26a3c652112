"""Time series as KomMonitor takes them: the words of their addresses."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.places.terms import PlaceKind

#: For so many days an address may be given out, and what is proposed.
DAYS = (90, 365, 730)
DAYS_USUAL = 365
#: Stands before the key of an Indikator.
INDICATOR = "kennzahl-"
#: A series has so many dates at most; older ones are left out.
MOST_DATES = 240


class NeedSeries(StrEnum):
    """What is counted of Bedarfe."""

    TOTAL = "bedarfe-bestand"
    NEW = "bedarfe-neu"
    ANSWERED = "bedarfe-beantwortet"

    @property
    def label(self) -> str:
        return _SERIES[self]


_SERIES = {
    NeedSeries.TOTAL: N_("Bedarfe, die es an diesem Tag gab"),
    NeedSeries.NEW: N_("Bedarfe, die in diesem Zeitraum dazukamen"),
    NeedSeries.ANSWERED: N_("Bedarfe, die bis zu diesem Tag öffentlich beantwortet waren"),
}


class SeriesFile(StrEnum):
    """As what a series is written."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


class SeriesForm(StrEnum):
    """One column for each date, or one row."""

    WIDE = "breit"
    LONG = "lang"


class PlaceKey(StrEnum):
    """By which official key places are named."""

    AGS = "ags"
    ARS = "ars"


class Pace(StrEnum):
    """How far apart the dates of a series of Bedarfe are: the last days of months, quarters or years."""

    MONTH = "monat"
    QUARTER = "quartal"
    YEAR = "jahr"

    @property
    def months(self) -> int:
        return {Pace.MONTH: 1, Pace.QUARTER: 3, Pace.YEAR: 12}[self]


class SeriesLevel(StrEnum):
    """Which Sozialräume a series has: KomMonitor keeps one level in each spatial unit."""

    GEMEINDE = "gemeinde"
    COUNTY = "landkreis"
    ASSOCIATION = "verwaltungsgemeinschaft"
    PART = "ortsteil"

    @property
    def kinds(self) -> tuple[PlaceKind, ...]:
        return _LEVELS[self]


_LEVELS = {
    SeriesLevel.GEMEINDE: (PlaceKind.MUNICIPALITY,),
    SeriesLevel.COUNTY: (PlaceKind.COUNTY,),
    SeriesLevel.ASSOCIATION: (PlaceKind.MUNICIPAL_ASSOCIATION,),
    SeriesLevel.PART: (PlaceKind.LOCALITY, PlaceKind.QUARTER),
}
