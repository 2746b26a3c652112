"""A Sozialbericht as a Word file: real headings, lists and tables, and every chart with an alternative text."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from portal.reports.documents.report_pdf import standing_in_words
from portal.web.i18n import language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COUNTRY = {"de": "de-DE", "en": "en-GB"}
#: Control signs that XML cannot hold.
_UNSAYABLE = dict.fromkeys([*(code for code in range(0x20) if code not in (0x09, 0x0A)), 0xFFFE, 0xFFFF])
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""
_DOTS_PER_INCH = 220.0
_WIDEST_CM = 16.0
_CM_PER_PIXEL = 2.54 / 96
_WIDTH = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)"')


def report_docx(content: Mapping[str, Any], *, number: int | None) -> bytes:
    """The file of what `tell_report` told. Words go in as text: nothing of them is read as a field or as markup."""
    import docx

    document = docx.Document()
    _describe(document, content)
    document.add_heading(_sayable(content["title"]), level=1)
    for line in (content["publisher"], content["period"], standing_in_words(content, number), content["remark"]):
        if line:
            document.add_paragraph(_sayable(line))
    _tell(document, content["preface"], shift=1)
    for chapter in content["chapters"]:
        document.add_heading(_sayable(chapter["title"]), level=2)
        _tell(document, chapter["text"])
        for part in chapter["parts"]:
            _part(document, part)
    document.add_paragraph(_sayable(content["sheltered"]))
    footer = f"{content['publisher']} · {content['title']} · {standing_in_words(content, number)}"
    document.sections[0].footer.paragraphs[0].text = _sayable(footer)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: "Document", content: Mapping[str, Any]) -> None:
    """What Word and screen readers want to know: title, author, language."""
    from docx.oxml.ns import qn

    spoken = _COUNTRY.get(language(), language())
    about = document.core_properties
    about.title, about.author, about.comments = _sayable(content["title"])[:255], content["publisher"][:255], ""
    about.language = spoken
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), spoken)


def _part(document: "Document", part: Mapping[str, Any]) -> None:
    document.add_heading(_sayable(part["title"]), level=3)
    if part["svg"]:
        _picture(document, part["svg"], part["alt"])
    if part["rows"]:
        _table(document, [part["heads"], *part["rows"]])
    if part["note"]:
        document.add_paragraph(_sayable(part["note"]))


def _picture(document: "Document", svg: str, alt: str) -> None:
    import typst
    from docx.shared import Cm

    made = typst.compile(_PICTURE, format="png", ppi=_DOTS_PER_INCH, sys_inputs={"svg": svg})
    shape = document.add_picture(BytesIO(made), width=Cm(_width_cm(svg)))
    shape._inline.docPr.set("descr", _sayable(alt))


def _width_cm(svg: str) -> float:
    """The own width of a chart, but never wider than the page."""
    found = _WIDTH.search(svg)
    return min(_WIDEST_CM, float(found[1]) * _CM_PER_PIXEL) if found else _WIDEST_CM


def _table(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement

    width = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = _sayable(words)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _tell(document: "Document", blocks: Sequence[Mapping[str, Any]], *, shift: int = 2) -> None:
    for block in blocks:
        match block["kind"]:
            case "heading":
                _runs(document.add_heading(level=block["level"] + shift), block["runs"])
            case "item":
                _item(document, block)
            case "quote":
                _runs(document.add_paragraph(style="Intense Quote"), block["runs"])
            case "table" if block["rows"]:
                _table(document, [["".join(run["text"] for run in cell) for cell in row] for row in block["rows"]])
            case "paragraph":
                _runs(document.add_paragraph(), block["runs"])


def _item(document: "Document", block: Mapping[str, Any]) -> None:
    """A bullet, or a number that is written out: two lists of Word would count on from each other."""
    depth = "" if block["depth"] == 1 else f" {block['depth']}"
    if block["number"] is None:
        _runs(document.add_paragraph(style=f"List Bullet{depth}"), block["runs"])
        return
    paragraph = document.add_paragraph(style=f"List Continue{depth}")
    paragraph.add_run(f"{block['number']}. ")
    _runs(paragraph, block["runs"])


def _runs(paragraph: "Paragraph", runs: Sequence[Mapping[str, Any]]) -> None:
    for run in runs:
        made = paragraph.add_run(_sayable(run["text"]))
        made.bold, made.italic = run["bold"] or None, run["italic"] or None
        if run["href"] and run["href"] != run["text"]:
            paragraph.add_run(f" ({_sayable(run['href'])})")


def _sayable(text: str) -> str:
    return text.translate(_UNSAYABLE)
