"""The Sozialplanung analyses a Bedarf, looks where something is missing, and reads what comes first."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_pages_of_planning_can_be_read(visit: Visit, watch: Watch, phone: bool) -> None:
    page = visit(phone=phone)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/planung")
    assert_accessible(page)
    page.get_by_role("link", name="Was kommt zuerst in den Haushalt?").click()
    expect(page.get_by_role("heading", name="Reihenfolge")).to_be_visible()
    expect(page.get_by_text("3 Personen haben abgegeben.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Mehr Plätze in der Tagespflege")).first.click()
    expect(page.get_by_text("Die Belegregel schlägt vor:")).to_be_visible()
    expect(page.get_by_text("Beteiligt sich die Pflegekasse an den Fahrtkosten?")).to_be_visible()
    assert_accessible(page)
    for address in (
        "soll-ist",
        "soll-ist/liste",
        "soll-ist/neu",
        "belegregel",
        "kriterien",
        "analysen",
        "prioritaeten",
    ):
        page.goto(f"/arbeit/planung/{address}")
        assert_accessible(page)
    page.goto("/arbeit/planung/soll-ist/liste")
    page.get_by_role("link", name="Plätze in der Tagespflege").click()
    expect(page.get_by_role("heading", name="Zuerst, was schon da ist")).to_be_visible()
    assert_accessible(page)


def test_a_bedarf_is_analysed_and_a_round_scored(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/bedarfe")
    page.get_by_role("link", name=re.compile("Hausärztliche Versorgung")).first.click()
    page.get_by_role("link", name="Belege ansehen und analysieren").click()
    assert_accessible(page)
    page.get_by_role("button", name="Analyse beginnen").click()
    page.get_by_text("Andere Kennzahl eintragen").click()
    page.get_by_label("Kennzahl", exact=True).fill("Praxen je 10.000 Menschen")
    page.get_by_label(re.compile("^Wert hier")).fill("4,5")
    page.get_by_label(re.compile("^Wert im Vergleich")).fill("6")
    page.get_by_label("Quelle", exact=True).fill("Arztsuche")
    assert_accessible(page)
    page.get_by_role("button", name="In den Vergleich nehmen").click()
    expect(page.get_by_text("weicht um 25 Prozent")).to_be_visible()
    page.locator("label[for=level-1]").click()
    page.get_by_label("Begründung").fill("Die Zahlen stimmen mit dem überein, was die Menschen sagen.")
    page.get_by_role("button", name="Entscheidung festhalten").click()
    expect(page.get_by_role("heading", name="teilweise belegt").first).to_be_visible()
    assert_accessible(page)

    page.goto("/arbeit/planung/prioritaeten/neu")
    assert_accessible(page)
    page.get_by_label("Titel").fill("Probe")
    for choice in page.locator("fieldset", has_text="Welche Bedarfe").locator("label").all()[:2]:
        choice.click()
    for name in ("Katrin Lechner", "Florian Seitz"):
        page.locator("fieldset", has_text="Wer bewertet?").get_by_text(name, exact=True).click()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Runde eröffnen").click()
    page.get_by_role("dialog").get_by_role("button", name="Runde eröffnen").click()
    page.get_by_role("link", name="Bewerten").click()
    assert_accessible(page)
    for field in page.locator("main select").all():
        field.select_option("4")
    page.get_by_role("button", name="Abgeben").click()
    page.get_by_role("dialog").get_by_role("button", name="Abgeben").click()
    expect(page.get_by_role("heading", name="Reihenfolge bisher")).to_be_visible()
    assert_accessible(page)
