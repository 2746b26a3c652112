"""A Kümmerin chooses a Fall that goes along, her successor accepts on the phone, and the Fall has changed hands."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PROJECTS = "/arbeit/quartiersprojekte"


def open_handover(page: Page) -> None:
    page.goto(PROJECTS)
    page.get_by_role("link", name="Daheim in Markt Rettenbach").click()
    page.get_by_role("navigation", name="Seiten des Projekts").get_by_role("link", name="Übergabe").click()
    assert_accessible(page)


def test_a_project_and_one_case_go_to_the_successor(visit: Visit, watch: Watch) -> None:
    old = visit(phone=True)
    sign_in(old, "kuemmerer@example.org")
    open_handover(old)
    old.get_by_role("button", name="Übergabe abbrechen").click()
    old.get_by_role("dialog").get_by_role("button", name="Übergabe abbrechen").click()
    old.get_by_label("Wer übernimmt das Projekt?").select_option(label="Theresa Waldmann")
    old.get_by_role("button", name="Übergabe vorbereiten").click()
    expect(old.get_by_role("heading", name="Übergabe an Theresa Waldmann")).to_be_visible()
    assert_accessible(old)
    label = old.locator("#cases ~ form label").first
    number = label.inner_text().strip().removeprefix("Fall ").partition(",")[0]
    label.click()
    old.get_by_role("button", name="Fälle merken").click()
    old.get_by_role("button", name="Jetzt übergeben").click()
    expect(old.get_by_text("wartet auf die Nachfolge")).to_be_visible()

    new = visit(phone=True)
    sign_in(new, "kuemmerer2@example.org")
    open_handover(new)
    new.get_by_role("button", name="Übergabe annehmen").click()
    expect(new.get_by_text("Willkommen im Projekt.")).to_be_visible()
    assert_accessible(new)
    new.goto("/arbeit/faelle")
    expect(new.get_by_text(number).first).to_be_visible()
    old.goto("/arbeit/faelle")
    expect(old.get_by_text(number)).to_have_count(0)
