"""The shapes in which the story is told."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.demo.story.words import Field, Life, People

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True)
class Moment:
    """A point in time relative to the day on which the example county is loaded.

    Counted in whole weeks and weekdays, so that offices work on working days
    whatever day the county is loaded. `hours_ago` is for what arrived just now.
    """

    weeks_ago: int = 0
    weekday: str = "Mo"
    clock: str = "09:00"
    hours_ago: int | None = None

    def resolve(self, loaded_at: datetime) -> datetime:
        """The aware instant of this moment for a county loaded at `loaded_at`."""
        if self.hours_ago is not None:
            return loaded_at - timedelta(hours=self.hours_ago)
        local = loaded_at.astimezone(BERLIN)
        monday = local.date() - timedelta(days=local.weekday())
        day = monday - timedelta(weeks=self.weeks_ago) + timedelta(days=WEEKDAYS.index(self.weekday))
        return datetime.combine(day, time.fromisoformat(self.clock), tzinfo=BERLIN)


def on(weeks_ago: int, weekday: str, clock: str) -> Moment:
    """A moment of an earlier week; one week ago is the latest."""
    if weeks_ago < 1:
        raise ValueError("the current week may still lie in the future; use just_now()")
    return Moment(weeks_ago=weeks_ago, weekday=weekday, clock=clock)


def just_now(*, hours_ago: int) -> Moment:
    """Something that arrived in the last days, still untouched."""
    return Moment(hours_ago=hours_ago)


def day_from(loaded_at: datetime, days: int) -> date:
    """The date `days` after the load (negative: before)."""
    return loaded_at.astimezone(BERLIN).date() + timedelta(days=days)


class Fate(StrEnum):
    """What became of a Wortmeldung in the triage inbox."""

    OPEN = "open"
    NEW_NEED = "new_need"
    ADDED = "added"
    NO_NEED = "no_need"
    SPLIT = "split"


@dataclass(frozen=True)
class Decision:
    """One decision at the inbox, about a whole Wortmeldung or one passage of it."""

    fate: Fate
    need: str | None = None
    reason: str = ""
    against: bool = False


@dataclass(frozen=True)
class Passage:
    """A part of a Wortmeldung that goes its own way; `text` stands in it word for word."""

    text: str
    decision: Decision


@dataclass(frozen=True)
class Sender:
    """How a person can be reached who wants to hear what became of it. Invented."""

    email: str | None = None
    phone: str | None = None
    name: str | None = None
    wants_updates: bool = True
    #: Street and town, for a letter.
    address: str | None = None


@dataclass(frozen=True)
class Voice:
    """One Wortmeldung: the words of one person, and what became of them.

    `key` names it for ever: the submission key is derived from it, so that a
    second load meets the first one's rows.
    """

    key: str
    said: Moment
    place: str
    text: str
    decision: Decision
    decided: Moment | None = None
    decided_by: str = "planung"
    place_text: str = ""
    channel: str = "online"
    language: str = "de"
    recorded_by: str | None = None
    observer: str | None = None
    sender: Sender | None = None
    consultation: str | None = None
    photo: str | None = None
    passages: tuple[Passage, ...] = ()
    hidden_because: str = ""
    #: When the Kümmerin released it, in a Verfahren that holds everything first.
    released: Moment | None = None
    withdrawn: Moment | None = None


@dataclass(frozen=True)
class Step:
    """A change of status with the sentence that everybody who contributed will read."""

    at: Moment
    status: str
    sentence: str
    by: str = "planung"
    #: The sentence in Leichte Sprache, checked by the group of the story; "" for none.
    simple: str = ""


@dataclass(frozen=True)
class Note:
    """An internal note of the office; residents never see it."""

    at: Moment
    text: str
    by: str = "planung"


@dataclass(frozen=True)
class Reason:
    """A document, figure or statement of an expert that speaks for or against a Bedarf."""

    at: Moment
    kind: str
    text: str
    source: str
    against: bool = False
    by: str = "planung"


@dataclass(frozen=True)
class NeedSplitting:
    """Part of a Bedarf becomes a Bedarf of its own; what stays gets a title and description that fit it."""

    at: Moment
    into: str
    #: Voices that move; a passage is named "voice/number", counted from 0.
    voices: tuple[str, ...]
    title: str
    description: str
    by: str = "planung"


@dataclass(frozen=True)
class NeedStory:
    """A Bedarf from the first voice to the last answer."""

    key: str
    title: str
    description: str
    place: str
    action_field: Field
    target_groups: tuple[People, ...] = ()
    basic_functions: tuple[Life, ...] = ()
    responsible: str | None = None
    due_in_days: int | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    reasons: tuple[Reason, ...] = ()
    merged_into: str | None = None
    merged_at: Moment | None = None
    merged_sentence: str = ""
    splitting: NeedSplitting | None = None


@dataclass(frozen=True)
class ConsultationStory:
    """A Beteiligungsverfahren: what it asks, whom, when, and what came of it."""

    key: str
    title: str
    purpose: str
    place: str
    contact_name: str
    contact_phone: str
    contact_email: str
    created: Moment
    created_by: str
    opens_in_days: int
    closes_in_days: int
    published: Moment | None = None
    published_by: str = "planung"
    closed: Moment | None = None
    outcome: str = ""
    moderate_first: bool = False


@dataclass(frozen=True)
class Person:
    """A person of the office or the network with a demo login. Invented."""

    key: str
    email: str
    name: str
    task: str
    role: str
    place: str | None = None
    phone: str = ""
    observer_kind: str | None = None


@dataclass(frozen=True)
class Chapter:
    """A thread of the story: voices that belong together and the Bedarfe made of them."""

    title: str
    voices: tuple[Voice, ...]
    needs: tuple[NeedStory, ...] = field(default=())


def open_() -> Decision:
    """Still waiting in the inbox."""
    return Decision(Fate.OPEN)


def new_need(need: str) -> Decision:
    """The first voice of a Bedarf: it came into being from this."""
    return Decision(Fate.NEW_NEED, need)


def adds_to(need: str, *, against: bool = False) -> Decision:
    """Joins a Bedarf that exists already, speaking for it or against it."""
    return Decision(Fate.ADDED, need, against=against)


def no_need(reason: str) -> Decision:
    """No Bedarf; `reason` is what the person reads."""
    return Decision(Fate.NO_NEED, reason=reason)


def split() -> Decision:
    """Several matters in one Wortmeldung; the passages say which."""
    return Decision(Fate.SPLIT)
