"""Steckbrief and Sozialbericht of the real Unterallgäu: the figures are right, and the files are accessible."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask import Flask
from pypdf import PdfReader

from portal.reports.queries import social_reports as queries
from tests.factories.indicators import AGES, POPULATION, import_bytes
from tests.factories.places import import_unterallgaeu
from tests.factories.reports import make_released
from tests.support.picky import PickyClient


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    import_unterallgaeu()
    for path in (POPULATION, AGES):
        import_bytes(path.read_bytes(), path.name)


def read(made: bytes) -> tuple[int, str, Any]:
    reader = PdfReader(BytesIO(made))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return len(reader.pages), text, reader.trailer["/Root"]


def structure(root: Any) -> list[Any]:
    """Every element of the structure tree."""
    found, open_ones = [], [root["/StructTreeRoot"]]
    while open_ones:
        one = open_ones.pop().get_object()
        if isinstance(one, list):
            open_ones += one
        elif isinstance(one, dict):
            found.append(one)
            kids = one.get("/K")
            if kids is not None and not isinstance(kids, int):
                open_ones += [kid for kid in (kids if isinstance(kids, list) else [kids]) if not isinstance(kid, int)]
    return found


def test_everybody_reads_figures_beside_the_county_and_gets_one_tagged_page(client: PickyClient) -> None:
    page = client.page("/orte/mindelheim/steckbrief")
    assert page.heading == "Demografie-Steckbrief: Mindelheim"
    words = page.text("main")
    assert "14.569" in words
    assert "140.419" in words
    assert "Bad Wörishofen" in words
    assert "Altersaufbau am 31. Dezember 2015" in words
    assert "Werte in Klammern sind nur eingeschränkt zu vergleichen" in words
    assert words.count("Statistische Ämter des Bundes und der Länder") == 1
    assert "Nur für den Dienstgebrauch" not in words
    assert client.page("/orte/mindelheim").has('a[href="/orte/mindelheim/steckbrief"]')

    answer = client.get("/orte/mindelheim/steckbrief.pdf")
    pages, text, root = read(answer.data)
    assert answer.mimetype == "application/pdf"
    assert pages == 1
    assert "14.569" in text
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "de"
    assert PdfReader(BytesIO(answer.data)).metadata.title == "Demografie-Steckbrief: Mindelheim"  # type: ignore[union-attr]
    elements = structure(root)
    kinds = {str(one.get("/S")) for one in elements}
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure"} <= kinds
    assert all(one.get("/Alt") for one in elements if one.get("/S") == "/Figure")


def test_files_are_accessible() -> None:
    report = make_released("Sozialbericht 2025", text="## Zweite zuerst\n\nText\n\n# Erste\n\n#### Tief 👍")
    found = queries.release(report.id, 1)

    reader = PdfReader(BytesIO(found.pdf))
    root: Any = reader.trailer["/Root"]
    elements = structure(root)
    assert reader.metadata is not None
    assert reader.metadata.title == "Sozialbericht 2025"
    assert root["/Lang"] == "de"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Figure"} <= {str(one.get("/S")) for one in elements}
    assert all(one.get("/Alt") for one in elements if one.get("/S") == "/Figure")

    document = Document(BytesIO(found.docx))
    assert document.core_properties.title == "Sozialbericht 2025"
    assert document.core_properties.language == "de-DE"
    assert document.inline_shapes
    assert all(one._inline.docPr.get("descr") for one in document.inline_shapes)
    assert "Heading 1" in {one.style.name for one in document.paragraphs if one.style}
