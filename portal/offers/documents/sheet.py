"""The sheet of a Gemeinde: every Angebot by kind in large print, with the day it was checked, as a tagged PDF (PDF/UA-1)."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel.clock import today
from portal.offers.formats.words import hours_in_words
from portal.offers.terms.kinds import BarrierFree
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date, language
from portal.web.site import site
from portal.web.ui import qr_svg

if TYPE_CHECKING:
    from portal.offers.models import Offer

PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("sheet.typ")


def sheet_pdf(offers: "Sequence[Offer]", *, place_name: str, address: str) -> bytes:
    """The sheet of these, in the order given: those of one kind stand together. `address` is where they are in the internet."""
    data: dict[str, Any] = {
        "language": language()[:2],
        "title": _("Angebote in %(place)s", place=place_name),
        "publisher": site().county_name or site().name,
        "dated": _("Stand: %(day)s", day=as_date(today())),
        "intro": _("Hilfe, Beratung, Fahrdienste, Treffpunkte und Vereine. Rufen Sie einfach an."),
        "empty": _("Noch ist hier kein Angebot eingetragen."),
        "groups": [
            {"kind": _(kind.label), "offers": [_told(one) for one in those]}
            for kind, those in groupby(offers, key=lambda one: one.kind)
        ],
        "contact": _contact(),
        "qr": str(qr_svg(address)),
        "qr_alt": _("QR-Code zu den Angeboten im Internet"),
        "link_label": _("Immer aktuell im Internet:"),
        "link": address.partition("://")[2],
    }
    return _drawn(json.dumps(data, ensure_ascii=False))


@lru_cache(maxsize=32)
def _drawn(data: str) -> bytes:
    """The same words give the same sheet; a Gemeinde that hands out its address lets many people ask for it."""
    return words_pdf(_SOURCE, json.loads(data))


def _told(offer: "Offer") -> dict[str, Any]:
    lines = [[_("Telefon"), offer.phone], [_("E-Mail"), offer.email], [_("Webseite"), offer.website]]
    lines += [[_("Wo"), ", ".join(offer.address.splitlines())]]
    lines += [[days, hours] for days, hours in hours_in_words(offer.spans)]
    lines += [[_("Zeiten"), _("nach Vereinbarung")]] if offer.by_appointment else []
    lines += [[_("Ausnahmen"), offer.hours_note], [_("Kosten"), offer.costs]]
    if offer.barrier_free is not BarrierFree.UNKNOWN:
        lines.append([_("Zugang"), _(offer.barrier_free.label)])
    return {
        "name": offer.name,
        "what": [part for part in offer.what.splitlines() if part.strip()],
        "lines": [line for line in lines if line[1]],
        "checked": _("Geprüft am %(day)s", day=as_date(offer.checked_on))
        if offer.checked_on
        else _("Noch nicht geprüft"),
    }


def _contact() -> str:
    if not site().contact_phone:
        return ""
    return _("Fragen? %(name)s, Telefon %(phone)s", name=site().contact_name, phone=site().contact_phone)
