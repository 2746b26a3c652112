"""A report as a Word document to be worked on further, and as a PDF to be handed in."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from portal.web.documents.pdf import words_pdf
from portal.web.i18n import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table

    from portal.funding.documents.telling import ToldReport, ToldSection

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_MIMETYPE = "application/pdf"
_SOURCE = Path(__file__).with_name("report.typ")
_COUNTRY = {"de": "de-DE", "en": "en-GB"}


def report_pdf(report: "ToldReport") -> bytes:
    """The report as a tagged PDF. Nothing in it is ever read as markup."""
    return words_pdf(
        _SOURCE,
        {
            "title": report.title,
            "publisher": report.publisher,
            "dated": report.dated,
            "language": language(),
            "facts": [list(pair) for pair in report.facts],
            "sections": [
                {
                    "title": one.title,
                    "paragraphs": [part.splitlines() for part in one.paragraphs],
                    "headers": list(one.headers),
                    "rows": [list(row) for row in one.rows],
                    "numbers": one.number_columns,
                    "widest": one.widest_column,
                    "has_sum": one.has_sum,
                }
                for one in report.sections
            ],
            "to_sign": list(report.to_sign),
        },
    )


def report_docx(report: "ToldReport") -> bytes:
    """The same with real headings and tables with a head. Words go in as text: nothing of them is read as a field."""
    import docx

    document = docx.Document()
    _describe(document, report)
    document.add_heading(report.title, level=0)
    for label, value in report.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    for section in report.sections:
        _section(document, section)
    document.add_paragraph(report.dated)
    for label in report.to_sign:
        document.add_paragraph(f"\n{'_' * 40}\n{label}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: "Document", report: "ToldReport") -> None:
    """What Word and screen readers want to know: title, author, language; and the template's own remark goes."""
    from docx.oxml.ns import qn

    spoken = _COUNTRY.get(language(), language())
    about = document.core_properties
    about.title, about.author, about.comments, about.language = report.title[:255], report.publisher[:255], "", spoken
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), spoken)


def _section(document: "Document", section: "ToldSection") -> None:
    from docx.oxml import OxmlElement

    document.add_heading(section.title, level=1)
    for words in section.paragraphs:
        document.add_paragraph(words)
    if not section.headers:
        return
    table = document.add_table(rows=1, cols=len(section.headers), style="Light Grid Accent 1")
    for cell, head in zip(table.rows[0].cells, section.headers, strict=True):
        cell.text = head
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in section.rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words
    _set_numbers_right(table, section.number_columns)


def _set_numbers_right(table: "Table", number_columns: "Sequence[bool]") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for row in table.rows:
        for cell, is_number in zip(row.cells, number_columns, strict=True):
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
