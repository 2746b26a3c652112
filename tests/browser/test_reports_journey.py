"""A resident reads the Steckbrief of their Gemeinde; a planner writes a Sozialbericht and releases it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_everybody_reads_the_steckbrief(visit: Visit, watch: Watch, phone: bool) -> None:
    page = visit(phone=phone)
    page.goto("/orte/mindelheim")
    page.get_by_role("link", name="Demografie-Steckbrief von Mindelheim").click()
    expect(page.get_by_role("heading", name="Demografie-Steckbrief: Mindelheim", level=1)).to_be_visible()
    expect(page.get_by_role("img", name="Altersaufbau von Mindelheim")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Als PDF laden").click()
    assert loaded.value.suggested_filename == "steckbrief-mindelheim.pdf"


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_a_planner_writes_and_releases_a_report(visit: Visit, watch: Watch, phone: bool) -> None:
    page = visit(phone=phone)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/steckbriefe")
    assert_accessible(page)
    page.get_by_role("link", name="Babenhausen", exact=True).click()
    expect(page.get_by_role("heading", name="Demografie-Steckbrief: Babenhausen", level=1)).to_be_visible()
    assert_accessible(page)

    page.goto("/arbeit/sozialberichte")
    assert_accessible(page)
    page.get_by_role("link", name="Neuer Sozialbericht").click()
    page.get_by_label("Titel").fill("Sozialbericht für den Kreistag")
    group = page.get_by_role("group", name="Bedarfe")
    group.get_by_label("Stelle im Bericht").fill("1")
    group.get_by_label("Ihr Text").fill("Es fehlt vor allem **ein Bus am Abend**.")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()

    expect(page.get_by_role("heading", name="Sozialbericht für den Kreistag", level=1)).to_be_visible()
    expect(page.locator("strong", has_text="ein Bus am Abend")).to_be_visible()
    assert_accessible(page)
    here = page.url.partition("?")[0]
    page.get_by_role("button", name="Fassung 1 freigeben").click()
    page.get_by_role("dialog").get_by_role("button", name="Fassung 1 freigeben").click()
    page.wait_for_url("**/arbeit/auftraege/**")
    expect(page.get_by_role("link", name="Datei herunterladen")).to_be_visible(timeout=60_000)
    page.goto(here)
    page.get_by_role("link", name="Fassung 1: Sozialbericht für den Kreistag").click()
    expect(page.get_by_role("heading", name="Sozialbericht für den Kreistag", level=1)).to_be_visible()
    assert_accessible(page)
