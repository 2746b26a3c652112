"""A Zukunftswerkstatt from the first step to the last: a moderator with a keyboard, and somebody in the room with a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county
MODERATOR, PLANNER = "moderation@example.org", "planung@example.org"
TITLE = "Unsere Straße in zehn Jahren"


def prepare(page: Page) -> None:
    """One form: title, place, template. The run-sheet and the wall are there."""
    page.goto("/arbeit/werkstaetten/neu")
    page.fill("#title", TITLE)
    page.locator("[name=sozialraum_id]").evaluate("select => { select.selectedIndex = 3 }")
    page.get_by_role("button", name="Anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angaben zur Werkstatt")
    page.get_by_role("link", name="Durchführen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorbereitung")


def go_on(page: Page, heading: str) -> None:
    """With the key J, as the button says."""
    expect(page.get_by_role("button", name=re.compile(f"^Weiter: {heading}"))).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def join(page: Page, code: str) -> None:
    page.goto("/wand")
    page.get_by_label("Raum-Code").fill(code)
    page.get_by_role("button", name="Zur Wand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def write_card(page: Page, words: str) -> None:
    page.locator("form[action$='/karte'] textarea, textarea#text").first.fill(words)
    page.get_by_role("button", name="Karte abschicken").click()
    expect(page.locator(".wall-phone__own-text").filter(has_text=words)).to_be_visible()


def test_a_moderator_leads_an_evening_with_one_phone_in_the_room(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    moderator, resident = visit(), visit(phone=True)
    sign_in(moderator, MODERATOR)
    prepare(moderator)
    desk = moderator.url.partition("?")[0].removesuffix("/leiten")

    go_on(moderator, "Ankommen")
    code = moderator.locator(".lead-code strong").inner_text()
    join(resident, code)
    expect(resident.locator(".workshop-phone")).to_contain_text("Schritt 2 von 7: Ankommen")
    moderator.get_by_role("button", name="Timer 10 Minuten: Begrüßen und Ablauf zeigen").click()
    expect(moderator.locator("main")).to_contain_text("Der Timer läuft bis")

    go_on(moderator, "Kritik")
    assert_accessible(moderator)
    expect(resident.locator(".workshop-phone")).to_contain_text("Kritik")  # the phone hears of it by itself
    write_card(resident, "Die Straße ist zu laut")
    expect(moderator.locator("#lead-counts")).to_contain_text("1 Karte")

    go_on(moderator, "Phantasie")
    expect(resident.locator(".workshop-phone")).to_contain_text("Die Kritik hat ihren Platz gehabt")
    assert_accessible(resident)
    write_card(resident, "Kinder spielen auf der Straße")
    moderator.keyboard.press("j")
    expect(moderator.locator("main")).to_contain_text("Noch nicht umgekehrt: 1.")
    expect(moderator.get_by_role("checkbox", name=re.compile("Trotzdem weiter"))).to_be_visible()

    moderator.goto(f"{desk}/wuensche")
    expect(moderator.locator("#now-heading")).to_have_text("Die Straße ist zu laut")
    assert_accessible(moderator)
    moderator.get_by_label("Der Wunsch").fill("Man hört die Vögel singen")
    moderator.keyboard.press("Tab")
    moderator.keyboard.press("Enter")
    expect(moderator.locator("main")).to_contain_text("Jede Kritik ist ein Wunsch geworden.")

    moderator.goto(f"{desk}/leiten")
    moderator.keyboard.press("p")
    expect(moderator.locator("main")).to_contain_text("Punkte: Phantasie")
    expect(resident.get_by_text("Jetzt: Punkte kleben")).to_be_visible()
    resident.get_by_role("button", name=re.compile("Man hört die Vögel singen")).click()
    expect(resident.get_by_role("button", name=re.compile("Punkt zurücknehmen"))).to_be_visible()

    go_on(moderator, "Verwirklichung")
    expect(moderator.locator("#sketch-heading + ol > li").first).to_contain_text("1 Punkt")
    moderator.get_by_role("link", name=re.compile("^Projekt skizzieren.*Vögel")).click()
    moderator.get_by_label("Was machen wir?").fill("Tempo 30 und Bäume")
    moderator.get_by_label("Der erste Schritt").fill("Unterschriften sammeln")
    moderator.get_by_label("Patin oder Pate").fill("Vera Vogel")
    assert_accessible(moderator)
    moderator.get_by_role("button", name="Speichern").click()
    expect(moderator.get_by_role("heading", level=1)).to_have_text("Man hört die Vögel singen")

    moderator.goto(f"{desk}/leiten")
    go_on(moderator, "Nachklang")
    moderator.get_by_label("Wie viele Menschen waren da?").fill("12")
    moderator.get_by_role("button", name="Speichern").click()
    moderator.goto(f"{desk}/dokumentation")
    assert_accessible(moderator)
    moderator.get_by_label("Was herauskam").fill("Es wurde gelacht.")
    moderator.get_by_role("button", name="Speichern").click()
    expect(moderator.locator("main")).to_contain_text("Gespeichert.")

    planner = visit()
    sign_in(planner, PLANNER)
    planner.get_by_role("link", name=f"Dokumentation freigeben: {TITLE}").click()
    planner.get_by_role("button", name="Gelesen, für alle freigeben").click()
    planner.get_by_role("dialog").get_by_role("button", name="Gelesen, für alle freigeben").click()
    expect(planner.locator("main")).to_contain_text("Freigegeben.")

    resident.goto("/werkstatt/unsere-strasse-in-zehn-jahren")
    expect(resident.locator("main")).to_contain_text("Es wurde gelacht.")
    expect(resident.locator("main")).to_contain_text("Tempo 30 und Bäume")
    expect(resident.locator("body")).not_to_contain_text("Vera Vogel")
    assert_accessible(resident)


def test_the_online_workshop_can_be_read_and_joined_without_scripts(visit: Visit) -> None:
    page = visit(narrow=True, javascript=False)
    page.goto("/werkstatt")
    page.get_by_role("link", name="Eine Innenstadt für alle").click()
    expect(page.locator("main")).to_contain_text("neue nehmen wir jetzt nicht mehr an")
    page.get_by_role("link", name="Karten schreiben und Punkte setzen").click()
    expect(page.locator(".workshop-phone")).to_contain_text("Schritt 4 von 7: Phantasie")
    write_card(page, "Ein Café, in dem man nichts kaufen muss")
