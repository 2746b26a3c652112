"""The letter to an owner who reads no mails: what was taken over, until when, and the way to say that it is done."""

from pathlib import Path
from typing import TYPE_CHECKING

from portal.roundtables.actions.reminding import owner_link
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date
from portal.web.site import site
from portal.web.ui import qr_svg

if TYPE_CHECKING:
    from portal.roundtables.models import Agreement

_SOURCE = Path(__file__).with_name("owner_letter.typ")


def letter_pdf(agreement: "Agreement") -> bytes:
    """One tagged page, in the window of an envelope when the address is known."""
    series, meeting, link = agreement.round_table, agreement.meeting, owner_link(agreement)
    person = agreement.participant
    address = [agreement.owner_called]
    if person and not person.is_forgotten:
        address = [person.organisation, person.name, *person.address.split("\n")]
    reached = ", ".join(part for part in (series.contact_name, series.contact_phone) if part)
    return words_pdf(
        _SOURCE,
        {
            "title": _("Ihre Vereinbarung vom Runden Tisch"),
            "publisher": site().county_name or site().name,
            "sender": series.sender or site().county_name or site().name,
            "address": [line.strip() for line in address if line.strip()],
            "greeting": _("Guten Tag %(name)s,", name=agreement.owner_name)
            if agreement.owner_name
            else _("Guten Tag,"),
            "intro": _(
                "beim Runden Tisch „%(series)s“ am %(day)s haben Sie übernommen:",
                series=series.title,
                day=as_date(meeting.day),
            ),
            "text": agreement.text,
            "due": _("Bis: %(due)s", due=as_date(agreement.due_on)),
            "how": _(
                "Ist es erledigt, oder brauchen Sie mehr Zeit? Sagen Sie es uns mit dem Handy über den QR-Code, im Internet "
                "oder am Telefon. Eine Anmeldung ist nicht nötig."
            ),
            "link_label": _("Nur für Sie, bitte nicht weitergeben:"),
            "link": link,
            "qr": str(qr_svg(link)),
            "qr_alt": _("QR-Code zu Ihrer Vereinbarung im Internet"),
            "contact": _("Fragen beantwortet %(contact)s.", contact=reached) if reached else "",
        },
    )
