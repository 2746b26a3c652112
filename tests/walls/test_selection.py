"""Cards become a Bedarf with one action: a cluster, a column, or some that were ticked."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import Evidence, Need
from portal.walls import actions, queries
from portal.walls.routes import selection
from portal.walls.routes.selection import _suggested
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.wall_with_cards import (
    BENCHES,
    CLUSTER,
    GOOD,
    MISSING,
    TYPED,
    Filled,
    hang,
    make_open_wall,
    wall_with_cards,
)
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
TO_A_NEED = "form[action$='/auswahl/bedarf']"


@pytest.fixture
def filled(app: Flask) -> Filled:
    make_county()
    return wall_with_cards()


def address(filled: Filled, page: str) -> str:
    return f"/arbeit/waende/{filled.wall.id}/{page}"


def test_a_cluster_becomes_a_bedarf_with_one_action(
    client: PickyClient, login: Login, session: Session, filled: Filled
) -> None:
    login(Role.PLANNER)
    page = client.page(address(filled, "bedarfe"))

    chosen = client.page(page.attribute(f"a[aria-label='Bedarf daraus machen: {CLUSTER}']", "href"))

    assert chosen.heading == "2 Karten ausgewählt"
    assert chosen.texts(".wall-selection blockquote") == [" ".join(one.split()) for one in BENCHES]
    form = chosen.form(TO_A_NEED)
    assert form.values["title"] == [f"{CLUSTER}, Kammlach"]
    assert form.values["sozialraum_id"] == [str(filled.wall.sozialraum_id)]
    made = client.follow(client.submit(form))
    assert made.heading == f"{CLUSTER}, Kammlach"
    assert made.has(f"a[href='{address(filled, 'bedarfe')}']")
    need = session.scalars(select(Need)).one()
    assert set(session.scalars(select(Evidence.contribution_id))) == {filled.cards[one] for one in BENCHES}
    assert (need.contribution_count, need.sozialraum_id) == (2, filled.wall.sozialraum_id)


def test_again_the_same_cluster_gives_no_second_bedarf(
    client: PickyClient, login: Login, session: Session, filled: Filled
) -> None:
    login(Role.PLANNER)
    form = client.page(address(filled, f"auswahl?gruppe={filled.cluster_id}")).form(TO_A_NEED)
    client.follow(client.submit(form))

    assert client.submit(form).status_code == 409
    again = client.page(address(filled, f"auswahl?gruppe={filled.cluster_id}"))

    assert not again.has(TO_A_NEED)
    assert "Hier ist nichts mehr zu entscheiden" in again.text("#selection-heading")
    assert len(session.scalars(select(Need)).all()) == 1


def test_a_whole_column_and_ticked_cards(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.PLANNER)
    page = client.page(address(filled, "bedarfe"))

    column = client.page(page.attribute(f"a[aria-label^='Ganze Spalte „{MISSING}“']", "href"))
    ticked = client.submit(
        page.form("main form.stack"), karte=[str(filled.cards[BENCHES[0]]), str(filled.cards[TYPED])]
    )

    assert column.heading == "3 Karten ausgewählt"
    assert column.form(TO_A_NEED).values["title"] == [f"{MISSING}, Kammlach"]
    assert ticked.status_code == 200
    assert Page(ticked).form(TO_A_NEED).values["title"] == [f"{TYPED}, Kammlach"]
    assert Page(ticked).form(TO_A_NEED).values["wortmeldung"] == [
        str(filled.cards[BENCHES[0]]),
        str(filled.cards[TYPED]),
    ]


def test_without_a_tick_it_says_what_to_do(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.PLANNER)
    form = client.page(address(filled, "bedarfe")).form("main form.stack")
    foreign = make_open_wall("Andere Wand", place=make_place("Unteregg"))

    for data in ({}, {"karte": ["unsinn"]}, {"karte": [str(hang(foreign, GOOD, "Fremdes"))]}):
        answer = client.post(form.action, data=form.values | data)
        assert answer.status_code == 422
        assert "Bitte kreuzen Sie zuerst Karten an" in Page(answer).text(".error-summary")


def test_what_is_not_on_this_wall_is_not_there(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.PLANNER)
    other = wall_with_cards(place=make_place("Unteregg"))

    for what in ("", f"?gruppe={other.cluster_id}", f"?spalte={uuid4()}", "?gruppe=unsinn", "?gruppe="):
        assert client.get(address(filled, f"auswahl{what}")).status_code == 404


def test_hidden_cards_are_not_taken(client: PickyClient, login: Login, filled: Filled) -> None:
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        actions.hide_card(wall, filled.cards[BENCHES[0]], reason="Das gehört nicht hierher.", by=SYSTEM)
    login(Role.PLANNER)

    chosen = client.page(address(filled, f"auswahl?gruppe={filled.cluster_id}"))

    assert chosen.form(TO_A_NEED).values["wortmeldung"] == [str(filled.cards[BENCHES[1]])]


def test_an_empty_cluster_offers_nothing(client: PickyClient, login: Login, filled: Filled) -> None:
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        empty = actions.make_cluster(wall, filled.columns[GOOD], "Leer", by=SYSTEM)
    login(Role.PLANNER)

    assert client.get(address(filled, f"auswahl?gruppe={empty.id}")).status_code == 422
    assert "Leer" not in client.page(address(filled, "bedarfe")).text("main")


def test_more_cards_than_a_bedarf_takes_at_once_are_refused_with_advice(
    client: PickyClient, login: Login, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST", 2)
    login(Role.PLANNER)

    answer = client.get(address(filled, f"auswahl?spalte={filled.columns[MISSING]}"))

    assert answer.status_code == 422
    assert "Das sind mehr als 2 Karten." in Page(answer).text(".error-summary")
    assert client.get(address(filled, f"auswahl?gruppe={filled.cluster_id}")).status_code == 200


@pytest.mark.parametrize("role", [*Role, None])
def test_who_takes_and_who_only_reads(client: PickyClient, login: Login, filled: Filled, role: Role | None) -> None:
    login(role)

    if role not in EDITORS:
        for part in ("bedarfe", f"auswahl?gruppe={filled.cluster_id}"):
            assert client.get(address(filled, part)).status_code == 404
        return
    page, chosen = (
        client.page(address(filled, "bedarfe")),
        client.page(address(filled, f"auswahl?gruppe={filled.cluster_id}")),
    )
    assert (role is Role.PLANNER) is page.has("[name=karte]") is chosen.has(TO_A_NEED)
    assert ("Bedarfe legt die Sozialplanung an." in page.text("main")) is (role is not Role.PLANNER)
    assert "Am Bahnhof fehlt eine Bank." in page.text("main")


def test_the_page_asks_equally_often_for_few_and_for_many(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.PLANNER)
    client.page(address(filled, "bedarfe"))
    with count_queries() as few:
        client.page(address(filled, "bedarfe"))
    for number in range(20):
        hang(filled, GOOD, f"Karte {number}")
    with count_queries() as many:
        client.page(address(filled, "bedarfe"))

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bänke", "Bänke, Kammlach"),
        ("Mehr Licht.\nUnd Bänke", "Mehr Licht, Kammlach"),
        ("Lang " * 60, None),
    ],
)
def test_the_suggested_title_fits(words: str, expected: str | None) -> None:
    title = _suggested(words, "Kammlach")

    assert len(title) <= 120
    assert title.endswith(", Kammlach")
    assert expected in (None, title)
