"""A planner takes a file in each form and has one made each night; a system fetches it with its key."""

import json
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, find_by_typing, sign_in
from tests.support.foreign import rows_in

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"
ADMINISTRATOR = "administratorin@example.org"
FORMS = {
    "Excel-Datei": "xlsx",
    "CSV für Excel": "office-csv",
    "CSV für Programme": "open-csv",
    "GeoJSON für Karten": "geojson",
    "GeoPackage für QGIS": "gpkg",
    "Parquet": "parquet",
    "SPSS-Datei": "sav",
    "JSON": "json",
}


def take(page: Page, content: str, form: str, folder: Path) -> Path:
    """From the page of files to the file, under the name that a person keeps it by."""
    page.goto("/arbeit/dateien")
    choices = page.get_by_role("main")
    choices.get_by_text(content, exact=True).first.click()
    choices.get_by_text(form, exact=True).first.click()
    page.get_by_role("button", name="Datei erstellen").click()
    ready = page.get_by_role("link", name="Datei herunterladen")
    expect(ready).to_be_visible()
    with page.expect_download() as caught:
        ready.click()
    path = folder / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


def test_planner_takes_the_needs_in_each_form(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    sign_in(page, PLANNER)

    page.goto("/arbeit/dateien")
    own, numbers = page.locator("#own-files tbody tr"), {}
    before = own.count()
    for words, form in FORMS.items():
        path = take(page, "Bedarfe", words, tmp_path)
        numbers[form] = len(rows_in(path, form))

    assert len(set(numbers.values())) == 1, numbers
    assert numbers["json"] > 10
    page.goto("/arbeit/dateien")
    expect(page.locator("#own-files").get_by_role("link", name="Bedarfe als Parquet")).to_be_visible()
    expect(own).to_have_count(before + len(FORMS))


def test_other_contents_come_out_too(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    sign_in(page, PLANNER)

    for content in ("Belege in Zahlen", "Maßnahmen", "Sozialräume", "Kennzahlen"):
        assert rows_in(take(page, content, "JSON", tmp_path), "json")


def test_file_of_the_night_is_declared_and_fetched(visit: Visit) -> None:
    administrator = visit()
    sign_in(administrator, ADMINISTRATOR)
    administrator.goto("/arbeit/verwaltung/schnittstellen")
    administrator.get_by_label("Name des Systems").fill("GIS der Nacht")
    find_by_typing(administrator, "Sozialraum").fill("Ganzer")
    administrator.get_by_role("option", name="Ganzer Landkreis").click()
    administrator.get_by_text("Bedarfe lesen", exact=True).click()
    administrator.get_by_role("button", name="Schlüssel anlegen").click()
    key = administrator.locator("#schluessel").inner_text().strip()

    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/dateien")
    page.get_by_role("link", name="Nächtliche Datei einrichten").click()
    assert_accessible(page)
    find_by_typing(page, "Sozialraum").fill("Bad Wörishofen")
    page.get_by_role("option").first.click()
    page.get_by_text("GeoPackage für QGIS", exact=True).click()
    page.get_by_role("button", name="Jede Nacht erstellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedarfe als GeoPackage für QGIS")
    for _ in range(30):
        if page.get_by_role("link", name="herunterladen").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert_accessible(page)
    with page.expect_download() as caught:
        page.get_by_role("link", name="herunterladen").click()
    shown = Path(caught.value.path()).read_bytes()

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    [item] = json.loads(ask(f"{origin}/api/v1/files", key))["items"]
    assert ask(f"{origin}/api/v1/files/{item['id']}", key) == shown
    assert item["newest"]["size"] == len(shown)

    administrator.goto("/arbeit/dateien")
    expect(administrator.get_by_role("main")).to_contain_text("aktuell")
    expect(administrator.get_by_role("link", name="herunterladen")).to_have_count(0)
    assert_accessible(administrator)

    page.get_by_role("button", name="Nicht mehr erstellen").click()
    page.get_by_role("dialog").get_by_role("button", name="Nicht mehr erstellen").click()
    expect(page.get_by_role("main")).to_contain_text("Noch keine nächtlichen Dateien")


def test_file_comes_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    page.goto("/arbeit/dateien")
    page.get_by_role("button", name="Datei erstellen").click()
    for _ in range(60):
        if page.get_by_role("link", name="Datei herunterladen").count():
            break
        page.wait_for_timeout(500)
        page.reload()

    with page.expect_download() as caught:
        page.get_by_role("link", name="Datei herunterladen").click()

    assert caught.value.suggested_filename.startswith("bedarfe-")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_are_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    sign_in(page, PLANNER)
    for address in ("/arbeit/dateien", "/arbeit/dateien/naechtlich/neu"):
        page.goto(address)
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0


def ask(url: str, key: str) -> bytes:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        told: bytes = answer.read()
        return told
