"""A Beschlussvorlage as DOCX and PDF, and the county's own template: filled across runs, and checked before it is kept."""

import time
import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from flask import Flask

from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Role
from portal.planning import documents
from portal.planning.documents.templates import KEYS
from portal.planning.queries import papers
from portal.planning.queries.paper_content import content_of
from tests.factories.council import make_paper, make_station
from tests.factories.county import make_county
from tests.support.login import Login
from tests.support.picky import PickyClient

MEETING = documents.ToldMeeting("Kreistag", "4. März 2026", "5.1", "Entscheidung")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "word/_rels/document.xml.rels"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> Any:
    make_county(with_terms=True)
    with app.test_request_context():
        yield


def words(document: Document) -> str:
    """Everything the body says, tables included."""
    return "\n".join(one.text or "" for one in document.element.iter(f"{W}t"))


def written(template: bytes | None = None, **values: Any) -> Document:
    content = content_of(make_paper()) | values
    file = documents.paper_docx(content, meetings=[MEETING], version=2, template=template)
    return docx.Document(BytesIO(file))


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(parts: dict[str, bytes], base: bytes | None = None) -> bytes:
    """The shipped template with parts added or replaced."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(base or documents.shipped_template())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.infolist():
            if one.filename not in parts:
                new.writestr(one, old.read(one.filename))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(documents.shipped_template())) as package:
        return package.read(name)


def test_the_shipped_template_holds_every_placeholder() -> None:
    assert documents.check_template(documents.shipped_template()) == sorted(KEYS)


def test_a_docx_has_title_language_and_real_headings() -> None:
    document = written()

    assert document.core_properties.title == "Rufbus am Abend"
    assert document.core_properties.language == "de-DE"
    headings = [
        (one.style.name, one.text) for one in document.paragraphs if one.style and one.style.name.startswith("Heading")
    ]
    assert headings[0] == ("Heading 1", "Rufbus am Abend")
    assert ("Heading 2", "Sachverhalt") in headings
    assert ("Heading 3", "Option 1 (vorgeschlagen)") in headings
    assert "{{" not in words(document)


def test_a_docx_holds_figures_options_and_a_table_with_a_head() -> None:
    document = written()
    told = words(document)

    assert "Menschen, die dahinterstehen: 2 (Wortmeldungen: 2)" in told
    assert "einmalig 1.200,50 €" in told
    assert "Kreistag, 4. März 2026, TOP 5.1, Entscheidung" in told
    (table,) = document.tables
    assert table.rows[0].cells[0].text == "Grunddaseinsfunktion"
    assert "tblHeader" in table.rows[0]._tr.xml


def test_placeholders_are_filled_though_word_split_them() -> None:
    own = docx.Document()
    line = own.add_paragraph()
    for piece in ("Betreff: ", "{", "{ti", "tel", "}", "} (", "{{ Nummer }}", ")"):
        line.add_run(piece).bold = piece == "{"
    own.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{beschlussvorschlag}}"
    own.sections[0].header.paragraphs[0].text = "{{landkreis}}"
    file = saved(own)

    assert documents.check_template(file) == ["beschlussvorschlag", "landkreis", "nummer", "titel"]
    filled = written(file)
    assert filled.paragraphs[0].text.startswith("Betreff: Rufbus am Abend (V-")
    assert filled.tables[0].rows[0].cells[0].text == "Der Ausschuss beschließt den Rufbus."
    assert "{{" not in filled.sections[0].header.paragraphs[0].text


def test_words_of_people_are_never_fields_or_markup() -> None:
    nasty = '{{titel}} <w:br/> & "x"\x00\x0b ]]> {DDEAUTO c:\\cmd}'
    document = written(title=nasty, facts=nasty, proposal="a\nb\n\nc")

    assert "<w:br/> & " in words(document)
    assert not list(document.element.iter(f"{W}instrText"))


def test_a_pdf_is_tagged_and_says_language_and_title() -> None:
    content = content_of(make_paper(title="Rufbus 👍 am Abend"))
    file = documents.paper_pdf(content, meetings=[MEETING], version=None)

    assert file.startswith(b"%PDF-")
    assert b"/MarkInfo" in file or b"/StructTreeRoot" in file
    assert b"/Lang" in file
    assert b"pdfuaid" in file


def test_a_pdf_of_a_paper_with_nothing_in_it_can_be_made() -> None:
    empty = dict.fromkeys(("facts", "evidence", "costs", "proposal"), "")
    content = content_of(make_paper()) | empty | {"needs": [], "options": [], "functions": []}

    assert documents.paper_pdf(content, meetings=[], version=3).startswith(b"%PDF-")
    assert documents.paper_docx(content, meetings=[], version=3).startswith(b"PK")


def test_unknown_placeholders_are_named() -> None:
    own = docx.Document()
    own.add_paragraph("{{titel}} {{Aktenzeichen}} {{ort }}")
    with pytest.raises(InvalidInput, match="aktenzeichen"):
        documents.check_template(saved(own))


def test_a_template_without_placeholders_is_refused() -> None:
    with pytest.raises(InvalidInput, match="kein Platzhalter"):
        documents.check_template(saved(docx.Document()))


def _external(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return with_parts({RELATIONS: part(RELATIONS).replace(b"</Relationships>", relation.encode())})


def _field(instruction: str) -> bytes:
    run = f'<w:p><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r></w:p></w:body>'
    return with_parts({"word/document.xml": part("word/document.xml").replace(b"</w:body>", run.encode())})


def _in_body(xml: str) -> bytes:
    body = part("word/document.xml").replace(b"</w:body>", f"{xml}</w:body>".encode())
    return with_parts({"word/document.xml": body})


def _second_field() -> bytes:
    """A field that fetches, right behind one that does not: joined they would be one harmless word."""
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    told = [f"{begin}<w:r><w:instrText>{word}</w:instrText></w:r>{end}" for word in ("PAGE", "LINK Excel.Sheet x")]
    return _in_body(f"<w:p>{''.join(told)}</w:p>")


def _typed(name: str, kind: str, xml: bytes) -> bytes:
    """A further part that says of itself what it is, under a name that does not."""
    types = part("[Content_Types].xml").replace(
        b"</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    )
    return with_parts({"[Content_Types].xml": types, name: xml})


HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
DDE = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p></w:hdr>'.encode()


def _macro() -> bytes:
    types = part("[Content_Types].xml").replace(b"wordprocessingml.document.main", b"document.macroEnabled.main")
    return with_parts({"[Content_Types].xml": types})


def _dtd() -> bytes:
    xml = part("word/document.xml")
    head, body = xml.split(b"?>", 1)
    return with_parts({"word/document.xml": head + b'?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body})


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (lambda: b"", "no-docx"),
        (lambda: b"PK\x03\x04 kaputt", "no-docx"),
        (lambda: b"%PDF-1.7", "no-docx"),
        (lambda: documents.shipped_template()[:5000], "no-docx"),
        (lambda: b"x" * (2 * 1024 * 1024 + 1), "large"),
        (lambda: with_parts({"word/vbaProject.bin": b"x"}), "active"),
        (lambda: with_parts({"word/embeddings/a.xlsx": b"x"}), "active"),
        (lambda: with_parts({"word/activeX/activeX1.xml": b"<a/>"}), "active"),
        (lambda: with_parts({"../../x.xml": b"<a/>"}), "no-docx"),
        (_macro, "no-docx"),
        (_dtd, "no-docx"),
        (lambda: with_parts({"word/big.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}), "bomb"),
        (lambda: with_parts({f"word/a{number}.xml": b"<a/>" for number in range(450)}), "bomb"),
        (lambda: with_parts({"word/document.xml": b"<a"}), "no-docx"),
        (lambda: _external("attachedTemplate", "file:///x.dotm"), "external"),
        (lambda: _external("image", "https://böse.example/x.png"), "external"),
        (lambda: _external("hyperlink", "file:///x"), "external"),
        (lambda: _field("DDEAUTO c:\\\\cmd.exe"), "fields"),
        (lambda: _field('INCLUDEPICTURE "http://x/y.png"'), "fields"),
        (_second_field, "fields"),
        (lambda: _in_body("<w:p><w:r><w:delInstrText>DDE x</w:delInstrText></w:r></w:p>"), "fields"),
        (lambda: _in_body("<w:mailMerge/>"), "fields"),
        (lambda: _typed("heads/head.xml", HEADER, DDE), "fields"),
        (lambda: _typed("word/HEAD.XML", HEADER, DDE), "fields"),
        (lambda: _typed("word/head.png", HEADER, DDE), "no-docx"),
        (lambda: _typed("word/head.dat", HEADER, DDE), "active"),
        (lambda: _typed("word/x.xml", "application/vnd.ms-office.vbaProject", b"<a/>"), "no-docx"),
        (lambda: with_parts({"word/_rels/HEAD.RELS": b"<!DOCTYPE a><a/>"}), "no-docx"),
        (lambda: _in_body(f"<w:p><w:r><w:t>{'{{sachverhalt}}' * 201}</w:t></w:r></w:p>"), "many"),
    ],
)
def test_what_must_not_lie_in_a_template_is_refused_with_a_sentence(file: Any, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        documents.check_template(file())

    assert refused.value.code == f"template.{code}"


def test_blanks_behind_a_brace_are_looked_through_once() -> None:
    began = time.process_time()

    documents.check_template(_in_body(f'<w:p><w:r><w:t xml:space="preserve">{{{{{" " * 20_000}</w:t></w:r></w:p>'))

    assert time.process_time() - began < 5


def test_a_link_in_a_template_is_fine() -> None:
    assert documents.check_template(_external("hyperlink", "https://www.landkreis.example"))


def test_the_planning_hands_in_a_template_and_papers_use_it(client: PickyClient, login: Login) -> None:
    paper = make_paper()
    own = docx.Document()
    own.add_paragraph("UNSER HAUS {{titel}}")
    login(Role.PLANNER)
    form = client.page("/arbeit/planung/muster").form('main form[enctype="multipart/form-data"]')

    shown = client.follow(client.submit(form, file=(BytesIO(saved(own)), "haus.docx")))
    assert "kommen in Ihrem Muster nicht vor" in shown.text("main")
    assert "beschlussvorschlag" in shown.text("main")
    file = client.get(f"/arbeit/planung/vorlagen/{paper.id}/vorlage.docx")
    assert docx.Document(BytesIO(file.data)).paragraphs[0].text == "UNSER HAUS Rufbus am Abend"
    assert papers.template_in_use() is not None
    back = client.page("/arbeit/planung/muster").form('main form[action="/arbeit/planung/muster/zurueck"]')
    client.follow(client.submit(back))
    assert papers.template_in_use() is None


def test_the_name_of_a_template_cannot_break_its_download(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    page = client.page("/arbeit/planung/muster")
    action = page.form('main form[enctype="multipart/form-data"]').action
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; '
        b"filename*=UTF-8''..%2Fm%0D%0ASet-Cookie%3A%20a%3D1%E2%80%AE.docx\r\n"
        b"Content-Type: application/octet-stream\r\n\r\n" + documents.shipped_template() + b"\r\n--x--\r\n"
    )

    kept = client.post(
        action, data=body, content_type="multipart/form-data; boundary=x", headers={"Sec-Fetch-Site": "same-origin"}
    )
    file = client.get("/arbeit/planung/muster/eigenes.docx")

    assert (kept.status_code, file.status_code) == (303, 200)
    assert "Set-Cookie" not in file.headers
    assert "m Set-Cookie: a=1.docx" in file.headers["Content-Disposition"]


@pytest.mark.parametrize("upload", [None, (b"kein docx", "x.docx"), (b"", "leer.docx")])
def test_a_bad_template_comes_back_with_a_sentence(client: PickyClient, login: Login, upload: Any) -> None:
    login(Role.PLANNER)
    form = client.page("/arbeit/planung/muster").form('main form[enctype="multipart/form-data"]')
    values = {"file": (BytesIO(upload[0]), upload[1])} if upload else {}

    assert client.submit(form, **values).status_code == 422


def test_the_files_of_a_submitted_version_stay_as_they_were(client: PickyClient, login: Login) -> None:
    paper = make_paper()
    make_station(paper)
    login(Role.PLANNER)
    at = f"/arbeit/planung/vorlagen/{paper.id}"
    client.submit(client.page(f"{at}/bearbeiten").form("main form[data-island=submit-once]"), title="Neuer Titel")

    old = client.get(f"{at}/fassungen/1.docx")

    assert docx.Document(BytesIO(old.data)).core_properties.title == "Rufbus am Abend"
    assert docx.Document(BytesIO(client.get(f"{at}/vorlage.docx").data)).core_properties.title == "Neuer Titel"
    assert "fassung-1.docx" in old.headers["Content-Disposition"]
