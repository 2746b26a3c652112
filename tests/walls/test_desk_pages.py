"""The moderator's desk, from a new wall to its end, by forms alone; and the wall for the room."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, WallDraft
from portal.walls.models import Wall
from portal.walls.terms import WallState
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.wall_with_cards import (
    BENCHES,
    CLUSTER,
    GOOD,
    MISSING,
    Filled,
    hang,
    make_open_wall,
    wall_with_cards,
)
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/waende"
CHOSEN = "#chosen-cards"


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


def desk(client: PickyClient, wall: Wall) -> Page:
    return client.page(f"{WORK}/{wall.id}")


def fresh(filled: Filled) -> queries.WallContent:
    return queries.content(queries.wall(filled.wall.id), for_staff=True)


def send(client: PickyClient, form: FilledForm, **fields: Any) -> TestResponse:
    """The form with these fields, also such as stand in none: what a button says, what is ticked elsewhere, what is made up."""
    sent = form.filled({}) | {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return client.post(form.action, data=sent, headers={"Sec-Fetch-Site": "same-origin"})


def test_an_evening_from_the_template_to_the_end(client: PickyClient, login: Login) -> None:
    place = make_place("Erkheim")
    login(Role.MODERATOR, place)
    assert "Noch keine Moderationswand" in client.page(WORK).text("main")
    new = client.page(f"{WORK}/neu").form("main form")
    page = client.follow(client.submit(new, template="swot", title="Abend in Erkheim", sozialraum_id=str(place.id)))
    assert page.heading == "Abend in Erkheim"
    assert page.texts(".wall-column__title") == [
        "Stärken", "Schwächen", "Chancen", "Risiken",
    ]  # fmt: skip

    page = client.follow(client.submit(page.form("form[action$='/oeffnen']")))
    wall = queries.wall_of_code(page.text(".wall-bar__code strong"))
    assert wall is not None
    columns = queries.columns_of(wall.id)
    page = client.follow(
        client.submit(page.form("form[action$='/spalten']"), karten=[str(columns[0].id)], punkte=[str(columns[0].id)])
    )
    assert [(one.takes_cards, one.takes_dots) for one in queries.columns_of(wall.id)] == [
        (True, True), (False, False), (False, False), (False, False),
    ]  # fmt: skip
    page = client.follow(client.submit(page.form("form[action$='/uhr']"), number="7"))
    assert "Zeit bis" in page.text("#wall-live")
    for text in ("Der Dorfladen", "Die Kapelle"):
        page = client.follow(client.submit(page.form("form[action$='/karte']"), column=str(columns[0].id), text=text))
    cards = [one.contribution_id for one in queries.content(wall, for_staff=True).columns[0].loose]
    page = client.follow(
        send(client, page.form(CHOSEN), tun="neu", title="Treffpunkte", karte=[str(one) for one in cards])
    )
    assert page.texts(".wall-cluster__title") == ["Treffpunkte"]
    page = client.follow(client.submit(page.form("form[action$='/punkte']"), number="5"))
    page = client.follow(client.submit(page.form("form[action$='/schliessen']")))
    assert queries.wall(wall.id).state is WallState.CLOSED
    assert "davon 5 für den Raum geklebt" in page.text("main")
    assert "Wieder öffnen" in page.text("main")


def submit_chosen(client: PickyClient, filled: Filled, todo: str, *cards: str, **fields: Any) -> Any:
    form = desk(client, filled.wall).form(CHOSEN)
    ids = [str(filled.cards[text]) for text in cards]
    return send(client, form, tun=todo, karte=ids, **fields)


def test_cards_are_put_turned_and_hidden_from_one_place(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = wall_with_cards()
    client.follow(submit_chosen(client, filled, "ziel", BENCHES[0], ziel=f"spalte:{filled.columns[MISSING]}"))
    assert [one.text for one in fresh(filled).columns[1].clusters[0].cards] == [BENCHES[1]]
    client.follow(submit_chosen(client, filled, "ziel", BENCHES[0], ziel=f"gruppe:{filled.cluster_id}"))
    assert len(fresh(filled).columns[1].clusters[0].cards) == 2
    client.follow(submit_chosen(client, filled, "zu", "Der Dorfladen"))
    assert fresh(filled).columns[0].loose[0].is_covered is True
    client.follow(submit_chosen(client, filled, "alle-auf"))
    assert fresh(filled).columns[0].loose[0].is_covered is False

    refused = submit_chosen(client, filled, "ausblenden", "Der Dorfladen")
    assert (refused.status_code, fresh(filled).columns[0].cards) == (422, 1)
    page = client.follow(submit_chosen(client, filled, "ausblenden", "Der Dorfladen", reason="Bitte sachlich."))
    assert fresh(filled).columns[0].cards == 0
    client.follow(client.submit(page.form("form[action$='/freigeben']")))
    assert fresh(filled).columns[0].cards == 1


def test_a_refused_step_keeps_what_was_ticked_and_typed(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = wall_with_cards()
    answer = submit_chosen(client, filled, "neu", "Der Dorfladen", title="x" * 100)

    assert answer.status_code == 422
    page = Page(answer)
    assert "x" * 100 in answer.get_data(as_text=True)
    assert [node.attributes["value"] for node in page.all("input[name=karte][checked]")] == [
        str(filled.cards["Der Dorfladen"])
    ]
    assert submit_chosen(client, filled, "auf").status_code == 422


def test_a_card_that_is_too_long_comes_back(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall()
    form = desk(client, filled.wall).form("form[action$='/karte']")
    answer = client.submit(form, text="y" * 300, column=str(filled.columns[GOOD]))

    assert (answer.status_code, fresh(filled).cards) == (422, 0)
    assert "y" * 300 in answer.get_data(as_text=True)


def test_in_a_verfahren_that_reads_first_cards_wait_until_the_moderation_shows_them(
    client: PickyClient, login: Login
) -> None:
    consultation = make_consultation(moderate_first=True)
    login(Role.MODERATOR, consultation.sozialraum)
    filled = make_open_wall(place=consultation.sozialraum, consultation_id=consultation.id)
    for text in ("Eins", "Zwei"):
        hang(filled, GOOD, text)
    assert (fresh(filled).cards, fresh(filled).waiting) == (0, 2)

    client.follow(client.submit(desk(client, filled.wall).form("form[action$='/karten/freigeben']")))
    assert (fresh(filled).cards, fresh(filled).waiting) == (2, 0)


def test_clusters_are_renamed_moved_and_dissolved(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall()
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        for title in ("A", "B"):
            actions.make_cluster(wall, filled.columns[GOOD], title, by=SYSTEM)

    def change(todo: str, **fields: str) -> list[str]:
        form = desk(client, filled.wall).form(".wall-cluster:first-of-type form[action*='/gruppen/']")
        client.follow(send(client, form, tun=todo, **fields))
        return [one.title for one in fresh(filled).columns[0].clusters]

    assert change("titel", title="Erstens") == ["Erstens", "B"]
    assert change("runter") == ["B", "Erstens"]
    assert change("aufloesen") == ["Erstens"]


def test_a_number_that_is_none_is_told_above_the_desk(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall()
    for number in ("", "viele", "999"):
        form = desk(client, filled.wall).form("form[action$='/uhr']")
        answer = client.submit(form, number=number)
        assert answer.status_code == 422
        assert "Möglich sind 1 bis 180 Minuten." in Page(answer).text("main")


def test_the_desk_answers_the_script_with_its_part_alone(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = wall_with_cards()
    form = desk(client, filled.wall).form(CHOSEN)
    answer = client.submit(form, htmx=True, button="alle-auf")
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).lstrip().startswith('<div id="wall-desk"')

    change = queries.wall(filled.wall.id).change
    address = f"{WORK}/{filled.wall.id}/pult/stand"
    assert client.get(f"{address}?ab={change}").status_code == 204
    hang(filled, GOOD, "Neu vom Handy")
    assert "Neu vom Handy" in client.get(f"{address}?ab={change}").get_data(as_text=True)


def test_the_wall_for_the_room_shows_what_everybody_may_see(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = wall_with_cards()
    with unit_of_work():
        actions.turn_cards(queries.wall(filled.wall.id), [filled.cards["Der Dorfladen"]], covered=True, by=SYSTEM)
    page = client.page(f"{WORK}/{filled.wall.id}/beamer")

    assert filled.wall.spoken_code in page.text("main")
    assert CLUSTER in page.text("main")
    assert "Der Dorfladen" not in page.text("main")
    change = page.all("#wall-live")[0].attributes["data-change"]
    assert client.get(f"{WORK}/{filled.wall.id}/beamer/stand?ab={change}").status_code == 204


def test_a_beamer_that_was_on_before_the_wall_opened_shows_the_way_to_it_then(
    client: PickyClient, login: Login
) -> None:
    login(Role.MODERATOR)
    draft = WallDraft(title="Vorher", place=make_place("Kammlach"), columns=(ColumnDraft(title=GOOD),))
    with unit_of_work():
        wall = actions.create_wall(draft, by=SYSTEM)
    address = f"{WORK}/{wall.id}/beamer"
    page = client.page(address)
    assert "hidden" in page.all("#beamer-entry")[0].attributes
    assert wall.spoken_code not in page.text("main")
    change = page.all("#wall-live")[0].attributes["data-change"]

    with unit_of_work():
        actions.open_wall(queries.wall(wall.id), by=SYSTEM)
    answer = client.get(f"{address}/stand?ab={change}").get_data(as_text=True)
    assert wall.spoken_code in answer
    with unit_of_work():
        actions.close_wall(queries.wall(wall.id), by=SYSTEM)
    assert wall.spoken_code not in client.get(f"{address}/stand?ab={change}").get_data(as_text=True)


def test_the_desk_takes_the_same_queries_however_much_hangs_there(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = wall_with_cards()
    address = f"{WORK}/{filled.wall.id}"
    client.page(address)
    with count_queries() as few:
        client.page(address)
    for number in range(20):
        hang(filled, GOOD, f"Karte {number}")
    with count_queries() as many:
        client.page(address)

    assert len(few) == len(many)


def test_settings_are_written_and_two_people_do_not_overwrite_each_other(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall()
    address = f"{WORK}/{filled.wall.id}/angaben"
    first, second = (client.page(address).form("main form") for _ in range(2))
    saved = client.submit(first, title="Neuer Titel", naming="first_name", dots_per_person="5", stacking="y")
    assert saved.status_code == 303
    wall = queries.wall(filled.wall.id)
    assert (wall.title, wall.dots_per_person, wall.stacking) == ("Neuer Titel", 5, True)

    late = client.submit(second, title="Anderer Titel")
    assert late.status_code == 409
    assert "Jemand anderes hat inzwischen gespeichert" in Page(late).text("main")
    assert client.submit(Page(late).form("main form")).status_code == 303
    assert queries.wall(filled.wall.id).title == "Anderer Titel"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Bitte geben Sie der Wand einen Titel."),
        ({"dots_per_person": "99"}, "Möglich sind 0 bis 20 Punkte je Person."),
        ({"dots_per_person": "drei"}, "Punkte je Person"),
        ({"sozialraum_id": str(uuid4())}, "Bitte wählen Sie einen Sozialraum"),
        ({"columns_title": ["", "", "", ""]}, "mindestens eine Spalte"),
    ],
)
def test_settings_that_cannot_be_come_back_with_a_sentence(
    client: PickyClient, login: Login, fields: dict[str, Any], said: str
) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall()
    form = client.page(f"{WORK}/{filled.wall.id}/angaben").form("main form")
    if "columns_title" in fields:
        fields = fields | {"columns_hint": ["", "", "", ""]}
    answer = client.submit(form, **fields)

    assert answer.status_code == 422
    assert said in Page(answer).text("main")


def test_slips_are_printed_once(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)
    filled = make_open_wall(needs_slip=True)
    form = client.page(f"{WORK}/{filled.wall.id}/stimmzettel").form("main form")
    answer = client.submit(form, number="3")

    assert answer.status_code == 200
    assert len(Page(answer).all(".wall-slip")) == 3
    assert client.submit(form, number="501").status_code == 422


@pytest.mark.parametrize("part", ["", "/angaben", "/beamer", "/beamer/stand", "/pult/stand", "/stimmzettel"])
def test_walls_of_other_places_are_not_there(client: PickyClient, login: Login, part: str) -> None:
    filled = make_open_wall()
    assert client.get(f"{WORK}/{filled.wall.id}{part}").status_code == 303
    login(Role.MODERATOR, make_place("Woringen"))

    client.page(f"{WORK}/{filled.wall.id}{part}", status=404)
    client.page(f"{WORK}/{uuid4()}{part}", status=404)


def test_administrators_see_no_cards(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)
    filled = make_open_wall()

    answers = [client.get(address).status_code for address in (WORK, f"{WORK}/{filled.wall.id}")]

    assert answers == [404, 404]


def test_the_list_is_the_own_and_costs_the_same_for_many(client: PickyClient, login: Login) -> None:
    place = make_place("Erkheim")
    login(Role.KUEMMERER, place)
    make_open_wall("Anderswo", place=make_place("Woringen"))
    make_open_wall("Bei uns", place=place)
    client.page(WORK)
    with count_queries() as few:
        page = client.page(WORK)
    assert "Anderswo" not in page.text("main")
    for number in range(8):
        with unit_of_work():
            draft = WallDraft(title=f"Wand {number}", place=place, columns=(ColumnDraft(title="Ideen"),))
            actions.create_wall(draft, by=SYSTEM)
    with count_queries() as many:
        assert len(client.page(f"{WORK}?stand=draft").all("tbody tr")) == 8
    assert len(few) == len(many)


def test_walls_stand_where_one_looks_for_them(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    consultation = make_consultation()
    make_open_wall("Wand des Verfahrens", consultation_id=consultation.id, place=consultation.sozialraum)

    assert "Wand des Verfahrens" in client.page("/arbeit").text("main")
    assert "Wand des Verfahrens" in client.page(f"/arbeit/beteiligung/{consultation.id}").text("main")
    assert "Wand des Verfahrens" in client.page(f"/orte/{consultation.sozialraum.slug}").text("main")


def test_who_reads_a_card_in_the_inbox_sees_where_it_hangs(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    filled = wall_with_cards()
    card_id = filled.cards[BENCHES[0]]

    page = client.page(f"/arbeit/wortmeldungen/{card_id}")
    assert CLUSTER in page.text("main")
    assert filled.wall.title in client.page("/arbeit/eingang").text("main")
    assert page.has(f"a[href='{WORK}/{filled.wall.id}']")


def test_everybody_else_finds_a_wall_by_its_code_alone(client: PickyClient) -> None:
    consultation = make_consultation()
    make_open_wall("Wand des Verfahrens", consultation_id=consultation.id, place=consultation.sozialraum)

    assert "Wand des Verfahrens" not in client.page(f"/orte/{consultation.sozialraum.slug}").text("main")
