"""From "what could we do?" to the first form: suggestion, method, a beginning that is already filled in; and the hand-out."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from portal.consultations.terms.methods import METHODS
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county


def ask(page: Page, goal: str, people: str, time: str) -> None:
    page.goto("/methoden")
    page.get_by_label("Was möchten Sie erreichen?").select_option(label=goal)
    page.get_by_label("Mit wie vielen Menschen?").fill(people)
    page.get_by_label("Wie viel Zeit haben Sie?").select_option(label=time)
    page.get_by_role("button", name="Vorschlagen").click()


def test_a_kuemmerin_finds_a_method_and_begins_a_workshop_on_her_phone(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    ask(page, "Gemeinsam Ideen entwickeln", "25", "Ein Abend oder halber Tag")
    expect(page.get_by_role("heading", name="Methoden passen")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name="Zukunftswerkstatt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zukunftswerkstatt")
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name="Zukunftswerkstatt anlegen").click()
    expect(page.get_by_label("Titel")).to_have_value("Wie wollen wir hier in zehn Jahren leben?")
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    assert_accessible(page)
    page.get_by_role("button", name="Anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angaben zur Werkstatt")


def test_a_kuemmerin_begins_the_survey_of_the_doorsteps(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    ask(page, "Menschen zum Mitmachen gewinnen", "120", "Mehrere Wochen")
    page.get_by_role("link", name="Aktivierende Befragung", exact=True).click()
    page.get_by_role("link", name="Umfrage beginnen").click()
    expect(page.get_by_label("Was bewegt Sie an Ihrem Ort?")).to_be_checked()
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    page.get_by_role("button", name="Weiter zu den Fragen").click()
    expect(page.locator("main")).to_contain_text("Was könnten Sie selbst dazu tun?")


def test_a_residents_group_searches_without_scripts_and_is_told_what_does_not_fit(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit(phone=True, javascript=False)
    ask(page, "Sich abstimmen und etwas vereinbaren", "500", "Bis zu zwei Stunden")
    expect(page.get_by_role("heading", name="Nichts passt ganz. Das kommt am nächsten:")).to_be_visible()
    expect(page.locator(".methods__misfits").first).to_contain_text("Mit mehr als 20 Menschen wird sie schwierig.")

    ask(page, "Sich abstimmen und etwas vereinbaren", "viele", "Bis zu zwei Stunden")
    expect(page.locator("#menschen")).to_have_value("viele")
    expect(page.locator("main")).to_contain_text("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 25.")
    page.goto("/methoden/erzaehlcafe")
    expect(page.get_by_role("heading", name="Damit beginnen")).to_be_hidden()


def test_every_method_is_a_hand_out_of_three_pages_and_free_of_barriers(visit: Visit, watch: Watch) -> None:
    page = visit()
    for method in METHODS:
        page.goto(f"/methoden/{method.slug}")
        assert_accessible(page)
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        assert len(sheets) <= 3, method.slug
        text = " ".join(sheet.extract_text() for sheet in sheets)
        assert "Ähnliche Methoden" not in text
