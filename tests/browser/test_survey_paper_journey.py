"""A Kümmererin brings home a pile of paper: types it with the keyboard alone, once more without JavaScript, and checks by lot."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county

MOST_KEYS = 14


@pytest.fixture(autouse=True)
def survey(server: LiveServer) -> str:
    """The id of the survey of ten closed questions; put there once per server."""
    if not (found := ids(server)):
        program = [sys.executable, "-m", "tests.factories.survey_on_paper"]
        subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)
        found = ids(server)
    return f"{found[0][:8]}-{found[0][8:12]}-{found[0][12:16]}-{found[0][16:20]}-{found[0][20:]}"


def ids(server: LiveServer) -> list[str]:
    return [row[0] for row in rows(server, "SELECT id FROM survey WHERE slug = 'auf-papier'")]


def rows(server: LiveServer, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as found:
        return found.execute(query).fetchall()


def typed_sheets(server: LiveServer, event: str) -> list[dict[str, Any]]:
    """The answers of the sheets of this batch, by number."""
    found = rows(
        server,
        "SELECT r.answers, r.channel, b.event FROM survey_sheet s JOIN survey_sheet_batch b ON b.id = s.batch_id "
        "JOIN survey_response r ON r.id = s.response_id ORDER BY s.number",
    )
    return [json.loads(answers) | {"channel": channel} for answers, channel, where in found if where == event]


def open_batch(page: Page, survey: str, event: str, *, check: str = "Keiner") -> None:
    sign_in(page, "planung@example.org")
    page.goto(f"/arbeit/umfragen/{survey}/boegen")
    page.get_by_label("Woher kommen die Bögen?").fill(event)
    page.get_by_label("Welche Bögen werden zur Kontrolle zweimal getippt?").select_option(label=check)
    page.get_by_role("button", name="Ersten Bogen tippen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 1")


def press(page: Page, keys: str, *, scripts: bool = True) -> int:
    """Press one key after the other, each a real one, and count them; a person looks at the page first."""
    if scripts:
        page.locator("form[data-typing]").wait_for()
    else:
        expect(page.locator("[autofocus]")).to_be_focused()
    pressed = keys.split()
    for key in pressed:
        page.keyboard.press(key)
    return len(pressed)


def test_a_sheet_of_ten_closed_questions_takes_at_most_fourteen_keys(
    visit: Visit, survey: str, server: LiveServer
) -> None:
    page = visit()
    open_batch(page, survey, "Seniorennachmittag")
    expect(page.locator("[name=a_alone]")).to_be_focused()

    keys = press(page, "2 1 1 3 1 3 Enter 5 1 4 2 6 Enter")

    assert keys <= MOST_KEYS
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 2")
    expect(page.locator("#sheet-count")).to_have_text("1")
    expect(page.locator("[name=a_alone]")).to_be_focused()
    (sheet,) = typed_sheets(server, "Seniorennachmittag")
    assert sheet == {
        "alone": {"o": ["no"]},
        "health": {"o": ["5"]},
        "partner": {"o": ["yes"]},
        "way": {"o": ["foot"]},
        "missing": {"o": ["shop", "bench"]},
        "safe": {"o": ["5"]},
        "help": {"o": ["yes"]},
        "lonely": {"o": ["4"]},
        "gender": {"o": ["male"]},
        "age": {"o": ["70-79"]},
        "channel": "paper",
    }


def test_jumps_wrong_figures_and_own_words_with_the_keyboard(visit: Visit, survey: str, server: LiveServer) -> None:
    page = visit()
    open_batch(page, survey, "Briefkasten")

    press(page, "1 2")
    expect(page.locator("[name=a_way]")).to_be_focused()
    expect(page.locator(".sheet__row--skipped")).to_have_count(1)
    press(page, "7")
    expect(page.get_by_text("Bei Frage 4 gibt es keine 7.")).to_be_visible()
    expect(page.locator("[name=a_way]")).to_be_focused()
    press(page, "4")
    expect(page.locator("[name=w_way]")).to_be_focused()
    page.keyboard.type("Rollator")
    press(page, "Enter 0")
    expect(page.locator("[name=a_missing]")).to_be_focused()
    press(page, "Enter 0 ArrowUp")
    expect(page.locator("[name=a_safe]")).to_be_focused()
    page.get_by_role("textbox", name="Frage 3: Fährt jemand im Haushalt Auto?").fill("1")
    press(page, "Control+Enter")

    expect(page.get_by_text("Frage 3 war ausgefüllt, obwohl sie übersprungen werden sollte.")).to_be_visible()
    (sheet,) = typed_sheets(server, "Briefkasten")
    assert sheet["way"] == {"o": ["other"], "t": "Rollator"}
    assert sheet["missing"] == sheet["safe"] == {"-": 1}
    assert "partner" not in sheet


def test_without_javascript_it_is_typed_with_tab(visit: Visit, watch: Watch, survey: str, server: LiveServer) -> None:
    watch.expect(422)
    page = visit(javascript=False)
    open_batch(page, survey, "Ohne Skripte")

    press(page, "9 Enter", scripts=False)
    expect(page.get_by_role("alert")).to_contain_text("Bei Frage 1 gibt es keine 9.")
    expect(page.locator("[autofocus]")).to_have_attribute("name", "a_alone")
    page.locator("[name=a_alone]").fill("2")
    page.locator("[name=a_missing]").fill("24")
    page.get_by_role("button", name="Nächster Bogen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 2")
    (sheet,) = typed_sheets(server, "Ohne Skripte")
    assert sheet == {"alone": {"o": ["no"]}, "missing": {"o": ["doctor", "cafe"]}, "channel": "paper"}


def test_a_drawn_sheet_is_typed_twice_and_the_paper_decides(visit: Visit, survey: str, server: LiveServer) -> None:
    page = visit()
    open_batch(page, survey, "Doppelt getippt", check="Jeder")
    press(page, "2 1 1 3 1 3 Enter 5 1 4 2 6 Enter")
    expect(page.get_by_text("Dieser Bogen ist zur Kontrolle gezogen")).to_be_visible()

    page.get_by_role("link", name="Übersicht des Stapels").click()
    page.get_by_role("link", name="Zum zweiten Mal tippen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 1 zum zweiten Mal")
    press(page, "2 1 1 2 1 3 Enter 5 1 4 2 6 Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 1: Was steht auf dem Papier?")
    assert_accessible(page)
    page.get_by_text("Zweite Eingabe", exact=True).click()
    page.get_by_role("button", name="So steht es auf dem Papier").click()

    expect(page.get_by_text("entschieden", exact=True)).to_be_visible()
    expect(page.locator(".figure-grid")).to_contain_text("1 von 10")
    assert typed_sheets(server, "Doppelt getippt")[0]["way"] == {"o": ["car"]}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_pages_can_be_read_by_everybody(visit: Visit, watch: Watch, survey: str, narrow: bool, dark: bool) -> None:
    watch.expect(422)
    page = visit(narrow=narrow, dark=dark)
    open_batch(page, survey, f"Für alle lesbar {narrow} {dark}", check="Jeder")
    assert_accessible(page)

    press(page, "1 2 9")
    assert_accessible(page)
    page.get_by_role("button", name="Nächster Bogen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.locator("[name=a_way]").fill("1")
    page.get_by_role("button", name="Nächster Bogen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 2")
    assert_accessible(page)
    page.get_by_role("link", name="Bogen 1 berichtigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bogen 1 berichtigen")
    assert_accessible(page)
    for address in (f"/arbeit/umfragen/{survey}/boegen", f"/arbeit/umfragen/{survey}/papier"):
        page.goto(address)
        assert_accessible(page)
    page.goto(f"/arbeit/umfragen/{survey}/boegen")
    page.get_by_role("link", name=f"Für alle lesbar {narrow} {dark}", exact=True).click()
    assert_accessible(page)
