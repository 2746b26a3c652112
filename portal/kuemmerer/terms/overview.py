"""Words and numbers of the county view, the comparison and "Heute dran"."""

from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.clock import months_later
from portal.kernel.standing import Colour
from portal.kernel.text import N_

#: So many overdue steps make a project red, and so many days that one of them is overdue.
MANY_OVERDUE, LONG_OVERDUE = 5, 60
#: Projects that can stand side by side.
FEWEST_COMPARED, MOST_COMPARED = 2, 5
#: How many days back an Anliegen counts as new, and how many of them a phone shows.
NEW_DAYS, MOST_NEW = 14, 5
#: How far "Heute dran" looks ahead.
DAYS_AHEAD = 28


class OverviewSort(StrEnum):
    """Orders of the county view."""

    LIGHT = "ampel"
    NAME = "name"
    PHASE = "phase"
    QUIET = "ruhig"
    DATE = "termin"

    @property
    def label(self) -> str:
        return _SORTS[self]


_SORTS = {
    OverviewSort.LIGHT: N_("Rot zuerst"),
    OverviewSort.NAME: N_("Name"),
    OverviewSort.PHASE: N_("Phase"),
    OverviewSort.QUIET: N_("Längste Zeit ohne Eintrag zuerst"),
    OverviewSort.DATE: N_("Nächster Termin zuerst"),
}


class When(StrEnum):
    """The groups of "Heute dran"."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"

    @property
    def label(self) -> str:
        return _WHEN[self]

    @property
    def tone(self) -> str:
        return {"overdue": "danger", "today": "warning"}.get(self.value, "neutral")


_WHEN = {
    When.OVERDUE: N_("Überfällig"),
    When.TODAY: N_("Heute"),
    When.WEEK: N_("Diese Woche"),
    When.LATER: N_("In den nächsten vier Wochen"),
}


def when(on: date, today: date) -> When:
    """The group of a day. A week ends on Sunday."""
    if on < today:
        return When.OVERDUE
    if on == today:
        return When.TODAY
    return When.WEEK if on <= today + timedelta(days=6 - today.weekday()) else When.LATER


def colour_of_steps(overdue: int, days: int) -> Colour:
    """The light of a project's steps: `overdue` of them are, the first of them since `days`."""
    if overdue == 0:
        return Colour.GREEN
    return Colour.RED if overdue >= MANY_OVERDUE or days > LONG_OVERDUE else Colour.YELLOW


def full_months(since: date, until: date) -> int:
    """Whole calendar months between two days; 0 when `until` is not later."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - 1 if months_later(since, months) > until else months)
