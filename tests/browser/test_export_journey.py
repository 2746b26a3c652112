"""A planner takes the filtered list away as files, and a system of the county pulls the same Bedarfe with a key."""

import csv
import io
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, find_by_typing, sign_in

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"
ADMINISTRATOR = "administratorin@example.org"


def take_away(page: Page, form: str) -> Path:
    """From the list to the file: one dialog, two clicks."""
    page.get_by_role("link", name="Als Datei ausgeben").click()
    page.get_by_text(form, exact=True).click()
    page.get_by_role("button", name="Datei erstellen").click()
    ready = page.get_by_role("link", name="Datei herunterladen")
    expect(ready).to_be_visible(timeout=30_000)
    with page.expect_download() as caught:
        ready.click()
    return Path(caught.value.path())


def test_filtered_list_comes_out_in_every_form(visit: Visit) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/bedarfe?status=confirmed")
    shown = page.locator("#need-rows tbody th a").all_inner_texts()
    assert shown

    table = load_workbook(io.BytesIO(take_away(page, "Excel-Datei").read_bytes())).worksheets[0]
    header = [cell.value for cell in table[1]]
    titles = [row[header.index("Titel")] for row in table.iter_rows(min_row=2, values_only=True)]
    assert titles[: len(shown)] == shown

    page.goto("/arbeit/bedarfe?status=confirmed")
    office = take_away(page, "CSV für Excel").read_bytes()
    assert office.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(office.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Titel"] for row in rows] == titles
    assert {row["Status"] for row in rows} == {"Bestätigt"}

    page.goto("/arbeit/bedarfe?status=confirmed")
    document = json.loads(take_away(page, "GeoJSON für Karten").read_text(encoding="utf-8"))
    assert [feature["properties"]["title"] for feature in document["features"]] == titles
    for feature in document["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert (int(lon), int(lat)) in {(9, 47), (9, 48), (10, 47), (10, 48)}, feature["properties"]["place_name"]

    page.goto("/arbeit/auftraege")
    expect(page.get_by_role("link", name="Bedarfe als Excel-Datei").first).to_be_visible()


def test_export_works_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    page.goto("/arbeit/bedarfe")
    page.get_by_role("link", name="Als Datei ausgeben").click()
    page.get_by_role("button", name="Datei erstellen").click()
    for _ in range(60):
        if page.get_by_role("link", name="Datei herunterladen").count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Stand neu laden").or_(
            page.get_by_role("link", name="Datei herunterladen")
        ).first.wait_for()
        if page.get_by_role("link", name="Stand neu laden").count():
            page.get_by_role("link", name="Stand neu laden").click()

    with page.expect_download() as caught:
        page.get_by_role("link", name="Datei herunterladen").click()

    assert caught.value.suggested_filename.endswith(".xlsx")


def test_names_of_colleagues_need_a_reason(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/bedarfe/export")
    page.locator("summary", has_text="Mit den Namen der Zuständigen").click()
    page.locator("label[for=with_names]").click()
    page.get_by_role("button", name="Datei erstellen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Wofür brauchen Sie die Namen?")

    page.get_by_label("Wofür brauchen Sie die Namen?").fill("Verteilung der Arbeit im Team")
    page.get_by_role("button", name="Datei erstellen").click()
    expect(page.get_by_role("link", name="Datei herunterladen")).to_be_visible(timeout=30_000)

    other = visit()
    sign_in(other, ADMINISTRATOR)
    other.goto("/arbeit/verwaltung/protokoll")
    expect(other.get_by_role("main")).to_contain_text("Verteilung der Arbeit im Team")


def test_a_system_pulls_what_the_planner_sees(visit: Visit, watch: Watch) -> None:
    administrator = visit()
    sign_in(administrator, ADMINISTRATOR)
    administrator.goto("/arbeit/verwaltung/schnittstellen")
    administrator.get_by_label("Name des Systems").fill("QGIS im Landratsamt")
    find_by_typing(administrator, "Sozialraum").fill("Ganzer")
    administrator.get_by_role("option", name="Ganzer Landkreis").click()
    administrator.get_by_text("Bedarfe lesen", exact=True).click()
    administrator.get_by_role("button", name="Schlüssel anlegen").click()
    key = administrator.locator("#schluessel").inner_text().strip()
    assert_accessible(administrator)

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(administrator.url))
    items, following = [], f"{origin}/api/v1/needs?limit=5"
    while following:
        page = ask(following, key)
        items += page["items"]
        following = page["next"]
    assert {item["state"] for item in items} >= {"current", "merged"}
    assert len({item["id"] for item in items}) == len(items)

    planner = visit()
    sign_in(planner, PLANNER)
    living = next(item for item in items if item["state"] == "current")
    planner.goto(f"/arbeit/bedarfe/{living['id']}")
    expect(planner.get_by_role("heading", level=1)).to_contain_text(living["title"])

    administrator.get_by_role("link", name="Weiter zu „QGIS im Landratsamt“").click()
    expect(administrator.get_by_role("button", name="Neuen Schlüssel anlegen")).to_be_visible()
    assert key not in administrator.content()
    assert_accessible(administrator)
    administrator.get_by_role("button", name="Neuen Schlüssel anlegen").click()
    new = administrator.locator("#schluessel").inner_text().strip()
    assert ask(f"{origin}/api/v1/needs", key)["items"] == ask(f"{origin}/api/v1/needs", new)["items"]

    administrator.get_by_role("link", name="Weiter zu „QGIS im Landratsamt“").click()
    administrator.get_by_role("button", name="Entziehen").click()
    administrator.get_by_role("dialog").get_by_role("button", name="Entziehen").click()
    expect(administrator.get_by_role("main")).to_contain_text("entzogen am")
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(f"{origin}/api/v1/needs", key)
    with refused.value as answer:
        assert answer.code == 401


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_are_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    page.goto("/api/v1/")
    assert_accessible(page)
    sign_in(page, PLANNER)
    for address in ("/arbeit/bedarfe/export?status=new", "/arbeit/auftraege"):
        page.goto(address)
        assert_accessible(page)
    page.goto("/arbeit/bedarfe/export")
    page.get_by_role("button", name="Datei erstellen").click()
    expect(page.get_by_role("link", name="Datei herunterladen")).to_be_visible(timeout=30_000)
    assert_accessible(page)


def ask(url: str, key: str) -> dict[str, Any]:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        told: dict[str, Any] = json.load(answer)
        return told
