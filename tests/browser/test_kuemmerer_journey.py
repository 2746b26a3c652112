"""A Kümmerin on her phone: a step ticked with a photo in three taps, help asked for and answered, a gate passed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.factories.contributions import image_bytes
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PROJECTS = "/arbeit/quartiersprojekte"


def test_a_step_is_ticked_with_a_photo_in_three_taps(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(image_bytes())
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.goto(PROJECTS)
    assert_accessible(page)
    page.get_by_role("link", name="Daheim in Markt Rettenbach").click()
    assert_accessible(page)

    page.locator(".listing").get_by_role("link", name="Wohnberatung erreichbar machen").click()
    page.get_by_label("Foto aufnehmen").set_input_files(photo)
    page.get_by_role("button", name="Erledigt").click()

    expect(page.get_by_text("Erledigt. Der Schritt zählt im Fortschritt mit.")).to_be_visible()
    page.locator(".listing").get_by_role("link", name="Wohnberatung erreichbar machen").click()
    expect(page.locator(".project-photos__picture")).to_have_count(1)
    assert_accessible(page)
    page.goto(f"{page.url.partition('/schritte')[0]}/tagebuch")
    page.get_by_label("Was war?").fill("Wohnberatung war da, sechs Gespräche.")
    page.get_by_role("button", name="Festhalten").click()
    expect(page.get_by_text("Steht im Tagebuch.")).to_be_visible()
    assert_accessible(page)


def test_help_is_asked_on_the_phone_and_answered_at_the_desk(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "kuemmerer@example.org")
    page.goto(PROJECTS)
    page.get_by_role("link", name="Daheim in Markt Rettenbach").click()
    page.get_by_label("Wobei brauchen Sie Hilfe?").fill("Wer liest den Zwischenbericht mit?")
    page.get_by_role("button", name="An den Landkreis senden").click()
    expect(page.get_by_text("Ihre Bitte ist beim Landkreis.")).to_be_visible()

    desk = visit()
    sign_in(desk, "planung@example.org")
    desk.goto(f"{PROJECTS}/hilfe-noetig")
    assert_accessible(desk)
    asked = desk.locator("section.panel").filter(has_text="Wer liest den Zwischenbericht mit?")
    asked.get_by_label("Antwort").fill("Ich lese ihn bis Freitag.")
    asked.get_by_role("button", name="Antworten").click()
    expect(desk.get_by_text("Die Antwort ist gespeichert und unterwegs.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Ich lese ihn bis Freitag.")).to_be_visible()
    assert_accessible(page)


def test_a_gate_is_passed_with_its_proof(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    page.goto(PROJECTS)
    page.get_by_role("link", name="Zusammen im Günztal").click()
    page.get_by_role("link", name="Phase abschließen").click()
    assert_accessible(page)
    watch.expect(422)
    page.get_by_role("button", name="Abschließen und weiter: Aufbau").click()
    expect(page.get_by_role("link", name="Bitte schreiben Sie, was das belegt")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Beleg").fill("Gemeinderat Erkheim, TOP 3; Kammlach, TOP 5")
    page.get_by_role("button", name="Abschließen und weiter: Aufbau").click()

    expect(page.get_by_role("heading", name="Schritte: Aufbau")).to_be_visible()
    page.get_by_role("link", name="Verlauf").click()
    expect(page.get_by_text("Gemeinderat Erkheim, TOP 3")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{PROJECTS}/checkliste")
    assert_accessible(page)
