"""Those who work on a map read every pin where it was set, as map and list, and take some of them to a Bedarf."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from portal.contributions import actions as contribution_actions
from portal.contributions import queries as contributions
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.needs import actions as needs
from portal.pinmaps import queries
from portal.pinmaps.actions import moderating
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import PinMap
from portal.pinmaps.routes import selection
from portal.pinmaps.terms import MapState
from tests.factories.contributions import make_contribution
from tests.factories.pinmaps import make_map, make_pin, make_session, record_pin
from tests.factories.places import make_place, square
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

READERS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}


@pytest.fixture
def pin_map(session: Session) -> PinMap:
    return make_map(groups=("unter 60", "über 60"), with_photo=True)


def address(pin_map: PinMap) -> str:
    return f"/arbeit/karten/{pin_map.id}/nadeln"


def window_around(lat: float, lon: float, *, by: int = 200_000) -> str:
    at = mercator.position(lat, lon)
    return f"z=10&w={at.x - by}&n={at.y - by}&o={at.x + by}&s={at.y + by}"


def shown(page: Page) -> list[str]:
    return page.texts(".pin-row__words a")


def pin_id(pin_map: PinMap, words: str = "", **values: Any) -> UUID:
    return make_pin(pin_map, comment=words, **values).pin.contribution_id


def test_the_newest_stand_first_with_what_is_known_of_them(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "Die erste.", group=2)
    pin_id(pin_map, category=3)
    login(Role.KUEMMERER)

    page = client.page(address(pin_map))

    assert shown(page) == ["Ohne Worte: Barriere", "Die erste."]
    first = page.texts(".pin-row__words")[1]
    assert "Lieblingsort · über 60" in first
    assert "Worte warten auf Freigabe" in first
    assert page.has("#nadeln[data-island=pin-map]")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("k=3", ["drei"]),
        ("k=1&k=3", ["drei", "eins"]),
        ("g=2", ["drei"]),
        ("v=hidden", ["verborgen"]),
        ("v=hidden&k=2", ["verborgen"]),
        ("v=hidden&k=1", []),
        ("v=held", []),
        ("m=190001", []),
        ("tisch=alle", ["vom Tisch"]),
        ("tisch=alle&k=2", ["vom Tisch"]),
        ("tisch=alle&k=1", []),
        (window_around(48.7, 10.7), ["drei"]),
        (window_around(48.7, 10.7) + "&k=1", []),
    ],
)
def test_the_list_is_narrowed_by_the_address(
    client: PickyClient, login: Login, pin_map: PinMap, query: str, found: list[str]
) -> None:
    pin_id(pin_map, "eins", category=1, group=1)
    pin_id(pin_map, "drei", category=3, group=2, at=(48.7, 10.7))
    hidden = pin_id(pin_map, "verborgen", category=2)
    with unit_of_work():
        moderating.hide(pin_map, hidden, reason="Nein.", by=SYSTEM)
    record_pin(pin_map, make_session(pin_map), category=2, comment="vom Tisch")
    login(Role.PLANNER)

    assert shown(client.page(f"{address(pin_map)}?{query}")) == found


def test_one_table_is_read_alone_on_map_and_list(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    here, there = make_session(pin_map, "Erkheim"), make_session(pin_map, "Kammlach")
    record_pin(pin_map, here, comment="in Erkheim")
    record_pin(pin_map, there, comment="in Kammlach")
    login(Role.MODERATOR)

    page = client.page(f"{address(pin_map)}?tisch={here.id}")
    answer = client.get(f"{address(pin_map)}/tisch.json?tisch={here.id}&{window_around(48.5, 10.5)}").get_json()

    assert shown(page) == ["in Erkheim"]
    assert (answer["t"], len(answer["p"]["i"]), answer["p"]["v"]) == (1, 1, [0])
    assert f"{address(pin_map)}/tisch.json" in page.attribute("#nadeln", "data-props")


def test_what_was_only_described_stands_in_the_list(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "Bank fehlt.", at=None, place_text="beim alten Bahnhof")
    login(Role.PLANNER)

    assert "nicht auf der Karte" in client.page(address(pin_map)).text(".pin-row__words")
    assert shown(client.page(f"{address(pin_map)}?{window_around(48.5, 10.5)}")) == []


def test_a_pin_taken_back_says_so_and_nothing_else(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = pin_id(pin_map, "Geheime Worte.")
    with unit_of_work():
        contribution_actions.withdraw(contributions.contribution(wanted), by=ANONYMOUS)
    login(Role.PLANNER)

    assert shown(client.page(address(pin_map))) == ["(zurückgenommen)"]
    assert "Geheime" not in client.get(f"{address(pin_map)}/{wanted}").text


def test_an_opened_pin_shows_words_place_and_fate(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = pin_id(pin_map, "Bank fehlt.")
    login(Role.PLANNER)

    page = client.page(f"{address(pin_map)}/{wanted}")

    assert page.text(".triage__words") == "Bank fehlt."
    assert "im Eingang" in page.text("#pin-open")
    assert page.link("Wortmeldung öffnen") == f"/arbeit/wortmeldungen/{wanted}"
    assert page.link("Lesen und freigeben").startswith(f"/arbeit/karten/{pin_map.id}/freigabe")
    part = client.get(f"{address(pin_map)}/{wanted}", headers={"HX-Request": "true"}).text
    assert "Bank fehlt." in part
    assert "<html" not in part


def test_the_list_comes_alone_for_the_script(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "eins")
    login(Role.PLANNER)

    part = client.get(f"{address(pin_map)}?{window_around(48.5, 10.5)}", headers={"HX-Request": "true"}).text

    assert "eins" in part
    assert 'name="z" value="10"' in part
    assert "<html" not in part


def test_pages_go_on_with_the_filter(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    for number in range(33):
        pin_id(pin_map, f"Nummer {number}")
    pin_id(pin_map, "andere", category=2)
    login(Role.PLANNER)

    first = client.page(f"{address(pin_map)}?k=1")
    second = client.page(first.link("Weitere laden"))

    assert (len(shown(first)), len(shown(second))) == (30, 3)


def test_as_many_queries_for_one_as_for_thirty(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "eins")
    record_pin(pin_map, make_session(pin_map))
    login(Role.PLANNER)
    client.page(address(pin_map))
    with count_queries() as few:
        client.page(address(pin_map))
    for number in range(30):
        pin_id(pin_map, f"Nummer {number}", category=1 + number % 3)

    with count_queries() as many:
        client.page(address(pin_map))

    assert len(many) <= len(few), f"{few}\n\n{many}"


@pytest.mark.parametrize("query", ["k=x", "z=1", "z=1&w=5&n=0&o=1&s=1", "v=alles", "tisch=x", "m=99999999999999"])
def test_nonsense_in_the_address_is_said(client: PickyClient, login: Login, pin_map: PinMap, query: str) -> None:
    pin_id(pin_map, "eins")
    login(Role.PLANNER)

    assert client.get(f"{address(pin_map)}?{query}").status_code == 422
    assert client.get(f"{address(pin_map)}/tisch.json?{query}").status_code == 422


def test_a_table_that_is_no_more_has_no_pins(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "eins")
    login(Role.PLANNER)

    assert shown(client.page(f"{address(pin_map)}?tisch={uuid4()}")) == []


def chosen(client: PickyClient, pin_map: PinMap, *, query: str = "", button: str = "", **fields: Any) -> Any:
    form = client.page(f"{address(pin_map)}?{query}").form("form[data-selection]")
    return client.submit(form, button=button or None, **fields)


def test_ticked_pins_become_a_bedarf_with_a_title_of_their_words(
    client: PickyClient, login: Login, session: Session
) -> None:
    place = make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()
    ids = [
        pin_id(pin_map, words, category=2)
        for words in ("Hier fehlt eine Bank am Bahnhof.", "Eine Bank am Bahnhof, bitte.", "Am Bahnhof keine Bank.")
    ]
    pin_id(pin_map, "Etwas anderes", category=1)
    login(Role.PLANNER)

    page = Page(chosen(client, pin_map, nadel=[str(one) for one in ids]))
    assert page.heading == "3 Nadeln ausgewählt"
    assert page.attribute("#title", "value") == "Hier fehlt etwas: Bank am Bahnhof, Erkheim"
    assert "„Bank“ (3)" in page.text("main")
    assert page.form("form[action$=bedarf]").values["sozialraum_id"] == [str(place.id)]
    made = client.follow(client.submit(page.form("form[action$=bedarf]")))

    assert made.heading == "Hier fehlt etwas: Bank am Bahnhof, Erkheim"
    back = client.page(made.link("Zurück zur Auswahl"))
    assert [text.count("Neu") for text in back.texts(".pin-row__states")] == [0, 1, 1, 1]


def test_all_in_the_window_are_taken(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    inside = pin_id(pin_map, "drinnen", at=(48.7, 10.7))
    pin_id(pin_map, "draußen")
    login(Role.PLANNER)

    page = Page(chosen(client, pin_map, query=window_around(48.7, 10.7), button="umfang"))

    assert page.heading == "1 Nadel ausgewählt"
    assert [node.attributes["value"] for node in page.all("form[action$=bedarf] [name=wortmeldung]")] == [str(inside)]


def test_decided_pins_are_left_out_and_said(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    ids = [pin_id(pin_map, f"Nummer {number}") for number in range(3)]
    draft = needs.NeedDraft(title="Schon da", sozialraum_id=pin_map.sozialraum_id)
    with unit_of_work():
        needs.take_into_new(ids[:1], draft=draft, by=SYSTEM)
    login(Role.PLANNER)

    page = Page(chosen(client, pin_map, button="umfang"))

    assert "1 Wortmeldung bleibt draußen" in page.text(".need-selection")
    assert len(page.all("form[action$=bedarf] [name=wortmeldung]")) == 2


def test_none_and_too_many_are_said(
    client: PickyClient, login: Login, pin_map: PinMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        pin_id(pin_map, f"Nummer {number}")
    login(Role.PLANNER)
    monkeypatch.setattr(selection, "MOST", 2)

    nothing, many = chosen(client, pin_map), chosen(client, pin_map, button="umfang")

    assert (nothing.status_code, many.status_code) == (422, 422)
    assert "wählen Sie zuerst Nadeln" in Page(nothing).text("main")
    assert "mehr als 2 Nadeln" in Page(many).text("main")


def test_pins_of_another_map_are_not_chosen(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    other = pin_id(make_map("Andere"), "fremd")
    own = pin_id(pin_map, "eigen")
    login(Role.PLANNER)

    page = Page(chosen(client, pin_map, nadel=[str(other), str(own), "x"]))

    assert page.heading == "1 Nadel ausgewählt"


def test_only_those_who_make_bedarfe_see_the_button(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    pin_id(pin_map, "eins")
    login(Role.MODERATOR)

    page = client.page(address(pin_map))
    assert not page.has("[data-take]")
    token = page.attribute("form[data-selection] [name=form_token]", "value")
    data = {"umfang": "alle", "form_token": token}
    answer = Page(client.post(f"/arbeit/karten/{pin_map.id}/auswahl", data=data))
    assert "Bedarfe legt die Sozialplanung an" in answer.text("main")


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("state", list(MapState))
def test_who_reads(client: PickyClient, login: Login, role: Role | None, state: MapState) -> None:
    here = make_map(state=state)
    login(role)
    expected = 200 if role in READERS else 404

    assert client.get(address(here)).status_code == expected
    assert client.get(f"{address(here)}/tisch.json?{window_around(48.5, 10.5)}").status_code == expected
    assert client.get(f"{address(here)}/{uuid4()}").status_code == 404
    status = client.post(f"/arbeit/karten/{here.id}/auswahl", data={}).status_code
    assert (status == 404) is (role not in READERS)


@pytest.mark.parametrize("role", sorted(READERS))
def test_foreign_maps_answer_404(client: PickyClient, login: Login, role: Role) -> None:
    foreign = make_map(place=make_place("Kammlach", boundary=square(10.2, 48.2)))
    wanted = pin_id(foreign, "fremd", at=None, place_text="hier")
    login(role, make_place("Unteregg"))

    for path in ("", f"/{wanted}", f"/tisch.json?{window_around(48.5, 10.5)}"):
        assert client.get(address(foreign) + path).status_code == 404
    assert client.post(f"/arbeit/karten/{foreign.id}/auswahl", data={}).status_code == 404


def test_a_pin_is_no_pin_of_another_map(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    other = make_map("Andere")
    wanted = pin_id(other, "dort")
    login(Role.PLANNER)

    assert client.get(f"{address(pin_map)}/{wanted}").status_code == 404
    assert queries.pin(wanted).map_id == other.id


def test_the_page_of_the_wortmeldung_shows_where_it_stands(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = pin_id(pin_map, "Bank fehlt.", category=2)
    login(Role.PLANNER)

    page = client.page(f"/arbeit/wortmeldungen/{wanted}")
    inbox = client.page("/arbeit/eingang")

    assert "Hier fehlt etwas" in page.text("section[aria-labelledby=pin-of-it]")
    assert page.has("#spot[data-island=pin-spot]")
    assert inbox.link(f"Nadel auf „{pin_map.title}“") == f"{address(pin_map)}/{wanted}"
    assert "Nadel" in inbox.text(".triage__facts")


def test_a_pin_taken_back_shows_no_place_any_more(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = pin_id(pin_map, "Bank fehlt.")
    with unit_of_work():
        contribution_actions.withdraw(contributions.contribution(wanted), by=ANONYMOUS)
    login(Role.PLANNER)

    assert not client.page(f"/arbeit/wortmeldungen/{wanted}").has("#spot")


def test_an_anliegen_has_no_pin(client: PickyClient, login: Login, session: Session) -> None:
    stored = make_contribution()
    login(Role.PLANNER)

    assert not client.page(f"/arbeit/wortmeldungen/{stored.id}").has("[aria-labelledby=pin-of-it]")
