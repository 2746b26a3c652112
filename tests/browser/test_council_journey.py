"""The Sozialplanung brings a Bedarf into a Gremium, notes the Beschluss and tells the people; a Gemeinde reads along."""

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import today
from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PLANNING = "/arbeit/planung"


def open_and_check(page: Page, address: str) -> None:
    page.goto(address)
    assert_accessible(page)


def test_from_a_need_to_a_decision(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/bedarfe?status=confirmed")
    page.locator("#need-rows a[href*='/arbeit/bedarfe/']").first.click()
    expect(page.get_by_role("heading", name="Vom Bedarf zum Beschluss")).to_be_visible()
    need = page.url
    page.get_by_role("link", name="Handlungsempfehlung beginnen").click()
    page.get_by_label("Was empfehlen Sie?").fill("Ein fester Tag in der Woche")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Ein fester Tag in der Woche", level=1)).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Option hinzufügen").click()
    page.get_by_label("Name der Option").fill("Dienstag im Rathaus")
    page.get_by_label("Kosten im Jahr in Euro").fill("2.400")
    page.get_by_label("sich versorgen").select_option(label="wird besser")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("2.400,00 €")).to_be_visible()
    page.get_by_role("button", name="Bereit für das Gremium").click()
    expect(page.get_by_text("Der Stand ist geändert.")).to_be_visible()
    recommendation = page.url.partition("?")[0]

    page.goto(f"{PLANNING}/gremien")
    assert_accessible(page)
    page.get_by_role("rowheader", name="Ausschuss für Verkehr").get_by_role("link").click()
    page.get_by_text("Sitzung eintragen").first.click()
    page.get_by_label("Tag", exact=True).fill(today().isoformat())
    page.get_by_role("button", name="Sitzung eintragen").click()
    expect(page.get_by_text("Die Sitzung ist eingetragen.")).to_be_visible()
    assert_accessible(page)

    page.goto(recommendation)
    page.get_by_role("link", name="Beschlussvorlage schreiben").click()
    page.get_by_label("Sachverhalt").fill("Im Ort gibt es nichts mehr.")
    page.get_by_label("Beschlussvorschlag").fill("Der Ausschuss beschließt einen festen Tag.")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Beratungsfolge")).to_be_visible()
    page.locator("select[name=session_id]").evaluate(
        "one => { one.value = [...one.options].find(line => line.text.includes('Verkehr')).value }"
    )
    page.get_by_role("button", name="Sitzung hinzufügen").click()
    expect(page.get_by_text("Die Sitzung steht in der Beratungsfolge.")).to_be_visible()
    page.get_by_role("button", name="Einreichen: Ausschuss für Verkehr").click()
    expect(page.get_by_text("Fassung 1 liegt vor.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Ergebnis: Ausschuss für Verkehr").click()
    page.get_by_label("Ergebnis", exact=True).select_option(label="mehrheitlich beschlossen")
    page.get_by_label("Ja").fill("9")
    page.get_by_label("Nein").fill("2")
    page.get_by_label("Wiedervorlage am").fill("")
    watch.expect(422)
    page.get_by_role("button", name="Ergebnis speichern").click()
    expect(page.get_by_role("alert").get_by_text("Ohne Wiedervorlage")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Wiedervorlage am").fill(today().replace(year=today().year + 1, day=1).isoformat())
    page.get_by_role("button", name="Ergebnis speichern").click()
    expect(page.get_by_text("Der Beschluss ist eingetragen.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Den Menschen antworten").click()
    expect(page.get_by_role("heading", name="Den Menschen antworten")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Jetzt antworten").click()
    expect(page.get_by_role("heading", name="Gesagt")).to_be_visible()
    assert_accessible(page)
    page.goto(need)
    expect(page.get_by_role("heading", name="Vom Bedarf zum Beschluss")).to_be_visible()
    expect(page.get_by_text("Ja 9")).to_be_visible()
    expect(page.get_by_text("In Planung").first).to_be_visible()
    assert_accessible(page)


def test_the_lists_and_the_template_on_a_phone(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    for address in (
        "",
        "/empfehlungen",
        "/vorlagen",
        "/beschluesse",
        "/gremien",
        "/muster",
        "/empfehlungen/neu",
        "/gremien/neu",
    ):
        open_and_check(page, f"{PLANNING}{address}")
    page.goto(f"{PLANNING}/vorlagen")
    for number in range(2):
        page.goto(f"{PLANNING}/vorlagen")
        page.locator("main .row__link").nth(number).click()
        expect(page.get_by_role("heading", name="Beratungsfolge")).to_be_visible()
        assert_accessible(page)
    page.goto(f"{PLANNING}/beschluesse")
    page.locator("main .row__link").first.click()
    expect(page.get_by_role("heading", name="Was ist daraus geworden?")).to_be_visible()
    assert_accessible(page)


def test_a_kuemmerer_reads_what_became_of_a_need_of_the_place(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    open_and_check(page, f"{PLANNING}/gremien")
    expect(page.get_by_role("link", name="Neues Gremium")).to_have_count(0)
    open_and_check(page, f"{PLANNING}/beschluesse")
