"""A Kümmerin on her phone: somebody asks for help, somebody fits, both are called, and the hours are written down."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


def test_from_a_gesuch_over_two_calls_to_hours(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.goto("/arbeit/quartiersprojekte")
    page.get_by_role("link", name="Daheim in Markt Rettenbach").click()
    page.get_by_role("link", name="Ehrenamt", exact=True).click()
    assert_accessible(page)

    page.get_by_role("link", name="Neues Gesuch").first.click()
    page.get_by_label("Wobei wird Hilfe gebraucht?").fill("Großeinkauf am Freitag, die Taschen sind zu schwer.")
    page.get_by_label("Art der Hilfe", exact=True).select_option(label="Einkaufen")
    page.get_by_label("Wo?").select_option(label="Markt Rettenbach")
    page.get_by_label("Telefon oder Adresse").fill("08392 4711")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Das Gesuch ist notiert.")).to_be_visible()
    expect(page.get_by_text("kann: Einkaufen")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Auf die Anrufliste: Resi Gruber").click()
    page.get_by_role("button", name="Angerufen: Resi Gruber").click()
    page.get_by_role("button", name="Angerufen: Wer gefragt hat").click()
    assert_accessible(page)
    page.get_by_role("button", name="Beide sagen zu").click()
    expect(page.get_by_text("Beide haben zugesagt.")).to_be_visible()

    page.get_by_role("link", name="Stunden eintragen").click()
    page.get_by_label("Stunden", exact=True).fill("1,5")
    page.get_by_label("Art der Hilfe", exact=True).select_option(label="Einkaufen")
    page.get_by_label("Wer?").select_option(label="Resi Gruber")
    page.get_by_role("button", name="Stunden eintragen").click()
    expect(page.get_by_text("Die Stunden sind eingetragen.")).to_be_visible()
    expect(page.locator("#hours-rows").get_by_text("1,5 Stunden").first).to_be_visible()
    assert_accessible(page)
    for name in ("Ehrenamtliche", "Anrufe"):
        page.get_by_role("navigation", name="Ansichten").get_by_role("link", name=name).click()
        assert_accessible(page)
