"""What the public's programs read: feeds, sitemap, robots.txt, security.txt, and small pages for frames."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask

from portal.county.models import County
from portal.feed.exports.sitemap import parts_of, sitemap_index
from portal.feed.terms.embedding import Step, classes_of
from portal.kernel import clock
from portal.kernel.policy import Role
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.settings import Settings, UnsafeSettings
from tests.factories.consultations import make_consultation
from tests.factories.needs import make_answered, make_need
from tests.feed.test_open_data import published
from tests.support.application import new_client
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NUMBER = "/einbetten/zahl/bedarfe/landkreis-musterkreis"
NEEDS_MAP = "/einbetten/karte/bedarfe"


def feed(client: PickyClient, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml")
    root = ElementTree.fromstring(response.data)
    for node in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = node.findall(f"{ATOM}{name}")
            assert len(found) == 1
            assert found[0].text, name
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated", "")).tzinfo is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert [one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == "self"] == [
        f"http://localhost{address}"
    ]
    ids = [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return root


def titles(root: ElementTree.Element) -> list[str]:
    return [one.findtext(f"{ATOM}title", "") for one in root.findall(f"{ATOM}entry")]


def test_a_feed_tells_of_answers_here_and_not_elsewhere(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    make_answered(make_need("Bus & <Bahn>", north), NeedStatus.IN_REVIEW, 'Wir prüfen „das" <b>bald</b> & gern.\x0b')
    make_need("Noch ohne Antwort", north)

    root = feed(client, f"/feeds/orte/{north.slug}.atom")
    assert titles(root) == ["Bus & <Bahn>"]
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == 'Wir prüfen „das" <b>bald</b> & gern.'
    assert titles(feed(client, "/feeds/neues.atom")) == ["Bus & <Bahn>"]
    assert titles(feed(client, f"/feeds/orte/{south.slug}.atom")) == []


def test_marks_stay_the_same_and_the_feed_is_not_sent_twice(client: PickyClient, north: Sozialraum) -> None:
    make_answered(make_need("Bus", north), NeedStatus.IN_REVIEW, "Wir prüfen das.")
    address = f"/feeds/orte/{north.slug}.atom"

    first = client.get(address)
    assert feed(client, address).findtext(f"{ATOM}entry/{ATOM}id", "").startswith("tag:localhost,")
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_feed_of_a_place_names_the_calendar_of_its_round_tables(client: PickyClient, north: Sozialraum) -> None:
    root = feed(client, f"/feeds/orte/{north.slug}.atom")

    [calendar] = [one for one in root.findall(f"{ATOM}link") if one.get("type") == "text/calendar"]
    assert client.get(calendar.get("href", "")).mimetype == "text/calendar"


def test_verfahren_are_told_when_they_begin_and_drafts_never(
    client: PickyClient, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    running = make_consultation("Wie wohnen wir?", place=north)

    assert titles(feed(client, "/feeds/neues.atom")).count("Wie wohnen wir?") == 1
    root = feed(client, f"/feeds/beteiligung/{running.slug}.atom")
    assert titles(root) == ["Wie wohnen wir?"]
    assert client.get("/feeds/beteiligung/gibt-es-nicht.atom").status_code == 404


def test_pages_name_their_feed(client: PickyClient, north: Sozialraum) -> None:
    for page, address in (("/", "/feeds/neues.atom"), (f"/orte/{north.slug}", f"/feeds/orte/{north.slug}.atom")):
        assert client.page(page).attribute("link[type='application/atom+xml']", "href") == address


def test_the_sitemap_holds_public_pages_only(client: PickyClient, north: Sozialraum) -> None:
    published()
    root = ElementTree.fromstring(client.get("/sitemap.xml").data)
    found = [node.text or "" for node in root.iter(f"{MAP}loc")]

    assert f"http://localhost/orte/{north.slug}" in found
    assert "http://localhost/offene-daten/bedarfe" in found
    assert [one for one in found if "/arbeit" in one] == []
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address
    assert client.get("/sitemap-1.xml").status_code == 404


def test_too_many_addresses_are_split_and_named_in_an_index() -> None:
    addresses = [(f"http://localhost/orte/{number}", None) for number in range(50_001)]

    parts = parts_of(addresses)
    assert [len(part) for part in parts] == [50_000, 1]
    root = ElementTree.fromstring(sitemap_index([("http://localhost/sitemap-1.xml", None)]))
    assert root.tag == f"{MAP}sitemapindex"


def test_robots_are_kept_out_of_the_workplace_and_shown_the_sitemap(client: PickyClient, county: County) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)

    assert "Disallow: /arbeit\n" in text
    assert "Sitemap: http://localhost/sitemap.xml\n" in text


def test_security_txt_never_runs_out(client: PickyClient, county: County, frozen_clock: StoppedClock) -> None:
    for day in ("2026-03-02 09:00", "2031-12-31 23:30"):
        frozen_clock.set(day)
        response = client.get("/.well-known/security.txt")
        fields = dict(line.split(": ", 1) for line in response.get_data(as_text=True).splitlines())
        until = datetime.fromisoformat(fields["Expires"])
        assert response.mimetype == "text/plain"
        assert 0 < (until - clock.now()).days < 365
        assert fields["Contact"] == "mailto:mitreden@example.org"


def test_settings_name_whom_to_tell_of_holes(make_app: Callable[..., Flask], county: County) -> None:
    app = make_app(security_contact="https://www.landkreis.example/sicherheit")

    assert "Contact: https://www.landkreis.example/sicherheit\n" in (
        new_client(app).get("/.well-known/security.txt").get_data(as_text=True)
    )


@pytest.fixture
def stand(north: Sozialraum, south: Sozialraum) -> None:
    for number in range(9):
        make_need(f"Bedarf {number}", north)
    published()


@pytest.mark.parametrize("address", [NUMBER, NEEDS_MAP])
def test_nobody_may_frame_anything_unless_told(client: PickyClient, stand: None, address: str) -> None:
    response = client.get(address)

    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "hat keine dafür freigegeben" in response.get_data(as_text=True)


@pytest.mark.parametrize("address", [NUMBER, NEEDS_MAP])
def test_named_pages_may_frame_it_and_it_leaves_nothing_behind(
    make_app: Callable[..., Flask], stand: None, address: str
) -> None:
    app = make_app(embed_hosts="https://www.nordheim.example, https://*.zeitung.example")
    visitor = new_client(app)
    response = visitor.get(f"{address}?sprache=en&darstellung=dunkel")

    assert "X-Frame-Options" not in response.headers
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.nordheim.example https://*.zeitung.example" in policy
    assert "'none'" not in policy.partition("frame-ancestors")[2]
    assert "Set-Cookie" not in response.headers
    assert b"<script" not in response.data
    assert visitor.get("/offene-daten").headers["X-Frame-Options"] == "DENY"


def test_a_frame_shows_what_the_stand_says(client: PickyClient, stand: None, login: Login) -> None:
    login(Role.PLANNER)
    shown = client.page(NUMBER).text()

    assert "rund 10" in shown
    assert "Abmelden" not in shown
    assert "Südheim" in client.page(NEEDS_MAP).text("table")
    assert client.get("/einbetten/zahl/bedarfe/gibt-es-nicht").status_code == 404


def test_without_a_stand_there_is_nothing_to_frame(client: PickyClient, north: Sozialraum) -> None:
    assert client.get(NUMBER).status_code == 404
    assert client.get(NEEDS_MAP).status_code == 404


def test_classes_hold_every_number_once() -> None:
    assert classes_of([]) == []
    assert classes_of([5, 5, 5]) == [Step(1, 5, 5)]
    steps = classes_of([5, 5, 10, 15, 20, 40, 40, 90])
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert (steps[0].first, steps[-1].last) == (5, 90)
    assert all(one.last < other.first for one, other in pairwise(steps))


@pytest.mark.parametrize(
    "wrong",
    [
        {"embed_hosts": "https://a.example; script-src *"},
        {"embed_hosts": "https://a.example/pfad"},
        {"embed_hosts": "*"},
        {"open_data_days": "13-40"},
        {"open_data_contributor": "landkreis"},
        {"security_contact": "it@example.org"},
        {"open_data_licence": "cc-by"},
    ],
)
def test_settings_that_would_be_wrong_stop_the_start(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(f"PORTAL_{name.upper()}", value)

    with pytest.raises(UnsafeSettings):
        Settings.from_env()
