"""Reading a Nadelkarte: clusters, single pins, filter, the list in step with the map; by mouse, keys, and without a script."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.factories.map_to_read import FEW, MANY
from tests.support.browser import assert_accessible
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county


@pytest.fixture(autouse=True)
def _maps(server: LiveServer) -> None:
    """Two maps with pins; put there once per server."""
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as found:
        if found.execute("SELECT 1 FROM pin_map WHERE slug = ?", (FEW,)).fetchone():
            return
    program = [sys.executable, "-m", "tests.factories.map_to_read"]
    subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)


def opened(page: Page, slug: str, query: str = "") -> Page:
    """The page of a map, drawn with its pins and its list."""
    page.goto(f"/karten/{slug}{query}")
    page.locator("#karte[data-ready][data-pins]").wait_for()
    page.locator(".pin-list[data-window]").wait_for()
    return page


def shown(page: Page) -> int:
    return int(page.locator("#karte").get_attribute("data-pins") or -1)


def test_a_click_on_a_cluster_comes_closer_and_the_list_follows(visit: Visit) -> None:
    page = opened(visit(), MANY)
    before = shown(page)
    expect(page.locator("[data-count]")).to_have_text(f"{before} Nadeln in diesem Ausschnitt")
    cluster = page.locator(".pin--many").first
    expect(cluster).to_have_attribute("aria-label", re.compile(r"^\d+ Nadeln: \d+ "))

    cluster.click()

    expect(page.locator("#karte")).not_to_have_attribute("data-pins", str(before))
    now = shown(page)
    assert 0 < now < before
    expect(page.locator("[data-count]")).to_contain_text(f"{now} ")
    expect(page.locator(".pin-list .pin-entry")).to_have_count(min(now, 20))


def test_a_pin_leads_to_its_entry_and_an_entry_to_its_pin(visit: Visit) -> None:
    page = opened(visit(), FEW)
    expect(page.locator(".pin--one")).to_have_count(3)

    page.get_by_role("button", name="Hier fehlt etwas, mit Text").click()

    entry = page.locator(".pin-entry[aria-current]")
    expect(entry).to_contain_text("Eine Bank im Schatten.")
    expect(entry).to_be_focused()

    other = page.locator(".pin-entry").filter(has_text="Lieblingsort")
    other.get_by_role("button", name="Auf der Karte zeigen").click()
    expect(page.locator(".pin--marked")).to_have_accessible_name("Lieblingsort")
    expect(page.locator(".pin--marked")).to_be_focused()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_shows_the_map_with_its_pins_and_what_they_stand_for(visit: Visit, dark: bool) -> None:
    page = opened(visit(dark=dark), FEW)
    expect(page.locator(".pin--one")).to_have_count(3)

    page.emulate_media(media="print")

    box = page.locator("#karte").bounding_box()
    assert box is not None
    assert 640 < box["width"] <= 672, "as wide as A4 allows"
    for pin in page.locator(".pin--one").all():
        at = pin.bounding_box()
        assert at is not None
        assert box["x"] < at["x"] < box["x"] + box["width"]
    expect(page.locator(".map-legend")).to_be_visible()
    expect(page.locator(".placing__step, .placing__pad, .placing__panel").locator("visible=true")).to_have_count(0)


def test_the_filter_holds_for_map_list_and_address(visit: Visit) -> None:
    page = opened(visit(), FEW)

    page.get_by_label("Wofür die Nadel steht").select_option(label="Hier fehlt etwas")

    expect(page.locator("#karte")).to_have_attribute("data-pins", "2")
    expect(page.locator(".pin-list .pin-entry")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"[?&]k=2(&|$)"))

    page.reload()
    expect(page.locator("#karte")).to_have_attribute("data-pins", "2")
    expect(page.get_by_label("Wofür die Nadel steht")).to_have_value("2")


def test_the_whole_map_is_read_by_keys_alone(visit: Visit) -> None:
    page = opened(visit(), FEW)
    first = page.locator('.pin[tabindex="0"]')
    expect(first).to_have_count(1)
    first.focus()
    names = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        names.add(page.evaluate("document.activeElement.dataset.key"))
        page.keyboard.press(key)
    names.add(page.evaluate("document.activeElement.dataset.key"))
    assert len(names) == 3

    page.keyboard.press("Enter")
    expect(page.locator(".pin-entry[aria-current]")).to_be_focused()

    page.locator("#karte").focus()
    expect(page.locator("#karte")).to_be_focused()
    zoomed = page.locator("#karte .leaflet-control-scale-line").inner_text()
    page.keyboard.press("+")
    expect(page.locator("#karte .leaflet-control-scale-line")).not_to_have_text(zoomed)


def test_more_pins_come_below_and_the_focus_goes_to_them(visit: Visit) -> None:
    page = opened(visit(), MANY)
    entries = page.locator(".pin-list .pin-entry")
    expect(entries).to_have_count(20)

    page.get_by_role("link", name="Weitere Nadeln").click()

    expect(entries).to_have_count(40)
    expect(entries.nth(20)).to_be_focused()


def test_without_a_script_the_list_says_it_all(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto(f"/karten/{FEW}")
    expect(page.locator("#karte")).to_be_hidden()

    page.get_by_role("link", name="Alle Nadeln als Liste").click()
    expect(page.locator(".pin-entry")).to_have_count(3)
    page.get_by_label("Wofür die Nadel steht").select_option(label="Hier fehlt etwas")
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page.locator(".pin-entry")).to_have_count(2)
    page.locator(".pin-entry").filter(has_text="Schatten").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hier fehlt etwas")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_maps_and_lists_are_accessible(visit: Visit, narrow: bool, dark: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    for slug in (MANY, FEW):
        assert_accessible(opened(page, slug))
    page.goto(f"/karten/{FEW}/nadeln")
    assert_accessible(page)
    page.locator(".pin-entry a").first.click()
    page.locator("#pin-map[data-ready]").wait_for()
    assert_accessible(page)


def test_the_first_map_is_there_soon(visit: Visit, server: LiveServer) -> None:
    """The figure of bench/ is 1.5 seconds; here only that nothing hangs."""
    page = opened(visit(), MANY)
    asked = page.evaluate("performance.getEntriesByType('resource').map((one) => new URL(one.name).origin)")
    assert set(asked) == {server.url}
