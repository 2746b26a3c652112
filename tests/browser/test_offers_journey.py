"""Angebote: a senior finds a Fahrdienst without a login; the Kümmerin checks, edits and reads in a list."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

FAHRDIENST = "Fahrdienst der Nachbarschaftshilfe Markt Rettenbach"


def test_a_senior_finds_a_fahrdienst_and_its_number_on_the_phone(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    page.goto("/orte/markt-rettenbach")
    assert_accessible(page)
    page.get_by_role("link", name="Fahrdienst und Mobilität").click()
    expect(page.get_by_role("heading", name="Angebote in Markt Rettenbach", level=1)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=FAHRDIENST).click()
    number = page.locator("main .facts").get_by_role("link", name="0176 04069 310")
    expect(number).to_have_attribute("href", "tel:+4917604069310")
    assert_accessible(page)

    page.get_by_role("link", name="Stimmt etwas nicht?").click()
    watch.expect(422)
    page.get_by_role("button", name="Hinweis senden").click()
    expect(page.get_by_role("link", name="Bitte schreiben Sie kurz, was nicht stimmt.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Was stimmt nicht?").fill("Man erreicht dort nur vormittags jemanden.")
    page.get_by_role("button", name="Hinweis senden").click()
    expect(page.get_by_role("heading", name="Danke für Ihren Hinweis!")).to_be_visible()
    assert_accessible(page)


def test_a_senior_searches_without_javascript_and_prints_the_sheet(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True, javascript=False)
    page.goto("/angebote")
    page.get_by_label("Was suchen Sie?").fill("fahren arzt")
    page.get_by_label("Wo?").select_option("markt-rettenbach")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("link", name=FAHRDIENST)).to_be_visible()
    page.get_by_role("link", name="Als Blatt zum Drucken").click()
    expect(page.get_by_role("heading", name="Angebote in Markt Rettenbach", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Fahrdienst und Mobilität", level=2)).to_be_visible()


def test_a_kuemmerin_checks_edits_and_reads_in_a_list(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    expect(page.get_by_role("heading", name="Ihre Angebote")).to_be_visible()
    page.goto("/arbeit/angebote/zu-pruefen")
    assert_accessible(page)
    page.get_by_role("button", name="Heute geprüft: Besuchsdienst").click()
    expect(page.get_by_text("Als heute geprüft vermerkt.")).to_be_visible()
    expect(page.get_by_role("button", name="Heute geprüft: Besuchsdienst")).to_have_count(0)

    page.get_by_role("link", name="Ansehen und ändern: Mittagstisch").click()
    expect(page.get_by_text("Das Essen kostet jetzt 8 Euro")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Kosten").fill("8 € je Essen")
    page.get_by_label("Mittwoch").fill("mittags")
    assert_accessible(page)
    watch.expect(422)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("link", name="Diese Zeiten verstehen wir nicht.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Mittwoch").fill("11:30–13:30, 17–19")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("8 € je Essen")).to_be_visible()
    page.get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Der Hinweis ist erledigt.")).to_be_visible()

    file = tmp_path / "liste.csv"
    file.write_bytes(
        "Name;Art;Gemeinde;Telefon;Dienstag\n"
        "Schachtreff;Treffpunkt;Markt Rettenbach;0176 04069 398;19–22\n"
        "Singkreis;Verein;Markt Rettenbach;ruf an;abends\n".encode("cp1252")
    )
    page.goto("/arbeit/angebote/einlesen")
    page.get_by_label("Datei", exact=True).set_input_files(file)
    assert_accessible(page)
    page.get_by_role("button", name="Datei ansehen").click()
    expect(page.get_by_role("cell", name="„ruf an“ ist keine Telefonnummer.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_role("heading", name="Was aus der Datei wurde")).to_be_visible()
    assert_accessible(page)
    page.goto("/arbeit/angebote?q=Schachtreff")
    expect(page.get_by_role("link", name="Schachtreff")).to_be_visible()
    assert_accessible(page)
