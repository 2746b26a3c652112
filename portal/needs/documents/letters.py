"""A public answer as letters (DIN 5008, form B): one tagged PDF, one letter per person, with the code and its QR code."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask_babel import force_locale

from portal.kernel.clock import today
from portal.kernel.runtime import settings
from portal.needs.queries import Addressee, public_title
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import SOURCE, _, as_date
from portal.web.site import site
from portal.web.ui import qr_svg

if TYPE_CHECKING:
    from portal.needs.models import Need, PublicAnswer

_SOURCE = Path(__file__).with_name("letters.typ")
#: So many lines fit into the window of an envelope, the name among them.
LINES_IN_WINDOW = 6


def write_letters(
    need: "Need", answer: "PublicAnswer", people: Sequence[Addressee], *, sender: str, signature: str
) -> bytes:
    """The PDF (PDF/UA-1) for these people, in German whatever the reader of the page has chosen."""
    with force_locale(SOURCE):
        return letters_pdf(title=public_title(need), answer=answer, people=people, sender=sender, signature=signature)


def letters_pdf(
    *, title: str, answer: "PublicAnswer", people: Sequence[Addressee], sender: str, signature: str
) -> bytes:
    """One letter per person; nothing in it is ever read as markup."""
    return words_pdf(
        _SOURCE,
        {
            "title": _("Neues zu Ihrem Anliegen"),
            "sender": sender,
            "dated": as_date(today()),
            "subject": _("Neues zu „%(title)s“", title=title),
            "intro": _("Sie haben uns etwas gesagt. Das ist daraus geworden:"),
            "status": _("Stand: %(status)s", status=_(answer.status.label)),
            "sentence": answer.sentence,
            "simple_label": _("In Leichter Sprache"),
            "simple": answer.simple_text.splitlines(),
            "how": _("Mit diesem Code sehen Sie jederzeit selbst, wie es weitergeht:"),
            "where": f"{settings().base_url.partition('://')[2].rstrip('/')}/rueckmeldung",
            "qr_alt": _("QR-Code: führt zu Ihrer Rückmeldung"),
            "phone": _phone(),
            "signature": signature,
            "regards": _("Mit freundlichen Grüßen"),
            "letters": [_letter(one) for one in people],
        },
    )


def _letter(one: Addressee) -> dict[str, Any]:
    return {
        "lines": [line.strip() for line in (one.name, *one.address.splitlines()) if line.strip()][:LINES_IN_WINDOW],
        "greeting": _("Guten Tag %(name)s,", name=one.name),
        "code": one.code,
        "qr": str(qr_svg(f"{settings().base_url.rstrip('/')}/rueckmeldung?code={one.code}")),
    }


def _phone() -> str:
    known = site()
    if not known.contact_phone:
        return ""
    return _(
        "Haben Sie Fragen? Rufen Sie uns gern an: %(name)s, Telefon %(phone)s.",
        name=known.contact_name or known.county_name,
        phone=known.contact_phone,
    )
