"""The planner: from Mein Tag through the inbox with keys alone to a Bedarf, its answer, and back to the person who asked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county
PLANNER = "planung@example.org"
#: Entries of these tests have no place from the list, so they stand apart from those of the example county.
OWN = "/arbeit/eingang?ort=niemand"


def say(page: Page, text: str) -> str:
    """Report something as a resident; answers the Rückmelde-Code."""
    page.goto("/anliegen")
    page.fill("#text", text)
    page.fill("#place_text", "beim alten Bahnhof")
    page.locator("form.concern button[type=submit]").click()
    page.wait_for_url("**/anliegen/danke/**")
    return page.locator(".receipt-code__value").inner_text()


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, each when the page has come to rest."""
    for key in keys:
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)


def open_entry(page: Page, text: str) -> None:
    """Walk with J until the words stand there."""
    page.goto(OWN)
    for _ in range(30):
        if page.locator(".triage__words").inner_text() == text:
            return
        before = page.url
        press(page, "j")
        page.wait_for_function("before => location.href !== before", arg=before)
    raise AssertionError(f"{text!r} does not wait in the inbox")


def test_from_an_anliegen_to_the_answer(visit: Visit) -> None:
    resident, planner = visit(phone=True), visit()
    text = "Am alten Bahnhof fehlt ein Unterstand. Bei Regen stehen die Schulkinder nass an der Haltestelle."
    code = say(resident, text)

    sign_in(planner, PLANNER)
    inbox = planner.get_by_role("heading", name="Eingang")
    expect(inbox).to_be_visible()
    planner.get_by_role("link", name="Eingang öffnen").click()
    expect(planner.get_by_role("heading", level=1)).to_have_text("Eingang")
    open_entry(planner, text)

    press(planner, "b")
    title = planner.get_by_label("Titel", exact=True)
    expect(title).to_be_focused()
    expect(title).to_have_value("Am alten Bahnhof fehlt ein Unterstand")
    press(planner, "Enter")
    undo = planner.locator(".triage__undo")
    expect(undo).to_contain_text("Neuer Bedarf")
    undo.get_by_role("link").click()
    expect(planner.get_by_role("heading", level=1)).to_have_text("Am alten Bahnhof fehlt ein Unterstand")
    expect(planner.locator(".needs__evidence")).to_contain_text("Bei Regen stehen die Schulkinder")

    press(planner, "a")
    expect(planner.get_by_role("heading", level=1)).to_have_text("Antworten")
    planner.locator("label[for=status-confirmed]").click()
    planner.locator(".answer__module").first.click()
    sentence = planner.get_by_label("Öffentlicher Satz")
    expect(sentence).to_have_value(re.compile("Hier fehlt wirklich etwas"))
    sentence.fill("Wir haben es geprüft: Dort gehört ein Unterstand hin.")
    planner.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(planner.locator(".answer__preview")).to_contain_text("Dort gehört ein Unterstand hin.")
    planner.get_by_role("button", name="Jetzt antworten").click()
    expect(planner.locator(".answer__preview")).to_contain_text("Dort gehört ein Unterstand hin.")

    resident.goto("/rueckmeldung")
    resident.get_by_label(re.compile("Code")).first.fill(code.replace("-", " ").lower())
    resident.keyboard.press("Enter")
    expect(resident.locator("main")).to_contain_text("Dort gehört ein Unterstand hin.")
    expect(resident.locator("main")).to_contain_text(
        "In den Bedarf „Am alten Bahnhof fehlt ein Unterstand“ aufgenommen"
    )


def test_each_decision_with_few_keys_and_back(visit: Visit) -> None:
    resident, planner = visit(), visit()
    words = "Die Wippe ist kaputt. Der Brunnen läuft nicht."
    say(resident, words)
    sign_in(planner, PLANNER)

    open_entry(planner, words)
    press(planner, "x")
    expect(planner.locator("#reason-exists")).to_be_focused()
    press(planner, "3", "Enter")
    undo = planner.locator(".triage__undo")
    expect(undo).to_contain_text("Wir haben leider nicht verstanden")
    press(planner, "u")
    expect(planner.locator("#tells")).to_contain_text("Zurückgenommen")
    expect(planner.locator(".triage__words")).to_have_text(words)

    press(planner, "a")
    expect(planner.locator(".passages__part")).to_have_count(2)
    press(planner, "Space")
    expect(planner.locator(".passages__part")).to_have_count(1)
    press(planner, "Space")
    press(planner, "Enter")
    expect(undo).to_contain_text("Aufgeteilt")
    expect(planner.locator(".triage__words")).to_have_text("Die Wippe ist kaputt.")

    press(planner, "z")
    search = planner.get_by_label("Wort oder Nummer")
    expect(search).to_be_focused()
    search.fill("Rufbus")
    press(planner, "Enter")
    expect(planner.locator(".triage__candidate button").first).to_be_focused()
    press(planner, "Enter")
    expect(undo).to_contain_text("Hinzugefügt zu")
    press(planner, "u")
    expect(planner.locator("#tells")).to_contain_text("Zurückgenommen")

    press(planner, "?")
    expect(planner.get_by_role("dialog")).to_contain_text("Neuer Bedarf")


def test_chosen_entries_stay_chosen_while_walking(visit: Visit) -> None:
    resident, planner = visit(), visit()
    for words in ("Die Ampel ist zu kurz.", "Die Ampel blinkt nur."):
        say(resident, words)
    sign_in(planner, PLANNER)
    planner.goto("/arbeit/eingang")

    for number in (1, 2):
        press(planner, "m")
        expect(planner.get_by_role("button", name=f"Ausgewählte zusammen entscheiden ({number})")).to_be_visible()
        before = planner.url
        press(planner, "j")
        planner.wait_for_function("before => location.href !== before", arg=before)
    expect(planner.locator(".triage__list input:checked")).to_have_count(2)
    press(planner, "s")
    expect(planner.get_by_role("heading", level=1)).to_have_text("2 Einträge zusammen entscheiden")


def test_out_of_a_decision_by_escape(visit: Visit) -> None:
    resident, planner = visit(), visit()
    say(resident, "Der Weiher ist trüb.")
    sign_in(planner, PLANNER)
    open_entry(planner, "Der Weiher ist trüb.")

    press(planner, "b")
    title = planner.locator("input[name=title]")
    expect(title).to_be_focused()
    planner.wait_for_load_state("networkidle")
    planner.keyboard.type("Klares Wasser")  # over the suggestion, not before it
    expect(title).to_have_value("Klares Wasser")

    press(planner, "Escape")  # something is typed: only out of the field
    expect(title).to_have_value("Klares Wasser")
    expect(title).not_to_be_focused()
    press(planner, "Escape")
    expect(title).to_have_count(0)
    expect(planner.locator(".triage__words")).to_have_text("Der Weiher ist trüb.")


def test_keys_pressed_too_early_wait_for_the_page(visit: Visit) -> None:
    resident, planner = visit(), visit()
    say(resident, "Der Zebrastreifen ist verblasst.")
    sign_in(planner, PLANNER)
    open_entry(planner, "Der Zebrastreifen ist verblasst.")

    planner.wait_for_load_state("networkidle")
    for key in ("x", "6", "Enter"):  # faster than any page
        planner.keyboard.press(key)

    expect(planner.locator(".triage__undo")).to_contain_text("Dabei geht es um Ihre persönliche Lage")


def test_without_javascript(visit: Visit) -> None:
    resident, planner = visit(javascript=False), visit(javascript=False)
    say(resident, "Der Mülleimer fehlt. Die Bank wackelt.")
    sign_in(planner, PLANNER)
    planner.goto(OWN)
    while planner.locator(".triage__words").inner_text() != "Der Mülleimer fehlt. Die Bank wackelt.":
        planner.get_by_role("link", name="Nächster").click()

    planner.locator(".triage__verbs").get_by_role("link", name="Aufteilen").click()
    parts = planner.get_by_label("Teile", exact=True)
    expect(parts).to_have_value("Der Mülleimer fehlt.\n---\nDie Bank wackelt.")
    planner.locator("#triage-decide form").get_by_role("button", name="Aufteilen").click()
    planner.locator(".triage__verbs").get_by_role("link", name="Neuer Bedarf").click()
    planner.get_by_role("button", name="Bedarf anlegen").click()
    expect(planner.locator(".triage__undo")).to_contain_text("Neuer Bedarf")
    planner.locator(".triage__undo").get_by_role("button").click()
    expect(planner.locator("#tells")).to_contain_text("Zurückgenommen")


PAGES = (
    "/arbeit",
    "/arbeit/eingang",
    "/arbeit/eingang?aktion=bedarf",
    "/arbeit/eingang?aktion=dazu&suche=Bus",
    "/arbeit/eingang?aktion=aufteilen",
    "/arbeit/eingang?aktion=kein-bedarf",
    "/arbeit/eingang?ort=niemand&alter=30",
    "/arbeit/eingang/verlauf",
    "/arbeit/bedarfe",
    "/arbeit/bedarfe?q=weg",
    "/arbeit/bedarfe?q=gibtesnicht",
    "/arbeit/bedarfe/neu",
    "/arbeit/bedarfe/textbausteine",
)
STEPS = ("", "/bearbeiten", "/antwort", "/antwort?neu=in_review", "/zusammenfuehren", "/aufteilen", "/loeschen")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_the_planner_is_accessible(visit: Visit, narrow: bool, dark: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    sign_in(page, PLANNER)
    for address in PAGES:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
    page.goto("/arbeit/bedarfe?q=Laden")
    need = page.locator("main tbody th a").first.get_attribute("href")
    for step in STEPS:
        page.goto(f"{need}{step}")
        page.wait_for_load_state("networkidle")
        assert_accessible(page)


def test_the_inbox_fits_a_phone(visit: Visit) -> None:
    page = visit(phone=True)
    sign_in(page, PLANNER)
    page.goto("/arbeit/eingang")

    assert_fits(page)
    words, verbs = page.locator(".triage__text").bounding_box(), page.locator(".triage__verbs").bounding_box()
    assert words is not None
    assert verbs is not None
    assert words["y"] < verbs["y"]
