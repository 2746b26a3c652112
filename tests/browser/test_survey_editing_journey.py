"""A planner makes an Umfrage from a template, changes it, tries it and lets everybody answer."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.kernel.clock import today
from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, assert_fits, sign_in

pytestmark = pytest.mark.example_county
PLANNER = "planung@example.org"


def begin(page: Page, title: str) -> str:
    """A survey from the template on housing; answers its address."""
    page.goto("/arbeit/umfragen/neu")
    page.get_by_text("Wohnen im Alter", exact=True).click()
    page.fill("#title", title)
    page.locator("[name=sozialraum_id]").evaluate("select => { select.selectedIndex = 3 }")
    page.get_by_role("button", name="Weiter zu den Fragen").click()
    page.wait_for_url("**/fragen**")
    return page.url.partition("/fragen")[0]


def walk_through(page: Page) -> None:
    """Answer "Weiß nicht" to whatever is asked."""
    for _question in range(40):
        if page.get_by_role("heading", name="Die Probe ist zu Ende").count():
            return
        page.get_by_role("button", name="Weiter", exact=True).last.click()
        page.wait_for_load_state()
    raise AssertionError("the trial does not end")


def drag(page: Page, what: str, *, onto: str) -> None:
    """As a hand does it: both rows in sight before the button goes down, and nothing scrolls until it is let go.

    The target is passed over more than once, because the first move only tells the page that something comes.
    """
    page.wait_for_load_state()
    page.locator(onto).evaluate("row => row.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.locator(what).hover()
    expect(page.locator(what)).to_be_in_viewport(ratio=1)
    expect(page.locator(onto)).to_be_in_viewport(ratio=1)
    to = page.locator(onto).bounding_box()
    assert to is not None
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2, steps=4)
    page.mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2)
    page.mouse.up()


def test_from_the_template_to_everybody(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    sign_in(page, PLANNER)
    address = begin(page, "Wohnen in Babenhausen")

    page.locator(".survey-outline__link", has_text="Mit wem leben Sie zusammen?").click()
    page.fill("#question-form #title", "Wer wohnt mit Ihnen?")
    expect(page.locator("#phone .answering__title")).to_have_text("Wer wohnt mit Ihnen?")
    page.get_by_role("button", name="Frage speichern").click()
    expect(page.locator(".survey-outline__row--now")).to_contain_text("Wer wohnt mit Ihnen?")
    expect(page.locator("[data-code=household]")).to_have_attribute("draggable", "true")
    drag(page, "[data-code=household]", onto="[data-code=home]")
    expect(page.locator(".survey-outline__row").first).to_contain_text("Wer wohnt mit Ihnen?")

    page.goto(f"{address}/angaben")
    page.fill("#opens_on", today().isoformat())
    page.fill("#closes_on", (today() + timedelta(days=20)).isoformat())
    page.fill("#audience", "Die Sozialplanung im Landratsamt.")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="jetzt ansehen").click()
    page.locator("main form button[type=submit]").first.click()
    page.goto(f"{address}/probe")
    walk_through(page)

    page.get_by_role("link", name="Zum Überblick").click()
    page.get_by_role("button", name="Für alle veröffentlichen").click()
    page.locator("dialog .kern-btn--primary").click()
    expect(page.locator("#tells")).to_contain_text("Veröffentlicht.")
    resident = visit(phone=True)
    resident.goto(page.get_by_role("link", name="Öffentliche Seite").get_attribute("href") or "")
    expect(resident.get_by_role("heading", level=1)).to_have_text("Wohnen in Babenhausen")


def test_the_editor_works_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    address = begin_without_script(page)

    page.goto(f"{address}/fragen?frage=home")
    page.get_by_role("button", name="Nach unten: Wo wohnen Sie?", exact=True).click()
    expect(page.locator(".survey-outline__row").nth(1)).to_contain_text("Wo wohnen Sie?")
    page.get_by_role("button", name="Löschen", exact=True).click()
    expect(page.locator("[data-code=home]")).to_have_count(0)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("[data-code=home]")).to_have_count(1)


def begin_without_script(page: Page) -> str:
    page.goto("/arbeit/umfragen/neu")
    page.get_by_text("Wohnen im Alter", exact=True).click()
    page.locator("[name=sozialraum_id]").select_option(index=3)
    page.get_by_role("button", name="Weiter zu den Fragen").click()
    page.wait_for_url("**/fragen**")
    return page.url.partition("/fragen")[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_is_accessible_and_fits(visit: Visit, dark: bool, narrow: bool) -> None:
    page = visit(dark=dark, narrow=narrow)
    sign_in(page, PLANNER)
    page.goto("/arbeit/umfragen")
    page.get_by_role("link", name="Gut älter werden in Markt Rettenbach").first.click()
    address = page.url.partition("?")[0]

    for path in ("", "/fragen", "/fragen?frage=helpers", "/angaben", "/sprachen", "/sammlung", "/probe"):
        page.goto(address + path)
        assert_accessible(page)
        assert_fits(page)
