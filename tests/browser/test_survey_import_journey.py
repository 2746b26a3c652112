"""A planner moves over from LimeSurvey: the file, the report, the draft."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.factories.survey_files import ANSWER_TEXTS, ANSWERS, SUBS, one_question
from tests.support.browser import Watch, assert_accessible, sign_in

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"


def test_a_file_of_limesurvey_becomes_a_draft_with_a_report(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    watch.expect(422)
    file = tmp_path / "umfrage.lss"
    file.write_bytes(one_question("F", text="Wie oft?", subquestions=SUBS, answers=ANSWERS, answer_l10ns=ANSWER_TEXTS))
    broken = tmp_path / "kaputt.lss"
    broken.write_bytes(file.read_bytes()[:200])
    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/umfragen/neu")
    page.get_by_role("link", name="Aus einer Datei einlesen").click()
    assert_accessible(page)

    page.get_by_label("Datei", exact=True).set_input_files(broken)
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")
    page.get_by_label("Titel").fill("Nachbarschaft")
    page.get_by_role("button", name="Einlesen").click()
    expect(page.get_by_text("beschädigt").first).to_be_visible()
    expect(page.get_by_label("Titel")).to_have_value("Nachbarschaft")

    page.get_by_label("Datei", exact=True).set_input_files(file)
    page.get_by_role("button", name="Einlesen").click()
    expect(page.get_by_role("heading", name="Bericht vom Einlesen")).to_be_visible()
    expect(page.get_by_text("Aus „Matrix“ wurden einzelne Fragen, eine je Zeile: 2.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Zum Entwurf").click()
    expect(page.get_by_role("heading", name="Nachbarschaft", level=1)).to_be_visible()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit: Visit, watch: Watch, tmp_path: Path) -> None:
    huge = tmp_path / "alles.lss"
    huge.write_bytes(b"<" * (9 * 1024 * 1024))
    small = tmp_path / "umfrage.lss"
    small.write_bytes(one_question("T", text="Was noch?"))
    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/umfragen/einlesen")
    page.get_by_label("Titel").fill("Nachbarschaft")
    page.locator("select[name=sozialraum_id]").evaluate("one => { one.value = one.options[1].value }")

    page.get_by_label("Datei", exact=True).set_input_files(huge)
    expect(page.get_by_text("Diese Datei hat 9 MB. Möglich sind höchstens 8 MB.")).to_be_visible()
    page.get_by_role("button", name="Einlesen").click()
    expect(page.get_by_label("Datei", exact=True)).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_value("Nachbarschaft")
    assert_accessible(page)

    page.get_by_label("Datei", exact=True).set_input_files(small)
    expect(page.get_by_text("Möglich sind höchstens 8 MB.")).to_be_hidden()
    page.get_by_role("button", name="Einlesen").click()
    expect(page.get_by_role("heading", name="Bericht vom Einlesen")).to_be_visible()


def test_what_another_program_cannot_hold_is_read_before_the_file_is_taken(visit: Visit, watch: Watch) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto("/arbeit/umfragen")
    page.get_by_role("link", name="Gut älter werden in Markt Rettenbach: die Umfrage").click()
    page.goto(f"{page.url.partition('?')[0]}/fragebogen-mitnehmen")
    expect(page.get_by_role("heading", name="LimeSurvey 5 und 6", exact=True)).to_be_visible()
    assert_accessible(page)

    with page.expect_download() as started:
        page.get_by_role("link", name="Datei für LimeSurvey (.lss)").click()
    assert started.value.suggested_filename.endswith(".lss")
