"""An answer reaches everybody: a planner writes it, prints a letter, ticks a call; people read it on the page of their place."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

SENTENCE = "Der Rufbus bleibt. Ab Januar fährt er abends eine Stunde länger."
EASY = "Der Rufbus bleibt.\nAb Januar fährt er abends länger."


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without"])
def test_an_answer_reaches_everybody(visit: Visit, watch: Watch, javascript: bool) -> None:
    page = visit(javascript=javascript)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/bedarfe?q=Rufbus")
    page.locator("main a", has_text="Rufbus am frühen Morgen").first.click()
    need = page.url.split("?")[0]
    page.goto(f"{need}/antwort?neu=in_progress")
    page.get_by_label("Öffentlicher Satz").fill(SENTENCE)
    page.get_by_label("Dasselbe in Leichter Sprache").fill(EASY)
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(page.get_by_text("Mensch ohne E-Mail bekommt einen Brief.")).to_be_visible()
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Jetzt antworten").click()

    expect(page.get_by_role("heading", name="Wer erfährt davon?")).to_be_visible()
    if javascript:
        assert_accessible(page)
    page.get_by_label("Wofür brauchen Sie die Anschriften?").fill("Antwort weitersagen")
    with page.expect_download() as letter:
        page.get_by_role("button", name="Briefe als PDF").click()
    assert letter.value.suggested_filename.endswith(".pdf")
    page.reload()
    page.get_by_role("button", name=re.compile("gedruckte Brief ist in der Post")).click()
    expect(page.get_by_text("Briefe in der Post: 1")).to_be_visible()

    page.get_by_label("Wofür brauchen Sie die Nummern?").fill("Antwort weitersagen")
    page.get_by_role("button", name="Liste öffnen").click()
    expect(page.get_by_text("Markus Hefele")).to_be_visible()
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Markus Hefele: Angerufen").click()
    expect(page.get_by_text("Alle sind angerufen")).to_be_visible()

    reader = visit(phone=True, javascript=javascript)
    reader.goto("/orte/vg-pfaffenhausen/antworten")
    if javascript:
        assert_accessible(reader)
    expect(reader.get_by_text(SENTENCE)).to_be_visible()
    reader.get_by_role("link", name="In Leichter Sprache lesen").click()
    expect(reader.get_by_text("Ab Januar fährt er abends länger.")).to_be_visible()
    if javascript:
        assert_accessible(reader)


def test_old_promises_and_the_answers_of_a_verfahren(visit: Visit, watch: Watch) -> None:
    page = visit(phone=True)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/bedarfe/zusagen")
    assert_accessible(page)
    page.goto("/arbeit/bedarfe/textbausteine?status=done")
    assert_accessible(page)
    page.goto("/beteiligung/wie-kommen-wir-hin-unterwegs-im-mittleren-mindeltal")
    page.get_by_role("link", name="Alle Antworten lesen").click()
    expect(page.get_by_role("heading", name="Daran arbeiten wir")).to_be_visible()
    assert_accessible(page)
