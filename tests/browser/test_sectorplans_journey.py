"""A Fachplaner plans an Erhebung and learns whom to call; a survey tells the same before it is published."""

import re

import pytest
from playwright.sync_api import expect

from portal.kernel.clock import months_later, today
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county


def test_a_fachplaner_plans_an_erhebung_and_sees_whom_to_call(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "fachplanung@example.org")
    page.goto("/arbeit/erhebungen")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Schulwege und Ganztag").click()
    expect(page.get_by_text("Sandra Kirchmann").first).to_be_visible()
    assert_fits(page)
    assert_accessible(page)

    page.goto("/arbeit/erhebungen/neu")
    page.get_by_label("Titel").fill("Fragebogen zu Hilfen im Alltag")
    page.get_by_text("Seniorinnen und Senioren", exact=True).click()
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    month = months_later(today().replace(day=1), 3).strftime("%Y-%m")
    page.get_by_label("Erster Monat").fill(month)
    page.get_by_label("Letzter Monat").fill(month)
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()

    expect(page.get_by_role("heading", name="Fragebogen zu Hilfen im Alltag", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Gesundheit im Alter: Wege zu Arzt und Apotheke")).to_be_visible()
    expect(page.get_by_text("Dr. Petra Zeller").first).to_be_visible()
    assert_fits(page)
    assert_accessible(page)

    page.goto("/arbeit/fachplanungen")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Seniorenpolitisches Gesamtkonzept")).first.click()
    expect(page.get_by_role("heading", name="Indikatoren")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.goto("/arbeit/fachplanungen/doppelt")
    expect(page.get_by_role("heading", name="SGB-II-Quote")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.goto("/arbeit/erhebungen/ueberschneidungen")
    assert_fits(page)
    assert_accessible(page)


def test_a_survey_shows_the_overlap_in_its_checklist(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/umfragen/neu")
    page.get_by_text("Wohnen im Alter", exact=True).click()
    page.fill("#title", "Was brauchen Sie im Alter?")
    page.locator("[name=sozialraum_id]").evaluate("select => { select.selectedIndex = 3 }")
    page.get_by_role("button", name="Weiter zu den Fragen").click()
    page.wait_for_url("**/fragen**")
    address = page.url.partition("/fragen")[0]
    page.goto(address)
    expect(page.get_by_role("heading", name="Wird hier gerade schon gefragt?")).to_be_visible()

    page.goto(f"{address}/angaben")
    month = months_later(today().replace(day=1), 3)
    page.fill("#opens_on", month.replace(day=10).isoformat())
    page.fill("#closes_on", month.replace(day=20).isoformat())
    page.get_by_role("button", name="Speichern").click()
    page.goto(address)
    expect(page.get_by_text("Dr. Petra Zeller").first).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Zielgruppen angeben").click()
    page.get_by_text("Kinder", exact=True).click()
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Was brauchen Sie im Alter?", level=1)).to_be_visible()
    expect(page.get_by_text("Dr. Petra Zeller")).to_be_hidden()
    assert_fits(page)
