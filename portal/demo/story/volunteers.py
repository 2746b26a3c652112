"""The Ehrenamt of Markt Rettenbach: who helps, who asks, one Vermittlung that waits for two calls, and hours. All invented.

Days are counted back from the load; half-days are numbered from Monday morning on, three a day.
"""

from dataclasses import dataclass

PROJECT = "rettenbach"


@dataclass(frozen=True)
class VolunteerStory:
    """Somebody who helps."""

    key: str
    name: str
    kinds: tuple[str, ...]
    phone: str
    slots: tuple[int, ...] = ()
    #: How many days ago they agreed, or showed a Führungszeugnis; None for never.
    consent_days_ago: int | None = None
    clearance_days_ago: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class AidStory:
    """Somebody who asks for help."""

    key: str
    what: str
    kind: str
    days_ago: int
    name: str = ""
    contact: str = ""
    slots: tuple[int, ...] = ()
    is_regular: bool = False
    needs_clearance: bool = False
    #: Who is on the call list for it; "" for nobody.
    proposed: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True)
class HoursStory:
    """Hours of one day."""

    days_ago: int
    hours: str
    kind: str
    who: str = ""


VOLUNTEERS = (
    VolunteerStory(
        key="gruber",
        name="Resi Gruber",
        kinds=("driving", "shopping"),
        phone="0176 04069 301",
        slots=(0, 3, 6, 9),
        consent_days_ago=230,
        remark="Fährt mit dem eigenen Wagen, Haftpflicht über die Bayerische Ehrenamtsversicherung.",
    ),
    VolunteerStory(
        key="mayer",
        name="Josef Mayer",
        kinds=("crafts", "garden", "technology"),
        phone="0176 04069 302",
        slots=(1, 4, 13),
        consent_days_ago=190,
    ),
    VolunteerStory(
        key="schmid",
        name="Annemarie Schmid",
        kinds=("visiting", "cooking"),
        phone="0176 04069 303",
        consent_days_ago=120,
        clearance_days_ago=110,
    ),
    VolunteerStory(
        key="yilmaz", name="Emre Yılmaz", kinds=("technology", "authorities"), phone="0176 04069 304", slots=(2, 5, 11)
    ),
    VolunteerStory(
        key="huber",
        name="Franz Huber",
        kinds=("driving",),
        phone="0176 04069 305",
        slots=(9, 10, 12),
        consent_days_ago=60,
    ),
)
AID = (
    AidStory(
        key="augenarzt",
        what="Einmal im Monat zur Augenklinik nach Memmingen, der Bus fährt nicht passend zurück.",
        kind="driving",
        days_ago=12,
        name="Kreszenz Alt",
        contact="0176 04069 320",
        slots=(0, 9),
        is_regular=True,
        proposed="gruber",
    ),
    AidStory(
        key="besuch",
        what="Wünscht sich jemanden zum Reden, am liebsten am Nachmittag.",
        kind="visiting",
        days_ago=40,
        contact="0176 04069 321",
        is_regular=True,
        needs_clearance=True,
        proposed="schmid",
        is_confirmed=True,
    ),
    AidStory(
        key="tablet",
        what="Das neue Tablet einrichten, damit der Videoanruf mit der Enkelin klappt.",
        kind="technology",
        days_ago=16,
        name="Ludwig Jäger",
        contact="0176 04069 322",
    ),
)
HOURS = (
    HoursStory(200, "6", "cooking"),
    HoursStory(150, "5.5", "cooking"),
    HoursStory(95, "2.25", "driving", "gruber"),
    HoursStory(60, "3", "driving", "huber"),
    HoursStory(30, "1.5", "visiting", "schmid"),
    HoursStory(13, "1.25", "garden", "mayer"),
)
