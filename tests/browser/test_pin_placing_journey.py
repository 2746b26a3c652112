"""A resident sets pins: three taps for the first and one for the next, with the keyboard, without the map, without JavaScript."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from altcha import create_challenge, verify_solution
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, find_by_typing
from tests.support.lossy import lossy_network
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
ADDRESS = "/karten/lieblingsorte"
CALM = {"reduced_motion": "reduce"}
#: Where the new pin stands, in pixels from where the map began.
MOVED_BY = """() => {
  const { e, f } = new DOMMatrix(getComputedStyle(document.querySelector(".own-pin-mark--draft")).transform);
  return [e, f];
}"""


@pytest.fixture(autouse=True)
def maps(server: LiveServer) -> None:
    """The maps on which pins are set; put there once per server."""
    with database(server) as found:
        if found.execute("SELECT 1 FROM pin_map WHERE slug = 'treffpunkte'").fetchone():
            return
    program = [sys.executable, "-m", "tests.factories.maps_to_pin"]
    subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)


def database(server: LiveServer) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True))


def stored(server: LiveServer, code: str) -> list[tuple[int, int, str]]:
    """Category, group and words of the pins of the sitting with this code, in the order in which they were set."""
    with database(server) as found:
        rows = found.execute(
            "SELECT p.category_number, p.group_number, c.text, p.sitting_id FROM pin p"
            " JOIN contribution c ON c.id = p.contribution_id WHERE c.withdrawn_at IS NULL ORDER BY p.seq"
        ).fetchall()
        last = rows[-1][3] if rows else None
    assert CODE.fullmatch(code)
    return [(row[0], row[1], row[2]) for row in rows if row[3] == last]


def opened(page: Page, address: str = ADDRESS) -> Page:
    page.goto(address)
    page.locator("#karte[data-ready]").wait_for()
    page.locator("#nadel[data-mounted]").wait_for()
    return page


def tap(page: Page, right: int, down: int) -> None:
    """A tap on the map, so many pixels from its middle."""
    box = page.locator("#karte").bounding_box()
    assert box is not None
    at = {"x": box["width"] / 2 + right, "y": box["height"] / 2 + down}
    page.locator("#karte").click(position=at)  # type: ignore[arg-type]


def choose(page: Page, label: str) -> None:
    page.locator(".placing__look label").filter(has_text=label).click()


def own_pins(page: Page, count: int) -> None:
    expect(page.locator(".own-pins__pin")).to_have_count(count)


def code_of(page: Page) -> str:
    return "".join(page.locator(".receipt-code__value").inner_text().split())


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-step]")).to_contain_text(words)


def test_three_taps_for_the_first_pin_and_one_for_the_next(visit: Visit, server: LiveServer) -> None:
    page = opened(visit(phone=True, **CALM))

    choose(page, "Hier fehlt etwas")
    says(page, "Hier fehlt etwas: Tippen Sie jetzt")
    tap(page, -20, 40)
    expect(page.locator("[data-said]")).to_contain_text("Hier fehlt etwas in")
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)
    expect(page.locator("[data-done]")).to_contain_text("Gespeichert: Hier fehlt etwas in")
    code = code_of(page)

    tap(page, 20, 60)
    own_pins(page, 2)
    expect(page.locator(".own-pin-mark")).to_have_count(2)
    assert code_of(page) == code
    assert stored(server, code) == [(2, 0, "Hier fehlt etwas"), (2, 0, "Hier fehlt etwas")]

    page.get_by_role("button", name="Rückgängig").click()
    own_pins(page, 1)
    says(page, "zurückgenommen")
    expect(page.locator(".own-pin-mark")).to_have_count(1)
    assert len(stored(server, code)) == 1


def test_the_group_is_asked_once_and_words_can_come_later(visit: Visit, server: LiveServer) -> None:
    page = opened(visit(phone=True, **CALM))
    choose(page, "Lieblingsort")
    tap(page, -30, 20)
    page.locator("[data-group] label").filter(has_text="60 Jahre und älter").click()
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)
    tap(page, 10, 70)
    own_pins(page, 2)

    page.get_by_role("button", name="Warum? ergänzen").click()
    expect(page.get_by_label("Warum? (freiwillig)")).to_be_focused()
    page.get_by_label("Warum? (freiwillig)").fill("Die alte Linde.")
    page.get_by_role("button", name="Warum? speichern").click()

    expect(page.locator(".own-pins__why")).to_have_text("„Die alte Linde.“")
    own_pins(page, 2)
    assert stored(server, code_of(page)) == [(1, 2, "Lieblingsort"), (1, 2, "Die alte Linde.")]


def test_where_a_reason_is_needed_it_is_asked_each_time(visit: Visit, server: LiveServer, watch: Watch) -> None:
    watch.expect(422)
    page = opened(visit(phone=True, **CALM), "/karten/barrieren")
    choose(page, "Engstelle")
    tap(page, -30, 20)
    page.get_by_role("button", name="Nadel setzen").click()
    expect(page.locator("[data-wrong]")).to_have_text("Bitte schreiben Sie kurz, warum. Ein Satz genügt.")
    expect(page.get_by_label("Warum?")).to_be_focused()
    page.get_by_label("Warum?").fill("Zu schmal.")
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)
    expect(page.locator("[data-done]")).to_contain_text("sobald ein Mensch sie gelesen hat")

    tap(page, 20, 60)
    expect(page.get_by_label("Warum?")).to_be_visible()
    page.get_by_label("Warum?").fill("Auch hier.")
    page.get_by_role("button", name="Nadel setzen").click()

    own_pins(page, 2)
    assert stored(server, code_of(page)) == [(2, 0, "Zu schmal."), (2, 0, "Auch hier.")]


def test_outside_is_said_at_once_and_nothing_is_lost(visit: Visit) -> None:
    page = opened(visit(phone=True, **CALM))
    choose(page, "Barriere")
    tap(page, -20, 40)
    page.get_by_label("Warum? (freiwillig)").fill("Bleibt stehen.")

    box = page.locator("#karte").bounding_box()
    assert box is not None
    page.locator("#karte").click(position={"x": 12, "y": box["height"] - 90})

    says(page, "außerhalb des Gebiets")
    tap(page, -20, 40)
    expect(page.get_by_label("Warum? (freiwillig)")).to_have_value("Bleibt stehen.")


def test_the_pin_can_be_moved_before_it_is_set(visit: Visit) -> None:
    page = opened(visit(phone=True, **CALM))
    choose(page, "Barriere")
    tap(page, -20, 40)
    mark = page.locator(".own-pin-mark--draft")
    right, down = page.evaluate(MOVED_BY)
    page.get_by_role("button", name="Nach Norden").click()
    page.get_by_role("button", name="Nach Westen").click()

    expect(mark).to_have_css("transform", f"matrix(1, 0, 0, 1, {right - 24}, {down - 24})")


def test_with_the_keyboard_alone(visit: Visit, server: LiveServer) -> None:
    page = opened(visit(**CALM))

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the tab key never reached {selector!r}")

    tab_to("[name=category]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#category-2")).to_be_checked()
    tab_to("#karte")
    expect(page.locator(".placing__cross")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    says(page, "Fadenkreuz: ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Nadel setzen")).to_be_focused()
    page.keyboard.press("Enter")
    own_pins(page, 1)
    expect(page.get_by_role("button", name="Noch eine Nadel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#karte")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    own_pins(page, 2)
    assert stored(server, code_of(page)) == [(2, 0, "Hier fehlt etwas")] * 2

    tab_to("[data-undo]")
    page.keyboard.press("Enter")
    own_pins(page, 1)


def test_without_the_map_and_by_list_alone(visit: Visit, server: LiveServer) -> None:
    page = opened(visit(phone=True, **CALM))
    page.get_by_role("button", name="Ohne Karte").click()
    choose(page, "Barriere")
    find_by_typing(page, "Gemeinde oder Ortsteil").fill("Erkh")
    page.get_by_role("option", name="Erkheim").first.click()
    page.get_by_label("Oder beschreiben Sie die Stelle in Worten").fill("beim alten Bahnhof")
    assert_accessible(page)
    page.get_by_role("button", name="Nadel setzen").click()

    own_pins(page, 1)
    expect(page.locator(".own-pins__words")).to_contain_text("Erkheim, beim alten Bahnhof")
    page.get_by_label("Warum? (freiwillig)").fill("Kein Handlauf.")
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 2)
    assert stored(server, code_of(page)) == [(3, 0, "Barriere"), (3, 0, "Kein Handlauf.")]

    page.get_by_role("button", name="Nadel 1 zurücknehmen").click()
    own_pins(page, 1)


def test_without_javascript(visit: Visit, server: LiveServer) -> None:
    page = visit(phone=True, javascript=False)
    page.goto("/karten")
    page.get_by_role("link", name="Unsere Lieblingsorte").click()
    choose(page, "Lieblingsort")
    page.get_by_label("Gemeinde oder Ortsteil").select_option(label="Erkheim (VG Erkheim)")
    page.get_by_label("Oder beschreiben Sie die Stelle in Worten").fill("unter der Linde")
    page.get_by_role("button", name="Nadel setzen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Danke! Ihre Nadel ist bei uns.")
    code = code_of(page)
    page.get_by_role("link", name="Noch eine Nadel").click()
    expect(page.get_by_role("radio", name="Lieblingsort")).to_be_checked()
    page.get_by_label("Oder beschreiben Sie die Stelle in Worten").fill("am Weiher")
    page.get_by_role("button", name="Nadel setzen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke! Ihre 2 Nadeln sind bei uns.")
    assert code_of(page) == code
    assert len(stored(server, code)) == 2
    page.get_by_role("button", name="Nadel 2 zurücknehmen").click()
    own_pins(page, 1)


def test_the_code_shows_the_pins_and_takes_them_back(visit: Visit) -> None:
    page = opened(visit(phone=True, **CALM))
    choose(page, "Lieblingsort")
    tap(page, -20, 40)
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)
    code = code_of(page)

    later = visit(phone=True, **CALM)
    later.goto("/rueckmeldung")
    later.get_by_label("Rückmelde-Code").fill(code)
    later.get_by_role("button", name="Nachsehen").click()
    expect(later.get_by_role("heading", level=1)).to_have_text("Ihre Nadeln")
    later.locator("#karte[data-ready]").wait_for()
    expect(later.locator(".own-pin-mark")).to_have_count(1)
    assert_accessible(later)
    later.get_by_role("button", name="Diese Nadel zurücknehmen").click()
    later.get_by_role("dialog").get_by_role("button", name="Diese Nadel zurücknehmen").click()
    expect(later.locator("main")).to_contain_text("alle Nadeln dieses Codes zurückgenommen")


def test_a_lost_answer_sets_one_pin(visit: Visit, server: LiveServer, watch: Watch) -> None:
    with lossy_network(server.url) as network:
        watch.origin = network.url
        page = opened(visit(phone=True, **CALM), f"{network.url}{ADDRESS}")
        choose(page, "Lieblingsort")
        tap(page, -20, 40)
        page.get_by_role("button", name="Nadel setzen").click()
        own_pins(page, 1)

    assert len(network.lost) == 1
    watch.problems[:] = [problem for problem in watch.problems if "ERR_" not in problem]
    assert len(stored(server, code_of(page))) == 1


def test_a_little_work_is_done_without_asking(visit: Visit, server: LiveServer, watch: Watch) -> None:
    watch.expect(429)
    page = opened(visit(phone=True, **CALM))
    secret = b"of this test"
    asked = create_challenge("SHA-256", 4, counter=3_000, hmac_secret=secret)
    sent: list[str] = []

    def ask_for_work_first(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if len(sent) == 1:
            route.fulfill(status=429, json={"code": "work-needed", "fields": {}, "challenge": asked.to_dict()})
        else:
            route.continue_()

    page.route("**/nadel", ask_for_work_first)
    choose(page, "Lieblingsort")
    tap(page, -20, 40)
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)

    assert len(sent) == 2
    work = re.search(r'name="work"\s+([A-Za-z0-9+/=]+)', sent[1])
    assert work is not None
    assert verify_solution(work[1], secret).verified
    assert len(stored(server, code_of(page))) == 1


@pytest.mark.parametrize("granted", [True, False], ids=["allowed", "refused"])
def test_the_place_of_the_phone(visit: Visit, granted: bool) -> None:
    here = {"geolocation": {"latitude": 48.04, "longitude": 10.34}, "permissions": ["geolocation"] if granted else []}
    page = opened(visit(phone=True, **here, **CALM))
    choose(page, "Lieblingsort")
    page.get_by_role("button", name="Mein Standort").click()

    if granted:
        expect(page.locator("[data-said]")).to_contain_text("Lieblingsort in")
        expect(page.locator(".own-pin-mark--draft")).to_be_visible()
    else:
        says(page, "darf uns Ihren Standort nicht sagen")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "320"])
def test_every_state_is_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(narrow=narrow, dark=dark, **CALM)
    page.goto("/karten")
    assert_accessible(page)
    opened(page)
    assert_accessible(page)
    choose(page, "Barriere")
    tap(page, -20, 40)
    expect(page.locator("[data-said]")).to_contain_text("Barriere in")
    assert_accessible(page)
    page.get_by_role("button", name="Nadel setzen").click()
    own_pins(page, 1)
    assert_accessible(page)
    page.goto(f"{ADDRESS}/meine")
    expect(page.locator(".receipt-code")).to_be_visible()
    assert_accessible(page)
    assert code_of(page) in "".join(print_text(page).split())


def print_text(page: Page) -> str:
    """What of the page stands on paper."""
    page.emulate_media(media="print")
    return page.locator("main").inner_text()
