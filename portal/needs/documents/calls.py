"""The people to ring as a file to take along: a table, or a sheet to tick off by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flask_babel import force_locale

from portal.kernel.policy import Actor
from portal.needs import queries
from portal.needs.queries import Call, public_title
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.csv import office_csv
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import SOURCE, _, as_datetime
from portal.web.site import site

if TYPE_CHECKING:
    from portal.needs.models import Need, PublicAnswer

_SOURCE = Path(__file__).with_name("calls.typ")
_BATCH = 200

COLUMNS = (
    Column("name", "Name", meaning="Wie die Person heißt, wenn wir es wissen.", width=26),
    Column("phone", "Telefon", meaning="So wie es angegeben wurde.", width=20),
    Column("place", "Ort", meaning="Wo die Person etwas gesagt hat.", width=24),
    Column("state", "Stand", meaning="Ob die Person angerufen wurde.", width=18),
    Column("at", "Eingetragen", ColumnType.DATETIME, "Wann der Stand eingetragen wurde.", width=17),
    Column("tries", "Versuche", ColumnType.INTEGER, "Wie oft jemand angerufen hat.", width=10),
)


def calls_csv(answer: "PublicAnswer", viewer: Actor) -> bytes:
    """Everybody on this person's list who does not know yet."""
    return b"".join(office_csv(COLUMNS, (_row(call) for call in _open_calls(answer, viewer))))


def calls_pdf(need: "Need", answer: "PublicAnswer", viewer: Actor) -> bytes:
    """The same as a sheet (PDF/UA-1) with boxes to tick and what to say."""
    with force_locale(SOURCE):
        return words_pdf(
            _SOURCE,
            {
                "title": _("Anrufliste: %(title)s", title=public_title(need)),
                "publisher": site().county_name or site().name,
                "say_label": _("Das sagen Sie"),
                "say": what_to_say(need, answer),
                "simple": answer.simple_text.splitlines(),
                "heads": [_("Name"), _("Telefon"), _("Ort"), _("angerufen"), _("nicht erreicht"), _("später")],
                "rows": [_sheet_row(call) for call in _open_calls(answer, viewer)],
                "careful": _("Enthält Namen und Nummern. Bitte nach dem Eintragen vernichten."),
            },
        )


def what_to_say(need: "Need", answer: "PublicAnswer") -> str:
    """What somebody reads out on the telephone."""
    return _(
        "Guten Tag, Sie haben uns etwas zu „%(title)s“ gesagt. Dazu gibt es Neues. %(sentence)s",
        title=public_title(need),
        sentence=answer.sentence,
    )


def _open_calls(answer: "PublicAnswer", viewer: Actor) -> Iterator[Call]:
    after: str | None = None
    while True:
        page = queries.calls(answer, viewer, after=after, limit=_BATCH)
        yield from page.rows
        if page.next_cursor is None:
            return
        after = page.next_cursor


def _row(call: Call) -> Row:
    return {
        "name": call.name or None,
        "phone": call.phone,
        "place": _place(call),
        "state": call.state.label if call.state else "offen",
        "at": call.at,
        "tries": call.tries,
    }


def _sheet_row(call: Call) -> list[str]:
    tried = _("%(state)s, %(when)s", state=_(call.state.label), when=as_datetime(call.at)) if call.state else ""
    return [call.name or _("ohne Namen"), call.phone, _place(call) or "", tried]


def _place(call: Call) -> str | None:
    node = places.tree().get(call.place_id)
    return node.name if node else None
