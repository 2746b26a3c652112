"""The pages of the interface for maps: with a map where scripts run, with the table alone where they do not."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible

pytestmark = pytest.mark.example_county

COLLECTIONS = ["places", "needs", "pins", "measures"]


def opened(page: Page, name: str, query: str = "") -> Page:
    """The page of a collection, drawn where there is something to draw."""
    page.goto(f"/ogc/collections/{name}/items?f=html{query}")
    if page.locator("[data-island=feature-map]").count():
        page.locator("[data-island=feature-map][data-ready][data-features]").wait_for()
    return page


@pytest.mark.parametrize("screen", [{"phone": True}, {}, {"dark": True}], ids=["phone", "desktop", "dark"])
def test_pages_are_accessible(visit: Visit, screen: dict[str, bool]) -> None:
    page = visit(**screen)
    page.goto("/ogc?f=html")
    assert_accessible(page)
    for name in COLLECTIONS:
        assert_accessible(opened(page, name, "&limit=20"))
    for address in ("/ogc/api?f=html", "/ogc/collections/needs?f=html", "/ogc/conformance?f=html"):
        page.goto(address)
        assert_accessible(page)


def test_the_map_shows_what_the_table_says(visit: Visit) -> None:
    page = opened(visit(), "places", "&kind=municipality&limit=30")

    rows = page.locator("tbody tr").count()
    assert rows == 30
    expect(page.locator("[data-island=feature-map]")).to_have_attribute("data-features", str(rows))
    page.get_by_role("link", name="Nächste Seite").click()
    expect(page.locator("tbody tr")).to_have_count(22)
    page.get_by_role("link", name="Vorige Seite").click()
    expect(page.locator("tbody tr")).to_have_count(30)


def test_a_feature_has_a_page_of_its_own(visit: Visit) -> None:
    page = opened(visit(), "needs", "&limit=5")
    link = page.locator("tbody th a").first
    title = link.inner_text()

    link.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.locator("[data-island=feature-map][data-features]").wait_for()
    assert_accessible(page)


def test_without_a_script_the_table_suffices(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Karten und Geodaten").click()
    page.get_by_role("link", name="Bedarfe", exact=True).click()
    expect(page.locator("tbody tr")).not_to_have_count(0)
    page.locator("tbody th a").first.click()
    expect(page.locator("dl")).to_contain_text("Status")
