"""`/arbeit/karten`: from the template over the checklist to the closed map."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps import queries
from portal.pinmaps.actions import publishing
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState
from portal.pinmaps.terms.templates import TEMPLATES
from portal.places.models import Sozialraum
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/karten"
NEW = "main form[action$='/neu']"
SETTINGS = "main form[action$='/angaben']"
PUBLISH = "form[action$='/veroeffentlichen']"
INSIDE = '{"type": "Polygon", "coordinates": [[[10.2, 48.2], [10.4, 48.2], [10.4, 48.4], [10.2, 48.2]]]}'


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen", boundary=square(10.1, 48.1, 0.4))


def days(**moved: int) -> dict[str, str]:
    return {name: (today() + timedelta(days=by)).isoformat() for name, by in moved.items()}


def own_maps() -> list[PinMap]:
    return list(queries.newest_page(queries.own_maps(SYSTEM), after=None).rows)


def settings_form(client: PickyClient, pin_map: PinMap) -> Any:
    return client.page(f"{WORK}/{pin_map.id}/angaben").form(SETTINGS)


def test_from_the_template_to_the_closed_map(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    empty = client.page(WORK)
    assert "Noch keine Nadelkarte" in empty.text("main")
    form = client.page(f"{WORK}/neu").form(NEW)
    editor = client.follow(client.submit(form, template="treffpunkt"))
    assert editor.heading == "Angaben zur Nadelkarte"
    (pin_map,) = own_maps()
    assert (pin_map.title, pin_map.slug) == ("Treffpunkte", "treffpunkte")

    overview = client.page(f"{WORK}/{pin_map.id}")
    assert "fehlt noch Beginn und Ende" in overview.text("#checklist ~ ul")
    assert not overview.has(PUBLISH)
    told = {"contact_name": "Rosa Huber", "contact_phone": "08392 999-0"}
    client.follow(client.submit(settings_form(client, pin_map), **told, **days(opens_on=0, closes_on=9)))

    public = client.follow(client.submit(client.page(f"{WORK}/{pin_map.id}").form(PUBLISH)))
    assert "Veröffentlicht. Ab dem ersten Tag" in public.text("main")
    assert public.has(f"a[href$='/karten/{pin_map.slug}']")
    closed = client.follow(client.submit(public.form("form[action$='/abschliessen']")))
    assert "Abgeschlossen" in closed.text("main")
    again = client.page(closed.link("Wieder öffnen")).form("main form[action$='/wieder-oeffnen']")
    assert client.submit(again, **days(closes_on=-1)).status_code == 422
    client.follow(client.submit(again, **days(closes_on=20)))
    assert queries.pin_map(pin_map.id).state is MapState.PUBLISHED


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.name)
def test_every_template_opens_in_the_settings_and_can_be_saved(
    client: PickyClient, login: Login, place: Sozialraum, one: Any
) -> None:
    login(Role.KUEMMERER, place)
    client.follow(client.submit(client.page(f"{WORK}/neu").form(NEW), template=one.name, title="Unsere Karte"))

    (pin_map,) = own_maps()
    assert client.follow(client.submit(settings_form(client, pin_map))).heading == "Unsere Karte"
    fresh = queries.pin_map(pin_map.id)
    assert [category.label for category in fresh.categories] == [label for label, _colour, _shape in one.categories]
    assert (fresh.blur_m, fresh.threshold, fresh.moderation) == (one.blur_m, one.threshold, one.moderation)


def test_an_empty_one_needs_a_title_and_a_verfahren_lends_its_period(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    consultation = make_consultation(place=place)
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form(NEW)
    chosen = {"template": "leer", "sozialraum_id": str(place.id), "consultation_id": str(consultation.id)}

    assert client.submit(form, template="leer").status_code == 422
    assert client.submit(form, **chosen).status_code == 422
    client.follow(client.submit(form, **chosen, title="Eigene Karte"))

    (pin_map,) = own_maps()
    assert (pin_map.consultation_id, pin_map.contact_name) == (consultation.id, "Rosa Huber")
    assert pin_map.closes_on == consultation.closes_on


def test_lines_of_the_legend_are_added_moved_and_removed_without_storing_anything(
    client: PickyClient, login: Login
) -> None:
    pin_map = make_map(published=False)
    login(Role.PLANNER)
    form = settings_form(client, pin_map)

    def after(step: str, current: Any) -> Any:
        return Page(client.submit(current, button=step)).form(SETTINGS)

    added = after("category-add", form)
    assert added.values["categories_label"] == ["Lieblingsort", "Hier fehlt etwas", "Barriere", ""]
    assert len(set(added.values["categories_colour"])) == len(set(added.values["categories_shape"])) == 4
    moved = after("category-up-2", form)
    assert moved.values["categories_label"] == ["Lieblingsort", "Barriere", "Hier fehlt etwas"]
    assert moved.values["categories_number"] == ["1", "3", "2"]
    removed = after("category-remove-0", moved)
    assert removed.values["categories_label"] == ["Barriere", "Hier fehlt etwas"]
    grouped = after("group-add", removed)
    assert grouped.values["groups_label"] == [""]
    assert len(queries.pin_map(pin_map.id).categories) == 3

    client.follow(client.submit(removed))
    assert [one.number for one in queries.pin_map(pin_map.id).categories] == [3, 2]


def test_the_legend_comes_as_a_part_of_the_page(client: PickyClient, login: Login) -> None:
    pin_map = make_map(published=False)
    login(Role.PLANNER)

    part = Page(client.submit(settings_form(client, pin_map), button="category-add", htmx=True))

    assert part.has("#legend")
    assert not part.has("h1")
    assert len(part.all("[data-legend-row]")) == 4


def test_nonsense_among_the_lines_is_refused_or_ignored(client: PickyClient, login: Login) -> None:
    pin_map = make_map(published=False)
    login(Role.PLANNER)
    form = settings_form(client, pin_map)
    form.buttons += (("do", "category-up-99"), ("do", "x"), ("do", "category-remove-²"))

    for step in ("category-up-99", "x", "category-remove-²"):
        kept = Page(client.submit(form, button=step)).form(SETTINGS)
        assert kept.values["categories_label"] == ["Lieblingsort", "Hier fehlt etwas", "Barriere"]
    for wrong in (
        {"categories_colour": ["pink", "red", "blue"]},
        {"categories_label": ["", "b", "c"]},
        {"categories_colour": ["red", "red", "blue"]},
    ):
        assert client.submit(form, **wrong).status_code == 422
    client.follow(client.submit(form, categories_number=["99", "-1", "x"]))
    assert sorted(one.number for one in queries.pin_map(pin_map.id).categories) == [4, 5, 6]


def test_groups_need_their_question(client: PickyClient, login: Login) -> None:
    pin_map = make_map(published=False, groups=("Jung", "Alt"))
    login(Role.PLANNER)
    form = settings_form(client, pin_map)

    refused = client.submit(form, group_question="")

    assert refused.status_code == 422
    assert "Bitte schreiben Sie auch die Frage nach der Gruppe" in Page(refused).text("main")


def test_an_area_comes_from_the_map_from_a_file_or_from_nowhere(client: PickyClient, login: Login) -> None:
    pin_map = make_map(published=False)
    login(Role.PLANNER)
    form = settings_form(client, pin_map)

    client.follow(client.submit(form, area_kind="eigen", area=INSIDE))
    fresh = queries.pin_map(pin_map.id)
    assert (fresh.west, fresh.north) == pytest.approx((10.2, 48.4))
    drawn = fresh.area
    client.follow(client.submit(settings_form(client, pin_map), title="Anderer Titel"))
    assert queries.pin_map(pin_map.id).area == drawn
    from_file = (b"\xef\xbb\xbf" + INSIDE.replace("10.2", "10.1").encode(), "gebiet.geojson")
    client.follow(client.submit(settings_form(client, pin_map), area_file=_file(*from_file)))
    assert queries.pin_map(pin_map.id).west == pytest.approx(10.1)
    client.follow(client.submit(settings_form(client, pin_map), area_kind="ganz"))
    assert queries.pin_map(pin_map.id).area is None


def _file(content: bytes, name: str) -> Any:
    return (BytesIO(content), name)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kein GeoJSON",
        "[]",
        "null",
        '{"type": "Point", "coordinates": [10.2, 48.2]}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[[10.2, 48.2], [10.4, 48.2], [10.4, "x"], [10.2, 48.2]]]}',
        '{"type": "Polygon", "coordinates": [[[10.2, 48.2], [10.4, 48.2], [10.4, NaN], [10.2, 48.2]]]}',
        INSIDE.replace("10.2", "1e999"),
        INSIDE.replace("10.2", "1" + "0" * 400),
        INSIDE.replace("10.", "x.").replace("48.", "10.").replace("x.", "48."),
        INSIDE.replace("10.", "12."),
        "[" * 5_000,
    ],
    ids=[
        "nothing", "words", "list", "null", "point", "empty", "text", "nan", "infinite", "huge", "swapped", "another-place", "deep",
    ],
)  # fmt: skip
def test_a_broken_area_is_said_at_its_field_and_loses_nothing(client: PickyClient, login: Login, written: str) -> None:
    small = make_place("Lauben", boundary=square(10.2, 48.2, 0.2))
    pin_map = make_map(published=False, place=small)
    login(Role.PLANNER)

    refused = client.submit(settings_form(client, pin_map), area_kind="eigen", area=written, title="Bleibt stehen")

    assert refused.status_code == 422
    page = Page(refused)
    assert "area" in page.errors()
    assert page.form(SETTINGS).values["title"] == ["Bleibt stehen"]
    assert queries.pin_map(pin_map.id).area is None


def test_the_second_of_two_editors_sees_both_versions(client: PickyClient, login: Login) -> None:
    pin_map = make_map(published=False)
    login(Role.PLANNER)
    first, second = settings_form(client, pin_map), settings_form(client, pin_map)
    client.follow(client.submit(first, question="Wo ist es schön?", categories_label=["Schön", "Fehlt", "Barriere"]))

    conflict = client.submit(second, question="Wo ist es laut?")

    assert conflict.status_code == 409
    page = Page(conflict)
    assert "Jemand anderes hat inzwischen gespeichert" in page.text("main")
    assert "Wo ist es schön?" in page.text("main")
    assert page.form(SETTINGS).values["question"] == ["Wo ist es laut?"]
    client.follow(client.submit(page.form(SETTINGS)))
    assert queries.pin_map(pin_map.id).question == "Wo ist es laut?"


def test_stricter_rules_say_what_happens_with_standing_pins(client: PickyClient, login: Login) -> None:
    pin_map = make_map()
    make_pin(pin_map)
    login(Role.PLANNER)
    form = settings_form(client, pin_map)

    assert "darf nicht kleiner werden" in Page(client.submit(form, blur_m="20")).text("main")
    saved = client.follow(client.submit(form, blur_m="200"))
    assert "bleiben an der Stelle, an der andere sie sehen" in saved.text("main")
    assert queries.pin_map(pin_map.id).blur_m == 200


def test_who_may_not_publish_reads_who_can(client: PickyClient, login: Login, place: Sozialraum) -> None:
    pin_map = make_map(published=False, place=place)
    login(Role.MODERATOR, place)

    overview = client.page(f"{WORK}/{pin_map.id}")

    assert "Veröffentlichen kann die Gemeinde oder die Sozialplanung" in overview.text("main")
    assert client.post(f"{WORK}/{pin_map.id}/veroeffentlichen").status_code == 404
    client.follow(client.submit(overview.form("form[action$='/verwerfen']")))
    assert own_maps() == []


def test_drafts_have_no_picture_of_their_address_and_others_see_nothing(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    draft, public = make_map("Entwurf", published=False, place=place), make_map("Karte", place=place)
    login(Role.PLANNER)
    assert client.get(f"{WORK}/{draft.id}/qr.png").status_code == 404
    for kind, mimetype in (("png", "image/png"), ("svg", "image/svg+xml")):
        response = client.get(f"{WORK}/{public.id}/qr.{kind}")
        assert (response.status_code, response.mimetype) == (200, mimetype)
    assert client.get(f"{WORK}/{draft.id}/flaeche.json").mimetype == "application/geo+json"

    login(Role.KUEMMERER, make_place("Anderswo"))
    assert client.page(WORK).all("#map-rows tbody tr") == []
    for address in ("", "/angaben", "/papier", "/papier.pdf", "/tische", "/flaeche.json", "/qr.png"):
        assert client.get(f"{WORK}/{public.id}{address}").status_code == 404


def test_the_overview_tells_counts_by_category_and_way(client: PickyClient, login: Login) -> None:
    pin_map = make_map()
    for category in (1, 1, 2):
        make_pin(pin_map, category=category)
    make_pin(pin_map, at=None, place_text="beim alten Bahnhof")
    login(Role.PLANNER)

    overview = client.page(f"{WORK}/{pin_map.id}")

    assert next(row for row in overview.text(".pin-map-counts").split("Nach ") if row).split() == [
        "Kategorie", "Lieblingsort", "2", "Hier", "fehlt", "etwas", "1", "Barriere", "0",
    ]  # fmt: skip
    assert "1 nur in Worten beschrieben" in overview.text(".figure-grid")
    assert "1 warten auf die Freigabe" in overview.text(".figure-grid")


def test_the_list_filters_by_state_and_asks_as_often_for_one_as_for_thirty(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    make_map("Eine", published=False)
    with count_queries() as one:
        client.page(WORK)
    for number in range(32):
        make_map(f"Karte {number}")
    with count_queries() as many:
        full = client.page(WORK)

    assert len(full.all("#map-rows tbody tr")) == 30
    assert len(many) <= len(one) + 1
    assert len(client.page(full.link("Weitere laden")).all("#map-rows tbody tr")) == 3
    assert len(client.page(f"{WORK}?stand=draft").all("#map-rows tbody tr")) == 1
    assert "Mit diesem Stand gibt es keine Nadelkarte" in client.page(f"{WORK}?stand=closed").text("main")


def test_panels_lead_to_maps_from_other_rooms(client: PickyClient, login: Login, place: Sozialraum) -> None:
    consultation = make_consultation(place=place)
    shared: dict[str, Any] = {"place": place, "consultation_id": consultation.id}
    public, second = make_map("Wege", **shared), make_map("Plätze", **shared)
    make_map("Entwurf im Verfahren", published=False, **shared)
    make_map("Bald zu Ende", place=place, closes_on=today() + timedelta(days=1))
    make_map("Vorbei", place=place, closes_on=today() - timedelta(days=1))
    make_pin(public, comment="Zu schmal")

    shown = client.page(f"/beteiligung/{consultation.slug}")
    assert {public.title, second.title} <= set(shown.text("main").replace("Nadel setzen", " ").split())
    assert "Entwurf im Verfahren" not in shown.text("main")
    assert "Nadelkarten, die diesen Ort betreffen" in client.page(f"/orte/{place.slug}").text("main")
    login(Role.MUNICIPALITY, place)
    mine = client.page("/arbeit").text("main")
    assert "1 Nadel wartet auf die Freigabe" in mine
    assert "ist seit" in mine
    assert "endet am" in mine
    assert "Entwurf im Verfahren" in mine
    assert "Entwurf im Verfahren" in client.page(f"/arbeit/beteiligung/{consultation.id}").text("main")


def test_the_log_names_maps_by_their_title(client: PickyClient, login: Login, place: Sozialraum) -> None:
    pin_map = make_map("Karte im Protokoll", published=False, place=place)
    planner = login(Role.PLANNER)
    with unit_of_work():
        publishing.publish(queries.pin_map(pin_map.id), by=planner)
    login(Role.ADMIN)

    assert "Karte im Protokoll" in client.page("/arbeit/verwaltung/protokoll").text("main")
