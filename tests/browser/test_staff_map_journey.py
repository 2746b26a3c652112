"""A planner looks at the county in numbers, as a map and as a table, and takes the map along as one file."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"
OVERVIEW = "/arbeit/karten/uebersicht"


def drawn(page: Page) -> None:
    expect(page.locator(".staff-map .map[data-drawn]")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_the_county_in_numbers_is_a_map_and_a_table(visit: Visit, dark: bool) -> None:
    page = visit(phone=not dark, dark=dark)
    sign_in(page, PLANNER)
    page.goto(OVERVIEW)
    drawn(page)

    expect(page.get_by_role("heading", name="Bedarfe je 1.000 Einwohner")).to_be_visible()
    expect(page.locator(".staff-map__area")).to_have_count(53)
    expect(page.locator("#overview tbody tr").nth(52)).to_be_visible()
    assert_accessible(page)

    page.locator(".staff-map__area").first.hover(force=True)
    expect(page.locator(".leaflet-tooltip")).to_contain_text(": ")


def test_another_measure_is_chosen_with_the_keyboard(visit: Visit) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(OVERVIEW)
    drawn(page)

    page.get_by_label("Darstellung").select_option(label="Kategorien: was wo überwiegt")
    page.get_by_role("button", name="Filter anwenden").press("Enter")

    expect(page.locator("#overview .map-legend svg path").first).to_be_visible()
    drawn(page)
    expect(page.locator(".map-sign--ring")).not_to_have_count(0)
    expect(page).to_have_url(re.compile("art=kategorien"))


def test_it_is_a_table_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    page.goto(f"{OVERVIEW}?art=kategorien&folge=name")

    expect(page.locator("#overview tbody tr").nth(52)).to_be_visible()
    expect(page.locator("#overview tbody th").first).to_have_text("Amberg")


@pytest.mark.parametrize("kind", ["flaechen", "dichte&was=nadeln", "kategorien"])
def test_the_map_as_a_file_opens_without_any_network(visit: Visit, browser: Browser, tmp_path: Path, kind: str) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(f"{OVERVIEW}?art={kind}")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Karte als Datei (HTML)").click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)

    asked: list[str] = []
    problems: list[str] = []
    with browser.new_context(offline=True) as alone:

        def note(request: Request) -> None:
            asked.append(request.url)

        alone.on("request", note)
        alone.on("weberror", lambda error: problems.append(str(error.error)))
        alone.on("console", lambda message: problems.append(message.text))
        opened = alone.new_page()
        opened.goto(path.as_uri())
        expect(opened.locator("path.leaflet-interactive")).to_have_count(53)
        expect(opened.locator("tbody tr").nth(52)).to_be_attached()
        signs = expect(opened.locator(".map-sign svg"))
        (signs.to_have_count if "dichte" in kind else signs.not_to_have_count)(0)

    assert path.suffix == ".html"
    assert asked == [path.as_uri()]
    assert problems == []
