"""The Steckbrief: one tagged A4 page, whatever is written."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.kernel.clock import today
from portal.kernel.policy import Role
from portal.kuemmerer.documents import factsheet_pdf
from portal.kuemmerer.documents.telling import (
    LONGEST_AIM_TOLD,
    MOST_FIGURES,
    MOST_STEPS_TOLD,
    PhaseTold,
    Told,
    shortened,
)
from portal.kuemmerer.queries import steps
from portal.kuemmerer.terms.projects import LONGEST_AIM, LONGEST_NAME, Phase
from portal.kuemmerer.terms.steps import LONGEST_TITLE
from tests.factories.county import make_county
from tests.factories.kuemmerer import make_project
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock


def address(project_id: UUID, ending: str = "") -> str:
    return f"/arbeit/quartiersprojekte/{project_id}/steckbrief{ending}"


def read(made: bytes) -> tuple[int, str, Any]:
    """Number of pages, text, and the root of the document."""
    reader = PdfReader(BytesIO(made))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return len(reader.pages), text, reader.trailer["/Root"]


def test_it_is_one_tagged_page_from_what_is_there_now(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    project = make_project(
        aim="Alle sollen im Ort alt werden können.",
        phase=Phase.BUILD_UP,
        begun_on=date(2026, 1, 5),
        contact_name="Eva Rath",
        contact_phone="08261 99999",
    )
    login(Role.PLANNER)

    answer = client.get(address(project.id, ".pdf"))
    pages, text, root = read(answer.data)

    assert answer.headers["Content-Disposition"] == "attachment; filename=steckbrief-daheim-im-markt.pdf"
    assert pages == 1
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de"
    places = [
        text.index(part)
        for part in (
            "Markt Rettenbach",
            "Daheim im Markt",
            "Alle sollen im Ort",
            "Aufbau (jetzt)",
            "Eva Rath, 08261 99999",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("word", ["Wort ", "Donaudampfschifffahrtsgesellschaft ", "x", "🚌 ", "W" * 40 + " ", "ﷺ "])
def test_the_longest_texts_are_still_one_page(app: Flask, word: str) -> None:
    def long(length: int) -> str:
        return (word * length)[:length].strip()

    told = Told(
        name=long(LONGEST_NAME),
        place_names=", ".join(["Bad Wörishofen"] * 20),
        aim=shortened(long(LONGEST_AIM), LONGEST_AIM_TOLD),
        phase_line="Gemeinsam mit den Menschen im Ort wird erhoben, was fehlt.",
        phases=[PhaseTold(phase.label, "geplant ab 03/2026", phase is Phase.BUILD_UP) for phase in Phase],
        progress="12 von 40 Schritten sind getan.",
        done=[long(LONGEST_TITLE)] * MOST_STEPS_TOLD,
        coming=[long(LONGEST_TITLE)] * MOST_STEPS_TOLD,
        figures=[(long(80), "1.234.567,89 €")] * MOST_FIGURES,
        contact=long(LONGEST_NAME),
        address="https://miteinander.example.org/orte/markt-rettenbach",
    )

    pages, _text, root = read(factsheet_pdf(told))

    assert pages == 1
    assert root["/MarkInfo"]["/Marked"].value is True


def test_the_page_to_print_says_the_same(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    project = make_project(aim="Alle sollen im Ort alt werden können.", is_public=True)
    login(Role.SECTOR_PLANNER)

    page = client.page(address(project.id))

    assert page.heading == "Daheim im Markt"
    assert page.texts("[aria-current=step]") == ["Vorbereitung (jetzt) seit 03/2026"]
    assert page.text(".print-note__url").endswith("/orte/markt-rettenbach")


def test_what_comes_next_has_its_day_and_what_is_late_has_none(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    project = make_project(begun_on=today() - timedelta(days=20))
    late, coming = steps.next_steps(project.id)[:2]
    login(Role.SECTOR_PLANNER)

    lines = client.page(address(project.id)).texts("main ul li")

    assert lines[:2] == [late.title, f"{coming.title} (bis {coming.due_on:%d.%m.%Y})"]


def test_only_who_sees_the_project_gets_it(client: PickyClient, login: Login) -> None:
    make_county()
    project = make_project()
    login(Role.KUEMMERER, make_place("Kammlach"))

    assert client.get(address(project.id)).status_code == 404
    assert client.get(address(project.id, ".pdf")).status_code == 404


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("kurz", 10, "kurz"),
        ("drei ganze Worte", 12, "drei ganze …"),
        ("x" * 30, 10, "x" * 9 + " …"),
        ("a\n b", 9, "a b"),
    ],
)
def test_texts_end_at_a_word(text: str, longest: int, short: str) -> None:
    assert shortened(text, longest) == short
