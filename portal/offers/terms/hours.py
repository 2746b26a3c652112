"""Opening hours: several spans of a weekday, read from what people write, told as people read, and asked at a moment."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_, fold
from portal.offers.terms.holidays import is_holiday

#: Minutes of a day; a span may end then, at midnight.
DAY = 24 * 60
#: Spans of one weekday. More is no opening time but a timetable.
MOST_SPANS = 4
WEEKDAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
SHORT_WEEKDAYS = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))

_CLOSED = frozenset({"", "-", "–", "zu", "geschlossen", "ruhetag", "kein", "keine"})
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|—|bis)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?")
_BETWEEN = re.compile(r"\s*(?:[,;/+]|und)\s*")


class BadHours(ValueError):
    """What was written is no opening time."""


@dataclass(frozen=True, order=True)
class Span:
    """From when to when it is open on a weekday, in minutes from midnight on the clock of the county."""

    #: 0 is Monday.
    weekday: int
    opens: int
    #: At most 1,440: midnight. What goes on after midnight belongs to the next day.
    closes: int


class Openness(StrEnum):
    """What can be said about a moment."""

    OPEN = "open"
    CLOSED = "closed"
    #: On a holiday nobody knows whether the usual hours hold.
    HOLIDAY = "holiday"
    #: No hours are known.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OpenState:
    """Whether it is open at a moment. `weekday` and `minute` say until when it is open, or when it opens next."""

    openness: Openness
    weekday: int = 0
    minute: int = 0
    #: Whether that is still today.
    is_today: bool = True


def read_day(text: str, weekday: int) -> tuple[Span, ...]:
    """The spans that "9–12, 14:00–18:30 Uhr" means, in order; none for "" and "geschlossen".

    Raises `BadHours` for what is no time of the day, for spans that end before they begin, and for spans that overlap.
    """
    plain = fold(text).strip(" .")
    if plain in _CLOSED:
        return ()
    found = tuple(sorted(_span(part, weekday) for part in _BETWEEN.split(plain) if part))
    if not found or len(found) > MOST_SPANS or any(one.closes > after.opens for one, after in pairwise(found)):
        raise BadHours(text)
    return found


def _span(text: str, weekday: int) -> Span:
    written = _SPAN.fullmatch(text)
    if written is None:
        raise BadHours(text)
    opens, closes = _minutes(written[1], written[2]), _minutes(written[3], written[4])
    if not 0 <= opens < closes <= DAY:
        raise BadHours(text)
    return Span(weekday, opens, closes)


def _minutes(hour: str, minute: str | None) -> int:
    if int(minute or 0) > 59:
        raise BadHours(f"{hour}:{minute}")
    return int(hour) * 60 + int(minute or 0)


def as_clock(minute: int) -> str:
    """Minutes from midnight as a clock shows them: 540 → "9:00"."""
    return f"{minute // 60}:{minute % 60:02d}"


def day_text(spans: Iterable[Span], weekday: int) -> str:
    """The spans of a weekday as `read_day` reads them: "9:00–12:00, 14:00–18:30"; "" for none."""
    mine = sorted(span for span in spans if span.weekday == weekday)
    return ", ".join(f"{as_clock(span.opens)}–{as_clock(span.closes)}" for span in mine)


def week(spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    """(first weekday, last weekday, hours) for each run of days with equal hours; days without any are left out."""
    days = [(weekday, day_text(spans, weekday)) for weekday in range(7)]
    runs = [(hours, [weekday for weekday, _hours in run]) for hours, run in groupby(days, key=lambda day: day[1])]
    return [(run[0], run[-1], hours) for hours, run in runs if hours]


def minute_of_week(moment: datetime) -> tuple[int, int]:
    """(weekday, minutes from midnight) of an aware moment on the clock of the county."""
    here = moment.astimezone(ON_SCREEN)
    return here.weekday(), here.hour * 60 + here.minute


def state_at(spans: Sequence[Span], moment: datetime) -> OpenState:
    """Whether it is open at an aware moment, and until when or when next."""
    if not spans:
        return OpenState(Openness.UNKNOWN)
    if is_holiday(moment.astimezone(ON_SCREEN).date()):
        return OpenState(Openness.HOLIDAY)
    weekday, minute = minute_of_week(moment)
    running = next((one for one in spans if one.weekday == weekday and one.opens <= minute < one.closes), None)
    if running is not None:
        return OpenState(Openness.OPEN, weekday, running.closes)
    return _next_opening(spans, moment, weekday, minute)


def _next_opening(spans: Sequence[Span], moment: datetime, weekday: int, minute: int) -> OpenState:
    """When it opens next; a holiday on the way is passed over."""
    today = moment.astimezone(ON_SCREEN).date()
    for ahead in range(8):
        day = (weekday + ahead) % 7
        if is_holiday(today + timedelta(days=ahead)):
            continue
        openings = [one.opens for one in spans if one.weekday == day and (ahead or one.opens > minute)]
        if openings:
            return OpenState(Openness.CLOSED, day, min(openings), is_today=ahead == 0)
    return OpenState(Openness.CLOSED, weekday, -1, is_today=False)
