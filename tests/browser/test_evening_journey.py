"""An evening with twenty people, by keyboard; and two who take notes while the network goes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible, sign_in
from tests.support.server import LiveServer

pytestmark = pytest.mark.example_county
SEED = """
from portal.app import create_app
from portal.settings import Settings
from sqlalchemy import select
with create_app(Settings.from_env(), worker=False).app_context():
    from portal.kernel.db import session, unit_of_work
    from portal.kernel.policy import SYSTEM
    from portal.network.terms import ContactWay
    from portal.places.models import Sozialraum
    from portal.roundtables.actions import members
    from portal.roundtables.actions.members import PersonDraft
    from tests.factories import evenings
    place = session().scalars(select(Sozialraum).where(Sozialraum.name == "Markt Rettenbach")).first()
    series = evenings.make_series(place=place)
    with unit_of_work():
        for number in range(17):
            draft = PersonDraft(name=f"Gast {number + 1}", organisation="Verein", way=ContactWay.PHONE, phone="08392 1")
            members.add(series, draft, by=SYSTEM)
    first = evenings.make_meeting(series)
    evenings.agree(first, "Bänke am Bach aufstellen")
    evenings.close(first)
    print("MEETING", evenings.make_meeting(series, in_days=1, running_now=False).id)
"""


def prepared(server: LiveServer) -> str:
    """A series with twenty people and one open agreement; the id of its next meeting."""
    import subprocess
    import sys

    from tests.support.sources import ROOT

    environment = server.environment | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SEED],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = re.search(r"MEETING (\S+)", done.stdout)
    assert found, done.stderr
    return f"/arbeit/runde-tische/sitzungen/{found[1]}"


def write(page: Page, words: str, key: str) -> None:
    """Type a note and choose its kind without the mouse."""
    area = page.get_by_label("Neue Notiz")
    area.fill(words)
    area.press("Escape")
    page.keyboard.press(key)


def test_an_evening_with_twenty_people_is_one_screen_to_run_and_one_to_close(
    visit: Visit, server: LiveServer, watch: Watch
) -> None:
    address, page = prepared(server), visit()
    sign_in(page, "moderation@example.org")
    page.goto(f"{address}/durchfuehren")
    page.keyboard.press("s")
    expect(page.get_by_text("Bänke am Bach aufstellen")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Erledigt").click()
    expect(page.locator("#evening-notes").get_by_text("Erledigt", exact=True)).to_be_visible()

    for number in range(1, 18):
        page.get_by_role("button", name=re.compile(rf"^Gast {number} ")).click()
        expect(page.get_by_role("heading", name=f"Anwesend: {number} von 20")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[aria-current=step]")).to_contain_text("Begrüßung")

    write(page, "Die Gemeinde begrüßt alle.", "i")
    expect(page.get_by_label("Info, Text")).to_have_value("Die Gemeinde begrüßt alle.")
    write(page, "Der Fahrdienst beginnt im Mai.", "b")
    expect(page.get_by_label("Beschluss, Text")).to_be_visible()
    write(page, "Es fehlt eine Bank am Friedhof.", "d")
    expect(page.get_by_text("Liegt als Wortmeldung im Eingang", exact=False)).to_be_visible()
    write(page, "Fahrerinnen und Fahrer suchen", "v")
    page.get_by_label("Wer macht das?").fill("Josef Huber (Sportverein)")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Vereinbarung, Text")).to_have_value("Fahrerinnen und Fahrer suchen")
    expect(page.locator("form.evening__note--agreement").get_by_label("Wer?")).to_have_value("Josef Huber")

    page.get_by_label("Neue Notiz").press("Escape")
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_contain_text("abschließen")
    assert_accessible(page)
    page.get_by_role("button", name="Sitzung schließen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Protokoll der 2. Sitzung")
    expect(page.get_by_text("Wer: Vorsitzender.", exact=False)).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as got:
        page.get_by_role("link", name="PDF").click()
    assert got.value.suggested_filename.endswith(".pdf")


def test_two_who_take_notes_lose_nothing_when_the_network_goes(visit: Visit, server: LiveServer, watch: Watch) -> None:
    address, one, other = prepared(server), visit(), visit()
    watch.expect(409)
    for page in (one, other):
        sign_in(page, "moderation@example.org")
        page.goto(f"{address}/durchfuehren")
    one.keyboard.press("s")
    expect(one.get_by_label("Neue Notiz")).to_be_visible()
    other.reload()

    write(one, "Der Bus fährt nicht mehr.", "i")
    theirs = other.get_by_label("Info, Text")
    expect(theirs).to_have_value("Der Bus fährt nicht mehr.")

    other.context.set_offline(True)
    theirs.fill("Der Bus fährt seit Mai nicht mehr.")
    mine = one.get_by_label("Info, Text")
    mine.fill("Der Bus fährt abends nicht mehr.")
    expect(one.locator("form[data-note] [data-state]")).to_have_text("Gespeichert")
    theirs.fill("Der Bus fährt seit Juni nicht mehr.")
    expect(other.get_by_text("Keine Verbindung", exact=False)).to_be_visible()
    other.context.set_offline(False)

    conflict = other.locator("[data-conflict]")
    expect(conflict).to_be_visible()
    words = conflict.inner_text()
    assert "Juni" in words
    assert "abends" in words or "Mai" in words
    conflict.get_by_role("button", name="Meine Fassung speichern").click()
    expect(conflict).to_be_hidden()
    one.locator("h1").click()
    expect(mine).to_have_value("Der Bus fährt seit Juni nicht mehr.")

    watch.problems[:] = [line for line in watch.problems if "ERR_INTERNET_DISCONNECTED" not in line]
    other.get_by_label("Neue Notiz").fill("Halb getippt, dann neu geladen")
    other.reload()
    expect(other.get_by_label("Neue Notiz")).to_have_value("Halb getippt, dann neu geladen")
