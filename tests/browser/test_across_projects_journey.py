"""A Kümmerin opens Heute dran on her phone and works off a step; a planner looks across all projects, compares, prints."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


def test_a_kuemmerin_works_off_what_is_due(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.get_by_role("link", name="Heute dran öffnen").click()
    expect(page.get_by_role("heading", name="Heute dran", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Immer im Blick")).to_be_visible()
    assert_accessible(page)

    waiting = page.locator("main .row", has_text="Schritt ·")
    before = waiting.count()
    first = waiting.first.get_by_role("link")
    title = first.inner_text()
    first.click()
    page.get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Erledigt. Der Schritt zählt im Fortschritt mit.")).to_be_visible()

    page.goto("/arbeit/heute")
    expect(page.locator("main .row", has_text="Schritt ·")).to_have_count(before - 1)
    expect(page.locator("main .row").get_by_role("link", name=title, exact=True)).to_have_count(0)
    assert_accessible(page)


def test_a_planner_looks_across_all_projects(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/quartiersprojekte/uebersicht")
    expect(page.get_by_role("heading", name="Kreisübersicht", level=1)).to_be_visible()
    assert_accessible(page)

    page.get_by_role("checkbox", name="Daheim in Markt Rettenbach vergleichen").check()
    page.get_by_role("checkbox", name="Gut älter werden in Babenhausen vergleichen").check()
    page.get_by_role("button", name="Angekreuzte vergleichen").click()
    expect(page.get_by_role("heading", name="Projekte im Vergleich", level=1)).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as workbook:
        page.get_by_role("link", name="Als Excel-Datei").click()
    assert workbook.value.suggested_filename.endswith(".xlsx")

    page.get_by_role("link", name="Zum Projekt „Daheim in Markt Rettenbach“").click()
    page.get_by_role("link", name="Steckbrief drucken").click()
    expect(page.get_by_role("heading", name="Daheim in Markt Rettenbach", level=1)).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Steckbrief als PDF").click()
    assert sheet.value.suggested_filename == "steckbrief-daheim-in-markt-rettenbach.pdf"


def test_a_planner_prepares_the_next_exchange(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/quartiersprojekte/austauschtreffen")
    assert_accessible(page)
    page.locator("main .row").first.get_by_role("link").click()
    assert_accessible(page)
    page.get_by_role("link", name="Handreichung ansehen").click()
    expect(page.get_by_role("heading", name="Zum Nachmachen").first).to_be_visible()
    assert_accessible(page)
