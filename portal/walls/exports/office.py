"""A Moderationswand as a Word document (DOCX): real headings, lists and a table with a head, to be worked on further."""

from io import BytesIO
from typing import TYPE_CHECKING

from portal.walls.exports.reduced import reduced
from portal.web.i18n import _, language
from portal.web.site import site

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

    from portal.walls.exports.telling import ToldColumn, ToldGroup, ToldPhoto, ToldWall

DOCX_MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDEST_CM, _HIGHEST_CM = 15.0, 20.0
_COUNTRY = {"de": "de-DE", "en": "en-GB"}


def wall_docx(wall: "ToldWall") -> bytes:
    """The document in the order of the PDF. Words go in as text: nothing of them is read as a field or as markup."""
    import docx

    document = docx.Document()
    _describe(document, wall)
    document.add_heading(wall.title, level=0)
    for line in wall.about:
        document.add_paragraph(line)
    if wall.ranking:
        document.add_heading(_("Die meisten Punkte"), level=1)
        _ranking(document, wall)
    for column in wall.columns:
        _column(document, column)
    if wall.photos:
        document.add_heading(_("Fotos der Papierwände"), level=1)
        with reduced(wall.photos) as (_folder, photos):
            for photo in photos:
                _photo(document, photo)
    _close(document, wall)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: "Document", wall: "ToldWall") -> None:
    """What Word and screen readers want to know: title, author, language; and the template's own remark goes."""
    about = document.core_properties
    about.title, about.author, about.comments = wall.title[:255], (site().county_name or site().name)[:255], ""
    spoken = _COUNTRY.get(language(), language())
    about.language = spoken
    from docx.oxml.ns import qn

    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), spoken)


def _ranking(document: "Document", wall: "ToldWall") -> None:
    table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, head in zip(table.rows[0].cells, (_("Karte oder Gruppe"), _("Spalte"), _("Punkte")), strict=True):
        cell.text = head
    _mark_head(table)
    for one in wall.ranking:
        for cell, words in zip(table.add_row().cells, (one.title, one.column, str(one.dots)), strict=True):
            cell.text = words


def _mark_head(table: "Table") -> None:
    """The first row is read as the head of each column, and comes again on the next sheet."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _photo(document: "Document", photo: "ToldPhoto") -> None:
    """The picture as wide as the text or as high as fits, with its words for those who do not see it, and below it for all."""
    from docx.shared import Cm, Emu

    shape = document.add_picture(str(photo.path))
    share = min(Cm(_WIDEST_CM) / shape.width, Cm(_HIGHEST_CM) / shape.height)
    shape.width, shape.height = Emu(int(shape.width * share)), Emu(int(shape.height * share))
    shape._inline.docPr.set("descr", photo.caption)
    document.add_paragraph(photo.caption, style="Caption")


def _close(document: "Document", wall: "ToldWall") -> None:
    if wall.legend:
        document.add_heading(_("Zeichen"), level=1)
    for mark, meaning in wall.legend:
        document.add_paragraph(f"{mark}: {meaning}")
    for note in wall.notes:
        document.add_paragraph(note)


def _column(document: "Document", column: "ToldColumn") -> None:
    document.add_heading(column.title, level=1)
    if column.hint:
        document.add_paragraph(column.hint)
    for group in column.groups:
        _group(document, group)
    if not column.groups:
        document.add_paragraph(_("Keine Karten."))


def _group(document: "Document", group: "ToldGroup") -> None:
    if group.heading:
        document.add_heading(group.heading, level=2)
    if group.marks:
        document.add_paragraph(group.marks)
    # Named by its id: the library reads through all styles for each paragraph that names its style.
    bullet = document.styles["List Bullet"].style_id
    for card in group.cards:
        words = document.add_paragraph(card.text)
        words._p.style = bullet
        if card.marks:
            words.add_run(f"\n{card.marks}").italic = True
