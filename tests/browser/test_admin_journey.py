"""An administrator sets up the portal: people and roles, the county's face and words, keys, and the log of all of it."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from portal.feed.actions.archive_reading import check_archive
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, find_by_typing, sign_in

pytestmark = pytest.mark.example_county

NEW_PASSWORD = "Neun Störche auf dem Kirchturm"
ADMINISTRATOR = "administratorin@example.org"


@pytest.fixture
def administrator(visit: Visit) -> Page:
    page = visit()
    sign_in(page, ADMINISTRATOR)
    return page


def go(page: Page, entry: str) -> None:
    """Choose an entry of the menu, as somebody does who knows no addresses."""
    page.locator(".sidenav--wide").get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def choose(page: Page, field: str, text: str) -> None:
    """Find an entry of a long list by typing."""
    find_by_typing(page, field).fill(text)
    page.get_by_role("option", name=re.compile(text)).first.click()


def test_invited_person_works_in_their_place_until_the_role_is_withdrawn(
    visit: Visit, administrator: Page, watch: Watch
) -> None:
    watch.expect(404)
    go(administrator, "Personen")
    administrator.get_by_role("link", name="Person einladen").click()
    administrator.get_by_label("E-Mail-Adresse").fill("neue.kuemmererin@example.org")
    administrator.get_by_label("Name").fill("Nora Neumeier")
    administrator.get_by_text("Kümmerer, Quartiersmanagement", exact=True).click()
    choose(administrator, "Sozialraum", "Babenhausen")
    assert_accessible(administrator)
    administrator.get_by_role("button", name="Einladung schicken").click()
    expect(administrator.get_by_role("main")).to_contain_text("Nora Neumeier")

    invited = visit(phone=True)
    invited.goto(_link_in_newest_mail(administrator, "neue.kuemmererin@example.org"))
    expect(invited.get_by_role("main")).to_contain_text("Kümmerer, Quartiersmanagement")
    assert_accessible(invited)
    invited.get_by_label("Passwort", exact=True).fill(NEW_PASSWORD)
    invited.get_by_role("button", name="Konto einrichten").click()
    invited.wait_for_url(re.compile(r"/arbeit(\?|$)"))
    invited.goto("/arbeit/bedarfe")
    expect(invited.get_by_role("heading", level=1)).to_have_text("Bedarfe")
    invited.goto("/arbeit/verwaltung/personen")
    expect(invited.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")

    go(administrator, "Personen")
    administrator.get_by_role("link", name="Nora Neumeier").click()
    administrator.get_by_role("link", name="Rolle entziehen: Kümmerer, Quartiersmanagement").click()
    administrator.get_by_role("button", name="Rolle entziehen").click()
    expect(administrator.get_by_role("main")).to_contain_text("Noch keine Rolle")

    invited.goto("/arbeit/bedarfe")
    expect(invited.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")
    invited.goto("/arbeit")
    expect(invited.get_by_role("heading", level=1)).to_be_visible()


def test_name_contact_and_texts_reach_every_public_page(visit: Visit, administrator: Page) -> None:
    resident = visit(phone=True)
    go(administrator, "Landkreis")
    before = administrator.get_by_label("Telefonnummer").input_value()
    administrator.get_by_label("Telefonnummer").fill("08261 995-4711")
    administrator.get_by_role("button", name="Speichern").click()
    expect(administrator.locator("#tells")).not_to_be_empty()

    _eventually(resident, "/rueckmeldung", "08261 995-4711")

    administrator.get_by_label("Telefonnummer").fill(before)
    administrator.get_by_role("button", name="Speichern").click()
    administrator.get_by_role("link", name="Texte").click()
    imprint = administrator.get_by_label("Impressum")
    imprint.fill(imprint.input_value() + "\n\nZuletzt geprüft im *Sitzungssaal*.")
    administrator.get_by_role("button", name="Speichern").click()
    resident.goto("/impressum")
    expect(resident.get_by_role("main")).to_contain_text("Zuletzt geprüft im Sitzungssaal.")
    expect(resident.get_by_role("main").locator("em")).to_have_text("Sitzungssaal")


def test_colours_and_arms_change_the_face_of_the_portal(visit: Visit, administrator: Page, tmp_path: Path) -> None:
    Image.new("RGB", (300, 360), "#2a5db0").save(tmp_path / "wappen.png")
    go(administrator, "Landkreis")
    administrator.get_by_role("link", name="Farben und Wappen").click()
    administrator.get_by_label("Farbe für Knöpfe und Links").fill("#5a1f6b")
    administrator.get_by_role("button", name="Farben speichern").click()
    administrator.locator("input[type=file]").set_input_files(tmp_path / "wappen.png")
    administrator.get_by_role("button", name="Wappen hochladen").click()
    expect(administrator.get_by_alt_text("Das Wappen, wie es jetzt oben auf jeder Seite steht")).to_be_visible()
    assert_accessible(administrator)

    resident = visit()
    resident.goto("/anliegen")
    assert_accessible(resident)
    colour = resident.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--county-accent').trim()")
    assert colour == "#5a1f6b"


def test_a_colour_nobody_could_read_is_refused(administrator: Page, watch: Watch) -> None:
    watch.expect(422)
    go(administrator, "Landkreis")
    administrator.get_by_role("link", name="Farben und Wappen").click()

    administrator.get_by_label("Farbe für Knöpfe und Links").fill("#ffee99")
    administrator.get_by_role("button", name="Farben speichern").click()

    expect(administrator.get_by_role("alert").first).to_be_visible()
    expect(administrator.get_by_label("Farbe für Knöpfe und Links")).to_have_value("#ffee99")


def test_a_new_handlungsfeld_is_offered_at_once(visit: Visit, administrator: Page) -> None:
    go(administrator, "Themen")
    administrator.get_by_label("Name", exact=True).first.fill("Nachbarschaftshilfe")
    administrator.get_by_role("button", name="Hinzufügen").first.click()
    expect(administrator.get_by_role("main")).to_contain_text("Nachbarschaftshilfe")
    assert_accessible(administrator)

    planner = visit()
    sign_in(planner, "planung@example.org")
    planner.goto("/arbeit/bedarfe")

    expect(planner.locator("select[name=feld]")).to_contain_text("Nachbarschaftshilfe")


def test_log_tells_what_was_done_and_that_nobody_changed_it(administrator: Page) -> None:
    go(administrator, "Protokoll")
    rows = administrator.locator("#log-rows tbody tr")
    expect(rows.first).to_be_visible()
    assert_accessible(administrator)

    expect(administrator.get_by_role("main")).to_contain_text("Die Kette stimmt")


def test_two_administrators_take_the_whole_portal_along(
    visit: Visit, administrator: Page, watch: Watch, tmp_path: Path
) -> None:
    watch.expect(404, 422)
    second = _second_administrator(visit, administrator)
    go(administrator, "Archiv")
    assert_accessible(administrator)
    administrator.get_by_role("button", name="Archiv bestellen").click()
    expect(administrator.get_by_role("main")).to_contain_text("wofür Sie das Archiv brauchen")
    assert_accessible(administrator)
    administrator.get_by_label("Wofür brauchen Sie das Archiv?").fill("Umzug in das Rechenzentrum des Landkreises")
    administrator.get_by_role("button", name="Archiv bestellen").click()
    expect(administrator.get_by_role("main")).to_contain_text("wartet auf eine zweite Person")
    expect(administrator.get_by_role("button", name="Freigeben")).to_have_count(0)

    second.goto("/arbeit/verwaltung/archiv")
    expect(second.get_by_role("main")).to_contain_text("Umzug in das Rechenzentrum des Landkreises")
    assert_accessible(second)
    second.get_by_role("button", name="Freigeben").click()
    second.get_by_role("dialog").get_by_role("button", name="Freigeben").click()
    expect(second.get_by_role("main")).to_contain_text("entschieden von")

    _eventually(administrator, "/arbeit/verwaltung/archiv", "liegt bereit")
    assert_accessible(administrator)
    with administrator.expect_download() as taken:
        administrator.get_by_role("link", name="Archiv herunterladen").click()
    taken.value.save_as(tmp_path / "archive.zip")
    assert check_archive(tmp_path / "archive.zip").rows["need"] > 0

    address = administrator.get_by_role("link", name="Archiv herunterladen").get_attribute("href")
    second.goto("/arbeit/verwaltung/archiv")
    expect(second.get_by_role("main")).to_contain_text("Herunterladen kann es nur, wer es bestellt hat.")
    second.goto(str(address))
    expect(second.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")
    go(administrator, "Protokoll")
    expect(administrator.get_by_role("main")).to_contain_text("Archiv des ganzen Portals heruntergeladen")


def _second_administrator(visit: Visit, administrator: Page) -> Page:
    """Invited for the whole county, on a narrow screen."""
    address = "zweite.verwaltung@example.org"
    go(administrator, "Personen")
    administrator.get_by_role("link", name="Person einladen").click()
    administrator.get_by_label("E-Mail-Adresse").fill(address)
    administrator.get_by_label("Name").fill("Zenta Zweitnutzer")
    administrator.get_by_text("Verwaltung des Portals", exact=True).click()
    choose(administrator, "Sozialraum", "Ganzer Landkreis")
    administrator.get_by_role("button", name="Einladung schicken").click()
    expect(administrator.get_by_role("main")).to_contain_text("Zenta Zweitnutzer")
    invited = visit(narrow=True)
    invited.goto(_link_in_newest_mail(administrator, address))
    invited.get_by_label("Passwort", exact=True).fill(NEW_PASSWORD)
    invited.get_by_role("button", name="Konto einrichten").click()
    invited.wait_for_url(re.compile(r"/arbeit(\?|$)"))
    return invited


def test_administrators_see_no_content(administrator: Page, watch: Watch) -> None:
    watch.expect(404)
    for address in ("/arbeit/bedarfe", "/arbeit/eingang", "/arbeit/wortmeldungen", "/arbeit/bedarfe/export"):
        administrator.goto(address)
        expect(administrator.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_are_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    sign_in(page, ADMINISTRATOR)
    for address in (
        "/arbeit/verwaltung/personen",
        "/arbeit/verwaltung/personen/neu",
        "/arbeit/verwaltung/kreis",
        "/arbeit/verwaltung/kreis/aussehen",
        "/arbeit/verwaltung/kreis/texte",
        "/arbeit/verwaltung/themen",
        "/arbeit/verwaltung/schnittstellen",
        "/arbeit/verwaltung/archiv",
        "/arbeit/verwaltung/protokoll",
        "/arbeit/verwaltung/postfach",
    ):
        page.goto(address)
        assert_accessible(page)


def _link_in_newest_mail(page: Page, address: str) -> str:
    for _ in range(20):
        page.goto("/arbeit/verwaltung/postfach")
        row = page.locator("tbody tr", has_text=address).first
        if row.count():
            row.get_by_role("link").click()
            return str(page.locator(".mail-text a[href*='/einladung/']").first.get_attribute("href"))
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail to {address}")


def _eventually(page: Page, address: str, text: str) -> None:
    """Settings reach the other processes within a few seconds."""
    for _ in range(15):
        page.goto(address)
        if text in page.inner_text("body"):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{address} never showed {text}")
