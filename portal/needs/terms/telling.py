"""How people are told of a public answer, and how far that is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_

#: An open promise older than this many days waits too long.
PROMISE_DAYS = 90
#: When the mails with the answers of a day leave, on the clocks of Bavaria.
MAILS_LEAVE_AT = time(17)
#: An answer given less than this before they leave waits for the next day: whoever slips can take it back unread.
SLIP = timedelta(minutes=15)
#: So many letters are made while the page waits; more by a job.
LETTERS_AT_ONCE = 10
#: How long a list of numbers stays open after somebody said what for.
CALLS_OPEN = timedelta(hours=8)
#: So many letters stand in one file.
MOST_LETTERS = 1_000
#: A page of a Verfahren shows answers only when at least so many people spoke in it.
FEWEST_VOICES = 5
SHORTEST_REASON = 5
LONGEST_REASON = 200
WHERE_LONGEST = 120
CHECKER_LONGEST = 120


class TellingChannel(StrEnum):
    """Which way somebody is told, besides the page behind the Rückmelde-Code."""

    MAIL = "mail"
    LETTER = "letter"
    CALL = "call"

    @property
    def label(self) -> str:
        return _CHANNELS[self]


_CHANNELS = {
    TellingChannel.MAIL: N_("E-Mail"),
    TellingChannel.LETTER: N_("Brief"),
    TellingChannel.CALL: N_("Anruf"),
}


class TellingState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    PRINTED = "printed"
    TOLD = "told"
    NOT_REACHED = "not_reached"
    LATER = "later"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]


_STATES = {
    TellingState.WAITING: (N_("wartet auf die Mail des Tages"), "info"),
    TellingState.PRINTED: (N_("gedruckt"), "info"),
    TellingState.TOLD: (N_("gesagt"), "success"),
    TellingState.NOT_REACHED: (N_("nicht erreicht"), "warning"),
    TellingState.LATER: (N_("später noch einmal"), "info"),
}

#: What can be ticked at a call.
CALL_RESULTS = (TellingState.TOLD, TellingState.NOT_REACHED, TellingState.LATER)


class AnswerGroup(StrEnum):
    """Under which heading an answer stands on public pages."""

    DONE = "gemacht"
    UNDER_WAY = "in-arbeit"
    NOT_POSSIBLE = "geht-nicht"

    @property
    def label(self) -> str:
        return _GROUPS[self][0]

    @property
    def empty(self) -> str:
        return _GROUPS[self][1]


_GROUPS = {
    AnswerGroup.DONE: (N_("Das haben wir gemacht"), N_("Hier steht noch nichts.")),
    AnswerGroup.UNDER_WAY: (N_("Daran arbeiten wir"), N_("Zurzeit ist hier nichts in Arbeit.")),
    AnswerGroup.NOT_POSSIBLE: (N_("Das geht nicht, weil …"), N_("Bisher mussten wir hier nichts ablehnen.")),
}


@dataclass(frozen=True)
class Simple:
    """A sentence in Leichte Sprache and who checked it; all empty when there is none."""

    text: str = ""
    #: The group that checked it, for example "Prüfgruppe Lebenshilfe Mindelheim"; empty while nobody has.
    checked_by: str = ""
    checked_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


#: Nobody put it into Leichte Sprache.
NOT_IN_SIMPLE_WORDS = Simple()


def mails_leave(given_at: datetime) -> datetime:
    """When the mail with an answer given at this moment leaves: the same evening, or the next."""
    local = (given_at + SLIP).astimezone(ON_SCREEN)
    day = local.date() + timedelta(days=local.time() > MAILS_LEAVE_AT)
    return datetime.combine(day, MAILS_LEAVE_AT, ON_SCREEN)


def mails_due_until(moment: datetime) -> datetime:
    """Answers given up to this moment have their mails due by now."""
    local = moment.astimezone(ON_SCREEN)
    day = local.date() - timedelta(days=local.time() < MAILS_LEAVE_AT)
    return datetime.combine(day, MAILS_LEAVE_AT, ON_SCREEN) - SLIP
