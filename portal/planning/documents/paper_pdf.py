"""A Beschlussvorlage as a tagged PDF (PDF/UA-1)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.planning.documents.paper_telling import ToldMeeting, ToldOption, tell
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, language
from portal.web.site import site

PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("paper.typ")


def paper_pdf(content: Mapping[str, Any], *, meetings: Sequence[ToldMeeting], version: int | None) -> bytes:
    """The document; `version` is the number of what was submitted, None for a draft. Nothing in it is ever read as markup."""
    told = tell(content)
    publisher = site().county_name or site().name
    standing = _("Fassung %(number)s", number=version) if version else _("Entwurf")
    return words_pdf(
        _SOURCE,
        {
            "title": told.title,
            "kicker": _("Beschlussvorlage %(number)s", number=told.number),
            "publisher": publisher,
            "language": language(),
            "foot": f"{publisher} · {told.number} · {standing}",
            "facts": [
                [_("Datum"), told.day],
                [_("Sozialraum"), told.place],
                [_("Stand"), standing],
                *[[_("Beratungsfolge"), one.line] for one in meetings],
            ],
            "factstitle": _("Sachverhalt"),
            "facttexts": _paragraphs(told.facts),
            "evidencetitle": _("Was für und gegen den Bedarf spricht"),
            "evidence": _paragraphs(told.evidence),
            "needs": [{"title": one.title, "lines": list(one.lines)} for one in told.needs],
            "optionstitle": _("Optionen"),
            "options": [_option(one) for one in told.options],
            "coststitle": _("Kosten und Finanzierung"),
            "costs": _paragraphs(told.costs),
            "effectstitle": _("Auswirkungen auf die Grunddaseinsfunktionen"),
            "heads": list(told.effects.heads),
            "rows": [list(row) for row in told.effects.rows],
            "proposaltitle": _("Beschlussvorschlag"),
            "proposal": _paragraphs(told.proposal),
        },
    )


def _option(one: ToldOption) -> dict[str, Any]:
    pairs = [
        (_("Kosten"), one.costs),
        (_("Dafür"), one.pros),
        (_("Dagegen"), one.cons),
    ]
    title = _("%(title)s (vorgeschlagen)", title=one.title) if one.is_chosen else one.title
    return {
        "title": title,
        "text": _paragraphs(one.body),
        "pairs": [[label, value.replace("\n", " ")] for label, value in pairs if value],
    }


def _paragraphs(text: str) -> list[list[str]]:
    """Paragraphs as lists of lines."""
    return [part.splitlines() for part in text.split("\n\n") if part.strip()]
