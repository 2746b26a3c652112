"""The calendars of persons, series and Gemeinden as iCalendar files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from portal.roundtables.actions.addresses import public_url, reply_url
from portal.roundtables.actions.telling import entry_of
from portal.roundtables.formats.calendar import as_ics

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Participant


def calendar_of(found: "Iterable[Meeting]", *, name: str) -> bytes:
    """A feed of these meetings; whoever is invited stands in none of them."""
    return as_ics([entry_of(meeting, url=public_url(meeting)) for meeting in found], name=name)


def single(participant: "Participant") -> bytes:
    """One meeting to take into one's own calendar, with the way to one's answer."""
    return as_ics([entry_of(participant.meeting, url=reply_url(participant))])
