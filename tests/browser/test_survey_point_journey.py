"""The question of a survey that asks for a place: shown on a map with keys or by the phone, or told in words alone."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county
QUESTION = "/umfragen/unterwegs/frage/point"
PHONE_IS_AT = {"latitude": 48.05, "longitude": 10.4}


@pytest.fixture(autouse=True)
def _survey(server: LiveServer) -> None:
    """The survey with every kind of question; put there once per server."""
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as found:
        if found.execute("SELECT 1 FROM survey WHERE slug = 'unterwegs'").fetchone():
            return
    program = [sys.executable, "-m", "tests.factories.survey_of_all_kinds"]
    subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)


def at_the_question(page: Page) -> Page:
    page.goto("/umfragen/unterwegs")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zuerst ein Hinweis")
    page.goto(QUESTION)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wo fehlt eine Bank?")
    return page


def value(page: Page, name: str) -> float:
    return float(page.locator(f"[name={name}]").input_value())


def test_a_place_is_shown_with_keys_alone(visit: Visit) -> None:
    page = at_the_question(visit())
    page.locator(".place-point .map[data-ready]").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Die Stelle ist markiert.")).to_be_visible()
    west, south, east, north = json.loads(page.locator(".place-point").get_attribute("data-props") or "")["ground"][
        "frame"
    ]
    assert value(page, "latitude") == pytest.approx((south + north) / 2, abs=0.01)
    assert value(page, "longitude") == pytest.approx((west + east) / 2, abs=0.01)
    assert_accessible(page)

    page.get_by_role("button", name="Markierung wegnehmen").click()
    expect(page.locator("[name=latitude]")).to_have_value("")


def test_the_phone_says_where_it_is_and_the_answer_is_kept(visit: Visit) -> None:
    page = at_the_question(visit(phone=True, geolocation=PHONE_IS_AT, permissions=["geolocation"]))
    page.locator(".place-point .map[data-ready]").wait_for()

    page.get_by_role("button", name="Mein Standort").click()
    expect(page.locator("[name=latitude]")).to_have_value("48.050000")
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wo fehlt eine Bank?")

    page.goto(QUESTION)
    page.locator(".place-point .map[data-ready]").wait_for()
    assert value(page, "latitude") == pytest.approx(PHONE_IS_AT["latitude"])
    expect(page.locator(".place-point .pin")).to_have_count(1)


def test_without_a_script_words_are_enough(visit: Visit) -> None:
    page = at_the_question(visit(javascript=False))
    expect(page.locator(".place-point .map")).to_be_hidden()

    page.locator("textarea[name=text]").fill("beim alten Bahnhof")
    page.get_by_role("button", name="Weiter", exact=True).click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wo fehlt eine Bank?")
