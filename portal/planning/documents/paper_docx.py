"""A Beschlussvorlage as DOCX in the county's template, or in the one that is shipped."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from portal.planning.documents.paper_telling import ToldMeeting, ToldPaper, tell
from portal.planning.documents.templates import Element, block_in, opened, paragraphs, replace_in
from portal.web.i18n import _, language
from portal.web.site import site

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COUNTRY = {"de": "de-DE", "en": "en-GB"}
#: Control signs that XML cannot hold.
_UNSAYABLE = dict.fromkeys([*range(0x20), 0xFFFE, 0xFFFF])
for _kept in (0x09, 0x0A):
    del _UNSAYABLE[_kept]


def paper_docx(
    content: Mapping[str, Any], *, meetings: Sequence[ToldMeeting], version: int | None, template: bytes | None = None
) -> bytes:
    """The document. Words go in as text: nothing of them is read as a field or as markup."""
    told = tell(content)
    document = opened(template or shipped_template())
    _describe(document, told.title)
    values = _values(told, meetings, version)
    writer = _Writer(document, told)
    for one in list(paragraphs(document)):
        write = writer.blocks.get(block_in(one) or "")
        if write is not None and writer.is_of_body(one):
            writer.put(one, write)
        else:
            replace_in(one, values)
    return _saved(document)


def shipped_template() -> bytes:
    """The template a county begins with: real headings, every placeholder once."""
    import docx

    document = docx.Document()
    _describe(document, _("Muster für Beschlussvorlagen"))
    document.add_paragraph("{{landkreis}}")
    document.add_paragraph(_("Beschlussvorlage %(number)s", number="{{nummer}}") + " · {{fassung}} · {{datum}}")
    document.add_heading("{{titel}}", level=1)
    for label, key in ((_("Sozialraum"), "ort"), (_("Beratungsfolge"), "beratungsfolge")):
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(f"{{{{{key}}}}}")
    for title, key in (
        (_("Sachverhalt"), "sachverhalt"),
        (_("Was für und gegen den Bedarf spricht"), "belege"),
        (_("Optionen"), "optionen"),
        (_("Kosten und Finanzierung"), "kosten"),
        (_("Auswirkungen auf die Grunddaseinsfunktionen"), "auswirkungen"),
        (_("Beschlussvorschlag"), "beschlussvorschlag"),
    ):
        document.add_heading(title, level=2)
        document.add_paragraph(f"{{{{{key}}}}}")
    document.sections[0].footer.paragraphs[0].text = "{{landkreis}} · {{nummer}} · {{fassung}}"
    return _saved(document)


def _describe(document: "Document", title: str) -> None:
    """What Word and screen readers want to know: title, author, language."""
    from docx.oxml.ns import qn

    spoken = _COUNTRY.get(language(), language())
    about = document.core_properties
    about.title, about.author, about.comments = _sayable(title)[:255], (site().county_name or site().name)[:255], ""
    about.language = spoken
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), spoken)


def _saved(document: "Document") -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _values(told: ToldPaper, meetings: Sequence[ToldMeeting], version: int | None) -> dict[str, str]:
    """What stands instead of each placeholder inside a line."""
    values = {
        "titel": told.title,
        "nummer": told.number,
        "fassung": _("Fassung %(number)s", number=version) if version else _("Entwurf"),
        "datum": told.day,
        "landkreis": site().county_name or site().name,
        "ort": told.place,
        "beratungsfolge": "\n".join(one.line for one in meetings) or "–",
        "sachverhalt": told.facts or "–",
        "belege": "\n".join([told.evidence, *(f"{one.title}\n" + "\n".join(one.lines) for one in told.needs)]).strip(),
        "optionen": "\n".join(f"{one.title}: {one.costs}" for one in told.options) or "–",
        "kosten": told.costs or "–",
        "auswirkungen": "\n".join("; ".join(row) for row in told.effects.rows) or "–",
        "beschlussvorschlag": told.proposal or "–",
    }
    return {key: _sayable(value) for key, value in values.items()}


def _sayable(text: str) -> str:
    return text.translate(_UNSAYABLE)


class _Writer:
    """Writes the long parts after the paragraph in which their placeholder stands alone, which then goes."""

    def __init__(self, document: "Document", told: ToldPaper) -> None:
        self._document = document
        self._told = told
        self._after: Any = None
        self.blocks: dict[str, Callable[[], None]] = {
            "sachverhalt": lambda: self._paragraphs(told.facts),
            "belege": self._evidence,
            "optionen": self._options,
            "kosten": lambda: self._paragraphs(told.costs),
            "auswirkungen": self._effects,
            "beschlussvorschlag": lambda: self._paragraphs(told.proposal),
        }

    def is_of_body(self, paragraph: Element) -> bool:
        """Whether it stands in the body itself, where tables and headings may follow."""
        return paragraph.getparent() is self._document.element.body

    def put(self, paragraph: Element, write: Callable[[], None]) -> None:
        self._after = paragraph
        write()
        if self._after is paragraph:
            self._paragraph("–")
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)

    def _place(self, element: Any) -> None:
        self._after.addnext(element)
        self._after = element

    def _paragraph(self, text: str, style: str | None = None) -> "Paragraph":
        try:
            made = self._document.add_paragraph(_sayable(text), style=style)
        except KeyError:  # the county's template knows no such style
            made = self._document.add_paragraph(_sayable(text))
        self._place(made._p)
        return made

    def _heading(self, text: str) -> None:
        made = self._paragraph(text, "Heading 3")
        if made.style is None or made.style.name != "Heading 3":
            for run in made.runs:
                run.bold = True

    def _paragraphs(self, text: str) -> None:
        for part in text.split("\n\n"):
            if part.strip():
                self._paragraph(part)

    def _evidence(self) -> None:
        self._paragraphs(self._told.evidence)
        for need in self._told.needs:
            self._heading(need.title)
            for line in need.lines:
                self._paragraph(line, "List Bullet")

    def _options(self) -> None:
        for one in self._told.options:
            self._heading(_("%(title)s (vorgeschlagen)", title=one.title) if one.is_chosen else one.title)
            self._paragraphs(one.body)
            for label, text in ((_("Kosten"), one.costs), (_("Dafür"), one.pros), (_("Dagegen"), one.cons)):
                if text:
                    self._paragraph(f"{label}: {text}")

    def _effects(self) -> None:
        effects = self._told.effects
        if not effects.rows:
            return
        table = self._document.add_table(rows=1, cols=len(effects.heads))
        if "Table Grid" in [style.name for style in self._document.styles]:
            table.style = "Table Grid"
        for cell, head in zip(table.rows[0].cells, effects.heads, strict=True):
            cell.text = _sayable(head)
        from docx.oxml import OxmlElement

        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in effects.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = _sayable(words)
        self._place(table._tbl)
