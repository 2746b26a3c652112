"""From contact to anonymous Bedarf, on the phone of a Kümmerin."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


def assert_good(page: Page) -> None:
    assert_accessible(page)


def test_from_contact_to_anonymous_need(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.get_by_role("link", name="Fall notieren").click()
    assert_good(page)
    page.get_by_label("Worum geht es?").fill("Findet keinen Termin beim Hausarzt, Praxis hat geschlossen.")
    page.get_by_label("Wer fragt?").fill("Kreszenz Birkle")
    page.get_by_label("Wie erreichbar?").fill("089 99998 399")
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_url("**/arbeit/faelle/*-*")
    expect(page).not_to_have_title(re.compile("Birkle"))
    assert_good(page)

    page.get_by_label("Was war?").fill("Praxis in Ottobeuren nimmt sie auf.")
    page.get_by_role("button", name="Eintrag speichern").click()
    expect(page.get_by_text("Praxis in Ottobeuren nimmt sie auf.")).to_be_visible()

    page.get_by_role("link", name="Als anonymen Bedarf melden").click()
    assert_good(page)
    expect(page.get_by_label("Was fehlt oder wird gebraucht?")).to_have_value("")
    page.get_by_label("Was fehlt oder wird gebraucht?").fill("Frau Birkle findet keinen Hausarzt.")
    watch.expect(422)
    page.get_by_role("button", name="Bedarf melden").click()
    expect(page.get_by_text("Bitte schreiben Sie ohne die Person.").first).to_be_visible()
    assert_good(page)
    page.get_by_label("Was fehlt oder wird gebraucht?").fill("Ältere Menschen finden keinen Hausarzt mehr im Ort.")
    page.get_by_role("button", name="Bedarf melden").click()
    expect(page.get_by_role("heading", name="Der Bedarf ist gemeldet")).to_be_visible()
    assert_good(page)

    page.get_by_role("link", name="Zu meinen Fällen").click()
    assert_good(page)
    page.get_by_role("link", name=re.compile("^Fall 20")).first.click()
    expect(page.get_by_role("heading", name="Als Bedarf gemeldet am")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/wortmeldungen")
    expect(page.get_by_text("Ältere Menschen finden keinen Hausarzt mehr im Ort.").first).to_be_visible()
    assert "Birkle" not in page.content()
