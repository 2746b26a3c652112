"""The documentation as PDF and Word file: everything in order, tagged, and nobody named who did not agree."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.workshops import queries
from portal.workshops.documents.pdf import documentation_pdf
from portal.workshops.documents.word import documentation_docx
from portal.workshops.models import FutureWorkshop
from portal.workshops.terms.steps import Phase, WorkshopStep
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.workshops import chain_of, go_to, make_card, make_chain, make_critique, make_sketch, make_workshop
from tests.support.login import Login
from tests.support.picky import PickyClient


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Kirchheim")


def text_of_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def words_of_docx(content: bytes) -> list[str]:
    from docx import Document

    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def headings_of_docx(content: bytes) -> list[tuple[str, str]]:
    from docx import Document

    found = [(one.style, one.text) for one in Document(BytesIO(content)).paragraphs]
    return [(style.name or "", text) for style, text in found if style is not None and "Heading" in (style.name or "")]


def in_order(text: str, *parts: str) -> bool:
    """Whether these parts follow each other."""
    place = -1
    for part in parts:
        place = text.find(part, place + 1)
        if place < 0:
            return False
    return True


def test_the_pdf_is_tagged_and_tells_everything_in_order(app: Flask, place: Sozialraum) -> None:
    from pypdf import PdfReader

    workshop = make_chain(place)
    with app.test_request_context():
        content = documentation_pdf(workshop, for_staff=True)

    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "de"
    assert b"pdfuaid" in content
    assert in_order(
        text_of_pdf(content),
        "Unser Dorf mit 70",
        "Was herauskam",
        "Es wurde gelacht.",
        "Von der Kritik zum Projekt",
        "Man trifft sich nicht",
        "Eine Stube, in der immer jemand ist",
        "Dorfstube",
        "Projektskizzen",
        "Das Lehrerhaus wird aufgesperrt.",
        "Hildegard Mayr",
        "Das Wirtshaus ist zu",
        "Ein Tanzboden unter der Linde",
        "Ich sperre auf",
    )


def test_the_word_file_has_real_headings_and_a_table(app: Flask, place: Sozialraum) -> None:
    workshop = make_chain(place)
    with app.test_request_context():
        content = documentation_docx(workshop, for_staff=True)

    assert headings_of_docx(content)[:5] == [
        ("Heading 1", "Unser Dorf mit 70"),
        ("Heading 2", "Was herauskam"),
        ("Heading 2", "Worum es ging"),
        ("Heading 2", "Von der Kritik zum Projekt"),
        ("Heading 2", "Projektskizzen"),
    ]
    assert words_of_docx(content)[-3:] == ["Man trifft sich nicht", "Eine Stube, in der immer jemand ist", "Dorfstube"]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_everybody_takes_along_what_was_released(client: PickyClient, place: Sozialraum, ending: str) -> None:
    workshop = make_chain(place)

    answer = client.get(f"/werkstatt/{workshop.slug}/dokumentation.{ending}")

    assert answer.status_code == 200
    assert f"unser-dorf-mit-70.{ending}" in answer.headers["Content-Disposition"]
    text = text_of_pdf(answer.data) if ending == "pdf" else " ".join(words_of_docx(answer.data))
    assert "hat sich gefunden" in text
    assert "Hildegard" not in text


def test_what_is_hidden_is_nowhere_in_public(app: Flask, client: PickyClient, place: Sozialraum) -> None:
    workshop = make_chain(place)
    card = chain_of(workshop).criticisms[0].thought.contribution_ids[0]
    with unit_of_work():
        contributions.moderate(said.contribution(card), to=ModerationState.HIDDEN, reason="Ein Name", by=SYSTEM)

    address = f"/werkstatt/{workshop.slug}"
    assert "Das Wirtshaus ist zu" not in client.page(address).text()
    assert "Das Wirtshaus ist zu" not in text_of_pdf(client.get(f"{address}/dokumentation.pdf").data)
    assert "Keine Bank" in text_of_pdf(client.get(f"{address}/dokumentation.pdf").data)


ODD = (
    "#set page(width: 1pt)",
    "= Keine *Überschrift* _hier_ $x^2$ @ref <label>",
    "<script>alert(1)</script> & „Anführung“",
    "🙂 日本語 العربية ",
    '=cmd|"/C calc"!A0',
    "{{ 7 * 7 }} {% raw %}",
)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_people_write_is_text(
    app: Flask, client: PickyClient, login: Login, place: Sozialraum, odd: str
) -> None:
    workshop = make_workshop(odd[:100], place=place, step=WorkshopStep.CRITIQUE, purpose=odd, venue=odd)
    make_critique(workshop, odd[:80], [odd, "Zweite"])
    go_to(workshop, WorkshopStep.REALISATION)
    make_card(workshop, Phase.REALISATION, odd)
    make_sketch(workshop, odd[:100], what=odd, godparent=odd)
    login(Role.PLANNER)
    here = f"/arbeit/werkstaetten/{workshop.id}"

    for page in (
        "",
        "/leiten",
        "/wuensche",
        "/projekte",
        "/dokumentation",
        "/weitergeben",
        "/ablauf/druck",
        "/vorschau",
    ):
        client.page(here + page)
    for ending in ("pdf", "docx"):
        assert client.get(f"{here}/dokumentation/werkstatt.{ending}").status_code == 200


def test_an_empty_workshop_has_a_documentation_too(app: Flask, place: Sozialraum) -> None:
    workshop: FutureWorkshop = make_workshop(place=place, step=WorkshopStep.REFLECTION)
    with app.test_request_context():
        text = text_of_pdf(documentation_pdf(queries.workshop(workshop.id), for_staff=False))

    assert "Entwurf, noch nicht freigegeben" in text
    assert "Es wurde keine Projektskizze geschrieben." in text
