"""A planner has a Stand prepared, looks at it and publishes it; everybody reads it, on every screen and without JavaScript."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import ON_SCREEN
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"
PAGES = (
    "/offene-daten",
    "/offene-daten/bedarfe",
    "/einbetten/zahl/bedarfe/bad-woerishofen",
    "/einbetten/karte/bedarfe",
)


def publish(page: Page) -> None:
    """A Stand of today for everybody; on a fixed day the portal itself may have been quicker."""
    today = datetime.now(ON_SCREEN).date()
    if page.request.get(f"/offene-daten/bedarfe/{today.isoformat()}.csv").ok:
        return
    sign_in(page, PLANNER)
    page.goto("/arbeit/offene-daten")
    expect(page.get_by_role("main")).to_contain_text("Zur öffentlichen Seite")
    page.get_by_role("button", name="Stand vorbereiten").click()
    expect(page.get_by_role("link", name="Zum Ergebnis")).to_be_visible(timeout=120_000)
    page.get_by_role("link", name="Zum Ergebnis").click()
    page.get_by_role("link", name="Ansehen und veröffentlichen").click()
    assert_accessible(page)
    page.get_by_role("button", name="Stand veröffentlichen").click()
    expect(page.get_by_text("Der Stand ist veröffentlicht.")).to_be_visible()
    page.goto("/offene-daten/bedarfe")
    expect(page.get_by_role("link", name="als CSV")).to_have_count(2)


def test_a_stand_is_published_and_read_everywhere(visit: Visit, watch: Watch) -> None:
    publish(visit())

    for screen in ({"phone": True}, {}, {"dark": True}, {"narrow": True}, {"javascript": False}):
        page = visit(**screen)
        for address in PAGES:
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            if screen.get("javascript", True):
                assert_accessible(page)


def test_a_file_is_one_click_away(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto("/offene-daten")

    with page.expect_download() as caught:
        page.get_by_role("link", name="Sozialräume mit Grenzen als CSV").click()
    assert caught.value.suggested_filename.startswith("sozialraeume-")
    with caught.value.path().open(encoding="utf-8") as file:
        assert file.readline().startswith("ags,ars,name")


def test_frames_set_no_cookie_and_run_no_script(visit: Visit) -> None:
    page = visit()
    page.goto("/einbetten/karte/bedarfe")

    assert page.context.cookies() == []
    expect(page.locator("script")).to_have_count(0)
    page.get_by_text("Alle Zahlen als Tabelle").click()
    expect(page.get_by_role("row", name="Bad Wörishofen")).to_be_visible()
