"""The Steckbrief of a project on one page, with its QR code."""

from dataclasses import asdict
from pathlib import Path

from portal.kernel.clock import today
from portal.kuemmerer.documents.telling import Told
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date
from portal.web.site import site
from portal.web.ui import qr_svg

_SOURCE = Path(__file__).with_name("factsheet.typ")


def factsheet_pdf(told: Told) -> bytes:
    """One tagged A4 page, however long the texts are: letters shrink first, then lists end earlier."""
    return words_pdf(
        _SOURCE,
        asdict(told)
        | {
            "figures": [list(pair) for pair in told.figures],
            "title": _("Steckbrief: %(name)s", name=told.name),
            "publisher": site().county_name or site().name,
            "foot": _("%(county)s · Stand %(day)s", county=site().county_name or site().name, day=as_date(today())),
            "qr": str(qr_svg(told.address)),
            "words": {
                "aim": _("Was das Projekt will"),
                "phases": _("Wo es steht"),
                "now": _("jetzt"),
                "done": _("Zuletzt getan"),
                "coming": _("Was als Nächstes kommt"),
                "figures": _("In Zahlen"),
                "contact": _("Ansprechperson"),
                "qr": _("QR-Code zum Projekt im Internet"),
                "more": _("Mehr dazu im Internet"),
            },
        },
    )
