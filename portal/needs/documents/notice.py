"""One public answer as a sheet for a notice board: A4, large type, tagged (PDF/UA-1). Nothing personal stands on it."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask_babel import force_locale

from portal.kernel.clock import ON_SCREEN
from portal.needs.queries import public_title
from portal.places.queries import PlaceNode, tree
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import SOURCE, _, as_date
from portal.web.site import site
from portal.web.ui import qr_svg

if TYPE_CHECKING:
    from portal.needs.models import Need, PublicAnswer

_SOURCE = Path(__file__).with_name("notice.typ")


def write_notice(need: "Need", answer: "PublicAnswer", *, place: PlaceNode, address: str) -> bytes:
    """The sheet for one Gemeinde; `address` is the page with all its answers."""
    with force_locale(SOURCE):
        name, phone = _whom_to_call(place)
        return words_pdf(
            _SOURCE,
            {
                "title": _("Das haben Sie gesagt – das ist daraus geworden"),
                "publisher": site().county_name or site().name,
                "place": place.name,
                "said_label": _("Das haben Sie gesagt"),
                "said": public_title(need),
                "done_label": _("Unsere Antwort"),
                "status": _("Stand: %(status)s", status=_(answer.status.label)),
                "done": answer.sentence,
                "simple_label": _("In Leichter Sprache"),
                "simple": answer.simple_text.splitlines(),
                "qr": str(qr_svg(address)),
                "qr_alt": _("QR-Code: führt zu allen Antworten für %(place)s", place=place.name),
                "link_label": _("Alle Antworten für %(place)s im Internet:", place=place.name),
                "link": address.partition("://")[2],
                "phone_label": _("Fragen? Rufen Sie an:") if phone else "",
                "phone": phone,
                "phone_of": name,
                "dated": _("Stand: %(day)s", day=as_date(answer.at.astimezone(ON_SCREEN).date())),
            },
        )


def _whom_to_call(place: PlaceNode) -> tuple[str, str]:
    near = tree().contact_of(place)
    return (near.name, near.phone) if near else (site().contact_name or site().county_name, site().contact_phone)
