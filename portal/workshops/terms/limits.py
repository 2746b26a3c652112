"""How long and how many things may be, and what a workshop needs before everybody may see it."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 120
LONGEST_PURPOSE = 4_000
LONGEST_LINE = 200
LONGEST_TEXT = 2_000
#: What is read out in one piece.
LONGEST_SPOKEN = 3_000
LONGEST_SENTENCE = 500
LONGEST_SUMMARY = 6_000
LONGEST_NAME = 120
LONGEST_PHONE = 40
LONGEST_EMAIL = 254
#: Minutes of one piece of the run-sheet: a day.
MOST_MINUTES = 600
#: Pieces of one run-sheet.
MOST_ITEMS = 60
#: Project sketches of one workshop.
MOST_SKETCHES = 60
#: More people do not fit into one workshop.
MOST_PEOPLE = 5_000
#: Wortmeldungen that go to a Bedarf at once.
MOST_HANDED_ON = 500


class Requirement(StrEnum):
    """What must be there before everybody may see a workshop."""

    TITLE = "title"
    PURPOSE = "purpose"
    WHEN = "when"
    WHERE = "where"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        return _REQUIREMENTS[self]


_REQUIREMENTS = {
    Requirement.TITLE: N_("Ein Titel, den alle verstehen"),
    Requirement.PURPOSE: N_("Worum es geht und was mit den Ergebnissen geschieht"),
    Requirement.WHEN: N_("Wann sie stattfindet; online: die Tage der drei Phasen, das Ende nicht in der Vergangenheit"),
    Requirement.WHERE: N_("Wo sie stattfindet (online nicht nötig)"),
    Requirement.CONTACT: N_("Eine Ansprechperson mit Telefonnummer"),
}


class WorkshopTiming(StrEnum):
    """How a published workshop stands to today, as everybody sees it."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"

    @property
    def label(self) -> str:
        return _TIMINGS[self][0]

    @property
    def tone(self) -> str:
        return _TIMINGS[self][1]


_TIMINGS = {
    WorkshopTiming.RUNNING: (N_("Läuft gerade"), "success"),
    WorkshopTiming.COMING: (N_("Beginnt bald"), "info"),
    WorkshopTiming.PAST: (N_("Ergebnisse"), "neutral"),
}
