"""A resident without an account reports something and comes back for the answer: phone, keyboard, no JavaScript, bad network."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.factories.contributions import image_bytes
from tests.support.browser import Watch, assert_accessible, awake, find_by_typing
from tests.support.lossy import lossy_network
from tests.support.server import LiveServer

pytestmark = pytest.mark.example_county

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
SEND = "Anliegen senden"


def own_words() -> str:
    """Words that nobody else in the example county has said."""
    return f"Am Radweg fehlt eine Bank ({uuid4().hex[:12]})."


def code_on(page: Page) -> str:
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke! Ihr Anliegen ist bei uns.")
    code = "".join(page.locator(".receipt-code__value").inner_text().split())
    assert CODE.fullmatch(code)
    return code


def times_stored(server: LiveServer, words: str) -> int:
    with closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM contribution WHERE text = ?", (words,)).fetchone()[0])


def fill_in(page: Page, words: str, *, at: str = "") -> None:
    page.goto(f"{at}/anliegen")
    page.get_by_label("Was ist Ihr Anliegen?").fill(words)
    page.get_by_label("Oder beschreiben Sie den Ort in Worten").fill("beim alten Bahnhof")


def test_from_the_start_page_to_the_answer_on_a_phone(visit: Visit, server: LiveServer, tmp_path: Path) -> None:
    page, words = visit(phone=True), own_words()
    photo = tmp_path / "bank.jpg"
    photo.write_bytes(image_bytes(size=(1200, 900)))

    page.goto("/")
    page.get_by_role("link", name="Anliegen melden").first.click()
    assert_accessible(page)
    page.get_by_label("Was ist Ihr Anliegen?").fill(words)
    place = find_by_typing(page, "Gemeinde oder Ortsteil")
    place.click()
    place.press_sequentially("pfaff")
    page.get_by_role("option", name="Pfaffenhausen").first.click()
    page.get_by_label("Foto").set_input_files(photo)
    page.get_by_label("E-Mail oder Telefon").fill("maria@example.org")
    page.get_by_role("button", name=SEND).click()

    code = code_on(page)
    expect(page.get_by_role("img", name="QR-Code")).to_be_visible()
    expect(page.get_by_role("button", name="drucken")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Rückmeldung", exact=True).first.click()
    page.get_by_label("Ihr Rückmelde-Code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.locator("blockquote").first).to_have_text(words)
    expect(page.get_by_role("main")).to_contain_text("Pfaffenhausen")
    expect(page.get_by_role("img", name="Das Foto")).to_be_visible()
    expect(page.get_by_role("heading", name="Bei uns eingegangen")).to_be_visible()
    assert_accessible(page)
    assert times_stored(server, words) == 1


def test_the_same_without_javascript(visit: Visit, watch: Watch, server: LiveServer) -> None:
    watch.expect(422)
    page, words = visit(phone=True, javascript=False), own_words()

    page.goto("/anliegen")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_contain_text("Nichts ist verloren")
    page.get_by_label("Was ist Ihr Anliegen?").fill(words)
    page.get_by_label("Gemeinde oder Ortsteil").select_option(label="Mindelheim")
    page.get_by_role("button", name=SEND).click()
    code = code_on(page)

    page.goto(f"/rueckmeldung?code={code}")
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.locator("blockquote").first).to_have_text(words)
    page.get_by_role("link", name="Wortmeldung zurücknehmen").click()
    page.get_by_role("button", name="Ja, zurücknehmen").click()
    expect(page.get_by_role("heading", name="Von Ihnen zurückgenommen")).to_be_visible()
    assert times_stored(server, words) == 0


def test_the_same_with_the_keyboard_alone(visit: Visit, server: LiveServer) -> None:
    page, words = visit(), own_words()
    page.goto("/anliegen")

    def tab_to(label: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(
                "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
            ).startswith(label):
                return
        raise AssertionError(f"{label} is not reached with Tab")

    tab_to("Was ist Ihr Anliegen?")
    page.keyboard.type(words)
    tab_to("Gemeinde oder Ortsteil")
    page.keyboard.type("Ottob")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(SEND)
    page.keyboard.press("Enter")

    code = code_on(page)
    page.goto("/rueckmeldung")
    tab_to("Ihr Rückmelde-Code")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_have_text(words)
    expect(page.get_by_role("main")).to_contain_text("Ottobeuren")


def test_a_place_that_is_in_no_list_is_kept_in_words(visit: Visit, server: LiveServer) -> None:
    page, words = visit(phone=True), own_words()
    page.goto("/anliegen")
    page.get_by_label("Was ist Ihr Anliegen?").fill(words)

    find_by_typing(page, "Gemeinde oder Ortsteil").fill("beim alten Sägewerk")
    page.get_by_label("E-Mail oder Telefon").focus()
    expect(page.get_by_label("Oder beschreiben Sie den Ort in Worten")).to_have_value("beim alten Sägewerk")
    page.get_by_role("button", name=SEND).click()

    code_on(page)
    assert times_stored(server, words) == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_pressed_twice_and_after_going_back_it_is_one(visit: Visit, server: LiveServer, javascript: bool) -> None:
    page, words = visit(phone=True, javascript=javascript), own_words()
    fill_in(page, words)

    page.get_by_role("button", name=SEND).dblclick()
    first = code_on(page)
    page.go_back()
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value(words)
    page.get_by_role("button", name=SEND).click()

    assert code_on(page) == first
    assert times_stored(server, words) == 1


def test_changed_after_going_back_nothing_is_dropped(visit: Visit, watch: Watch, server: LiveServer) -> None:
    watch.expect(409)
    page, words, other = visit(phone=True), own_words(), own_words()
    fill_in(page, words)
    page.get_by_role("button", name=SEND).click()
    first = code_on(page)

    page.go_back()
    page.get_by_label("Was ist Ihr Anliegen?").fill(other)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("main")).to_contain_text(f"Dieses Anliegen haben wir schon erhalten (Code {first})")
    assert_accessible(page)
    page.get_by_role("button", name="Als weitere Wortmeldung senden").click()

    assert code_on(page) != first
    assert (times_stored(server, words), times_stored(server, other)) == (1, 1)


def test_without_network_it_waits_and_is_sent_once(visit: Visit, watch: Watch, server: LiveServer) -> None:
    page, words = visit(phone=True), own_words()
    fill_in(page, words)

    awake(page).context.set_offline(True)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("Keine Verbindung zum Internet.")).to_be_visible()
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value(words)
    page.context.set_offline(False)

    code_on(page)
    assert times_stored(server, words) == 1
    watch.problems[:] = [problem for problem in watch.problems if "ERR_INTERNET_DISCONNECTED" not in problem]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_when_the_answer_is_lost_on_the_way_a_retry_gives_the_same_code(
    visit: Visit, watch: Watch, server: LiveServer, javascript: bool
) -> None:
    words = own_words()
    with lossy_network(server.url) as network:
        watch.origin = network.url
        page = visit(phone=True, javascript=javascript)
        fill_in(page, words, at=network.url)
        if javascript:
            awake(page)
        page.get_by_role("button", name=SEND).click()
        if not javascript:
            page.wait_for_timeout(1_000)
            page.go_back()
            expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value(words)
            page.get_by_role("button", name=SEND).click()
        code_on(page)
        page.wait_for_load_state("networkidle")

        assert page.url == f"{network.url}{network.lost[0]}"
    assert times_stored(server, words) == 1
    watch.problems[:] = [problem for problem in watch.problems if "ERR_" not in problem]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_an_expired_form_token_eats_nothing(visit: Visit, watch: Watch, server: LiveServer, javascript: bool) -> None:
    """An old browser that says nothing of where a form comes from, and a page that lay open over night."""
    watch.expect(422)
    page, words = visit(phone=True, javascript=javascript), own_words()
    seen: list[int] = []

    def as_an_old_browser(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        kept = {name: value for name, value in route.request.headers.items() if not name.startswith(("sec-", "origin"))}
        body = route.request.post_data_buffer or b""
        if not seen:
            body = re.sub(rb'(name="form_token"\r\n\r\n)[^\r]+', rb"\g<1>1.x.expired", body)
        answer = route.fetch(headers=kept, post_data=body, max_redirects=0)
        seen.append(answer.status)
        route.fulfill(response=answer)

    page.route("**/anliegen?senden=1", as_an_old_browser)
    fill_in(page, words)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert").first).to_contain_text("Ihre Eingaben sind noch da")
    expect(page.get_by_label("Was ist Ihr Anliegen?")).to_have_value(words)
    expect(page.get_by_label("Oder beschreiben Sie den Ort in Worten")).to_have_value("beim alten Bahnhof")
    assert times_stored(server, words) == 0
    page.unroute("**/anliegen?senden=1")
    page.get_by_role("button", name=SEND).click()

    code_on(page)
    assert seen == [422]
    assert times_stored(server, words) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_the_way_can_be_read_by_everybody(visit: Visit, watch: Watch, narrow: bool, dark: bool) -> None:
    watch.expect(422)
    page = visit(narrow=narrow, dark=dark)

    for address in ("/anliegen", "/rueckmeldung", "/beteiligung"):
        page.goto(address)
        assert_accessible(page)
    page.get_by_role("main").get_by_role("link").first.click()
    page.wait_for_load_state()
    assert_accessible(page)
    page.goto("/anliegen")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
