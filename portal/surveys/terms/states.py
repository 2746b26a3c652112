"""How far a survey is, who may answer it, and by which way an answer came."""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.kernel.clock import months_later
from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 120
#: How long after the end somebody who had begun before may still send.
GRACE = timedelta(hours=2)


class SurveyState(StrEnum):
    """How far a survey is from its author's view."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    SurveyState.DRAFT: N_("Entwurf"),
    SurveyState.PUBLISHED: N_("Veröffentlicht"),
    SurveyState.CLOSED: N_("Geschlossen"),
}
_STATE_TONES = {SurveyState.DRAFT: "neutral", SurveyState.PUBLISHED: "success", SurveyState.CLOSED: "info"}

SURVEY: Transitions[SurveyState] = Transitions(
    {
        SurveyState.DRAFT: frozenset({SurveyState.PUBLISHED}),
        SurveyState.PUBLISHED: frozenset({SurveyState.CLOSED}),
        SurveyState.CLOSED: frozenset({SurveyState.PUBLISHED}),
    }
)


class SurveyTiming(StrEnum):
    """How a published survey stands to this moment, as everybody sees it."""

    COMING = "coming"
    RUNNING = "running"
    #: Closed, but who had begun before may still send.
    GRACE = "grace"
    OVER = "over"

    @property
    def label(self) -> str:
        return _TIMING_LABELS[self]

    @property
    def tone(self) -> str:
        return _TIMING_TONES[self]


_TIMING_LABELS = {
    SurveyTiming.COMING: N_("Beginnt bald"),
    SurveyTiming.RUNNING: N_("Läuft gerade"),
    SurveyTiming.GRACE: N_("Gerade beendet"),
    SurveyTiming.OVER: N_("Beendet"),
}
_TIMING_TONES = {
    SurveyTiming.COMING: "info",
    SurveyTiming.RUNNING: "success",
    SurveyTiming.GRACE: "warning",
    SurveyTiming.OVER: "neutral",
}


def timing_at(
    moment: datetime,
    *,
    state: SurveyState,
    opens_at: datetime | None,
    closes_at: datetime | None,
    closed_at: datetime | None,
) -> SurveyTiming | None:
    """How a survey stands to this moment; None while it has no period. Closed early counts from then on."""
    if opens_at is None or closes_at is None:
        return None
    is_closed = state is SurveyState.CLOSED
    end = min(closes_at, closed_at) if closed_at and is_closed else closes_at
    if not is_closed and moment < opens_at:
        return SurveyTiming.COMING
    if moment < end:
        return SurveyTiming.RUNNING
    return SurveyTiming.GRACE if moment < end + GRACE else SurveyTiming.OVER


def months_after(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last day of a shorter month."""
    day = months_later(moment.date(), months)
    return moment.replace(year=day.year, month=day.month, day=day.day)


class Access(StrEnum):
    """Who may answer."""

    OPEN = "open"
    CODES = "codes"

    @property
    def label(self) -> str:
        return _ACCESS_LABELS[self]


_ACCESS_LABELS = {
    Access.OPEN: N_("Alle, die den Link oder den QR-Code haben"),
    Access.CODES: N_("Nur mit einem persönlichen Code aus einem Brief, jeder Code einmal"),
}


class Channel(StrEnum):
    """By which way a Teilnahme came."""

    ONLINE = "online"
    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    Channel.ONLINE: N_("online"),
    Channel.PAPER: N_("auf Papier"),
    Channel.PHONE: N_("am Telefon"),
    Channel.IN_PERSON: N_("im Gespräch"),
}


class Requirement(StrEnum):
    """What must be there before everybody may answer."""

    TITLE = "title"
    QUESTIONS = "questions"
    PERIOD = "period"
    PRIVACY = "privacy"
    CONTACT = "contact"
    PAPER = "paper"
    TRIED = "tried"

    @property
    def label(self) -> str:
        return _REQUIREMENT_LABELS[self]


_REQUIREMENT_LABELS = {
    Requirement.TITLE: N_("Ein Titel und ein Satz, wozu gefragt wird"),
    Requirement.QUESTIONS: N_("Mindestens eine Frage; jede Frage und jede Möglichkeit hat einen Text"),
    Requirement.PERIOD: N_("Beginn und Ende; das Ende liegt in der Zukunft"),
    Requirement.PRIVACY: N_("Wer die Antworten sieht und wie lange sie aufbewahrt werden"),
    Requirement.CONTACT: N_("Eine Ansprechperson mit Telefonnummer"),
    Requirement.PAPER: N_("Die Papierfassung angesehen"),
    Requirement.TRIED: N_("Einmal zur Probe ausgefüllt"),
}
