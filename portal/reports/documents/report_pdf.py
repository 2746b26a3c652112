"""A Sozialbericht as a tagged PDF (PDF/UA-1)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _

_SOURCE = Path(__file__).with_name("report.typ")


def report_pdf(content: Mapping[str, Any], *, number: int | None) -> bytes:
    """The file of what `tell_report` told; `number` is that of the Fassung, None for a draft."""
    standing = standing_in_words(content, number)
    return words_pdf(
        _SOURCE,
        {
            **content,
            "standing": standing,
            "foot": f"{content['publisher']} · {content['title']} · {standing}",
            "contents": _("Inhalt"),
        },
    )


def standing_in_words(content: Mapping[str, Any], number: int | None) -> str:
    """Which Fassung of which day it is."""
    if number is None:
        return _("Entwurf, Stand %(day)s", day=content["day"])
    return _("Fassung %(number)s vom %(day)s", number=number, day=content["day"])
