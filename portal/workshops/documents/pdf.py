"""The documentation as a tagged PDF (PDF/UA-1)."""

from pathlib import Path
from typing import TYPE_CHECKING

from portal.web.documents.pdf import words_pdf
from portal.workshops.documents.content import documentation

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

_SOURCE = Path(__file__).with_name("documentation.typ")


def documentation_pdf(workshop: "FutureWorkshop", *, for_staff: bool) -> bytes:
    """The whole documentation, headings and tables tagged. Drawn anew each time: it takes some hundredths of a second."""
    return words_pdf(_SOURCE, documentation(workshop, for_staff=for_staff))
