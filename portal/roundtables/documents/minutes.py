"""The Protokoll as a tagged PDF and as a Word file, and as letters for those who get it on paper.

What a released Protokoll says comes from its frozen content, whatever changed since. Dates become words here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel.runtime import settings
from portal.roundtables.actions.reminding import minutes_link
from portal.roundtables.queries import content
from portal.roundtables.queries import minutes as queries
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.minutes import NoteKind
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date, ngettext
from portal.web.site import site

if TYPE_CHECKING:
    from docx.document import Document

    from portal.roundtables.models import Minutes, Participant

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("minutes.typ")
_STRONG = (NoteKind.DECISION.value, NoteKind.AGREEMENT.value)


def content_shown(minutes: "Minutes") -> Mapping[str, Any]:
    """What it says: as it was released, or as it stands now while it is a draft."""
    return minutes.content if minutes.is_released else content.content_of(minutes.meeting, summary=minutes.summary)


def minutes_pdf(minutes: "Minutes") -> bytes:
    """One tagged PDF file."""
    return words_pdf(_SOURCE, drawn(minutes) | {"letters": []})


def letters_pdf(minutes: "Minutes", people: Sequence["Participant"]) -> bytes:
    """For each of these people a letter with their address, their link and the whole Protokoll behind it."""
    from portal.web.ui import qr_svg

    letters = [
        {
            "address": [
                line
                for line in (one.organisation, one.name, *(part.strip() for part in one.address.split("\n")))
                if line
            ],
            "greeting": _("Guten Tag %(name)s,", name=one.name),
            "link": minutes_link(one),
            "qr": str(qr_svg(minutes_link(one))),
        }
        for one in people
    ]
    return words_pdf(_SOURCE, drawn(minutes) | {"letters": letters})


def minutes_docx(minutes: "Minutes") -> bytes:
    """The same text in the same order as a Word file with real headings and lists."""
    import docx

    d = drawn(minutes)
    document = docx.Document()
    document.core_properties.title = d["title"]
    document.core_properties.author = d["publisher"]
    document.core_properties.language = "de-DE"
    if d["draft"]:
        document.add_paragraph(d["draft"])
    document.add_heading(d["title"], level=1)
    for line in d["facts"]:
        document.add_paragraph(line)
    if d["summary"]:
        document.add_heading(d["words"]["summary"], level=2)
        _paragraphs(document, d["summary"])
    document.add_heading(d["words"]["present"], level=2)
    document.add_paragraph(d["present_line"])
    for one in d["present"]:
        document.add_paragraph(one, style="List Bullet")
    if d["excused"]:
        document.add_paragraph(f"{d['words']['excused']} {'; '.join(d['excused'])}")
    for item in d["items"]:
        _item_docx(document, item, d["words"]["nothing"])
    if d["signature"]:
        document.add_paragraph().add_run(d["signature"]).bold = True
        document.add_paragraph(d["digest"])
    if d["corrections"]:
        document.add_heading(d["words"]["corrections"], level=2)
        for one in d["corrections"]:
            document.add_heading(one["title"], level=3)
            _paragraphs(document, one["text"])
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def drawn(minutes: "Minutes") -> dict[str, Any]:
    """Every line of the Protokoll in the order in which it is read, for pages and files alike."""
    said = content_shown(minutes)
    day = _day(said["day"])
    others = said["present_unnamed"]
    return {
        "title": _("Protokoll der %(number)s. Sitzung", number=said["number"]),
        "publisher": site().county_name or site().name,
        "series": said["series"],
        "sender": minutes.meeting.round_table.sender or site().county_name or site().name,
        "foot": f"{said['series']} · {day}",
        "draft": "" if minutes.is_released else _("Entwurf, noch nicht freigegeben"),
        "facts": [
            line
            for line in (
                f"{said['series']}, {said['place']}" if said["place"] else said["series"],
                _("%(day)s, %(begins)s bis %(ends)s Uhr", day=day, begins=said["begins"], ends=said["ends"]),
                said["venue"],
            )
            if line
        ],
        "summary": said["summary"],
        "present": [
            *said["present"],
            *([ngettext("%(n)s weitere Person", "%(n)s weitere Personen", others)] if others else []),
        ],
        "present_line": ngettext("Es war %(n)s Person da.", "Es waren %(n)s Personen da.", said["present_count"]),
        "excused": said["excused"],
        "items": [_item(item, said["reviewed"], number) for number, item in enumerate(said["items"], start=1)],
        "signature": _signature(said),
        "digest": _("Prüfsumme (SHA-256): %(digest)s", digest=minutes.digest.hex()) if minutes.digest else "",
        "corrections": [
            {
                "title": _("Nachtrag vom %(day)s, %(name)s", day=as_date(one.noted_at), name=one.signed_by),
                "text": one.text,
            }
            for one in queries.corrections(minutes.id)
        ],
        "letter_text": _("anbei erhalten Sie das freigegebene Protokoll. Sie finden es auch im Internet."),
        "link_label": _("Im Internet, ohne Anmeldung:"),
        "qr_alt": _("QR-Code zum Protokoll im Internet"),
        "contact": _contact(minutes),
        "words": {
            "summary": _("In Kürze"),
            "present": _("Anwesend"),
            "excused": _("Abgesagt hatten:"),
            "nothing": _("Ohne Notiz."),
            "corrections": _("Nachträge"),
        },
    }


def filename(minutes: "Minutes", ending: str) -> str:
    """What the file is called on the person's computer."""
    meeting = minutes.meeting
    return f"protokoll-{meeting.round_table.slug}-{meeting.day.isoformat()}.{ending}"


def _item(item: Mapping[str, Any], reviewed: Sequence[Mapping[str, Any]], number: int) -> dict[str, Any]:
    title = _("TOP %(number)s: %(title)s", number=number, title=_(item["title"])) if item["title"] else _("Außerdem")
    return {
        "title": title,
        "reviewed": [_reviewed(one) for one in reviewed] if item["is_review"] else [],
        "notes": [_note(note) for note in item["notes"]],
    }


def _note(note: Mapping[str, Any]) -> dict[str, Any]:
    kind = NoteKind(note["kind"])
    line = ""
    if kind is NoteKind.AGREEMENT and note["due"]:
        line = _who_until(note["owner"], note["due"])
    return {
        "kind": kind.value,
        "label": "" if kind is NoteKind.INFO else _(kind.label),
        "strong": kind.value in _STRONG,
        "text": note["text"],
        "line": line,
    }


def _reviewed(one: Mapping[str, Any]) -> dict[str, Any]:
    state = AgreementState(one["state"])
    shown = _("Bleibt offen.") if state is AgreementState.OPEN else f"{_(state.label)}."
    parts = [shown, _who_until(one["owner"], one["due"]), one["said"]]
    return {"text": one["text"], "line": " ".join(part for part in parts if part), "state": state.value}


def _who_until(owner: str, due: str) -> str:
    if owner:
        return _("Wer: %(owner)s. Bis: %(due)s.", owner=_(owner), due=_day(due))
    return _("Bis: %(due)s.", due=_day(due))


def _signature(said: Mapping[str, Any]) -> str:
    if not said.get("signed_by"):
        return ""
    who = f"{said['signed_by']}, {said['signed_as']}" if said["signed_as"] else said["signed_by"]
    return _("Freigegeben am %(day)s von %(name)s", day=_day(said["released_on"]), name=who)


def _contact(minutes: "Minutes") -> str:
    series = minutes.meeting.round_table
    reached = ", ".join(part for part in (series.contact_name, series.contact_phone) if part)
    return _("Fragen beantwortet %(contact)s.", contact=reached) if reached else settings().base_url


def _day(iso: str) -> str:
    return as_date(date.fromisoformat(iso))


def _paragraphs(document: "Document", text: str) -> None:
    for part in text.split("\n"):
        if part.strip():
            document.add_paragraph(part)


def _item_docx(document: "Document", item: Mapping[str, Any], nothing: str) -> None:
    document.add_heading(item["title"], level=2)
    for one in item["reviewed"]:
        document.add_paragraph(f"{one['text']} {one['line']}", style="List Bullet")
    for note in item["notes"]:
        if note["label"]:
            document.add_paragraph().add_run(note["label"]).bold = True
        _paragraphs(document, note["text"])
        if note["line"]:
            document.add_paragraph(note["line"])
    if not item["notes"] and not item["reviewed"]:
        document.add_paragraph(nothing)
