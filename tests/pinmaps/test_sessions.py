"""Kartentische: pins of a paper map typed one after the other, photos for the staff alone, the tablet that is handed round."""

import os
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from portal.contributions import queries as contributions
from portal.contributions import subscribers as tidying
from portal.contributions.models import Contribution
from portal.contributions.terms import Channel
from portal.kernel import runtime
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import Role
from portal.pinmaps import queries
from portal.pinmaps.geometry import paper
from portal.pinmaps.models import MapSession, MapSessionPhoto, PinMap
from portal.pinmaps.queries import sessions as reading
from portal.pinmaps.terms import CommentRule, MapState, PinVisibility
from portal.places.geometry import shapes
from tests.factories.county import make_county
from tests.factories.pinmaps import make_map, make_session
from tests.factories.places import make_place, square
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/karten"
BEGIN = "main form[action$='/tische']"
ENTRY = "[data-pin-form]"
PHOTOS = "form[action$='/fotos']"


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


@pytest.fixture
def pin_map(county: None) -> PinMap:
    return make_map(groups=("unter 60", "60+"))


@pytest.fixture
def table(pin_map: PinMap) -> MapSession:
    return make_session(pin_map, group=2)


def address(table: MapSession) -> str:
    return f"{WORK}/{table.map_id}/tische/{table.id}"


def entry(client: PickyClient, table: MapSession) -> FilledForm:
    return client.page(address(table)).form(ENTRY)


def stored(table: MapSession) -> list[reading.SessionPin]:
    return reading.last_pins(table.id)


def test_a_group_at_a_table_from_the_first_pin_to_the_list(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    login(Role.MODERATOR)
    empty = client.page(f"{WORK}/{pin_map.id}/tische")
    assert "Noch kein Kartentisch" in empty.text("main")

    typing = client.follow(
        client.submit(empty.form(BEGIN), title="Kartentisch Erkheim", people="10", group="2", note="Sehr lebhaft")
    )
    assert typing.heading == "Kartentisch Erkheim"
    assert "10 Personen" in typing.text("main")
    saved = client.follow(client.submit(typing.form(ENTRY), category="2", grid_field="c3", comment="Bank fehlt"))
    again = client.follow(client.submit(saved.form(ENTRY), grid_field="D 4"))

    assert "Gespeichert: Nadel 2 an diesem Tisch." in again.text("main")
    listed = client.page(f"{WORK}/{pin_map.id}/tische")
    cells = [" ".join(node.text(deep=True).split()) for node in listed.all("#table-rows tbody td")]
    assert cells[1:] == ["60+", "10", "2"]
    (table,) = reading.sessions_page(pin_map.id, after=None).rows
    pins = stored(table)
    assert [(pin.category, pin.group, pin.comment) for pin in pins] == [(2, 2, ""), (2, 2, "Bank fehlt")]
    said = contributions.contribution(pins[1].contribution_id)
    assert (said.channel, said.said_on) == (Channel.PAPER, today())


@pytest.mark.parametrize("typed", ["C4", "c4", " c 4 ", "C-4", "c/4"])
def test_a_field_of_the_paper_map_is_a_place(
    client: PickyClient, login: Login, table: MapSession, pin_map: PinMap, typed: str
) -> None:
    login(Role.PLANNER)

    client.follow(client.submit(entry(client, table), category="1", grid_field=typed))

    (pin,) = stored(table)
    sheet = paper.sheet_of(pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    wide = (sheet.east - sheet.west) / 8
    assert pin.x == pytest.approx(sheet.west + 2.5 * wide, abs=300)
    assert pin.y == pytest.approx(sheet.north + 3.5 * wide, abs=300)


def test_a_field_that_the_area_only_touches_gives_a_place_inside_it(client: PickyClient, login: Login) -> None:
    small = make_place("Lauben", boundary=square(10.2, 48.2, 0.2))
    table = make_session(make_map(place=small))
    login(Role.PLANNER)

    refused = Page(client.submit(entry(client, table), category="1", grid_field="A1"))
    assert refused.errors() == {"grid_field": refused.errors()["grid_field"]}
    assert "Das Feld A1 liegt außerhalb des Gebiets" in refused.errors()["grid_field"]
    client.follow(client.submit(entry(client, table), category="1", grid_field="C1"))
    (pin,) = stored(table)
    assert pin.is_on_the_map


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"grid_field": "Z9"}, "grid_field"),
        ({"grid_field": "4C"}, "grid_field"),
        ({"at": "NaN,10.5"}, "grid_field"),
        ({"at": "10.5,48.5"}, "grid_field"),
        ({"at": "ganz oben"}, "grid_field"),
        ({}, "sozialraum_id"),
        ({"grid_field": "C4", "group": "7"}, "group"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays_in_the_form(
    client: PickyClient, login: Login, table: MapSession, given: dict[str, str], field: str
) -> None:
    login(Role.PLANNER)

    refused = client.submit(entry(client, table), category="1", comment="Ein Wort", **given)

    assert refused.status_code == 422
    page = Page(refused)
    assert page.has(".error-summary")
    assert page.form(ENTRY).values["comment"] == ["Ein Wort"]
    assert stored(table) == []
    if field != "group":
        assert field in page.errors()


def test_without_a_category_it_says_so(client: PickyClient, login: Login, table: MapSession) -> None:
    login(Role.PLANNER)

    refused = Page(client.submit(entry(client, table), grid_field="C4"))

    assert "Bitte wählen Sie zuerst, wofür die Nadel steht." in refused.text("#category")


def test_words_are_enough_and_what_paper_does_not_say_is_not_asked(client: PickyClient, login: Login) -> None:
    pin_map = make_map(comment=CommentRule.REQUIRED)
    table, place = make_session(pin_map), make_place("Erkheim")
    login(Role.PLANNER)

    client.follow(
        client.submit(entry(client, table), category="3", sozialraum_id=str(place.id), place_text="beim alten Bahnhof")
    )

    (pin,) = stored(table)
    assert (pin.is_on_the_map, pin.place_text, pin.comment) == (False, "beim alten Bahnhof", "")


def test_htmx_exchanges_the_form_and_keeps_category_group_and_place(
    client: PickyClient, login: Login, table: MapSession
) -> None:
    place = make_place("Erkheim")
    login(Role.PLANNER)
    given = {"category": "2", "group": "1", "sozialraum_id": str(place.id), "place_text": "Kirche", "comment": "Schön"}

    part = Page(client.submit(entry(client, table), htmx=True, **given))

    assert not part.has("h1")
    form = part.form(ENTRY)
    assert form.values["category"] == ["2"]
    assert form.values["group"] == ["1"]
    assert form.values["sozialraum_id"] == [str(place.id)]
    assert form.values["comment"] == form.values["place_text"] == [""]
    assert "1 Nadel an diesem Tisch" in part.text("#last-pins")


def test_the_same_pin_sent_twice_is_one_and_a_changed_one_is_asked_about(
    client: PickyClient, login: Login, table: MapSession
) -> None:
    login(Role.PLANNER)
    form = entry(client, table)
    for _ in range(3):
        client.follow(client.submit(form, category="1", grid_field="C4"))
    assert len(stored(table)) == 1

    changed = client.submit(form, category="2", grid_field="C4")
    assert changed.status_code == 409
    client.follow(client.submit(Page(changed).form(ENTRY)))
    assert [pin.category for pin in stored(table)] == [2, 1]


def test_a_pin_can_be_taken_back_once_and_only_at_its_table(
    client: PickyClient, login: Login, table: MapSession, pin_map: PinMap
) -> None:
    login(Role.PLANNER)
    other = make_session(pin_map, "Anderer Tisch")
    client.follow(client.submit(entry(client, table), category="1", grid_field="C4", comment="Falsch"))
    page = client.page(address(table))
    form = page.form("form[action$='/zuruecknehmen']")

    stolen = {"nadel": str(stored(table)[0].contribution_id), "form_token": form.values["form_token"][0]}
    assert client.post(f"{address(other)}/zuruecknehmen", data=stolen).status_code == 404
    part = Page(client.submit(form, htmx=True))
    assert "0 Nadeln an diesem Tisch" in part.text("#last-pins")
    client.follow(client.submit(form))

    assert stored(table) == []
    assert queries.counts_of(pin_map.id).shown == 0
    assert session().scalar(select(func.count()).where(Contribution.withdrawn_at.is_not(None))) == 1


def test_people_of_one_gemeinde_cannot_record_in_another(client: PickyClient, login: Login) -> None:
    mine = make_place("Erkheim", boundary=square(10.1, 48.1, 0.2))
    make_place("Lauben", boundary=square(10.3, 48.1, 0.2))
    both = square(10.1, 48.1, 0.4)
    pin_map = make_map(place=mine, area=shapes.to_bytes(both))
    table = make_session(pin_map)
    login(Role.MUNICIPALITY, mine)

    refused = client.submit(entry(client, table), category="1", at="48.2,10.4")

    assert refused.status_code == 422
    assert "für das Sie nicht zuständig sind" in Page(refused).text("main")


def test_a_table_knows_its_day_its_group_and_its_channel(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/{pin_map.id}/tische").form(BEGIN)
    for wrong in (
        {"title": ""},
        {"title": "Tisch", "held_on": "2099-01-01"},
        {"title": "Tisch", "held_on": ""},
        {"title": "Tisch", "people": "0"},
        {"title": "Tisch", "group": "5"},
        {"title": "Tisch", "channel": "phone"},
    ):
        assert client.submit(form, **wrong).status_code == 422
    client.follow(client.submit(form, title="Tisch", channel="in_person"))

    (table,) = reading.sessions_page(pin_map.id, after=None).rows
    edit = client.page(f"{address(table)}/angaben").form("main form[action$='/angaben']")
    assert client.submit(edit, people="-3").status_code == 422
    client.follow(client.submit(edit, title="Tisch am Markt", people="7"))
    fresh = reading.map_session(pin_map.id, table.id)
    assert (fresh.title, fresh.people, fresh.channel) == ("Tisch am Markt", 7, Channel.IN_PERSON)


def test_tables_are_written_down_after_the_end_too_but_not_of_a_draft(client: PickyClient, login: Login) -> None:
    closed, draft = make_map("Vorbei", state=MapState.CLOSED), make_map("Entwurf", published=False)
    table = make_session(closed)
    login(Role.KUEMMERER)

    client.follow(client.submit(entry(client, table), category="1", grid_field="C4"))

    assert len(stored(table)) == 1
    assert client.get(f"{WORK}/{draft.id}/tische").status_code == 404
    assert client.get(f"{WORK}/{draft.id}/tische/{table.id}").status_code == 404


def picture(size: tuple[int, int] = (80, 60)) -> BytesIO:
    out = BytesIO()
    image = Image.new("RGB", size, "green")
    exif = image.getexif()
    exif[0x010E] = "geheim"
    image.save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def test_photos_of_the_paper_map_are_for_the_staff_alone(
    client: PickyClient, login: Login, table: MapSession, pin_map: PinMap
) -> None:
    login(Role.PLANNER)
    page = client.page(address(table))
    assert client.submit(page.form(PHOTOS)).status_code == 422
    assert client.submit(page.form(PHOTOS), photo=(BytesIO(b"kein Bild"), "a.jpg")).status_code == 422
    shown = client.follow(client.submit(page.form(PHOTOS), photo=(picture(), "karte.jpg")))

    source = shown.one(".table-photos img").attributes["src"] or ""
    photo = client.get(source)
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert b"geheim" not in photo.data
    tidying.sweep()
    assert client.get(source).status_code == 200
    other = make_session(pin_map, "Anderer Tisch")
    assert client.get(source.replace(str(table.id), str(other.id))).status_code == 404
    login(Role.KUEMMERER, make_place("Anderswo"))
    assert client.get(source).status_code == 404
    client.delete_cookie("miteinander")
    login(Role.PLANNER)
    gone = client.follow(client.submit(client.page(address(table)).form("form[action$='/entfernen']")))
    assert not gone.has(".table-photos")
    assert client.get(source).status_code == 404


def test_tidying_up_keeps_what_tables_name_and_removes_the_rest(table: MapSession) -> None:
    folder = runtime.settings().data_dir / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    named, unnamed = f"{'a' * 32}.jpg", f"{'b' * 32}.jpg"
    for name in (named, unnamed):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (0, 0))
    with unit_of_work():
        session().add(MapSessionPhoto(session_id=table.id, file_name=named, width=1, height=1))

    tidying.sweep()

    assert [(folder / name).exists() for name in (named, unnamed)] == [True, False]


def test_the_list_of_tables_and_of_pins_asks_equally_often(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    login(Role.PLANNER)
    table = make_session(pin_map)
    client.follow(client.submit(entry(client, table), category="1", grid_field="C4"))
    with count_queries() as one:
        client.page(f"{WORK}/{pin_map.id}/tische")
        client.page(address(table))
    for number in range(31):
        make_session(pin_map, f"Tisch {number}")
    for _ in range(12):
        client.follow(client.submit(entry(client, table), category="1", grid_field="C4"))
    with count_queries() as many:
        full = client.page(f"{WORK}/{pin_map.id}/tische")
        client.page(address(table))

    assert len(full.all("#table-rows tbody tr")) == 30
    assert len(many) <= len(one) + 1


def tablet(client: PickyClient, table: MapSession) -> Any:
    return client.page(f"{address(table)}/tablet")


def test_the_tablet_leads_nowhere_but_to_its_exit(client: PickyClient, login: Login, table: MapSession) -> None:
    account = login(Role.PLANNER)

    page = tablet(client, table)

    assert page.heading == "Wo sind Sie gern, wo fehlt etwas?"
    assert account.name not in page.text("body")
    assert [node.attributes["href"] for node in page.all("body a[href]")] == ["#inhalt"]
    exits = [node.attributes["action"] for node in page.all("form[method=get]")]
    assert exits == [address(table)]
    assert page.has("button[data-confirm]")


def test_the_tablet_stores_each_tap_once_and_takes_back_the_last(
    client: PickyClient, login: Login, table: MapSession, pin_map: PinMap
) -> None:
    login(Role.MODERATOR)
    form = tablet(client, table).form("form[method=post]")
    wants_json = {"Accept": "application/json"}
    tapped = {"category": "1", "at": "48.5,10.5", "submission_key": str(uuid4())}

    answers = [client.submit(form, headers=wants_json, **tapped) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["pin"] for answer in answers if answer.json}) == 1
    (pin,) = stored(table)
    assert (pin.category, pin.group) == (1, 2)
    outside = client.submit(form, headers=wants_json, **(tapped | {"at": "48.5,12", "submission_key": str(uuid4())}))
    assert outside.status_code == 422
    assert outside.json is not None
    assert "außerhalb des Gebiets" in outside.json["error"]
    sent = {"nadel": str(pin.contribution_id), "form_token": form.values["form_token"][0]}
    assert client.post(f"{address(table)}/tablet/zuruecknehmen", data=sent).status_code == 200
    assert client.post(f"{address(table)}/tablet/zuruecknehmen", data={**sent, "nadel": "x"}).status_code == 404
    assert stored(table) == []


def test_the_tablet_works_as_a_plain_form_too(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    table, place = make_session(pin_map, channel=Channel.IN_PERSON), make_place("Erkheim")
    login(Role.PLANNER)
    form = tablet(client, table).form("form[method=post]")

    assert client.submit(form, category="1").status_code == 422
    done = client.follow(client.submit(form, category="1", group="1", sozialraum_id=str(place.id), place_text="Kirche"))

    assert "Ihre Nadel ist gespeichert. Danke!" in done.text("main")
    (pin,) = stored(table)
    assert (pin.group, pin.place_text) == (1, "Kirche")
    assert queries.pin(pin.contribution_id).visibility is PinVisibility.SHOWN
