"""Where people find what concerns them alone: the links in mails and on letters."""

from portal.kernel.runtime import settings
from portal.roundtables.models import DateFinding, Meeting, Member, Participant
from portal.roundtables.queries import calendars, dates, meetings


def reply_url(participant: Participant) -> str:
    """Where a person answers an invitation without an account."""
    return f"{_base()}/runde-tische/antwort/{meetings.reply_code(participant.id)}"


def typed_reply_url() -> str:
    """Where the code on a letter is typed."""
    return f"{_base()}/runde-tische/antwort"


def dates_url(finding: DateFinding, member: Member) -> str:
    """Where a member says on which dates they could come."""
    return f"{_base()}/runde-tische/termin/{dates.link_token(finding.id, member.id)}"


def calendar_url(member: Member) -> str:
    """The person's calendar to subscribe to."""
    return f"{_base()}/kalender/person/{calendars.person_token(member)}.ics"


def public_url(meeting: Meeting) -> str:
    """The public page of the series; empty when it has none."""
    return f"{_base()}/runde-tische/{meeting.round_table.slug}" if meeting.round_table.is_public else ""


def _base() -> str:
    return settings().base_url.rstrip("/")
