"""Sitzungen as iCalendar (RFC 5545, and RFC 5546 for invitations), with local times of Europe/Berlin and their rules.

Every text goes through the library as a value, so a title with line breaks, semicolons or colons stays a title.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import clean_text

if TYPE_CHECKING:
    from icalendar import Calendar, Event, vCalAddress

PRODUCT = "-//Miteinander//Runde Tische//DE"
MIMETYPE = "text/calendar"
#: How often calendars ask a feed again.
REFRESH = timedelta(hours=4)


class Method(StrEnum):
    """What a calendar program should do with a file."""

    #: A feed: take it as it is.
    PUBLISH = "PUBLISH"
    #: An invitation, or a change of it.
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Status(StrEnum):
    """Whether it takes place."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in an invitation."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One Sitzung as it stands in a calendar."""

    meeting_id: UUID
    #: Grows with every change people are told of.
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str = ""
    description: str = ""
    status: Status = Status.CONFIRMED
    url: str = ""
    #: When this state of it came about.
    changed_at: datetime
    organiser: Person | None = None
    attendees: tuple[Person, ...] = field(default=())

    @property
    def uid(self) -> str:
        """The same for ever, whatever the portal is called: by it a calendar finds the entry it has."""
        return f"sitzung-{self.meeting_id}@miteinander"


def as_ics(entries: Iterable[Entry], *, method: Method = Method.PUBLISH, name: str = "") -> bytes:
    """A calendar with these entries; `name` is shown by programs that subscribe to it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        _name(calendar, name)
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _name(calendar: "Calendar", name: str) -> None:
    calendar.add("x-wr-calname", clean_text(name, lines=False))
    calendar.add("x-wr-timezone", ON_SCREEN.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")


def _event(entry: Entry) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_at.astimezone(ON_SCREEN))
    event.add("dtend", entry.ends_at.astimezone(ON_SCREEN))
    event.add("summary", clean_text(entry.summary, lines=False))
    event.add("status", entry.status.value)
    event.add("transp", "TRANSPARENT" if entry.status is Status.CANCELLED else "OPAQUE")
    if entry.location:
        event.add("location", clean_text(entry.location, lines=False))
    if entry.description:
        event.add("description", clean_text(entry.description))
    if entry.url:
        event.add("url", entry.url)
    _people(event, entry)
    return event


def _people(event: "Event", entry: Entry) -> None:
    if entry.organiser and entry.organiser.email:
        event.add("organizer", _address(entry.organiser), encode=True)
    for person in entry.attendees:
        address = _address(person)
        address.params["role"] = "REQ-PARTICIPANT"
        address.params["partstat"] = "NEEDS-ACTION"
        address.params["rsvp"] = "FALSE"
        event.add("attendee", address, encode=False)


def _address(person: Person) -> "vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress("mailto:" + "".join(clean_text(person.email, lines=False).split()))
    if person.name:
        address.params["cn"] = clean_text(person.name, lines=False).replace('"', "'")
    return address
