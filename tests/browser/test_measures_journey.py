"""From a Bedarf to a Maßnahme, a Meilenstein, a review; the resident reads each step by code and says whether it helped."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import months_later, today
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

LIST = "/arbeit/planung/massnahmen"
#: Entries of these tests have no place from the list, so they stand apart from those of the example county.
OWN = "/arbeit/eingang?ort=niemand"


def say(page: Page, text: str) -> str:
    """Report something as a resident; answers the Rückmelde-Code."""
    page.goto("/anliegen")
    page.fill("#text", text)
    page.fill("#place_text", "hinter der Schule")
    page.locator("form.concern button[type=submit]").click()
    page.wait_for_url("**/anliegen/danke/**")
    return page.locator(".receipt-code__value").inner_text()


def read_by_code(page: Page, code: str) -> None:
    page.goto("/rueckmeldung")
    page.get_by_label(re.compile("Code")).first.fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ansicht/**")


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, each when the page has come to rest."""
    for key in keys:
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)


def make_need(page: Page, text: str) -> None:
    """Find the words in the inbox and make them a Bedarf; its page is open then."""
    page.goto(OWN)
    for _ in range(30):
        if page.locator(".triage__words").inner_text() == text:
            break
        before = page.url
        press(page, "j")
        page.wait_for_function("before => location.href !== before", arg=before)
    press(page, "b")
    expect(page.get_by_label("Titel", exact=True)).to_be_focused()
    press(page, "Enter")
    page.locator(".triage__undo").get_by_role("link").click()
    page.wait_for_url(re.compile("/arbeit/bedarfe/"))


def confirm(page: Page, sentence: str) -> None:
    """From the page of a Bedarf: say in public that it has proved true, and come back."""
    address = page.url
    press(page, "a")
    page.locator("label[for=status-confirmed]").click()
    page.get_by_label("Öffentlicher Satz").fill(sentence)
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    page.get_by_role("button", name="Jetzt antworten").click()
    expect(page.get_by_role("heading", name="Wer erfährt davon?")).to_be_visible()
    page.goto(address)


def test_from_a_bedarf_to_its_effect_read_by_code(visit: Visit, watch: Watch) -> None:
    resident, page = visit(phone=True), visit()
    text = "Am Spielplatz fehlt eine Bank im Schatten. Meine Mutter kann nicht so lange stehen."
    code = say(resident, text)
    sign_in(page, "planung@example.org")
    make_need(page, text)
    confirm(page, "Der Bedarf hat sich bestätigt.")

    page.get_by_role("link", name="Maßnahme planen").click()
    page.get_by_label("Titel", exact=True).fill("Bank unter der Linde")
    page.get_by_label("Überprüfen am").fill(months_later(today(), 6).isoformat())
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Bank unter der Linde", level=1)).to_be_visible()
    page.get_by_label("Was soll erreicht sein?").fill("Bank aufgestellt")
    page.get_by_label("Bis wann?").fill(today().isoformat())
    page.get_by_role("button", name="Meilenstein setzen").click()
    expect(page.get_by_role("button", name="Erreicht: Bank aufgestellt")).to_be_visible()

    page.get_by_role("link", name="Öffentlich zeigen").click()
    page.get_by_label("Was alle lesen sollen").fill("Unter der Linde kommt eine Bank hin.")
    assert_accessible(page)
    page.get_by_role("button", name="Öffentlich zeigen").click()
    expect(page.get_by_text("Ja. So lesen es die Menschen:")).to_be_visible()
    read_by_code(resident, code)
    expect(resident.locator("main")).to_contain_text("Es ist geplant und beginnt noch.")
    assert_accessible(resident)

    page.get_by_role("button", name="Erreicht: Bank aufgestellt").click()
    page.get_by_role("link", name="Antwort ansehen und senden").click()
    expect(page.get_by_label("Satz für alle, die sich gemeldet haben")).to_have_value(re.compile("ist fertig"))
    assert_accessible(page)
    page.get_by_role("button", name="Antworten", exact=True).click()
    expect(page.get_by_text("Gesagt. Beantwortete Bedarfe: 1.")).to_be_visible()
    read_by_code(resident, code)
    expect(resident.locator("main")).to_contain_text("Es ist geschafft.")
    expect(resident.locator("main")).to_contain_text("Geschafft: „Bank unter der Linde“ ist fertig.")

    page.get_by_role("link", name="Nachfragen").click()
    assert_accessible(page)
    page.get_by_role("button", name="Jetzt fragen").click()
    expect(page.get_by_text("Bisher weniger als fünf Antworten.")).to_be_visible()
    read_by_code(resident, code)
    resident.get_by_role("link", name="Antworten", exact=True).click()
    assert_accessible(resident)
    resident.get_by_label(re.compile("Möchten Sie etwas dazu sagen")).fill("Eine zweite wäre gut.")
    resident.get_by_role("button", name="Ja, es hat geholfen").click()
    expect(resident.get_by_role("heading", name="Vielen Dank!")).to_be_visible()
    expect(resident.locator(".receipt-code__value")).to_be_visible()
    assert_accessible(resident)

    page.get_by_role("link", name="Überprüfen").click()
    page.locator("label", has_text="erreicht").first.click()
    page.get_by_label("Warum urteilen Sie so?").fill("Die Bank wird jeden Tag benutzt.")
    page.locator("label", has_text="weiterführen").click()
    assert_accessible(page)
    page.get_by_role("button", name="Überprüfung speichern").click()
    expect(page.locator("main")).to_contain_text("Folge: weiterführen")
    assert_accessible(page)


def test_the_pages_of_massnahmen_fit_a_phone(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/planung")
    assert_accessible(page)
    for view in ("", "/zeitplan", "/ueberfaellig"):
        page.goto(LIST + view)
        assert_accessible(page)
    page.goto(LIST)
    page.get_by_role("link", name="Mittagstisch im Pfarrheim Kirchheim").click()
    expect(page.get_by_role("heading", name="Wirkungstreppe")).to_be_visible()
    assert_accessible(page)
    address = page.url.partition("?")[0]
    for form in (
        "/bearbeiten",
        "/ueberpruefung",
        "/nachfragen",
        "/oeffentlich",
        "/antworten",
        "/wirkung/neu",
        "/bedarfe",
    ):
        page.goto(address + form)
        assert_accessible(page)
