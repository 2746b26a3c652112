"""Demografie-Steckbriefe as a tagged PDF (PDF/UA-1), each on one A4 page."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from portal.kernel.clock import today
from portal.reports.documents.factsheet_telling import ToldSheet
from portal.reports.documents.words import publisher
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date, language
from portal.web.ui import qr_svg

PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("factsheet.typ")


def sheet_pdf(told: ToldSheet) -> bytes:
    """One page, however much there is to tell: letters shrink until all fits. The same words are not drawn a second time."""
    return _drawn(json.dumps(_document(told.title, [told]), ensure_ascii=False, sort_keys=True))


def sheets_pdf(told: Sequence[ToldSheet]) -> bytes:
    """One file with a page for each."""
    return words_pdf(_SOURCE, _document(_("Demografie-Steckbriefe: %(county)s", county=publisher()), told))


def _document(title: str, told: Sequence[ToldSheet]) -> dict[str, object]:
    return {
        "title": title,
        "publisher": publisher(),
        "language": language(),
        "foot": _("%(county)s · Stand %(day)s", county=publisher(), day=as_date(today())),
        "sheets": [asdict(one) | {"qr": str(qr_svg(one.address))} for one in told],
    }


@lru_cache(maxsize=64)
def _drawn(document: str) -> bytes:
    """Pages for everybody ask for the same sheet again and again; what has changed is another document."""
    return words_pdf(_SOURCE, json.loads(document))
