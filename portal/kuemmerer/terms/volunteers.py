"""Words and numbers of the Ehrenamt: who helps, who asks for help, and how many hours it was."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_PERSON_NAME = 160
LONGEST_PHONE = 60
LONGEST_MAIL = 200
LONGEST_REMARK = 1000
LONGEST_WHAT = 1000
#: So many calendar months after help was given or the Ehrenamt ended, nothing is left that says who it was.
KEPT_MONTHS = 6
#: A Führungszeugnis is asked for again after so many months: five years, as most Jugendämter in Bavaria agree with clubs.
CLEARANCE_MONTHS = 60
#: So many days after it was asked, a Gesuch should be answered.
ANSWERED_WITHIN_DAYS = 7
#: Rows the daily duty takes at once.
PORTION = 200
QUARTER_HOUR = Decimal("0.25")
#: A whole evening of a whole team; what lies above is a slip of the keyboard.
MOST_HOURS = Decimal(200)
WEEKDAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
DAY_PARTS = (N_("vormittags"), N_("nachmittags"), N_("abends"))
#: Every half-day of a week: number 3 × weekday + part of the day.
SLOTS = range(len(WEEKDAYS) * len(DAY_PARTS))
ALL_TIMES = (1 << len(SLOTS)) - 1


def times_of(slots: Iterable[int]) -> int:
    """Half-days as one number, a bit for each; what is no half-day is left out."""
    return sum(1 << slot for slot in set(slots) & set(SLOTS))


def slots_of(times: int) -> list[int]:
    """The half-days in such a number, from Monday morning on."""
    return [slot for slot in SLOTS if times >> slot & 1]


class AidKind(StrEnum):
    """What somebody can do for others."""

    DRIVING = "driving"
    SHOPPING = "shopping"
    VISITING = "visiting"
    CRAFTS = "crafts"
    TECHNOLOGY = "technology"
    AUTHORITIES = "authorities"
    GARDEN = "garden"
    COOKING = "cooking"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    AidKind.DRIVING: N_("Fahren"),
    AidKind.SHOPPING: N_("Einkaufen"),
    AidKind.VISITING: N_("Besuchen"),
    AidKind.CRAFTS: N_("Handwerk"),
    AidKind.TECHNOLOGY: N_("Technik"),
    AidKind.AUTHORITIES: N_("Behörden"),
    AidKind.GARDEN: N_("Garten"),
    AidKind.COOKING: N_("Kochen"),
    AidKind.OTHER: N_("Anderes"),
}


class VolunteerState(StrEnum):
    """Whether somebody helps at present."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return {"active": "success", "paused": "warning"}.get(self.value, "neutral")


_STATES = {
    VolunteerState.ACTIVE: N_("aktiv"),
    VolunteerState.PAUSED: N_("pausiert"),
    VolunteerState.ENDED: N_("beendet"),
}


class AidState(StrEnum):
    """Where a Hilfegesuch stands."""

    OPEN = "open"
    MATCHED = "matched"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _AID_STATES[self]

    @property
    def tone(self) -> str:
        return {"open": "warning", "matched": "info", "done": "success"}.get(self.value, "neutral")

    @property
    def is_over(self) -> bool:
        """From then on the time runs after which nothing is left of the person."""
        return self in (AidState.DONE, AidState.WITHDRAWN)


_AID_STATES = {
    AidState.OPEN: N_("offen"),
    AidState.MATCHED: N_("vermittelt"),
    AidState.DONE: N_("erledigt"),
    AidState.WITHDRAWN: N_("zurückgezogen"),
}


class MatchState(StrEnum):
    """What the two said on the telephone."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _MATCH_STATES[self]

    @property
    def tone(self) -> str:
        return {"proposed": "warning", "confirmed": "success"}.get(self.value, "neutral")


_MATCH_STATES = {
    MatchState.PROPOSED: N_("anzurufen"),
    MatchState.CONFIRMED: N_("zugesagt"),
    MatchState.DECLINED: N_("abgesagt"),
}


class Missing(StrEnum):
    """What is missing before somebody may be sent to a person."""

    CONSENT = "consent"
    CLEARANCE = "clearance"
    CLEARANCE_OLD = "clearance_old"

    @property
    def label(self) -> str:
        return _MISSING[self]


_MISSING = {
    Missing.CONSENT: N_("Einwilligung fehlt"),
    Missing.CLEARANCE: N_("Führungszeugnis nicht vorgelegt"),
    Missing.CLEARANCE_OLD: N_("Führungszeugnis älter als fünf Jahre"),
}
