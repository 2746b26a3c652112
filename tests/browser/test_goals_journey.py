"""Goals go down and come back: the planner sets one, the Gemeinde answers and proposes, both sides are compared and decided."""

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import today
from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, sign_in

pytestmark = pytest.mark.example_county

GOALS = "/arbeit/planung/ziele"


def look(page: Page) -> None:
    """Nothing sticks out, nothing shuts anybody out."""
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


def test_goals_go_down_and_come_back(visit: Visit) -> None:
    planner = visit(javascript=False)
    sign_in(planner, "planung@example.org")
    planner.goto(f"{GOALS}/neu")
    planner.get_by_label("Titel").fill("Ziele für den Abend")
    planner.get_by_role("button", name="Speichern").click()
    expect(planner.get_by_role("heading", level=1)).to_have_text("Ziele für den Abend")
    address = planner.url.partition("?")[0]
    planner.locator("summary", has_text="beteiligen").click()
    planner.get_by_label("Gemeinde", exact=False).first.select_option(label="Markt Rettenbach")
    planner.get_by_role("button", name="Beteiligen").click()
    planner.goto(f"{address}/ziel/neu")
    planner.get_by_label("Das Ziel in einem Satz").fill("Abends kommt man heim")
    planner.get_by_label("Markt Rettenbach").check()
    planner.get_by_role("button", name="Speichern").click()
    planner.get_by_role("button", name="Weiter: wird geprüft").click()

    kuemmerer = visit(phone=True)
    sign_in(kuemmerer, "kuemmerer@example.org")
    kuemmerer.goto(address)
    look(kuemmerer)
    kuemmerer.get_by_role("link", name="Abends kommt man heim").first.click()
    kuemmerer.locator("label", has_text="nicht möglich").click()
    kuemmerer.get_by_label("Begründung").fill("Dafür ist die Gemeinde zu klein.")
    look(kuemmerer)
    kuemmerer.get_by_role("button", name="Stellungnahme speichern").click()
    expect(kuemmerer.locator("main")).to_contain_text("Dafür ist die Gemeinde zu klein.")

    planner.goto(address)
    planner.get_by_role("button", name="Weiter: eigene Vorschläge").click()
    kuemmerer.goto(address)
    kuemmerer.get_by_role("link", name="Eigenes Ziel vorschlagen").click()
    kuemmerer.get_by_label("Das Ziel in einem Satz").fill("Ein Fahrdienst mit den Nachbarn")
    kuemmerer.get_by_role("button", name="Speichern").click()
    expect(kuemmerer.locator("main")).to_contain_text("Ein Fahrdienst mit den Nachbarn")

    planner.goto(address)
    planner.get_by_role("button", name="Weiter: wird abgeglichen").click()
    desk = visit()
    sign_in(desk, "planung@example.org")
    desk.goto(f"{address}/abgleich")
    look(desk)
    for _goal in range(2):
        desk.locator("summary", has_text="Festhalten, was gilt").first.click()
        desk.get_by_role("button", name="Festhalten").first.click()
        desk.wait_for_load_state("networkidle")
    expect(desk.locator("main")).to_contain_text("Zu jedem Ziel steht fest, was gilt.")
    desk.goto(f"{address}/beschluss")
    desk.get_by_label("Tag des Beschlusses").fill(today().isoformat())
    look(desk)
    desk.get_by_role("button", name="Beschluss festhalten").click()
    expect(desk.locator("main")).to_contain_text("Beschlossen am")
    look(desk)
    desk.goto(f"{address}/fassungen/1/proposing")
    look(desk)


def test_a_sheet_and_a_start_check(visit: Visit) -> None:
    page = visit()
    sign_in(page, "planung@example.org")
    for address, rows in (("/arbeit/planung/swot", "#swot-rows"), ("/arbeit/planung/einstieg", "#check-rows")):
        page.goto(address)
        look(page)
        page.locator(f"{rows} a").first.click()
        page.wait_for_load_state("networkidle")
        look(page)
    page.goto("/arbeit/planung/einstieg/neu")
    for one in page.locator("label", has_text="teilweise").all():
        one.click()
    look(page)
    page.get_by_role("button", name="Auswerten").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stufe I: Jeder für sich")
    look(page)
