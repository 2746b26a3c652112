"""A Kümmerin keeps her network: enters somebody, assesses, and a planner reads in a list and writes to many."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county


def test_a_kuemmerin_enters_and_assesses_an_akteur_on_her_phone(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    expect(page.get_by_role("heading", name="Ihr Netzwerk")).to_be_visible()
    page.goto("/arbeit/netzwerk")
    assert_accessible(page)

    page.get_by_role("link", name="Neuer Akteur").click()
    page.get_by_label("Name", exact=True).fill("Theatergruppe Markt Rettenbach")
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Theatergruppe Markt Rettenbach", level=1)).to_be_visible()

    page.get_by_role("link", name="Kontakt hinzufügen").first.click()
    page.get_by_label("Name", exact=True).fill("Lena Spieler")
    page.get_by_label("E-Mail", exact=True).fill("lena.spieler@example.org")
    page.get_by_label("Einwilligung vom").fill("2026-01-15")
    page.get_by_label("Wie gegeben").first.select_option("spoken")
    assert_accessible(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("link", name="Lena Spieler")).to_be_visible()

    page.get_by_role("link", name="Einschätzen").click()
    page.get_by_label("Einfluss").select_option("2")
    page.get_by_label("Interesse").select_option("5")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Wenig Einfluss, viel Interesse")).to_be_visible()
    assert_accessible(page)

    page.goto("/arbeit/netzwerk/analyse")
    expect(page.get_by_role("link", name="Theatergruppe Markt Rettenbach")).to_be_visible()
    assert_accessible(page)


def test_a_planner_reads_in_a_list_and_writes_to_many(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(
        "Verein;Ansprechpartner;E-Mail;Gemeinde;Einwilligung\n"
        "Schützenverein Erkheim;Gustl Bögle;gustl@example.org;Erkheim;15.01.2026\n"
        "Musikverein Erkheim;Vroni Laut;ohne-klammeraffe;Erkheim;\n".encode("cp1252")
    )
    page = visit()
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/netzwerk/einlesen")
    page.get_by_label("Datei", exact=True).set_input_files(file)
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    assert_accessible(page)
    page.get_by_role("button", name="Datei ansehen").click()
    expect(page.get_by_role("cell", name="Die E-Mail-Adresse ist nicht vollständig.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_role("heading", name="Was aus der Datei wurde")).to_be_visible()

    page.goto("/arbeit/netzwerk/verteiler?q=Schützenverein")
    expect(page.get_by_text("1 Adresse", exact=True)).to_be_visible()
    page.get_by_label("Wofür brauchen Sie die Adressen?").fill("Einladung zum Runden Tisch")
    page.get_by_role("button", name="Adressen ausgeben").click()
    expect(page.get_by_label("Adressen", exact=True)).to_have_value("gustl@example.org")
    assert_accessible(page)

    page.goto("/arbeit/netzwerk/doppelte")
    page.get_by_role("link", name="Vergleichen und zusammenführen: VdK").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Zusammenführen").click()
    expect(page.get_by_role("button", name="Wieder trennen")).to_be_visible()
    page.get_by_role("button", name="Wieder trennen").click()
    expect(page.get_by_role("button", name="Wieder trennen")).to_be_hidden()
