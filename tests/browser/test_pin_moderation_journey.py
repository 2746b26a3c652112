"""Pins are read with the keyboard alone, a face is blacked out by mouse, a planner makes a Bedarf of what lies close together."""

import io
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.factories.pins_to_read import TITLE, WORDS
from tests.support.browser import assert_accessible, sign_in
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county
PLANNER = "planung@example.org"


@pytest.fixture
def pin_map(server: LiveServer) -> str:
    """The address of a fresh map with five pins that wait."""
    program = [sys.executable, "-m", "tests.factories.pins_to_read"]
    subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)
    raw = rows(server, f"SELECT lower(hex(id)) FROM pin_map WHERE title = '{TITLE}' ORDER BY created_at DESC LIMIT 1")[
        0
    ][0]
    found = raw if len(raw) == 32 else bytes.fromhex(raw).decode().replace("-", "")
    return f"/arbeit/karten/{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"


def rows(server: LiveServer, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as found:
        return found.execute(query).fetchall()


def rest(page: Page, words: str) -> None:
    """Wait until these words are at hand, with the focus where keys belong."""
    expect(page.locator(".triage__words")).to_have_text(words)
    expect(page.locator("#pin-at-hand")).to_be_focused()


def test_pins_are_released_and_hidden_with_keys_alone(visit: Visit, pin_map: str) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(f"{pin_map}/freigabe")
    rest(page, WORDS[0])
    page.locator(".map[data-ready]").wait_for()
    assert_accessible(page)

    page.keyboard.press("j")
    rest(page, WORDS[1])
    page.keyboard.press("k")
    rest(page, WORDS[0])
    for words in WORDS[1:4]:
        page.keyboard.press("f")
        rest(page, words)

    page.keyboard.press("a")
    expect(page.locator("#reason-people")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("2")
    expect(page.locator("#reason-insult")).to_be_checked()
    page.keyboard.press("Enter")
    rest(page, WORDS[4])
    expect(page.locator("#tells")).to_contain_text("Ausgeblendet")
    page.keyboard.press("f")
    expect(page.get_by_text("Alles gelesen")).to_be_visible()
    assert_accessible(page)


def test_a_face_is_blacked_out_by_mouse(visit: Visit, pin_map: str) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(f"{pin_map}/freigabe")
    rest(page, WORDS[0])
    page.keyboard.press("s")
    page.locator("form.black-out[data-ready]").wait_for()
    picture = page.locator("[data-photo] img")
    expect(picture).to_have_js_property("complete", True)
    frame = picture.bounding_box()
    assert frame is not None

    def at(x: float, y: float) -> tuple[float, float]:
        return frame["x"] + frame["width"] * x / 100, frame["y"] + frame["height"] * y / 100

    page.mouse.move(*at(15, 10))
    page.mouse.down()
    page.mouse.move(*at(30, 30), steps=4)
    page.mouse.move(*at(40, 50), steps=4)
    page.mouse.up()
    expect(page.locator("[data-count]")).to_have_text("1 Rechteck auf dem Foto")
    assert_accessible(page)
    page.get_by_role("button", name="Schwarz speichern").click()
    rest(page, WORDS[0])
    expect(page.locator("#tells")).to_contain_text("Geschwärzt.")

    source = page.locator(".contribution__photo img").get_attribute("src")
    made = Image.open(io.BytesIO(page.request.get(str(source)).body()))
    assert max(made.getpixel((225, 190))) < 16  # type: ignore[arg-type]
    assert min(made.getpixel((600, 500))) > 180  # type: ignore[arg-type]


def test_boxes_can_be_typed_without_javascript(visit: Visit, pin_map: str) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    page.goto(f"{pin_map}/freigabe")
    page.get_by_role("link", name="Gesicht oder Kennzeichen schwärzen").click()
    for name, value in (("links", "10"), ("oben", "10"), ("breite", "30"), ("hoehe", "40,5")):
        page.locator(f"[name={name}]").first.fill(value)
    page.get_by_role("button", name="Schwarz speichern").click()

    expect(page.locator("#tells")).to_contain_text("Geschwärzt.")


def test_a_planner_makes_a_bedarf_of_what_lies_close_together(visit: Visit, pin_map: str) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(f"{pin_map}/nadeln")
    page.locator("#nadeln[data-ready][data-pins='5']").wait_for()
    expect(page.locator("[data-count]")).to_have_text("5 Nadeln in diesem Ausschnitt")
    expect(page.locator("[data-island=pin-selection][data-window]")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("checkbox", name=f"Auswählen: {WORDS[0]}").check()
    page.get_by_role("checkbox", name=f"Auswählen: {WORDS[1]}").check()
    page.get_by_role("checkbox", name=f"Auswählen: {WORDS[2]}").check()
    page.get_by_role("button", name="Bedarf daraus machen (3)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 Nadeln ausgewählt")
    title = page.get_by_label("Titel", exact=True)
    expect(title).to_have_value("Hier fehlt etwas: Bank am Bahnhof, Erkheim")
    assert_accessible(page)
    page.get_by_role("button", name="Bedarf anlegen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hier fehlt etwas: Bank am Bahnhof, Erkheim")
    expect(page.locator(".triage__undo")).to_be_visible()
    page.get_by_role("link", name="Zurück zur Auswahl").click()
    expect(page.locator(".pin-row__states").get_by_text("Neu", exact=True)).to_have_count(3)
