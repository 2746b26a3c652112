"""The hand-out of an Austauschtreffen: one block for each project."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel.clock import today
from portal.kuemmerer.documents.telling import Block
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date
from portal.web.site import site

if TYPE_CHECKING:
    from portal.kuemmerer.models import ExchangeMeeting

_SOURCE = Path(__file__).with_name("handout.typ")


def handout_pdf(meeting: "ExchangeMeeting", blocks: Sequence[Block], *, since: date) -> bytes:
    """As many tagged pages as it takes; a block is kept together where it fits on a page."""
    publisher = site().county_name or site().name
    return words_pdf(
        _SOURCE,
        {
            "title": _("Austauschtreffen am %(day)s", day=as_date(meeting.held_on)),
            "publisher": publisher,
            "place": meeting.place,
            "topics": [line.strip() for line in meeting.topics.splitlines() if line.strip()],
            "since": _("Was seit dem %(day)s geschehen ist", day=as_date(since)),
            "blocks": [asdict(block) for block in blocks],
            "foot": _("%(county)s · Stand %(day)s", county=publisher, day=as_date(today())),
            "words": {
                "topics": _("Themen"),
                "done": _("Getan"),
                "hard": _("Was schwer ist"),
                "ideas": _("Zum Nachmachen"),
                "nothing": _("Seit dem letzten Treffen ist nichts eingetragen."),
            },
        },
    )
