"""The Sozialplanung reads a table through the preview to the page with its map, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from portal.settings import ROOT
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

TABLE = ROOT / "portal" / "demo" / "data" / "indicators" / "12411-02-03-5.csv"


@pytest.mark.parametrize("phone", [False, True])
def test_from_a_file_to_the_map(visit: Visit, watch: Watch, phone: bool) -> None:
    page = visit(phone=phone)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/kennzahlen")
    assert_accessible(page)
    page.goto("/arbeit/kennzahlen/einlesen")
    assert_accessible(page)
    changed = TABLE.read_text(encoding="utf-8").replace(" Amberg;46;", " Amberg;64;")
    page.get_by_label("Datei").set_input_files(
        {"name": "altersgruppen.csv", "mimeType": "text/csv", "buffer": changed.encode("cp1252")}
    )
    page.get_by_role("button", name="Datei ansehen").click()
    expect(page.get_by_role("heading", name="Was die Datei bringt", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Wird geändert")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_text("Die Werte sind übernommen.")).to_be_visible()
    assert_accessible(page)
    here = page.url

    page.goto("/arbeit/kennzahlen/jugendquotient")
    expect(page.locator(".choropleth__map")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Amberg", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Altersaufbau am"))).to_be_visible()
    assert_accessible(page)

    page.goto(here)
    page.get_by_role("button", name="Übernahme zurücknehmen").click()
    page.get_by_role("dialog").get_by_role("button", name="Übernahme zurücknehmen").click()
    expect(page.get_by_text("Die Übernahme ist zurückgenommen.")).to_be_visible()
