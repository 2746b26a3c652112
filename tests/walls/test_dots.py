"""Dots: a budget that the database holds, whatever arrives."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.models import Dot
from portal.walls.queries import guests
from tests.factories.wall_with_cards import GOOD, MISSING, Filled, hang, make_open_wall


@pytest.fixture
def filled(app: Flask) -> Filled:
    made = make_open_wall(takes_dots=True)
    for text in ("Eins", "Zwei", "Drei", "Vier"):
        hang(made, GOOD, text)
    return made


def place(filled: Filled, text: str, guest: UUID, *, key: UUID | None = None) -> Dot:
    with unit_of_work():
        return actions.place_dot(
            queries.wall(filled.wall.id),
            Spot(card_id=filled.cards[text]),
            guest_id=guest,
            submission_key=key or uuid4(),
        )


def total() -> int:
    return session().scalar(select(func.sum(Dot.number))) or 0


def test_nobody_places_more_than_the_budget(filled: Filled) -> None:
    guest = uuid4()
    for text in ("Eins", "Zwei", "Drei"):
        place(filled, text, guest)

    with pytest.raises(InvalidInput) as refused:
        place(filled, "Vier", guest)
    assert refused.value.code == "wall.no-dot-left"
    assert total() == 3


def test_the_database_itself_refuses_a_dot_too_many(filled: Filled) -> None:
    guest = uuid4()
    first = place(filled, "Eins", guest)
    values = {
        "wall_id": filled.wall.id,
        "budget": 3,
        "round": first.round,
        "guest_id": guest,
        "card_id": filled.cards["Zwei"],
        "stacked": True,
        "number": 1,
    }
    for wrong in ({"slot": 4}, {"slot": 1}, {"slot": 2, "budget": 9}, {"slot": 2, "number": 2}, {"slot": None}):
        with pytest.raises((IntegrityError, InvalidInput, Conflict)), unit_of_work():
            session().execute(insert(Dot).values({**values, "id": uuid4(), "submission_key": uuid4(), **wrong}))
    assert total() == 1


def test_the_same_key_places_one_dot(filled: Filled) -> None:
    guest, key = uuid4(), uuid4()
    first = place(filled, "Eins", guest, key=key)
    assert place(filled, "Eins", guest, key=key).id == first.id

    with pytest.raises(Conflict):
        place(filled, "Zwei", guest, key=key)
    with pytest.raises(Conflict):
        place(filled, "Eins", uuid4(), key=key)
    assert total() == 1


def test_one_dot_each_unless_stacking_is_allowed(filled: Filled) -> None:
    guest = uuid4()
    place(filled, "Eins", guest)
    with pytest.raises(InvalidInput) as refused:
        place(filled, "Eins", guest)
    assert refused.value.code == "wall.one-each"

    guest = uuid4()
    stacking = make_open_wall("Stapeln", takes_dots=True, stacking=True)
    hang(stacking, GOOD, "Eins")
    for _ in range(3):
        place(stacking, "Eins", guest)
    assert queries.content(stacking.wall, for_staff=True).dots == 3


def test_a_dot_taken_back_can_be_placed_elsewhere(filled: Filled) -> None:
    guest = uuid4()
    dots = [place(filled, text, guest) for text in ("Eins", "Zwei", "Drei")]
    for _ in range(2):
        with unit_of_work():
            actions.take_back_dot(queries.wall(filled.wall.id), dots[1].id, guest_id=guest)
    place(filled, "Vier", guest)

    assert [one.where for one in guests.own_dots(guest)] == ["Eins", "Vier", "Drei"]


def test_dots_of_others_stay(filled: Filled) -> None:
    placed = place(filled, "Eins", uuid4())
    with unit_of_work():
        actions.take_back_dot(queries.wall(filled.wall.id), placed.id, guest_id=uuid4())

    assert total() == 1


def test_after_the_end_nothing_is_placed_or_taken_back(filled: Filled) -> None:
    guest = uuid4()
    placed = place(filled, "Eins", guest)
    with unit_of_work():
        actions.open_columns(queries.wall(filled.wall.id), cards=(), dots=(), by=SYSTEM)

    with pytest.raises(InvalidTransition):
        place(filled, "Zwei", guest)
    with pytest.raises(InvalidTransition), unit_of_work():
        actions.take_back_dot(queries.wall(filled.wall.id), placed.id, guest_id=guest)
    with unit_of_work():
        actions.close_wall(queries.wall(filled.wall.id), by=SYSTEM)
    with pytest.raises(InvalidTransition):
        place(filled, "Zwei", guest)
    assert total() == 1


def test_each_round_has_a_budget_of_its_own(filled: Filled) -> None:
    guest = uuid4()
    hang(filled, MISSING, "Fünf")
    with unit_of_work():
        actions.open_columns(queries.wall(filled.wall.id), cards=(), dots=(), by=SYSTEM)
    assert [one.dot_round for one in queries.columns_of(filled.wall.id)] == [1, 1]

    guest, fresh = uuid4(), make_open_wall("Zwei Runden")
    for text, column in (("Eins", GOOD), ("Zwei", GOOD), ("Drei", GOOD), ("Fünf", MISSING)):
        hang(fresh, column, text)
    for column, words in ((GOOD, ("Eins", "Zwei", "Drei")), (MISSING, ("Fünf",))):
        with unit_of_work():
            actions.open_columns(queries.wall(fresh.wall.id), cards=(), dots=[fresh.columns[column]], by=SYSTEM)
        for text in words:
            place(fresh, text, guest)
    assert queries.content(fresh.wall, for_staff=True).dots == 4


def test_where_dots_stand_is_secret_until_the_round_ends(filled: Filled) -> None:
    place(filled, "Eins", uuid4())
    for for_staff in (True, False):
        column = queries.content(filled.wall, for_staff=for_staff).columns[0]
        assert (column.hides_dots, column.dots, {one.dots for one in column.loose}) == (True, 1, {0})

    with unit_of_work():
        actions.open_columns(queries.wall(filled.wall.id), cards=(), dots=(), by=SYSTEM)
    column = queries.content(filled.wall, for_staff=False).columns[0]
    assert (column.hides_dots, [one.dots for one in column.loose]) == (False, [1, 0, 0, 0])


def test_dots_of_the_room_are_marked_and_set_not_added(filled: Filled) -> None:
    spot = Spot(card_id=filled.cards["Eins"])
    for number in (12, 12, 7):
        with unit_of_work():
            actions.place_dots_for_room(queries.wall(filled.wall.id), spot, number=number, by=SYSTEM)
    assert total() == 7
    with unit_of_work():
        actions.place_dots_for_room(queries.wall(filled.wall.id), spot, number=0, by=SYSTEM)
    assert total() == 0

    for wrong in (-1, 501):
        with pytest.raises(InvalidInput), unit_of_work():
            actions.place_dots_for_room(queries.wall(filled.wall.id), spot, number=wrong, by=SYSTEM)


def test_dots_stand_only_where_everybody_can_see_something(filled: Filled) -> None:
    guest, other = uuid4(), make_open_wall("Andere Wand", takes_dots=True)
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        actions.hide_card(wall, filled.cards["Eins"], reason="Grund", by=SYSTEM)
        actions.make_cluster(wall, filled.columns[GOOD], "Gruppe", cards=[filled.cards["Zwei"]], by=SYSTEM)

    with pytest.raises(NotFound):
        place(filled, "Eins", guest)
    with pytest.raises(InvalidInput):
        place(filled, "Zwei", guest)
    with pytest.raises(NotFound), unit_of_work():
        spot = Spot(card_id=filled.cards["Drei"])
        actions.place_dot(queries.wall(other.wall.id), spot, guest_id=guest, submission_key=uuid4())
    assert total() == 0


def test_a_slip_is_one_voice_on_two_phones(app: Flask) -> None:
    filled = make_open_wall(takes_dots=True, needs_slip=True, dots_per_person=1)
    phones = (uuid4(), uuid4())
    hang(filled, GOOD, "Eins", guest_id=phones[0])
    hang(filled, GOOD, "Zwei")
    with pytest.raises(InvalidInput) as refused:
        place(filled, "Eins", phones[0])
    assert refused.value.code == "wall.needs-slip"

    with unit_of_work():
        slip = actions.make_slips(queries.wall(filled.wall.id), number=2, by=SYSTEM)[0]
    names = []
    for phone in phones:
        with unit_of_work():
            names.append(actions.redeem_slip(queries.wall(filled.wall.id), f" {slip.lower()} ", guest_id=phone))
    assert names[0] == names[1]
    place(filled, "Eins", names[0])
    with pytest.raises(InvalidInput):
        place(filled, "Zwei", names[1])
    assert [one.text for one in guests.own_cards(names[0])] == ["Eins"]


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "ÄÖÜ", "\x00", "x" * 500])
def test_a_made_up_slip_is_no_voice(app: Flask, typed: str) -> None:
    filled = make_open_wall(needs_slip=True)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.redeem_slip(queries.wall(filled.wall.id), typed, guest_id=uuid4())
    assert refused.value.field == "slip"


def test_dots_of_the_room_need_no_round(app: Flask) -> None:
    filled = make_open_wall()
    card = hang(filled, GOOD, "Eins")
    with unit_of_work():
        actions.place_dots_for_room(queries.wall(filled.wall.id), Spot(card_id=card), number=3, by=SYSTEM)

    assert queries.content(filled.wall, for_staff=False).dots == 3
