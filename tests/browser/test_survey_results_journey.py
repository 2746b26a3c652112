"""From answers to what everybody sees: result page, cross table, texts by keys, a result for all."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_planner_journey import press
from tests.support.browser import Watch, assert_accessible, sign_in
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county
PUBLIC = "/umfragen/mit-ergebnis/ergebnis"


@pytest.fixture(autouse=True)
def staff(server: LiveServer) -> str:
    """The address of the answered survey for staff; put there once per server."""
    if not (found := ids(server)):
        program = [sys.executable, "-m", "tests.factories.survey_with_results"]
        subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)
        found = ids(server)
    return f"/arbeit/umfragen/{UUID(found[0])}"


def ids(server: LiveServer) -> list[str]:
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as found:
        return [row[0] for row in found.execute("SELECT id FROM survey WHERE slug = 'mit-ergebnis'")]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_planner_finds_an_answer_by_filter_and_cross_table(visit: Visit, staff: str, javascript: bool) -> None:
    planner = visit(javascript=javascript)
    sign_in(planner, "planung@example.org")
    planner.goto(f"{staff}/ergebnis")
    bus = planner.locator("#result-way tbody tr").first
    expect(bus).to_contain_text("Mit dem Bus")

    planner.get_by_label("Kanal", exact=True).select_option(label="auf Papier")
    planner.get_by_role("button", name="Filter anwenden").click()
    expect(planner.get_by_text("Gezählt sind 28 von 43 Teilnahmen.")).to_be_visible()

    planner.get_by_role("link", name="Kreuztabelle").click()
    planner.get_by_label("Zeilen").select_option(label="Wie alt sind Sie?")
    planner.get_by_label("Spalten").select_option(label="Wohin fahren Sie?")
    planner.get_by_role("button", name="Filter anwenden").click()
    expect(planner.get_by_text("43 Menschen haben beides beantwortet.")).to_be_visible()
    expect(planner.locator(".crosstab tbody tr").filter(has_text="80 Jahre")).to_contain_text("100 %")

    planner.get_by_role("link", name="Vergleich").click()
    earlier = planner.locator("option", has_text="erstes Mal").get_attribute("value")
    planner.get_by_label("Verglichen mit").select_option(earlier)
    planner.get_by_role("button", name="Filter anwenden").click()
    expect(planner.locator("#result-way")).to_contain_text("Antworten hier: 39, dort: 18")


def test_texts_are_read_with_the_keyboard_alone(visit: Visit, staff: str) -> None:
    planner = visit()
    sign_in(planner, "planung@example.org")
    planner.goto(f"{staff}/texte?frage=wish&ungelesen=1")
    first = planner.locator("blockquote").inner_text()

    press(planner, "g")
    expect(planner.locator("blockquote")).not_to_have_text(first)
    second = planner.locator("blockquote").inner_text()
    press(planner, "s")
    expect(planner.get_by_label("Neues Stichwort")).to_be_focused()
    planner.keyboard.type("Warten")
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("button", name="Stichwort wegnehmen: Warten")).to_be_visible()
    press(planner, "e")
    expect(planner.locator(".texts__desk")).to_contain_text("im Eingang")
    press(planner, "v")
    expect(planner.locator(".texts__desk")).to_contain_text("freigegeben")
    expect(planner.locator("blockquote")).to_have_text(second)

    planner.goto(f"{staff}/texte?frage=wish")
    before = planner.locator("blockquote").inner_text()
    press(planner, "j")
    expect(planner.locator("blockquote")).not_to_have_text(before)
    press(planner, "k")
    expect(planner.locator("blockquote")).to_have_text(before)


def test_everybody_sees_a_result_from_choosing_until_it_is_withdrawn(visit: Visit, staff: str, watch: Watch) -> None:
    watch.expect(404)
    planner, resident = visit(), visit(phone=True)
    resident.goto(PUBLIC)
    expect(resident.get_by_role("heading", level=1)).not_to_contain_text("Ergebnis")
    sign_in(planner, "planung@example.org")
    planner.goto(f"{staff}/veroeffentlichen-ergebnis")
    planner.locator("label").filter(has_text="Wie sind Sie meist unterwegs?").click()
    planner.locator("label").filter(has_text="Wohin fahren Sie?").click()
    planner.get_by_role("button", name="Vorschau zeigen").click()
    assert_accessible(planner)
    planner.get_by_role("button", name="Jetzt für alle veröffentlichen").click()
    expect(planner.get_by_text("Das Ergebnis ist jetzt öffentlich.")).to_be_visible()

    resident.goto(PUBLIC)
    expect(resident.locator("main")).to_contain_text("Rund 45 Menschen haben mitgemacht.")
    expect(resident.locator("#result-reasons tbody tr").first).to_contain_text("rund 45")
    expect(resident.locator("main")).not_to_contain_text("Wie zufrieden")
    assert_accessible(resident)
    for dark in (False, True):
        narrow = visit(narrow=True, dark=dark)
        narrow.goto(PUBLIC)
        assert_accessible(narrow)

    planner.get_by_role("button", name="Ergebnis Nr. 1 zurücknehmen").click()
    expect(planner.get_by_text("Das Ergebnis ist nicht mehr öffentlich.")).to_be_visible()
    resident.goto(PUBLIC)
    expect(resident.get_by_role("heading", level=1)).not_to_contain_text("Ergebnis")


VIEWS = (
    "ergebnis",
    "ergebnis?nur=way:bus&kanal=paper",
    "ergebnis?nur=nichts",
    "kreuztabelle?zeilen=way&spalten=age",
    "kreuztabelle?zeilen=gemeinde&spalten=kanal",
    "vergleich",
    "texte",
    "texte?wort=00000000-0000-0000-0000-000000000001",
    "veroeffentlichen-ergebnis?codes=way&codes=years&codes=home",
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_results_is_accessible(visit: Visit, staff: str, narrow: bool, dark: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    sign_in(page, "planung@example.org")
    for view in VIEWS:
        page.goto(f"{staff}/{view}")
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
