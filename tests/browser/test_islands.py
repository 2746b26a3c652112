"""What scripts add to plain pages: finding by typing, drafts, sending once and again, dialogs, keys, light and dark."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, awake, find_by_typing, sign_in

pytestmark = pytest.mark.example_county

EVERYTHING = "/arbeit/bausteine"
ADMINISTRATOR = "administratorin@example.org"
#: Where the form goes, whatever arguments its address carries.
SENDING = re.compile(r"/anliegen(\?|$)")


def gallery(page: Page) -> Page:
    sign_in(page, ADMINISTRATOR)
    page.goto(EVERYTHING)
    expect(find_by_typing(page, "Wo ist das?").first).to_have_attribute("aria-autocomplete", "list")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_component_is_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = gallery(visit(dark=dark, narrow=narrow))

    assert_accessible(page)


@pytest.mark.parametrize("typed", ["grö", "groe", "GRON", "bad g"])
def test_places_are_found_however_they_are_typed(visit: Visit, typed: str) -> None:
    page = gallery(visit())
    field = find_by_typing(page, "Wo ist das?").first

    field.click()
    field.press_sequentially(typed)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "place-list-0")
    field.press("Enter")

    expect(field).to_have_value("Bad Grönenbach")
    expect(page.locator("#place-select")).to_have_value("bad-groenenbach")


def test_a_place_nobody_knows_is_said_to_be_unknown(visit: Visit) -> None:
    page = gallery(visit())
    field = find_by_typing(page, "Wo ist das?").first

    field.fill("Hinter dem Mond")
    field.press("Tab")

    expect(field).to_have_value("Hinter dem Mond")
    expect(page.get_by_text("Nichts gefunden. Prüfen Sie die Schreibweise.").last).to_be_visible()
    expect(page.locator("#place-select")).to_have_value("")


def test_escape_leaves_the_choice_as_it_was(visit: Visit) -> None:
    page = gallery(visit())
    field = find_by_typing(page, "Wo ist das?").first

    field.fill("Ottobeuren")
    field.press("Tab")
    field.click()
    field.press("ArrowDown")
    field.press("Escape")

    expect(field).to_have_value("Ottobeuren")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_typed_text_survives_until_it_is_sent_or_discarded(visit: Visit) -> None:
    page = visit(phone=True)
    page.goto("/anliegen")
    awake(page)
    page.get_by_label("Was ist Ihr Anliegen?").fill("Am Bahnhof fehlt eine Bank.")
    page.get_by_label("E-Mail oder Telefon").fill("jemand@example.org")
    page.wait_for_function("() => localStorage.length")

    page.reload()

    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value("Am Bahnhof fehlt eine Bank.")
    expect(page.get_by_label("E-Mail oder Telefon")).to_have_value("")  # how to reach someone is never kept
    page.get_by_role("button", name="Verwerfen").click()
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value("")
    page.wait_for_function("() => localStorage.length === 0")


def test_a_concern_is_sent_once_the_network_is_back(visit: Visit, watch: Watch) -> None:
    """The network goes, the page says so and waits; when it is back the same submission is sent, and only once."""
    page = visit()
    page.goto("/anliegen")
    awake(page)
    page.get_by_label("Was ist Ihr Anliegen?").fill("Der Weg zum Friedhof ist im Winter nicht geräumt.")
    page.get_by_label("Oder beschreiben Sie den Ort in Worten").fill("am Friedhof")
    attempts = 0

    def lose(route: Route) -> None:
        nonlocal attempts
        if route.request.method == "POST" and attempts < 2:
            attempts += 1
            response = route.fetch(max_redirects=0)  # it arrives; only the answer is lost
            assert response.status == 303
            route.abort("internetdisconnected")
        else:
            attempts += route.request.method == "POST"
            route.continue_()

    page.route(SENDING, lose)
    page.get_by_role("button", name="Anliegen senden").click()
    expect(page.get_by_text("Keine Verbindung zum Internet.")).to_be_visible()

    page.wait_for_url("**/anliegen/danke/**")

    assert attempts == 3
    watch.problems[:] = [line for line in watch.problems if "ERR_INTERNET_DISCONNECTED" not in line]
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    page.wait_for_function("() => localStorage.length === 0")


def test_missing_words_bring_the_form_back_with_everything_in_it(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit()
    page.goto("/anliegen")
    awake(page)
    page.get_by_label("Oder beschreiben Sie den Ort in Worten").fill("beim alten Bahnhof")

    page.get_by_role("button", name="Anliegen senden").click()

    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Oder beschreiben Sie den Ort in Worten")).to_have_value("beim alten Bahnhof")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_be_focused()


def test_an_error_of_the_server_leaves_the_text_in_the_form(visit: Visit, watch: Watch) -> None:
    watch.expect(503)
    page = visit()
    page.goto("/anliegen")
    awake(page)
    page.get_by_label("Was ist Ihr Anliegen?").fill("Der Bus fährt zu selten.")
    busy = "<!doctype html><main><h1>Gerade ist viel los</h1><p class='page__lead'>Bitte noch einmal.</p></main>"
    page.route(SENDING, lambda route: route.fulfill(status=503, content_type="text/html", body=busy))

    page.get_by_role("button", name="Anliegen senden").click()

    expect(page.locator("#tells")).to_have_text("Gerade ist viel los. Bitte noch einmal.")
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value("Der Bus fährt zu selten.")
    expect(page.get_by_role("button", name="Anliegen senden")).to_be_enabled()


def test_keys_press_buttons_but_not_while_typing(visit: Visit) -> None:
    page = gallery(visit())

    page.keyboard.press("w")
    dialog = page.get_by_role("dialog", name="An eine Stelle weiterleiten")
    expect(dialog).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#beispiel-dialog summary")).to_be_focused()
    page.get_by_label("Was fehlt bei Ihnen?").first.press_sequentially("was")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_question_mark_lists_the_keys_of_the_page(visit: Visit) -> None:
    page = gallery(visit())

    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Tasten auf dieser Seite")).to_contain_text("An eine Stelle weiterleiten")


def test_what_cannot_be_undone_asks_first(visit: Visit) -> None:
    page = gallery(visit())

    page.get_by_role("button", name="Löschen").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Soll das Beispiel gelöscht werden?")
    expect(dialog.get_by_role("button", name="Abbrechen")).to_be_focused()


def test_long_texts_say_how_much_room_is_left(visit: Visit) -> None:
    page = gallery(visit())
    field = page.get_by_label("Was fehlt bei Ihnen?").first

    field.fill("x" * 590)
    expect(page.locator("#words-counter")).to_have_text("Noch 10 Zeichen frei.")
    field.fill("x" * 601)
    expect(page.locator("#words-counter")).to_have_text("1 Zeichen zu viel. Bitte kürzen Sie den Text.")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_dark_stays_dark(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.goto("/glossar")

    page.get_by_role("button", name="dunkel").click()
    page.goto("/glossar")

    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_without_scripts_every_field_and_dialog_is_there(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, ADMINISTRATOR)
    page.goto(EVERYTHING)

    expect(page.locator("select#place")).to_be_visible()
    page.locator("#beispiel-dialog summary").click()
    expect(page.get_by_text("Der Bedarf verlässt Ihre Liste, bis die Stelle antwortet.")).to_be_visible()
    expect(page.get_by_role("button", name="Code kopieren")).to_be_hidden()
