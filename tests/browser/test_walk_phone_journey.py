"""An Ortsbegehung with a phone that has no network: nothing noted is lost, and each finding arrives once."""

import io
import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, sign_in
from tests.support.server import LiveServer

pytestmark = pytest.mark.example_county
PLANNER, PASSWORD = "planung@example.org", "Miteinander-im-Beispiel"
#: What a browser says when there is no network; the rest of what it says still counts.
NO_NETWORK = re.compile(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED")


def plan(page: Page, title: str) -> str:
    """A walk in the first Sozialraum of the list; answers its address."""
    page.goto("/arbeit/begehungen/neu")
    page.fill("#title", title)
    page.locator("[name=sozialraum_id]").evaluate("select => { select.selectedIndex = 3 }")
    page.get_by_role("button", name="Begehung anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.partition("?")[0]


def ready(page: Page) -> None:
    """The phone has everything it needs without a network."""
    expect(page.locator(".walk-phone")).to_have_attribute("data-offline-ready", "")
    expect(page.locator(".walk-phone")).to_have_attribute("data-ready", "")


def note(page: Page, topic: str, rating: str, remark: str, *, photo: bytes | None = None) -> None:
    page.locator(".walk-phone__tiles label").filter(has_text=re.compile(rf"^{topic}$")).click()
    page.locator(".walk-phone__tiles label").filter(has_text=re.compile(rf"^{rating}$")).click()
    page.get_by_label("Bemerkung").fill(remark)
    if photo is not None:
        page.set_input_files("#photo", {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo})
        expect(page.locator("#photo-said")).to_contain_text("Foto gemerkt")
    page.get_by_role("button", name="Befund speichern").click()
    # Its words leave the phone as soon as the portal has them; what it was about stays.
    expect(page.locator(".walk-phone__list li").first).to_contain_text(f"{topic} – {rating}")


def unsent(page: Page, words: str) -> None:
    expect(page.locator("[data-part=state]")).to_have_text(words)


def large_photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def stored(server: LiveServer, title: str) -> list[tuple[str, str | None, int]]:
    """Words, reason to wait and number of photos of each finding of a walk."""
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as database:
        return database.execute(
            "SELECT c.text, f.late, (SELECT COUNT(*) FROM contribution_photo p WHERE p.contribution_id = c.id) "
            "FROM walk_finding f JOIN contribution c ON c.id = f.contribution_id JOIN walk_audit w ON w.id = f.audit_id "
            "WHERE w.title = ? ORDER BY c.text",
            (title,),
        ).fetchall()


def without_network(context: BrowserContext, watch: Watch, *, on: bool) -> None:
    context.set_offline(on)
    if not on:
        watch.problems[:] = [problem for problem in watch.problems if not NO_NETWORK.search(problem)]


def test_three_findings_without_a_network_arrive_once(visit: Visit, server: LiveServer, watch: Watch) -> None:
    title = "Ohne Netz durch den Ort"
    page = visit(phone=True, permissions=["geolocation"], geolocation={"latitude": 47.98, "longitude": 10.3})
    sign_in(page, PLANNER)
    address = plan(page, title)
    page.goto(f"{address}/unterwegs")
    ready(page)
    unsent(page, "Noch nichts notiert.")
    expect(page.locator("[data-part=offline]")).to_have_text("Diese Seite geht jetzt auch ohne Netz.")

    without_network(page.context, watch, on=True)
    note(page, "Licht", "Schlecht", "Dunkel an der Kirche", photo=large_photo())
    unsent(page, "1 noch nicht gesendet")
    page.get_by_role("button", name="Mein Standort").click()
    expect(page.locator("[data-said]")).to_contain_text("Standort gemerkt")
    note(page, "Sitzen und Ausruhen", "Geht so", "Bank ohne Lehne")
    page.reload()
    expect(page.locator(".walk-phone")).to_have_attribute("data-ready", "")
    unsent(page, "2 noch nicht gesendet")
    page.get_by_role("button", name="Auf der Karte zeigen").click()
    expect(page.locator(".walk-phone .map")).to_have_attribute("data-ready", "")
    page.locator(".walk-phone .map").click(position={"x": 120, "y": 120})
    expect(page.locator("[data-said]")).to_have_text("Stelle auf der Karte gemerkt.")
    note(page, "Querung und Verkehr", "Gefährlich", "Ampel zu kurz")
    unsent(page, "3 noch nicht gesendet")
    assert_accessible(page)
    page.close()

    again = page.context.new_page()
    again.goto(f"{address}/unterwegs")
    unsent(again, "3 noch nicht gesendet")
    assert stored(server, title) == []
    without_network(again.context, watch, on=False)
    unsent(again, "Alles gesendet.")
    expect(again.locator("li[data-state=sent]")).to_have_count(3)
    again.reload()
    unsent(again, "Alles gesendet.")
    assert_accessible(again)

    found = stored(server, title)
    assert [words for words, _late, _photos in found] == ["Ampel zu kurz", "Bank ohne Lehne", "Dunkel an der Kirche"]
    assert [photos for _words, _late, photos in found] == [0, 0, 1]
    again.goto(address)
    expect(again.locator("main")).to_contain_text("Dunkel an der Kirche")
    assert_accessible(again)


def test_a_signed_out_phone_sends_and_after_the_end_it_waits_in_the_tray(
    visit: Visit, server: LiveServer, watch: Watch
) -> None:
    title = "Zu spät gesendet"
    phone, desk = visit(phone=True), visit()
    sign_in(phone, PLANNER)
    address = plan(phone, title)
    phone.goto(f"{address}/unterwegs")
    ready(phone)
    phone.context.clear_cookies()
    sign_in(desk, PLANNER)
    desk.goto(address)
    desk.fill("#summary", "Es fehlt Licht.")
    desk.get_by_role("button", name="Begehung abschließen").click()
    expect(desk.locator("#tells")).to_contain_text("Abgeschlossen.")

    phone.reload()
    note(phone, "Licht", "Gefährlich", "Laterne kaputt")
    unsent(phone, "Alles gesendet.")
    expect(phone.locator("li[data-state=sent]")).to_contain_text("Kam nach dem Abschluss")

    desk.reload()
    expect(desk.get_by_role("heading", name="Nachzügler (1)")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="Zu den anderen nehmen").click()
    expect(desk.get_by_role("heading", name="Befunde (1)")).to_be_visible()
    assert stored(server, title) == [("Laterne kaputt", "after_close", 0)]


def test_what_the_portal_refuses_stays_on_the_phone_and_can_be_mended(
    visit: Visit, server: LiveServer, watch: Watch
) -> None:
    title = "Mit Rückfrage"
    page = visit(phone=True)
    sign_in(page, PLANNER)
    address = plan(page, title)
    page.goto(f"{address}/unterwegs")
    ready(page)
    watch.expect(422)
    page.evaluate("document.querySelector('#remark').removeAttribute('maxlength')")

    note(page, "Anderes", "Gut", "Zulang " + "x" * 5000)
    expect(page.locator("li[data-state=refused]")).to_contain_text("möglich sind 5000")
    unsent(page, "1 braucht Ihre Hilfe")
    assert_accessible(page)
    page.get_by_role("button", name="Ändern").click()
    page.get_by_label("Bemerkung").fill("Kurz gesagt: schön hier")
    page.get_by_role("button", name="Befund speichern").click()

    unsent(page, "Alles gesendet.")
    assert [words for words, _late, _photos in stored(server, title)] == ["Kurz gesagt: schön hier"]


def test_only_the_word_of_the_portal_lets_go_of_a_finding(visit: Visit, server: LiveServer, watch: Watch) -> None:
    """A hotel's sign-in page, a portal under maintenance, and a finding that is there already with other words."""
    title = "Mit Umwegen"
    page = visit(phone=True)
    # The worker's own sending would go past the answers made up below.
    page.add_init_script("Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })")
    sign_in(page, PLANNER)
    address = plan(page, title)
    page.goto(f"{address}/unterwegs")
    ready(page)
    watch.expect(503, 409)
    refusal = {"code": "finding.changed", "detail": "Dieser Befund ist schon bei uns, aber mit anderem Inhalt."}
    answers: list[dict[str, Any]] = [
        {"status": 200, "content_type": "text/html", "body": "<h1>Willkommen im Hotel</h1>"},
        {"status": 503, "content_type": "text/html", "body": "Wartung", "headers": {"Retry-After": "300"}},
        {"status": 409, "content_type": "application/problem+json", "body": json.dumps(refusal)},
    ]
    page.context.route("**/befunde", lambda route: route.fulfill(**answers.pop(0)) if answers else route.continue_())

    note(page, "Licht", "Gut", "Neue Laterne")
    expect(page.locator("[data-part=said]")).to_contain_text("versucht es in 5 Sekunden")
    unsent(page, "1 noch nicht gesendet")
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator("[data-part=said]")).to_contain_text("versucht es in 300 Sekunden")
    page.get_by_role("button", name="Jetzt senden").click()
    unsent(page, "1 braucht Ihre Hilfe")
    assert stored(server, title) == []
    page.get_by_role("button", name="Als weiteren Befund senden").click()

    unsent(page, "Alles gesendet.")
    assert [words for words, _late, _photos in stored(server, title)] == ["Neue Laterne"]
    page.get_by_role("button", name="Gesendete ausblenden").click()
    unsent(page, "Noch nichts notiert.")


def test_without_javascript_it_is_a_plain_form(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit(javascript=False, narrow=True)
    page.goto("/anmelden")
    page.fill("main input[name=email]", PLANNER)
    page.fill("main input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbeit")
    address = plan_without_script(page, "Nur mit Formular")
    page.goto(f"{address}/unterwegs")
    assert_fits(page)

    page.locator(".walk-phone__tiles label").filter(has_text=re.compile(r"^Licht$")).click()
    page.get_by_role("button", name="Befund speichern").click()
    expect(page.locator(".error-summary")).to_contain_text("wie es hier ist")
    page.locator(".walk-phone__tiles label").filter(has_text=re.compile(r"^Gut$")).click()
    page.get_by_role("button", name="Befund speichern").click()

    expect(page.locator("#tells")).to_contain_text("Der Befund ist gespeichert.")


def plan_without_script(page: Page, title: str) -> str:
    page.goto("/arbeit/begehungen/neu")
    page.fill("#title", title)
    page.locator("[name=sozialraum_id]").select_option(index=3)
    page.get_by_role("button", name="Begehung anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.partition("?")[0]


@pytest.mark.parametrize("options", [{"phone": True}, {"phone": True, "dark": True}, {"narrow": True}, {}])
def test_pages_are_accessible_on_every_screen(visit: Visit, options: dict[str, bool]) -> None:
    page = visit(**options)
    sign_in(page, PLANNER)
    address = plan(page, "Für alle Bildschirme")
    for path in ("", "/angaben", "/protokoll", "/unterwegs"):
        page.goto(f"{address}{path}")
        assert_accessible(page)
    page.goto("/arbeit/begehungen")
    assert_accessible(page)
