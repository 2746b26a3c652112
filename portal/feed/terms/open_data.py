"""What is given away as open data: the data sets, their formats, the licences, and what a row of Bedarfe is counted by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.text import N_
from portal.needs.terms import NeedStatus

#: So many Wortmeldungen must be new before the next Stand, so that two of them side by side tell nothing about single people.
NEW_CONTRIBUTIONS = 30
#: Keys of the rows that sum up.
ALL = "all"


class FileFormat(StrEnum):
    """As what a data set is given away. The value is the end of its address."""

    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    XLSX = "xlsx"

    @property
    def label(self) -> str:
        return _FORMATS[self][0]

    @property
    def media_type(self) -> str:
        """The IANA media type, without parameters."""
        return _FORMATS[self][1]

    @property
    def authority(self) -> str:
        """Its name in the list of file types of the EU's Publications Office."""
        return _FORMATS[self][2]


_FORMATS = {
    FileFormat.CSV: ("CSV", "text/csv", "CSV"),
    FileFormat.JSON: ("JSON", "application/json", "JSON"),
    FileFormat.GEOJSON: ("GeoJSON", "application/geo+json", "GEOJSON"),
    FileFormat.XLSX: ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
}
_TABLES = (FileFormat.CSV, FileFormat.JSON, FileFormat.XLSX)
_ON_A_MAP = (FileFormat.CSV, FileFormat.JSON, FileFormat.GEOJSON, FileFormat.XLSX)


class Dataset(StrEnum):
    """One data set."""

    NEEDS = "needs"
    ANSWERS = "answers"
    MEASURES = "measures"
    DECISIONS = "decisions"
    PLACES = "places"
    INDICATORS = "indicators"

    @property
    def slug(self) -> str:
        """Its part of an address."""
        return _DATASETS[self].slug

    @property
    def label(self) -> str:
        return _DATASETS[self].title

    @property
    def description(self) -> str:
        return _DATASETS[self].description

    @property
    def formats(self) -> tuple[FileFormat, ...]:
        return _DATASETS[self].formats

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the EU's list of themes (data-theme)."""
        return _DATASETS[self].themes

    @property
    def keywords(self) -> tuple[str, ...]:
        return _DATASETS[self].keywords


@dataclass(frozen=True)
class _About:
    slug: str
    title: str
    description: str
    formats: tuple[FileFormat, ...]
    themes: tuple[str, ...]
    keywords: tuple[str, ...]


_DATASETS = {
    Dataset.NEEDS: _About(
        "bedarfe",
        N_("Bedarfe nach Gemeinde, Handlungsfeld und Stand der Bearbeitung"),
        N_(
            "Wie viele Bedarfe es in jeder Gemeinde gibt, worum es geht und wie weit sie sind. Die Zahlen sind auf "
            "Vielfache von fünf gerundet, kleine Zahlen und solche, aus denen man sie berechnen könnte, stehen nicht darin."
        ),
        _ON_A_MAP,
        ("SOCI", "GOVE"),
        ("Bedarfe", "Bürgerbeteiligung", "Sozialplanung", "Gemeinden"),
    ),
    Dataset.ANSWERS: _About(
        "antworten",
        N_("Öffentliche Antworten zu Bedarfen"),
        N_("Was gesagt wurde und was daraus wurde: Titel, Stand und Antwort, wie sie auf den Seiten der Orte stehen."),
        _TABLES,
        ("SOCI", "GOVE"),
        ("Bedarfe", "Bürgerbeteiligung", "Antworten"),
    ),
    Dataset.MEASURES: _About(
        "massnahmen",
        N_("Veröffentlichte Maßnahmen"),
        N_("Was gerade getan wird und wo: die Maßnahmen, die der Landkreis veröffentlicht hat, mit ihrem Stand."),
        _TABLES,
        ("SOCI", "GOVE"),
        ("Maßnahmen", "Sozialplanung"),
    ),
    Dataset.DECISIONS: _About(
        "beschluesse",
        N_("Beschlüsse zu veröffentlichten Maßnahmen"),
        N_("Welches Gremium wann beschlossen hat, was die veröffentlichten Maßnahmen ausführen."),
        _TABLES,
        ("GOVE",),
        ("Beschlüsse", "Gremien", "Maßnahmen"),
    ),
    Dataset.PLACES: _About(
        "sozialraeume",
        N_("Sozialräume mit Grenzen"),
        N_(
            "Der Landkreis, seine Verwaltungsgemeinschaften, Gemeinden und Ortsteile mit Schlüssel, Fläche, Mittelpunkt und Grenze."
        ),
        _ON_A_MAP,
        ("REGI",),
        ("Sozialräume", "Gemeinden", "Verwaltungsgrenzen"),
    ),
    Dataset.INDICATORS: _About(
        "kennzahlen",
        N_("Kennzahlen der Gemeinden"),
        N_(
            "Der jeweils neueste Wert der Kennzahlen aus der amtlichen Statistik und was daraus berechnet ist. Geheime und "
            "unbekannte Werte stehen als solche darin, nie als 0."
        ),
        _TABLES,
        ("SOCI", "REGI"),
        ("Kennzahlen", "Bevölkerung", "Statistik", "Gemeinden"),
    ),
}
BY_SLUG = {one.slug: one for one in Dataset}


class NeedStage(StrEnum):
    """How far Bedarfe are, coarse enough to be counted by."""

    IN_REVIEW = "in_review"
    UNDER_WAY = "under_way"
    DONE = "done"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _STAGES[self]


_STAGES = {
    NeedStage.IN_REVIEW: N_("aufgenommen oder in Prüfung"),
    NeedStage.UNDER_WAY: N_("in Planung oder Umsetzung"),
    NeedStage.DONE: N_("umgesetzt"),
    NeedStage.DECLINED: N_("nicht umsetzbar"),
}
_STAGE_OF = {
    NeedStatus.PLANNED: NeedStage.UNDER_WAY,
    NeedStatus.IN_PROGRESS: NeedStage.UNDER_WAY,
    NeedStatus.DONE: NeedStage.DONE,
    NeedStatus.DECLINED: NeedStage.DECLINED,
}


def stage_of(status: NeedStatus) -> NeedStage:
    """Under which stage a Bedarf is counted."""
    return _STAGE_OF.get(status, NeedStage.IN_REVIEW)


@dataclass(frozen=True)
class Licence:
    """A licence of the list of DCAT-AP.de."""

    key: str
    name: str
    #: Its text.
    url: str
    #: Its name in metadata.
    uri: str
    #: Whether whoever uses the data must name the source.
    wants_source: bool


_LIST = "http://dcat-ap.de/def/licenses"
LICENCES = {
    one.key: one
    for one in (
        Licence(
            "dl-by-de/2.0",
            N_("Datenlizenz Deutschland – Namensnennung – Version 2.0"),
            "https://www.govdata.de/dl-de/by-2-0",
            f"{_LIST}/dl-by-de/2.0",
            True,
        ),
        Licence(
            "dl-zero-de/2.0",
            N_("Datenlizenz Deutschland – Zero – Version 2.0"),
            "https://www.govdata.de/dl-de/zero-2-0",
            f"{_LIST}/dl-zero-de/2.0",
            False,
        ),
    )
}


def is_fixed_day(day: date, fixed: tuple[tuple[int, int], ...]) -> bool:
    """Whether a day is one of those (month, day) on which a new Stand is made whatever is new."""
    return (day.month, day.day) in fixed
