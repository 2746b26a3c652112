"""What can be taken away as a file, and how files of the night are kept."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_

#: When the work of the night begins, by the clock in Bavaria.
NIGHT_BEGINS = time(2, 0)
#: A file that is not there so long after its time is told as missing.
NIGHT_LASTS = timedelta(hours=4)
#: How often the worker looks whether the night has begun.
LOOKS_EVERY = timedelta(minutes=10)
KEEP_DAYS_MOST = 90
KEEP_DAYS_DEFAULT = 14
#: So many nightly files a county may declare: each costs minutes of a night.
MOST_NIGHTLY = 200
#: So many versions are listed at once.
VERSIONS_SHOWN = 100


class Dataset(StrEnum):
    """What a file holds."""

    NEEDS = "needs"
    EVIDENCE = "evidence"
    MEASURES = "measures"
    PLACES = "places"
    FIGURES = "figures"

    @property
    def label(self) -> str:
        return _DATASETS[self][0]

    @property
    def meaning(self) -> str:
        """What stands in it, in one sentence."""
        return _DATASETS[self][1]

    @property
    def stem(self) -> str:
        """The beginning of the file's name."""
        return _DATASETS[self][2]

    @property
    def can_name(self) -> bool:
        """Whether there is a form of it with the names of colleagues."""
        return self in (Dataset.NEEDS, Dataset.MEASURES)


_DATASETS = {
    Dataset.NEEDS: (
        N_("Bedarfe"),
        N_("Jeder Bedarf in einer Zeile: Worum es geht, wo, wie weit er ist und wie viele Menschen dahinter stehen."),
        "bedarfe",
    ),
    Dataset.EVIDENCE: (
        N_("Belege in Zahlen"),
        N_("Wie viele Belege je Bedarf, nach Art, Weg und Richtung. Ohne die Worte der Menschen."),
        "belege",
    ),
    Dataset.MEASURES: (
        N_("Maßnahmen"),
        N_("Jede Maßnahme in einer Zeile: Stand, Meilensteine, Kosten und die Bedarfe, die sie beantwortet."),
        "massnahmen",
    ),
    Dataset.PLACES: (
        N_("Sozialräume"),
        N_("Landkreis, Gemeinden, Ortsteile und Quartiere mit Schlüsseln, Grenzen und der Zahl ihrer Bedarfe."),
        "sozialraeume",
    ),
    Dataset.FIGURES: (
        N_("Kennzahlen"),
        N_("Jede Kennzahl je Ort und Stichtag in einer Zeile, mit Quelle. Was geheim ist, bleibt leer."),
        "kennzahlen",
    ),
}


def last_night(moment: datetime) -> datetime:
    """When the latest night before `moment` (aware) began, in UTC."""
    day = moment.astimezone(ON_SCREEN).date()
    begun = _begins(day)
    return begun if begun <= moment else _begins(day - timedelta(days=1))


def next_night(moment: datetime) -> datetime:
    """When the first night after `moment` (aware) begins, in UTC."""
    return _begins(last_night(moment).astimezone(ON_SCREEN).date() + timedelta(days=1))


def _begins(day: date) -> datetime:
    # In UTC at once: two o'clock does not exist in one night of the year, and such a moment equals none.
    return datetime.combine(day, NIGHT_BEGINS, tzinfo=ON_SCREEN).astimezone(UTC)
