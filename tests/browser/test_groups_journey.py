"""A Kümmerin on her phone: a group that meets, a Teilprojekt from idea to running, a photo note, the board by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import months_later, today
from tests.browser.conftest import Visit
from tests.factories.contributions import image_bytes
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PROJECT = "Daheim in Markt Rettenbach"


def open_tab(page: Page, name: str) -> None:
    page.goto("/arbeit/quartiersprojekte")
    page.get_by_role("link", name=PROJECT).click()
    page.get_by_role("navigation", name="Seiten des Projekts").get_by_role("link", name=name).click()


def test_a_group_gets_members_an_idea_and_a_round_table(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    open_tab(page, "Arbeitsgruppen")
    expect(page.get_by_role("heading", name="Ortsnahe Unterstützung und Pflege")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Ortsnahe Unterstützung und Pflege").click()
    assert_accessible(page)
    page.get_by_role("link", name="Mitglied hinzufügen").first.click()
    assert_accessible(page)
    page.locator("select[name=contact_id]").evaluate(
        "one => { one.value = [...one.options].find(line => line.text.includes('Egger')).value }"
    )
    page.get_by_role("button", name="Aufnehmen").click()
    expect(page.get_by_role("link", name="Rosmarie Egger")).to_be_visible()

    page.get_by_label("Idee", exact=True).fill("Pflegebetten zum Ausleihen im Bauhof.")
    page.get_by_role("button", name="Idee notieren").click()
    expect(page.get_by_text("Pflegebetten zum Ausleihen im Bauhof.")).to_be_visible()

    page.get_by_role("link", name="Runden Tisch wählen oder beginnen").click()
    assert_accessible(page)
    page.get_by_role("button", name="Runden Tisch beginnen").click()
    expect(page.get_by_role("link", name="Zum Runden Tisch")).to_be_visible()
    assert_accessible(page)

    open_tab(page, "Arbeitsgruppen")
    page.get_by_role("link", name="Steuerungsgremium").click()
    expect(page.locator(".groups__meeting")).to_be_visible()


def test_a_sub_project_goes_from_idea_to_running_with_a_photo_in_three_taps(
    visit: Visit, watch: Watch, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(image_bytes())
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    open_tab(page, "Teilprojekte")
    assert_accessible(page)
    page.get_by_role("link", name="Neues Teilprojekt").click()
    page.get_by_label("Name", exact=True).fill("Bewegungsrunde am Weiher")
    page.get_by_label("Art", exact=True).select_option("exercise")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Bewegungsrunde am Weiher", level=1)).to_be_visible()
    page.get_by_label("Was soll erreicht sein?").fill("Erste Runde")
    page.get_by_label("Bis wann?").fill(months_later(today(), 6).isoformat())
    page.get_by_role("button", name="Meilenstein hinzufügen").click()
    expect(page.get_by_role("link", name="Erste Runde")).to_be_visible()
    assert_accessible(page)

    open_tab(page, "Teilprojekte")
    page.get_by_role("button", name="Bewegungsrunde am Weiher: Planung").click()
    page.get_by_role("button", name="Bewegungsrunde am Weiher: läuft").click()
    running = page.get_by_role("region", name="läuft")
    expect(running.get_by_role("link", name="Bewegungsrunde am Weiher")).to_be_visible()
    assert_accessible(page)

    running.get_by_role("link", name="Bewegungsrunde am Weiher").click()
    page.get_by_role("link", name="Foto-Notiz").click()
    page.get_by_label("Foto", exact=True).set_input_files(photo)
    assert_accessible(page)
    page.get_by_role("button", name="Senden").click()
    expect(page.locator(".photo-notes__photo")).to_have_count(1)
    assert_accessible(page)

    for view, shown in (("zeit", ".timeline-chart"), ("tabelle", "table")):
        open_tab(page, "Teilprojekte")
        page.goto(f"{page.url.partition('?')[0]}?ansicht={view}")
        expect(page.locator(shown).first).to_be_visible()
        assert_accessible(page)

    page.get_by_role("link", name="Fahrdienst zum Arzt").click()
    page.get_by_role("link", name="Zahlen eintragen").click()
    assert_accessible(page)
    watch.expect(422)
    page.get_by_label("Fahrten", exact=True).fill("viele")
    page.get_by_role("button", name="Zahlen speichern").click()
    expect(page.get_by_text("Das ist keine Zahl.").first).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Fahrten", exact=True).fill("1.093,5")
    page.get_by_role("button", name="Zahlen speichern").click()
    expect(page.locator("td", has_text="1.093,5")).to_be_visible()


def test_the_board_moves_by_keyboard_and_keeps_the_place(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, "kuemmerer@example.org")
    open_tab(page, "Teilprojekte")
    assert_accessible(page)
    page.get_by_role("button", name="Wohnberatung vor Ort: läuft").focus()
    page.keyboard.press("Enter")

    running = page.get_by_role("region", name="läuft")
    expect(running.get_by_role("link", name="Wohnberatung vor Ort")).to_be_visible()
    expect(page.get_by_role("button", name="Wohnberatung vor Ort: ruht")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    planning = page.get_by_role("region", name="Planung")
    expect(planning.get_by_role("link", name="Wohnberatung vor Ort")).to_be_visible()


def test_the_board_moves_without_javascript(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True, javascript=False)
    sign_in(page, "kuemmerer@example.org")
    open_tab(page, "Teilprojekte")
    page.get_by_role("button", name="Besuchsdienst: Planung").click()

    expect(page.get_by_role("region", name="Planung").get_by_role("link", name="Besuchsdienst")).to_be_visible()
