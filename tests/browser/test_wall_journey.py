"""An evening at the wall: a moderator by keyboard, the wall for the room, two phones of which one loses its network."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, assert_fits, find_by_typing, sign_in

pytestmark = pytest.mark.example_county

ROOM = {"viewport": {"width": 1920, "height": 1080}}
#: What is read from six metres.
SMALLEST_LETTERS = 28
#: How long a screen may lag behind, with the time a loaded machine needs to draw.
CONVERGES = 2_000 + 1_500


def forgive_lost_network(watch: Watch) -> None:
    """What the browser itself says about a network that was taken away on purpose."""
    watch.problems[:] = [line for line in watch.problems if "ERR_INTERNET_DISCONNECTED" not in line]


def new_wall(page: Page, title: str) -> None:
    page.goto("/arbeit/waende/neu")
    page.get_by_text("Eine Frage, eine Spalte", exact=True).click()
    page.get_by_label("Titel").fill(title)
    place = find_by_typing(page, "Sozialraum")
    place.fill("Erkheim")
    page.get_by_role("option", name=re.compile("^Erkheim")).first.click()
    page.get_by_role("button", name="Wand anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def open_wall(page: Page) -> str:
    """Let phones in, and the column take cards; answers the room code."""
    page.get_by_role("button", name="Wand öffnen").click()
    page.get_by_role("checkbox", name="Karten für Ideen").check()
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_text("nimmt Karten").first).to_be_visible()
    return page.locator(".wall-bar__code strong").inner_text()


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    target.focus()
    page.keyboard.press(key)


def enter(page: Page, code: str) -> None:
    page.goto("/wand")
    page.get_by_label("Raum-Code").fill(code)
    page.get_by_role("button", name="Zur Wand").click()
    expect(page.get_by_text("Jetzt: Karten schreiben")).to_be_visible()


def write(page: Page, text: str) -> None:
    page.get_by_label("Ihre Karte").fill(text)
    page.get_by_role("button", name="Karte abschicken").click()


def smallest_letters(page: Page) -> float:
    """The size in pixels of the smallest words that can be seen."""
    size: float = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
          .filter((one) => one.getClientRects().length && !one.closest(".kern-sr-only, [hidden]"))
          .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
    )
    return size


def test_an_evening_with_two_phones_and_a_lost_network(visit: Visit, watch: Watch) -> None:
    desk = visit()
    sign_in(desk, "moderation@example.org")
    new_wall(desk, "Abend in Erkheim")
    code = open_wall(desk)
    assert_accessible(desk)
    room = desk.context.new_page()
    room.set_viewport_size({"width": 1920, "height": 1080})
    room.goto(desk.url.split("?")[0] + "/beamer")
    first, second = visit(phone=True), visit(narrow=True)
    enter(first, code)
    enter(second, code)
    assert_accessible(second)

    write(first, "Mitfahrbank nach Ottobeuren")
    expect(room.get_by_text("Mitfahrbank nach Ottobeuren")).to_be_visible(timeout=CONVERGES)
    expect(first.get_by_text("Rückmelde-Code").first).to_be_visible()

    second.context.set_offline(True)
    write(second, "Ein Bus am Abend <b>fett</b>")
    expect(second.get_by_text("Keine Verbindung").first).to_be_visible()
    expect(second.get_by_label("Ihre Karte")).to_have_value("Ein Bus am Abend <b>fett</b>")
    second.context.set_offline(False)
    expect(second.get_by_text("Ihre Karte ist angekommen.")).to_be_visible()
    expect(room.get_by_text("Ein Bus am Abend <b>fett</b>")).to_be_visible(timeout=CONVERGES)
    expect(room.locator(".shown__card")).to_have_count(2)

    order_by_keyboard(desk)
    expect(room.get_by_role("heading", name="Unterwegs sein")).to_be_visible(timeout=CONVERGES)
    desk.get_by_role("checkbox", name="Punkte für Ideen").check()
    desk.get_by_role("button", name="Übernehmen").click()
    vote(first)
    vote(second)
    assert_accessible(second)
    expect(room.get_by_text("2 Punkte geklebt")).to_be_visible(timeout=CONVERGES)
    desk.get_by_role("button", name="Wand schließen").click()
    desk.get_by_role("dialog").get_by_role("button", name="Wand schließen").click()
    expect(room.locator(".shown__dots").get_by_text("2 Punkte")).to_be_visible(timeout=CONVERGES)
    expect(first.get_by_text("Die Wand ist geschlossen")).to_be_visible(timeout=CONVERGES)
    assert_accessible(room)
    assert smallest_letters(room) >= SMALLEST_LETTERS
    assert_fits(second)
    forgive_lost_network(watch)


def order_by_keyboard(desk: Page) -> None:
    """Both cards into a new cluster, and a card for somebody without a phone: no mouse."""
    for words in ("Mitfahrbank nach Ottobeuren", "Ein Bus am Abend"):
        tick = desk.get_by_role("checkbox", name=re.compile(words))
        expect(tick).to_be_visible(timeout=CONVERGES)
        press(desk, tick, "Space")
        expect(tick).to_be_checked()
    desk.get_by_label("Neue Gruppe daraus").focus()
    desk.keyboard.type("Unterwegs sein")
    press(desk, desk.get_by_role("button", name="Gruppe bilden"))
    expect(desk.get_by_role("heading", name="Unterwegs sein")).to_be_visible()
    desk.get_by_label("Was soll auf der Karte stehen?").focus()
    desk.keyboard.type("Von Frau Huber: Bänke")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("von der Moderation geschrieben")).to_be_visible()


def vote(phone: Page) -> None:
    spot = phone.get_by_role("button", name=re.compile("Unterwegs sein"))
    expect(spot).to_be_visible(timeout=CONVERGES)
    expect(phone.locator("[data-dots-left]")).to_have_text("Noch 3 von 3 Punkten")
    spot.click()
    expect(phone.locator("[data-dots-left]")).to_have_text("Noch 2 von 3 Punkten")


def test_the_wall_converges_after_a_lost_network(visit: Visit, watch: Watch) -> None:
    """The room loses its network, cards come meanwhile, and the first look after its return shows them all."""
    desk = visit()
    sign_in(desk, "moderation@example.org")
    new_wall(desk, "Netz in Erkheim")
    open_wall(desk)
    room = visit(**ROOM)
    sign_in(room, "moderation@example.org")
    room.goto(desk.url.split("?")[0] + "/beamer")
    expect(room.get_by_text("0 Karten")).to_be_visible()

    room.context.set_offline(True)
    for text in ("Eins", "Zwei", "Drei"):
        desk.get_by_label("Was soll auf der Karte stehen?").fill(text)
        desk.get_by_role("button", name="Karte aufhängen").click()
        expect(desk.get_by_role("checkbox", name=text)).to_be_visible()
    expect(room.get_by_text("Keine Verbindung. Die Wand zeigt den letzten Stand.")).to_be_visible()
    expect(room.locator(".shown__card")).to_have_count(0)
    looks: list[int] = []
    room.on("response", lambda answer: looks.append(answer.status) if "/beamer/stand" in answer.url else None)
    with room.expect_response(re.compile("/beamer/stand")):
        room.context.set_offline(False)
    expect(room.locator(".shown__card")).to_have_count(3)
    assert looks[0] == 200
    assert len(looks) <= 2
    expect(room.get_by_text("Keine Verbindung. Die Wand zeigt den letzten Stand.")).to_be_hidden()
    forgive_lost_network(watch)


def test_a_phone_without_scripts_takes_part(visit: Visit, watch: Watch) -> None:
    desk, phone = visit(), visit(phone=True, javascript=False)
    sign_in(desk, "moderation@example.org")
    new_wall(desk, "Ohne Skripte in Erkheim")
    enter(phone, open_wall(desk))
    write(phone, "Geht auch so")
    expect(phone.get_by_text("Ihre Karte ist angekommen.")).to_be_visible()
    desk.get_by_role("checkbox", name="Punkte für Ideen").check()
    desk.get_by_role("button", name="Übernehmen").click()
    expect(desk.get_by_text("nimmt Punkte").first).to_be_visible()
    phone.get_by_role("link", name=re.compile("Neu laden")).click()
    phone.get_by_role("button", name=re.compile("Geht auch so")).first.click()
    expect(phone.get_by_text("Ihr Punkt klebt.")).to_be_visible()
    expect(phone.locator("[data-dots-left]")).to_have_text("Noch 2 von 3 Punkten")
