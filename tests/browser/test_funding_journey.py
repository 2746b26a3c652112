"""A Kümmerin applies for money and breaks three rules; later she books a receipt and writes the Verwendungsnachweis."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county

WORK = "/arbeit/foerderung"


def confirmed(page: Page, button: str) -> None:
    """Press a button that asks whether one means it, and mean it."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def test_an_application_that_breaks_three_rules_is_told_so(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.goto(WORK)
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name="Neuer Antrag").click()
    page.get_by_label("Wofür").fill("Mittagstisch in allen Ortsteilen")
    page.locator("select[name=programme_id]").select_option(label="Selbstbestimmt Leben im Alter (SeLA)")
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    page.get_by_label("Beginn des Projekts").fill("2031-07-01")
    page.get_by_label("Ende des Projekts").fill("2035-12-31")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Mittagstisch in allen Ortsteilen", level=1)).to_be_visible()

    page.get_by_role("link", name="Kosten eintragen").click()
    page.get_by_label("Bezeichnung").fill("Köchin")
    page.get_by_label("2031", exact=True).fill("90.000,00")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Finanzierung eintragen").click()
    page.get_by_label("Bezeichnung").fill("SeLA")
    page.get_by_label("2031", exact=True).fill("90.000")
    checked = page.locator("#plan-findings")
    expect(checked.get_by_text("„90.000“ wurde als 90.000,00 € gelesen.")).to_be_visible()
    expect(checked.get_by_text("möglich sind höchstens 80.000,00 €")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Mittagstisch in allen Ortsteilen", level=1)).to_be_visible()

    broken = page.locator(".funding-finding--hard")
    expect(broken).to_have_count(3)
    expect(broken.nth(0)).to_contain_text("Gefördert wird ein Quartierskonzept mit höchstens 80.000 Euro. (sinngemäß)")
    expect(broken.nth(1)).to_contain_text("höchstens 90 Prozent")
    expect(broken.nth(2)).to_contain_text("Die Förderung dauert höchstens vier Jahre.")
    assert_accessible(page)
    assert_fits(page)
    watch.expect(422)
    confirmed(page, "Als eingereicht vermerken")
    expect(page.get_by_text("Der Antrag kann so nicht eingereicht werden").first).to_be_visible()

    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Ende des Projekts").fill("2035-06-30")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="SeLA", exact=True).click()
    page.get_by_label("2031", exact=True).fill("80000")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Finanzierung eintragen").click()
    page.get_by_label("Art").select_option("own")
    page.get_by_label("Bezeichnung").fill("Haushalt")
    page.get_by_label("2031", exact=True).fill("10 000 €")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Alle Regeln des Programms sind eingehalten.")).to_be_visible()
    confirmed(page, "Als eingereicht vermerken")
    expect(page.get_by_text("Der Antrag ist als eingereicht vermerkt.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Bescheid eintragen").click()
    assert_accessible(page)
    assert_fits(page)


def test_receipts_are_booked_and_the_verwendungsnachweis_is_written(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    receipt = BytesIO()
    Image.new("RGB", (300, 400), "white").save(receipt, "JPEG")
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.goto(WORK)
    page.get_by_role("link", name="Quartiersmanagement Markt Rettenbach").first.click()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Geld", exact=True).click()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_label("Wofür, an wen").fill("Kopierpapier")
    page.get_by_label("Betrag in Euro").first.fill("19,90")
    page.get_by_label("Foto des Belegs").set_input_files(
        {"name": "beleg.jpg", "mimeType": "image/jpeg", "buffer": receipt.getvalue()}
    )
    page.get_by_role("button", name="Buchen").click()
    expect(page.get_by_text("Gebucht.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Foto ?: Kopierpapier$"))).to_be_visible()

    page.get_by_role("link", name="Berichte", exact=True).click()
    assert_accessible(page)
    page.get_by_role("link", name="Verwendungsnachweis mit Sachbericht").click()
    page.get_by_label("Einleitung").fill("In Markt Rettenbach hilft man sich.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert. Die Dokumente enthalten den neuen Text.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download() as loaded:
        page.get_by_role("link", name="PDF-Datei").click()
    file = tmp_path / "bericht.pdf"
    loaded.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")

    page.goto(f"{WORK}/programme")
    assert_accessible(page)
    assert_fits(page)
