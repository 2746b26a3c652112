"""A Kümmererin writes down what somebody tells her on the telephone: keyboard only, one after the other, and prints the slip."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


def label_of_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? ''"))


def tab_to(page: Page, label: str) -> None:
    for _ in range(40):
        if label_of_focus(page).startswith(label):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} is not reached with Tab")


def test_three_calls_in_a_row_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit()
    sign_in(page, "kuemmerer@example.org")
    page.goto("/arbeit/erfassen")
    assert label_of_focus(page) == "Was wurde gesagt?"

    page.keyboard.type("Der Bus fährt samstags nur zweimal.")
    tab_to(page, "Telefon")
    page.keyboard.press("Space")
    tab_to(page, "Name der Person")
    page.keyboard.type("Maria Huber")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("main")).to_contain_text("Gespeichert. Code:")
    expect(page.locator("#recorded-count")).to_have_text("1")
    expect(page.get_by_role("radio", name="Telefon")).to_be_checked()
    expect(page.get_by_label("Name der Person")).to_have_value("")
    assert label_of_focus(page) == "Was wurde gesagt?"

    page.keyboard.type("Beim Arzt gibt es keinen Parkplatz.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#recorded-count")).to_have_text("2")

    page.keyboard.type("Im Winter ist der Gehweg nicht geräumt.")
    tab_to(page, "Speichern und nächstes")
    page.keyboard.press("Tab")
    assert label_of_focus(page) == "Speichern"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Im Winter ist der Gehweg nicht geräumt.")


def test_the_slip_can_be_printed_and_opens_the_answer(visit: Visit) -> None:
    page = visit()
    sign_in(page, "kuemmerer@example.org")
    page.goto("/arbeit/erfassen")
    page.get_by_label("Was wurde gesagt?").fill("Am Friedhof fehlt ein Wasserhahn.")
    page.get_by_text("Papier", exact=True).click()
    page.get_by_role("button", name="Speichern", exact=True).click()

    code = "".join(page.locator(".receipt-code__value").inner_text().split())
    assert CODE.fullmatch(code)
    expect(page.get_by_role("img", name="QR-Code: führt")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Drucken")).to_be_hidden()
    expect(page.locator("blockquote")).to_be_visible()
    page.emulate_media(media="screen")
    assert_accessible(page)

    resident = visit(phone=True)
    resident.goto(f"/rueckmeldung?code={code}")
    resident.get_by_role("button", name="Nachsehen").click()
    expect(resident.get_by_role("heading", name="Von Ihrem Papierbogen übernommen")).to_be_visible()


def test_without_javascript_it_works_the_same(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, "kuemmerer@example.org")
    page.goto("/arbeit/erfassen")
    page.get_by_label("Was wurde gesagt?").fill("Der Brunnen läuft nicht.")
    page.get_by_text("Persönlich", exact=True).click()

    page.get_by_role("button", name="Speichern und nächstes").click()

    expect(page.get_by_role("main")).to_contain_text("Gespeichert. Code:")
    expect(page.get_by_role("radio", name="Persönlich")).to_be_checked()


def test_an_observer_reports_and_finds_it_again(visit: Visit) -> None:
    page = visit(phone=True)
    sign_in(page, "beobachter@example.org")
    page.goto("/arbeit/erfassen")
    page.get_by_label("Was haben Sie beobachtet?").fill("Am Schulweg fehlt Licht.")
    page.get_by_text("Themenwächter", exact=True).click()
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.locator("blockquote")).to_have_text("Am Schulweg fehlt Licht.")

    page.goto("/arbeit/wortmeldungen")
    page.get_by_role("link", name="Am Schulweg fehlt Licht.").first.click()
    expect(page.get_by_role("main")).to_contain_text("Gemeldet als Themenwächter")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_the_work_can_be_read_by_everybody(visit: Visit, watch: Watch, narrow: bool, dark: bool) -> None:
    watch.expect(422)
    page = visit(narrow=narrow, dark=dark)
    sign_in(page, "planung@example.org")

    for address in ("/arbeit/erfassen", "/arbeit/wortmeldungen", "/arbeit/beteiligung", "/arbeit/beteiligung/neu"):
        page.goto(address)
        assert_accessible(page)
    for address in ("/arbeit/wortmeldungen", "/arbeit/beteiligung"):
        page.goto(address)
        page.locator("tbody th a").first.click()
        page.wait_for_load_state()
        assert_accessible(page)
    page.goto("/arbeit/erfassen")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
