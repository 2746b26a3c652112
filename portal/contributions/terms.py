"""The words in which a Wortmeldung is described."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from portal.kernel.mail import can_be_addressed
from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

#: Most characters of one Wortmeldung: about three typed pages.
LONGEST_TEXT = 5_000
#: Most characters of a place described in words.
LONGEST_PLACE = 200
#: Most characters of an e-mail address (RFC 5321), a telephone number, a name, a reason.
LONGEST_EMAIL = 254
LONGEST_PHONE = 40
LONGEST_NAME = 120
LONGEST_ADDRESS = 240
LONGEST_REASON = 500


class ContributionKind(StrEnum):
    """What somebody gave."""

    CONCERN = "concern"
    ANSWER = "answer"
    PIN = "pin"
    CARD = "card"
    MINUTES = "minutes"
    FINDING = "finding"
    CASE = "case"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    ContributionKind.CONCERN: N_("Anliegen"),
    ContributionKind.ANSWER: N_("Antwort aus einer Umfrage"),
    ContributionKind.PIN: N_("Nadel"),
    ContributionKind.CARD: N_("Karte"),
    ContributionKind.MINUTES: N_("Protokolleintrag"),
    ContributionKind.FINDING: N_("Befund einer Ortsbegehung"),
    ContributionKind.CASE: N_("Anonymer Fall"),
}

#: The kinds that a room of this release lets people give.
OFFERED_KINDS = (
    ContributionKind.CONCERN,
    ContributionKind.ANSWER,
    ContributionKind.PIN,
    ContributionKind.CARD,
    ContributionKind.MINUTES,
    ContributionKind.FINDING,
    ContributionKind.CASE,
)


class Channel(StrEnum):
    """How it reached us."""

    ONLINE = "online"
    PHONE = "phone"
    PAPER = "paper"
    IN_PERSON = "in_person"
    EMAIL = "email"
    OBSERVER = "observer"
    EVENT = "event"

    @property
    def label(self) -> str:
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    Channel.ONLINE: N_("Online"),
    Channel.PHONE: N_("Telefon"),
    Channel.PAPER: N_("Papier"),
    Channel.IN_PERSON: N_("Persönlich"),
    Channel.EMAIL: N_("E-Mail"),
    Channel.OBSERVER: N_("Beobachtung"),
    Channel.EVENT: N_("Veranstaltung"),
}

#: The channels in which people themselves say something, without an account.
BY_THEMSELVES = (Channel.ONLINE, Channel.EVENT)

#: The channels in which staff write down what somebody else said ("im Auftrag erfasst").
ON_BEHALF = (Channel.PHONE, Channel.PAPER, Channel.IN_PERSON, Channel.EMAIL)


class ObserverKind(StrEnum):
    """In which capacity an observer reports."""

    TOPIC_GUARDIAN = "topic_guardian"
    PROCESS_OBSERVER = "process_observer"
    FIELD_DEVELOPER = "field_developer"

    @property
    def label(self) -> str:
        return _OBSERVER_LABELS[self]

    @property
    def meaning(self) -> str:
        return _OBSERVER_MEANINGS[self]


_OBSERVER_LABELS = {
    ObserverKind.TOPIC_GUARDIAN: N_("Themenwächter"),
    ObserverKind.PROCESS_OBSERVER: N_("Prozessbeobachter"),
    ObserverKind.FIELD_DEVELOPER: N_("Feldentwickler"),
}
_OBSERVER_MEANINGS = {
    ObserverKind.TOPIC_GUARDIAN: N_(
        "Sie berichten, wo der Schuh drückt, zum Beispiel als Gemeinderätin oder Beauftragter."
    ),
    ObserverKind.PROCESS_OBSERVER: N_("Sie berichten, was Ihr Verein oder Verband vor Ort sieht."),
    ObserverKind.FIELD_DEVELOPER: N_("Sie haben eine fachliche Idee für ein neues Angebot."),
}


class ModerationState(StrEnum):
    """Whether others may see it. The words are the same in every state."""

    RELEASED = "released"
    HELD = "held"
    HIDDEN = "hidden"

    @property
    def label(self) -> str:
        return _MODERATION_LABELS[self]

    @property
    def tone(self) -> str:
        return _MODERATION_TONES[self]


_MODERATION_LABELS = {
    ModerationState.RELEASED: N_("Freigegeben"),
    ModerationState.HELD: N_("Wird geprüft"),
    ModerationState.HIDDEN: N_("Ausgeblendet"),
}
_MODERATION_TONES = {
    ModerationState.RELEASED: "success",
    ModerationState.HELD: "warning",
    ModerationState.HIDDEN: "danger",
}

MODERATION: Transitions[ModerationState] = Transitions(
    {
        ModerationState.HELD: frozenset({ModerationState.RELEASED, ModerationState.HIDDEN}),
        ModerationState.RELEASED: frozenset({ModerationState.HELD, ModerationState.HIDDEN}),
        ModerationState.HIDDEN: frozenset({ModerationState.RELEASED}),
    }
)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """How somebody wants to be reached. All empty is the same as none."""

    email: str = ""
    phone: str = ""
    name: str = ""
    #: Whether each public answer may be sent to `email`.
    wants_updates: bool = True
    #: Street and town for a letter, each on its line.
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.email or self.phone or self.name or self.address)


_EMAIL = re.compile(r"[^@\s,;<>\"]+@(?:[^@\s.,;<>\"]+\.)+[^@\s.,;<>\"\d]{2,}")
_PHONE = re.compile(r"\+?[\d\s()/.\-–]+")
_FEWEST_DIGITS = 5


def read_contact(typed: str) -> ContactDetails | None:
    """An e-mail address or a telephone number, as people type them into one field; None when it is neither."""
    if not typed:
        return ContactDetails()
    if len(typed) <= LONGEST_EMAIL and _EMAIL.fullmatch(typed) and can_be_addressed(typed):
        return ContactDetails(email=typed)
    if len(typed) <= LONGEST_PHONE and _PHONE.fullmatch(typed) and sum(c.isdigit() for c in typed) >= _FEWEST_DIGITS:
        return ContactDetails(phone=typed)
    return None


def mask_contact(value: str) -> str:
    """Enough of an address or number to recognise one's own, too little to use it: "m…@web.de", "… 67"."""
    local, at, host = value.partition("@")
    return f"{local[:1]}…@{host}" if at else f"… {value[-2:]}"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a Wortmeldung, in words for the person who said it (already translated)."""

    at: datetime | date
    title: str
    text: str = ""
    #: "info", "success", "warning" or "danger".
    tone: str = "info"
    #: The same text in Leichte Sprache; "" when there is none.
    simple: str = ""
    #: Who checked that and when, in a sentence; "" when nobody has.
    simple_mark: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a Wortmeldung or a part of it, in a word for those who work with it (already translated)."""

    contribution_id: UUID
    word: str
    tone: str = "neutral"


def moment_of(entry: Any) -> datetime:
    """When it was, to put entries in order; a day counts from its beginning."""
    at: datetime | date = entry["at"] if isinstance(entry, dict) else entry.at
    return at if isinstance(at, datetime) else datetime.combine(at, time(), UTC)


class PhotoFile(Protocol):
    """A rewritten photo that already lies in the data folder (`web.uploads.keep_photo` makes one)."""

    @property
    def file_name(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def digest(self) -> bytes: ...
