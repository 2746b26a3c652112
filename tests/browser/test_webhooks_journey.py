"""An administrator connects a system, has events sent to it, tries it out, pauses it and has something sent once more."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.browser import assert_accessible, find_by_typing, sign_in
from tests.support.receiver import Delivered, Receiver, receiving

pytestmark = pytest.mark.example_county

PLANNER = "planung@example.org"
ADMINISTRATOR = "administratorin@example.org"
#: Until the worker has looked, sent and written it down.
PATIENCE = 60_000


@pytest.fixture
def receiver(receiver_folder: Path) -> Iterator[Receiver]:
    """A real receiver that checks every signature with the library of Standard Webhooks."""
    with receiving(receiver_folder) as made:
        yield made


def connect_system(page: Page, name: str) -> None:
    """A key that reads Bedarfe of the whole county; ends on the page of the system."""
    page.goto("/arbeit/verwaltung/schnittstellen")
    page.get_by_label("Name des Systems").fill(name)
    find_by_typing(page, "Sozialraum").fill("Ganzer")
    page.get_by_role("option", name="Ganzer Landkreis").click()
    reads_needs = page.get_by_label("Bedarfe lesen")
    if not reads_needs.is_checked():
        page.get_by_text("Bedarfe lesen", exact=True).click()
    page.get_by_role("button", name="Schlüssel anlegen").click()
    expect(page.locator("#schluessel")).to_be_visible()
    page.goto("/arbeit/verwaltung/schnittstellen")
    page.get_by_role("link", name=name).click()


def make_webhook(page: Page, receiver: Receiver) -> None:
    """From the page of the system to the page of its webhook; the receiver learns the secret as a person would bring it."""
    page.get_by_role("link", name="Webhooks verwalten").click()
    expect(page.get_by_role("main")).to_contain_text("Noch kein Webhook")
    assert_accessible(page)
    page.get_by_label("Adresse des Empfängers").fill(receiver.url)
    page.get_by_role("button", name="Webhook anlegen").click()
    receiver.secret = page.locator("#geheimnis").inner_text().strip()
    assert receiver.secret.startswith("whsec_")
    assert_accessible(page)
    page.get_by_role("link", name="Weiter zum Webhook").click()
    expect(page.get_by_role("button", name="Neues Geheimnis")).to_be_visible()
    assert receiver.secret not in page.content()


def wait_until(page: Page, is_so: Callable[[], Any]) -> None:
    """Look again until it is so, as a person who reloads the page."""
    for _ in range(PATIENCE // 250):
        if is_so():
            page.reload()
            return
        page.wait_for_timeout(250)
    raise TimeoutError("the worker did not come to it")


def rename_some_need(page: Page, title: str) -> str:
    """A planner calls the first Bedarf of the list otherwise. Answers its address."""
    page.goto("/arbeit/bedarfe")
    page.locator("#need-rows tbody th a").first.click()
    page.wait_for_url("**/arbeit/bedarfe/*-*")
    address = page.url
    page.goto(f"{address.partition('?')[0]}/bearbeiten")
    page.get_by_label("Titel").first.fill(title)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    return address


def of_type(receiver: Receiver, kind: str) -> list[Delivered]:
    return [one for one in receiver.taken if one.event["type"] == kind]


def test_administrator_connects_tries_pauses_and_replays(visit: Visit, receiver: Receiver) -> None:
    page = visit()
    sign_in(page, ADMINISTRATOR)
    connect_system(page, "Monitoring")
    make_webhook(page, receiver)
    main = page.get_by_role("main")
    expect(main).to_contain_text("in Betrieb")
    expect(main).to_contain_text("Noch nichts zugestellt")

    page.get_by_role("button", name="Probe senden").click()
    wait_until(page, lambda: of_type(receiver, "webhook.test"))
    expect(page.get_by_role("row", name="Probe")).to_contain_text("angenommen", timeout=PATIENCE)

    planner = visit()
    sign_in(planner, PLANNER)
    rename_some_need(planner, "Ein Name für das Monitoring")
    wait_until(page, lambda: of_type(receiver, "need.changed"))
    [changed] = of_type(receiver, "need.changed")
    expect(page.get_by_role("row", name="Angaben zu einem Bedarf sind geändert")).to_contain_text("204")
    assert_accessible(page)

    page.get_by_role("button", name="Anhalten").click()
    expect(page.get_by_role("main")).to_contain_text("von Hand angehalten")
    rename_some_need(planner, "Noch ein Name für das Monitoring")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("1 Ereignis")
    assert len(of_type(receiver, "need.changed")) == 1
    page.get_by_role("button", name="Fortsetzen").click()
    expect(page.get_by_role("main")).not_to_contain_text("von Hand angehalten")
    wait_until(page, lambda: len(of_type(receiver, "need.changed")) == 2)

    number = str(changed.event["number"])
    page.locator("summary", has_text="Oder nach Nummern").click()
    page.get_by_label("Von Nummer").fill(number)
    page.get_by_label("Bis Nummer").fill(number)
    page.get_by_role("button", name="Noch einmal zustellen").click()
    expect(page.get_by_role("status").first).to_contain_text("noch einmal zugestellt")
    wait_until(page, lambda: len(of_type(receiver, "need.changed")) == 3)
    assert of_type(receiver, "need.changed")[-1].id == changed.id
    assert receiver.refused == []


def test_the_pages_work_on_a_phone_in_the_dark_and_without_javascript(visit: Visit, receiver: Receiver) -> None:
    page = visit(narrow=True, dark=True)
    sign_in(page, ADMINISTRATOR)
    connect_system(page, "Statistik")
    make_webhook(page, receiver)
    page.get_by_role("button", name="Probe senden").click()
    wait_until(page, lambda: of_type(receiver, "webhook.test"))
    expect(page.get_by_role("main")).to_contain_text("angenommen", timeout=PATIENCE)
    assert_accessible(page)
    here = page.url.partition("?")[0]
    page.get_by_role("link", name="Bearbeiten").click()
    page.wait_for_url("**/bearbeiten")
    assert_accessible(page)

    plain = visit(javascript=False, narrow=True)
    sign_in(plain, ADMINISTRATOR)
    plain.goto(here)
    plain.get_by_role("button", name="Neues Geheimnis").click()
    receiver.secret = plain.locator("#geheimnis").inner_text().strip()
    plain.get_by_role("link", name="Weiter zum Webhook").click()
    expect(plain.get_by_role("main")).to_contain_text("mit dem alten Geheimnis")
