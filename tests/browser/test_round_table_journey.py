"""A Runder Tisch from its first word to the first yes: one screen to prepare, and members who answer without an account."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county
SAYS_YES, CANNOT = "Ja, ich komme oder jemand vertritt mich", "Nein, ich kann nicht"


def confirmed(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def set_up(page: Page, title: str) -> None:
    """A series in Babenhausen with two members."""
    page.goto("/arbeit/runde-tische/neu")
    page.get_by_label("Name", exact=True).fill(title)
    page.locator("select[name=sozialraum_id]").evaluate(
        "select => { select.value = [...select.options].find(one => one.text.startsWith('Babenhausen')).value }"
    )
    page.get_by_label("In wessen Namen wird eingeladen?").fill("Otto Göppel")
    page.get_by_label("Amt", exact=True).fill("Erster Bürgermeister")
    page.get_by_label("Wo treffen wir uns meistens?").fill("Rathaus, Marktplatz 1")
    page.get_by_role("button", name="Weiter zu den Mitgliedern").click()
    page.wait_for_url("**/mitglieder?*")
    for name, address in (("Lisa Merk", "merk@example.org"), ("Paul Sauter", "sauter@example.org")):
        page.get_by_label("Name", exact=True).fill(name)
        page.locator("#email").fill(address)
        page.get_by_role("button", name="Aufnehmen", exact=True).click()
        expect(page.get_by_role("link", name=name)).to_be_visible()


def plan(page: Page) -> str:
    """A meeting with one seat; answers the address of the one screen."""
    page.get_by_role("link", name="Weiter: Sitzung vorbereiten").click()
    page.locator("#title").fill("Wer fährt mit?")
    page.locator("#day").fill("2030-10-24")
    page.locator("#begins").fill("18:30")
    page.locator("#ends").fill("20:30")
    page.locator("#capacity").fill("1")
    page.get_by_role("button", name="Sitzung anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer fährt mit?")
    return page.url.partition("?")[0]


def code_of(page: Page, here: str, name: str) -> str:
    page.goto(here)
    page.get_by_role("link", name=name).click()
    found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", page.locator("dl").inner_text())
    assert found is not None
    return found.group(0)


def answer(phone: Page, code: str, choice: str) -> None:
    """The code on a letter is typed, and the answer given."""
    phone.goto("/runde-tische/antwort")
    phone.get_by_label("Code aus Ihrer Einladung").fill(code.lower())
    phone.get_by_role("button", name="Weiter").click()
    phone.locator("label").filter(has_text=choice).click()
    phone.get_by_role("button", name="Antwort senden").click()


def test_a_moderator_prepares_on_one_screen_and_members_answer_without_an_account(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, "moderation@example.org")
    set_up(page, "Runder Tisch Unterwegs")
    here = plan(page)

    page.get_by_label("Neuer TOP").fill("Mitfahrbank am Markt")
    page.locator("#item-minutes").fill("15")
    page.get_by_role("button", name="TOP anfügen").click()
    page.get_by_role("button", name="Mitfahrbank am Markt nach oben").click()
    expect(page.locator("section[aria-labelledby=agenda] tbody tr").nth(5)).to_contain_text("Mitfahrbank am Markt")
    assert page.url.partition("?")[0].partition("#")[0] == here
    page.get_by_role("button", name="Der Gemeinde zur Freigabe vorlegen").click()
    expect(page.get_by_text("Liegt der Gemeinde zur Freigabe vor")).to_be_visible()
    assert_accessible(page)

    townhall = visit()
    sign_in(townhall, "gemeinde@example.org")
    expect(townhall.get_by_role("heading", name="Einladungen, die Sie freigeben können")).to_be_visible()
    townhall.goto(here)
    townhall.get_by_role("button", name="Nur freigeben").click()
    page.goto(here)
    confirmed(page, "Jetzt einladen")
    expect(page.get_by_text("E-Mails auf dem Weg: 2")).to_be_visible()

    lisa, paul = code_of(page, here, "Lisa Merk"), code_of(page, here, "Paul Sauter")
    phone = visit(narrow=True, javascript=False)
    answer(phone, lisa, SAYS_YES)
    expect(phone.get_by_text("Danke! Wir freuen uns auf Sie.")).to_be_visible()
    with_script = visit(phone=True)
    answer(with_script, paul, SAYS_YES)
    expect(with_script.get_by_text("Sie stehen auf Platz 1 der Warteliste.")).to_be_visible()
    assert_accessible(with_script)
    assert_fits(with_script)
    answer(phone, lisa, CANNOT)
    with_script.reload()
    expect(with_script.get_by_text("Ihre Antwort bisher:")).to_be_visible()

    page.goto(here)
    expect(page.get_by_role("row", name=re.compile("Paul Sauter"))).to_contain_text("Kommt")
    page.set_viewport_size({"width": 320, "height": 700})
    assert_fits(page)
