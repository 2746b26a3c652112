"""A resident answers a survey: on a phone, without JavaScript, with the keyboard alone, and however the screen looks."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
ADDRESS = "/umfragen/unterwegs"
#: Milliseconds after which the browser has kept what was typed (see draft.js).
KEPT_AFTER = 900


@pytest.fixture(autouse=True)
def survey(server: LiveServer) -> None:
    """The survey with every kind of question; put there once per server."""
    with database(server) as found:
        if found.execute("SELECT 1 FROM survey WHERE slug = 'unterwegs'").fetchone():
            return
    program = [sys.executable, "-m", "tests.factories.survey_of_all_kinds"]
    subprocess.run(program, cwd=ROOT, env=server.environment, check=True, capture_output=True, timeout=120)


def database(server: LiveServer) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(f"file:{server.folder / 'portal.db'}?mode=ro", uri=True))


def stored(server: LiveServer, word: str) -> list[dict[str, object]]:
    """The Teilnahmen that named this word as their favourite place."""
    with database(server) as found:
        rows = found.execute("SELECT answers FROM survey_response").fetchall()
    answers = [json.loads(row[0]) for row in rows]
    return [one for one in answers if one.get("word") == {"t": word}]


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(words)))


def arrived(page: Page, words: str) -> None:
    """The next screen is there and has taken the focus, so that the keyboard goes on from its heading."""
    heading(page, words)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def onward(page: Page, following: str) -> None:
    page.locator(".button-row").get_by_role("button", name="Weiter", exact=True).click()
    heading(page, following)


def choose(page: Page, label: str) -> None:
    """Tap the row, as people do; the circle lies under it."""
    page.locator(".choice label").filter(has_text=re.compile(rf"^\W*{re.escape(label)}$")).click()


def answer_everything(page: Page, word: str, *, look: bool = False, scripts: bool = True) -> None:
    """From the first screen to the page for checking; with `look`, axe looks at each screen."""

    def seen() -> None:
        if look:
            assert_accessible(page)

    heading(page, "Zuerst ein Hinweis")
    seen()
    onward(page, "Wie sind Sie meist unterwegs?")
    seen()
    page.get_by_text("Mit dem Auto").click()
    onward(page, "Was nutzen Sie sonst noch?")
    seen()
    page.get_by_text("Zu Fuß").click()
    page.get_by_text("Mit dem Bus").click()
    onward(page, "Fahren Sie selbst Auto?")
    seen()
    choose(page, "Weiß nicht / keine Angabe")
    onward(page, "Wie zufrieden")
    seen()
    choose(page, "sehr schlecht")
    page.get_by_label("Warum? (freiwillig)").fill("Er kommt nie.")
    onward(page, "Wie sicher")
    seen()
    choose(page, "7")
    onward(page, "Wie viele Autos")
    seen()
    page.get_by_label("Wie viele Autos haben Sie?").fill("2")
    onward(page, "Seit wann")
    seen()
    page.get_by_label("Seit wann wohnen Sie hier?").fill("1990-05-01")
    onward(page, "Lieblingsort")
    seen()
    page.get_by_label("Ihr Lieblingsort?").fill(word)
    onward(page, "Was wünschen Sie sich?")
    seen()
    page.get_by_role("button", name="Weiß nicht / keine Angabe").click()
    heading(page, "Was ist Ihnen am wichtigsten?")
    seen()
    page.get_by_role("button", name="Mit dem Auto").click()
    expect(page.locator(".answering__rank")).to_have_count(1)
    page.get_by_role("button", name="Zu Fuß").click()
    expect(page.locator(".answering__rank")).to_have_count(2)
    page.get_by_role("button", name="Höher").click()
    expect(page.locator(".answering__rank").first).to_contain_text("Zu Fuß")
    seen()
    onward(page, "Wo wohnen Sie?")
    seen()
    onward(page, "Wo fehlt eine Bank?")
    seen()
    if scripts:  # the map moves the button down when it comes
        expect(page.locator("[data-with-map]")).to_be_visible()
    page.get_by_role("textbox", name="Wo fehlt eine Bank?").fill("am Marktplatz")
    onward(page, "Wie alt sind Sie?")
    seen()
    page.get_by_text("70 bis 79 Jahre").click()
    onward(page, "Ihr Geschlecht?")
    seen()
    onward(page, "Stimmt alles?")
    seen()


def expected(word: str) -> dict[str, object]:
    return {
        "way": {"o": ["car"]},
        "ways": {"o": ["bus", "foot"]},
        "drives": {"-": 1},
        "happy": {"o": ["1"], "t": "Er kommt nie."},
        "rate": {"o": ["7"]},
        "cars": {"n": 2.0},
        "since": {"d": "1990-05-01"},
        "word": {"t": word},
        "wish": {"-": 1},
        "order": {"o": ["foot", "car"]},
        "point": {"t": "am Marktplatz"},
        "age": {"o": ["70-79"]},
    }


def send(page: Page) -> str:
    page.get_by_role("button", name="Antworten senden").click()
    heading(page, "Danke fürs Mitmachen!")
    code = "".join(page.locator(".receipt-code__value").inner_text().split())
    assert CODE.fullmatch(code)
    return code


def test_from_the_list_to_the_thanks_on_a_phone(visit: Visit, server: LiveServer) -> None:
    page = visit(phone=True)

    page.goto("/umfragen")
    page.get_by_role("link", name="Unterwegs in unserer Gemeinde").click()
    page.get_by_role("button", name="Beginnen").click()
    answer_everything(page, "am Handy")
    send(page)

    assert stored(server, "am Handy") == [expected("am Handy")]
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('survey'))")


def test_the_same_without_javascript(visit: Visit, server: LiveServer) -> None:
    page = visit(phone=True, javascript=False)

    page.goto(ADDRESS)
    page.get_by_role("button", name="Beginnen").click()
    answer_everything(page, "ohne Skript", scripts=False)
    send(page)

    assert stored(server, "ohne Skript") == [expected("ohne Skript")]


def test_the_buttons_of_the_browser_lead_back_and_forth(visit: Visit) -> None:
    page = visit(phone=True)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Beginnen").click()
    onward(page, "Wie sind Sie meist unterwegs?")
    page.get_by_text("Mit dem Auto").click()
    onward(page, "Was nutzen Sie sonst noch?")

    page.go_back()
    heading(page, "Wie sind Sie meist unterwegs?")
    expect(page.get_by_role("radio", name="Mit dem Auto")).to_be_checked()
    page.go_forward()
    heading(page, "Was nutzen Sie sonst noch?")
    page.get_by_role("link", name="Zurück").click()

    heading(page, "Wie sind Sie meist unterwegs?")
    expect(page.get_by_role("radio", name="Mit dem Auto")).to_be_checked()


def test_what_was_typed_is_still_there_after_the_page_was_closed(visit: Visit) -> None:
    page = visit()
    page.goto(f"{ADDRESS}")
    page.get_by_role("button", name="Beginnen").click()
    onward(page, "Wie sind Sie meist unterwegs?")
    page.get_by_label("Wenn Sonstiges: was meinen Sie?").fill("Mit dem Pferd")
    page.wait_for_timeout(KEPT_AFTER)

    page.reload()

    expect(page.get_by_label("Wenn Sonstiges: was meinen Sie?")).to_have_value("Mit dem Pferd")


def test_going_on_later_on_another_device(visit: Visit) -> None:
    page, phone = visit(), visit(phone=True)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Beginnen").click()
    onward(page, "Wie sind Sie meist unterwegs?")
    page.get_by_text("Mit dem Auto").click()
    onward(page, "Was nutzen Sie sonst noch?")
    page.get_by_role("button", name="Später weitermachen").click()
    heading(page, "Später weitermachen")
    assert_accessible(page)
    code = "".join(page.locator(".receipt-code__value").inner_text().split())

    phone.goto("/umfragen/weiter")
    assert_accessible(phone)
    phone.get_by_label("Ihr Code zum Weitermachen").fill(code.lower())
    phone.get_by_role("button", name="Weitermachen").click()

    heading(phone, "Was nutzen Sie sonst noch?")


def test_one_of_many_rows_is_found_by_typing(visit: Visit) -> None:
    page = visit(phone=True)
    page.goto("/umfragen/ortsteile")
    page.get_by_role("button", name="Beginnen").click()
    heading(page, "Welche Ortsteile kennen Sie?")
    choose(page, "Ödmühle")
    find = page.get_by_label("In der Liste suchen")

    find.fill("groess")
    expect(page.get_by_role("status").filter(has_text="Gefunden: 1")).to_be_visible()
    expect(page.locator(".choice:visible")).to_have_text(["Ödmühle", "Größenbach"])
    choose(page, "Größenbach")
    find.press("Enter")
    assert_accessible(page)
    find.fill("")
    expect(page.locator(".choice:visible")).to_have_count(72)
    onward(page, "Stimmt alles?")

    expect(page.locator(".answering__words")).to_have_text("Ödmühle, Größenbach")


def test_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.goto(ADDRESS)

    def tab_to(words: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? ''"
            )
            if focused.strip().startswith(words):
                return
        raise AssertionError(f"the tab key never reached {words!r}")

    tab_to("Beginnen")
    page.keyboard.press("Enter")
    heading(page, "Zuerst ein Hinweis")
    tab_to("Weiter")
    page.keyboard.press("Enter")
    arrived(page, "Wie sind Sie meist unterwegs?")
    tab_to("Mit dem Bus")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Mit dem Auto")).to_be_checked()
    page.keyboard.press("Enter")
    arrived(page, "Was nutzen Sie sonst noch?")
    tab_to("Zu Fuß")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    arrived(page, "Fahren Sie selbst Auto?")


def test_what_is_wrong_is_said_at_the_question(visit: Visit, watch: Watch) -> None:
    watch.expect(422)
    page = visit(phone=True)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Beginnen").click()
    onward(page, "Wie sind Sie meist unterwegs?")
    onward(page, "Was nutzen Sie sonst noch?")
    for label in ("Mit dem Bus", "Mit dem Auto", "Zu Fuß"):
        page.get_by_text(label).click()

    page.locator(".button-row").get_by_role("button", name="Weiter", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("höchstens 2")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("input:checked")).to_have_count(3)
    assert_accessible(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "320"])
def test_every_screen_is_accessible(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(narrow=narrow, dark=dark)
    page.goto("/umfragen")
    assert_accessible(page)
    page.goto(ADDRESS)
    assert_accessible(page)
    page.get_by_role("button", name="Beginnen").click()
    answer_everything(page, f"{narrow} {dark}", look=True)
    send(page)
    assert_accessible(page)
