"""Invitations as letters (DIN 5008, form B): one tagged PDF, one page each, with the code and the QR code for the answer."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.roundtables.actions import addresses, telling
from portal.roundtables.formats import times
from portal.roundtables.queries import meetings as queries
from portal.roundtables.terms.meetings import MeetingState
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Participant

_SOURCE = Path(__file__).with_name("letters.typ")


def letters_pdf(meeting: "Meeting", people: "Sequence[Participant]") -> bytes:
    """The PDF (PDF/UA-1). Whoever was invited before reads what has changed; without people it is one letter to nobody."""
    series = meeting.round_table
    contact = [
        part
        for part in (
            series.contact_name,
            _("Telefon %(number)s", number=series.contact_phone) if series.contact_phone else "",
            series.contact_email,
        )
        if part
    ]
    data: dict[str, Any] = {
        "title": _("Einladung: %(what)s", what=telling.called(meeting)),
        "publisher": series.sender.partition("\n")[0] or site().county_name or site().name,
        "sender_line": " · ".join(
            line.strip() for line in series.sender.replace(",", "\n").splitlines() if line.strip()
        ),
        "sender": [line.strip() for line in series.sender.replace(",", "\n").splitlines() if line.strip()],
        "contact": contact,
        "day": times.day(clock.today()),
        "facts": _facts(meeting),
        "agenda": [[str(number), item.title] for number, item in enumerate(meeting.agenda, start=1)],
        "host": [line for line in (series.host_name, series.host_function) if line],
        "letters": [_letter(meeting, one) for one in people],
        "address": addresses.typed_reply_url().partition("://")[2],
        "words": {
            "agenda": _("Tagesordnung"),
            "how": _answering(meeting),
            "code": _("Ihr Code"),
            "qr_alt": _("QR-Code: führt zur Seite, auf der Sie antworten"),
            "regards": _("Mit freundlichen Grüßen"),
            "contact": _("Ihre Ansprechperson"),
        },
    }
    return words_pdf(_SOURCE, data)


def _letter(meeting: "Meeting", one: "Participant") -> dict[str, Any]:
    code = queries.reply_code(one.id)
    lines = [one.organisation, one.name, *one.address.splitlines()]
    changed = one.invited_at is not None and queries.is_untold(one, meeting)
    cancelled = meeting.state is MeetingState.CANCELLED
    subject = _("Einladung: %(what)s", what=telling.called(meeting))
    words = meeting.invitation
    if cancelled:
        subject = _("Absage: %(what)s", what=telling.called(meeting))
        words = _("leider müssen wir absagen. %(reason)s", reason=meeting.cancel_reason)
    elif changed:
        subject = _("Geändert: %(what)s", what=telling.called(meeting))
        words = _("bei unserem Treffen hat sich etwas geändert. Bitte beachten Sie die neuen Angaben.")
    return {
        "to": [line for line in lines if line],
        "subject": subject,
        "greeting": telling.greeting(one.name),
        "paragraphs": [part for part in words.split("\n") if part.strip()],
        "code": code,
        "qr": _qr(addresses.reply_url(one)),
        "asks": not cancelled,
    }


def _facts(meeting: "Meeting") -> list[list[str]]:
    return [
        [_("Wann"), times.span(meeting.starts_at, meeting.ends_at)],
        [_("Wo"), meeting.venue or _("wird noch bekannt gegeben")],
    ]


def _answering(meeting: "Meeting") -> str:
    phone = meeting.round_table.contact_phone
    until = (
        _("Bitte sagen Sie uns bis %(day)s, ob Sie kommen", day=times.day(meeting.reply_until))
        if meeting.reply_until
        else ""
    )
    start = until or _("Bitte sagen Sie uns, ob Sie kommen")
    if phone:
        return _("%(start)s: am Telefon unter %(phone)s, oder im Internet mit diesem Code.", start=start, phone=phone)
    return _("%(start)s: im Internet mit diesem Code.", start=start)


@lru_cache(maxsize=256)
def _qr(url: str) -> str:
    import segno

    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=1, light="#fff")
    return out.getvalue().decode()
