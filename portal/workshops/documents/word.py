"""The documentation as a Word file, for those who want to work on with it."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from portal.workshops.documents.content import documentation

if TYPE_CHECKING:
    from docx.document import Document

    from portal.workshops.models import FutureWorkshop

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def documentation_docx(workshop: "FutureWorkshop", *, for_staff: bool) -> bytes:
    """The whole documentation with real headings, lists and tables."""
    from docx import Document

    told = documentation(workshop, for_staff=for_staff)
    document = Document()
    document.core_properties.title = told["title"]
    document.core_properties.author = told["publisher"]
    document.core_properties.language = "de-DE"
    document.add_heading(told["title"], level=1)
    document.add_paragraph(" · ".join(part for part in (told["kind"], told["publisher"], told["draft"]) if part))
    _answers(document, told["facts"])
    for part in (told["summary"], told["purpose"]):
        if part["text"]:
            document.add_heading(part["heading"], level=2)
            _paragraphs(document, part["text"])
    _chain(document, told["chain"])
    _sketches(document, told["sketches"])
    for name in ("critique", "fantasy", "realisation"):
        _section(document, told[name])
    document.add_paragraph(told["foot"])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _chain(document: "Document", chain: dict[str, Any]) -> None:
    document.add_heading(chain["heading"], level=2)
    if not chain["rows"]:
        document.add_paragraph(chain["empty"])
        return
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    _mark_as_header(table.rows[0])
    for cell, name in zip(table.rows[0].cells, chain["columns"], strict=True):
        cell.text = name
        cell.paragraphs[0].runs[0].bold = True
    for row in chain["rows"]:
        for cell, words in zip(table.add_row().cells, (row["critique"], row["wish"], row["project"]), strict=True):
            cell.text = words


def _mark_as_header(row: Any) -> None:
    """Screen readers and the next page repeat it."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _sketches(document: "Document", sketches: dict[str, Any]) -> None:
    document.add_heading(sketches["heading"], level=2)
    if not sketches["items"]:
        document.add_paragraph(sketches["empty"])
    for sketch in sketches["items"]:
        document.add_heading(sketch["title"], level=3)
        _answers(document, sketch["answers"])
        for day, words in sketch["told"]:
            document.add_paragraph(f"{day} – {words}", style="List Bullet")


def _section(document: "Document", section: dict[str, Any]) -> None:
    document.add_heading(section["heading"], level=2)
    if not section["groups"]:
        document.add_paragraph(section["empty"])
    for group in section["groups"]:
        dots = f" ({group['dots']})" if group["dots"] else ""
        if group["title"]:
            document.add_heading(group["title"] + dots, level=3)
        for card in group["cards"]:
            document.add_paragraph(card if group["title"] else card + dots, style="List Bullet")


def _answers(document: "Document", pairs: list[list[str]]) -> None:
    for label, value in pairs:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)


def _paragraphs(document: "Document", words: str) -> None:
    for part in words.split("\n"):
        if part.strip():
            document.add_paragraph(part)
