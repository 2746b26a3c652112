"""One letter to many, each with its own address field (DIN 5008, form B), in one tagged PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.kernel.clock import today
from portal.network.queries import Reachable
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date

PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("letter.typ")


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """What stands in every letter."""

    sender: str
    subject: str
    text: str
    signature: str
    place: str = ""


def letters_pdf(letter: LetterText, recipients: Sequence[Reachable]) -> bytes:
    """One letter per recipient; each begins on a page of its own. Nothing in it is ever read as markup."""
    day = as_date(today())
    return words_pdf(
        _SOURCE,
        {
            "title": letter.subject,
            "sender": letter.sender,
            "dated": f"{letter.place}, {day}" if letter.place else day,
            "subject": letter.subject,
            "paragraphs": _paragraphs(letter.text),
            "signature": letter.signature.splitlines(),
            "letters": [{"lines": address_lines(one), "greeting": greeting(one)} for one in recipients],
        },
    )


def address_lines(one: Reachable) -> list[str]:
    """The address field from its top: organisation, person, street, town; at most six lines fit in the window."""
    return [line for line in (one.organisation, one.name, *one.address.splitlines()) if line.strip()][:6]


def greeting(one: Reachable) -> str:
    """How the letter begins. Nobody's sex is guessed from a first name."""
    return _("Guten Tag %(name)s,", name=one.name) if one.name else _("Sehr geehrte Damen und Herren,")


def _paragraphs(text: str) -> list[list[str]]:
    """Paragraphs, each as its lines."""
    blocks = [block.strip("\n") for block in text.split("\n\n")]
    return [block.splitlines() for block in blocks if block.strip()]
