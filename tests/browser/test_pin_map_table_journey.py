"""A planner makes a map from a template, a moderator types three pins of the paper map by keyboard, a tablet sets one by touch."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.kernel.clock import today
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, find_by_typing, sign_in

pytestmark = pytest.mark.example_county

TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}


def new_map(page: Page, title: str) -> None:
    """A draft from the template "Treffpunkte", with a period, on its overview."""
    page.goto("/arbeit/karten/neu")
    page.get_by_text("Treffpunkte", exact=True).click()
    page.get_by_label("Titel").fill(title)
    place = find_by_typing(page, "Sozialraum")
    place.fill("Erkheim")
    page.get_by_role("option", name=re.compile("^Erkheim")).first.click()
    page.get_by_role("button", name="Weiter zu den Angaben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angaben zur Nadelkarte")
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    page.get_by_label("Erster Tag").fill(today)
    page.get_by_label("Letzter Tag").fill(f"{int(today[:4]) + 1}{today[4:]}" if not today.endswith("02-29") else today)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.get_by_role("heading", name="Vor der Veröffentlichung")).to_be_visible()
    page.get_by_role("button", name="Für alle veröffentlichen").click()
    page.get_by_role("dialog").get_by_role("button", name="Für alle veröffentlichen").click()
    expect(page.get_by_text("Veröffentlicht. Ab dem ersten Tag")).to_be_visible()


def begin_table(page: Page, title: str) -> None:
    page.get_by_role("link", name="Kartentisch erfassen").click()
    page.get_by_label("Wer saß wo am Tisch?").fill(title)
    page.get_by_label("Wie viele Personen?").fill("10")
    page.get_by_role("button", name="Tisch beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def map_of(page: Page) -> Locator:
    """The map, once its ground is drawn."""
    shown = page.locator(".map[data-ready]")
    expect(shown).to_be_visible()
    return shown


def count(page: Page, words: str) -> None:
    expect(page.locator("#last-heading")).to_have_text(words)
    expect(page.get_by_label("Feld", exact=True)).to_be_focused()


def test_from_the_template_to_pins_of_a_table(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit()
    sign_in(page, "planung@example.org")
    new_map(page, "Treffpunkte in Erkheim")
    assert_accessible(page)
    page.get_by_label("Kategorie 1: Name").fill("Hier sitze ich gern")
    expect(page.locator("[data-legend-preview]")).to_contain_text("Hier sitze ich gern")
    page.get_by_role("button", name="Kategorie 3 nach oben").click()
    expect(page.get_by_label("Kategorie 2: Name")).to_have_value("Hier wünsche ich mir einen Treffpunkt")
    expect(page.get_by_label("Kategorie 1: Name")).to_have_value("Hier sitze ich gern")
    publish(page)
    assert_accessible(page)

    begin_table(page, "Seniorennachmittag")
    map_of(page)
    count(page, "0 Nadeln an diesem Tisch")
    page.keyboard.type("2D4")
    page.keyboard.press("Enter")
    count(page, "1 Nadel an diesem Tisch")
    expect(page.get_by_role("radio", name="Hier wünsche ich mir einen Treffpunkt")).to_be_checked()
    page.keyboard.type("1E3")
    page.get_by_label("Was steht dabei?").fill("Die Bank 2 am Bach")
    page.keyboard.press("Enter")
    count(page, "2 Nadeln an diesem Tisch")
    expect(page.locator("#last-pins")).to_contain_text("Die Bank 2 am Bach")
    at = map_of(page)
    at.focus()
    for key in ("3", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    count(page, "3 Nadeln an diesem Tisch")
    assert_accessible(page)

    page.get_by_role("button", name=re.compile("^Zurücknehmen: Hier sitze ich gern")).click()
    expect(page.locator("#last-heading")).to_have_text("2 Nadeln an diesem Tisch")
    page.get_by_label("Feld", exact=True).fill("Z9")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Felder heißen A1 bis H6")
    expect(page.locator("#tells")).to_be_empty()  # what is said of the pin before is gone


def test_a_tablet_is_handed_round_without_a_keyboard(visit: Visit) -> None:
    page = visit(**TABLET)
    sign_in(page, "planung@example.org")
    new_map(page, "Tablet in Erkheim")
    publish(page)
    begin_table(page, "Markttag")
    page.get_by_role("link", name="Tablet herumgeben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wo treffen Sie andere Menschen, und wo würden Sie gern?")
    expect(page.get_by_role("link", name="Nadelkarten")).to_have_count(0)
    assert_accessible(page)
    at = map_of(page)

    at.tap()
    expect(page.get_by_text("Tippen Sie zuerst an")).to_be_visible()
    page.get_by_role("radio", name="Hier treffe ich andere").tap()
    expect(page.get_by_text("Jetzt tippen Sie auf die Karte.")).to_be_visible()
    at.tap()
    expect(page.get_by_text("Gespeichert. Noch eine Nadel?")).to_be_visible()
    expect(page.locator("[data-tablet-count]")).to_have_text("1")
    assert_accessible(page)
    page.get_by_role("button", name="Letzte Nadel zurücknehmen").tap()
    expect(page.locator("[data-tablet-count]")).to_have_text("0")
    at.tap()
    expect(page.locator("[data-tablet-count]")).to_have_text("1")
    page.get_by_role("button", name="Fertig, weitergeben").tap()
    expect(page.get_by_text("Danke! Bitte geben Sie das Gerät weiter.")).to_be_visible()
    expect(page.locator(".map .pin")).to_have_count(0)
    expect(page.get_by_role("radio", name="Hier treffe ich andere")).not_to_be_checked()

    page.get_by_role("button", name="Für die Moderation: beenden").tap()
    page.get_by_role("dialog").get_by_role("button", name="Für die Moderation: beenden").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Markttag")
    expect(page.locator("#last-heading")).to_have_text("1 Nadel an diesem Tisch")


def test_without_javascript_pins_are_typed_with_place_and_words(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit(javascript=False)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/karten/neu")
    page.get_by_text("Lieblingsorte", exact=True).click()
    page.get_by_label("Titel").fill("Ohne Skripte")
    page.get_by_label("Sozialraum").select_option(label="Erkheim (VG Erkheim)")
    page.get_by_role("button", name="Weiter zu den Angaben").click()
    page.get_by_role("button", name="Kategorie hinzufügen").click()
    expect(page.get_by_label("Kategorie 5: Name")).to_have_value("")
    page.get_by_label("Kategorie 5: Name").fill("Etwas anderes")
    page.get_by_label("Erster Tag").fill("2020-01-01")
    page.get_by_label("Letzter Tag").fill(f"{today().year + 1}-01-01")
    page.get_by_role("button", name="Speichern").last.click()
    page.get_by_role("button", name="Für alle veröffentlichen").click()
    begin_table(page, "Briefkasten")

    page.locator("[name=category]").nth(4).check()
    page.get_by_label("Stelle in Worten").fill("beim alten Bahnhof")
    page.get_by_role("button", name="Speichern und nächste").click()

    expect(page.locator("#last-heading")).to_have_text("1 Nadel an diesem Tisch")
    expect(page.locator("#last-pins")).to_contain_text("beim alten Bahnhof")


def test_an_area_is_drawn_by_clicking_its_corners(visit: Visit) -> None:
    page = visit()
    sign_in(page, "planung@example.org")
    new_map(page, "Eigene Fläche")
    page.get_by_text("In einer eigenen Fläche", exact=True).click()
    drawn = page.locator("[data-area-map] .map[data-ready]")
    expect(drawn).to_be_visible()
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    middle = (box["width"] / 2, box["height"] / 2)
    for right, down in ((-40, -30), (40, -30), (0, 40)):
        drawn.click(position={"x": middle[0] + right, "y": middle[1] + down})
    expect(page.get_by_text("Die Fläche hat 3 Ecken.")).to_be_visible()
    expect(page.get_by_label("Fläche als GeoJSON")).to_have_value(re.compile("Polygon"))
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").last.click()

    expect(page.get_by_role("heading", name="Vor der Veröffentlichung")).to_be_visible()
    page.get_by_role("link", name="Angaben bearbeiten").click()
    expect(page.get_by_label("In einer eigenen Fläche")).to_be_checked()
