"""A wall from its draft to its end: columns, rounds, the timer, and what may no longer be changed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, Spot, WallDraft
from portal.walls.models import Wall
from portal.walls.terms import WallState
from tests.factories.places import make_place
from tests.factories.wall_with_cards import GOOD, MISSING, dot, hang, make_open_wall
from tests.support.time import StoppedClock


def draft_of(wall: Wall, **changes: Any) -> WallDraft:
    columns = tuple(ColumnDraft(title=one.title, hint=one.hint, id=one.id) for one in queries.columns_of(wall.id))
    given: dict[str, Any] = {"title": wall.title, "place": wall.sozialraum, "columns": columns}
    return WallDraft(**(given | changes))


def edit(wall: Wall, **changes: Any) -> None:
    with unit_of_work():
        fresh = queries.wall(wall.id)
        actions.edit_wall(fresh, draft_of(fresh, **changes), version=fresh.version, by=SYSTEM)


def rounds(wall: Wall) -> list[int]:
    return [one.dot_round for one in queries.columns_of(wall.id)]


def test_a_wall_from_draft_to_end_and_back(app: Flask) -> None:
    place = make_place()
    with unit_of_work():
        draft = WallDraft(title="Wand", place=place, columns=(ColumnDraft(title="Ideen"),))
        wall = actions.create_wall(draft, by=SYSTEM)
    code = wall.room_code
    assert (wall.state, queries.wall_of_code(code)) == (WallState.DRAFT, None)

    with unit_of_work():
        actions.open_wall(queries.wall(wall.id), by=SYSTEM)
    found = queries.wall_of_code(f" {code[:3]} {code[3:]} ")
    assert found is not None
    assert found.id == wall.id
    assert [one.takes_cards for one in queries.columns_of(wall.id)] == [False]

    with unit_of_work():
        actions.close_wall(queries.wall(wall.id), by=SYSTEM)
    with pytest.raises(InvalidTransition), unit_of_work():
        actions.put_card(
            queries.wall(wall.id),
            queries.columns_of(wall.id)[0].id,
            "Zu spät",
            guest_id=uuid4(),
            submission_key=uuid4(),
        )
    with unit_of_work():
        actions.open_wall(queries.wall(wall.id), by=SYSTEM)
    assert (queries.wall(wall.id).state, queries.wall(wall.id).room_code) == (WallState.OPEN, code)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34 5\x00", "1" * 5000, "-"])
def test_what_is_no_room_code_finds_nothing(app: Flask, typed: str) -> None:
    assert queries.wall_of_code(typed) is None


def test_columns_opened_together_share_a_round_and_keep_it(app: Flask) -> None:
    filled = make_open_wall()
    good, missing = filled.columns[GOOD], filled.columns[MISSING]

    def open_for_dots(*ids: Any) -> list[int]:
        with unit_of_work():
            actions.open_columns(queries.wall(filled.wall.id), cards=(), dots=ids, by=SYSTEM)
        return rounds(filled.wall)

    assert rounds(filled.wall) == [0, 0]
    assert open_for_dots(good) == [1, 0]
    assert open_for_dots() == [1, 0]
    assert open_for_dots(missing) == [1, 2]
    assert open_for_dots(good, missing) == [1, 2]


def test_a_column_that_joins_an_open_round_shares_its_dots(app: Flask) -> None:
    filled = make_open_wall()
    wall_id = filled.wall.id
    with unit_of_work():
        actions.open_columns(queries.wall(wall_id), cards=(), dots=[filled.columns[GOOD]], by=SYSTEM)
    with unit_of_work():
        actions.open_columns(queries.wall(wall_id), cards=(), dots=filled.columns.values(), by=SYSTEM)

    assert rounds(filled.wall) == [1, 1]


def test_a_column_of_another_wall_opens_nothing(app: Flask) -> None:
    one, other = make_open_wall(), make_open_wall("Andere Wand")

    with pytest.raises(NotFound), unit_of_work():
        actions.open_columns(queries.wall(one.wall.id), cards=other.columns.values(), dots=(), by=SYSTEM)


def test_the_timer_runs_for_so_many_minutes(app: Flask, frozen_clock: StoppedClock) -> None:
    filled = make_open_wall()
    with unit_of_work():
        actions.start_timer(queries.wall(filled.wall.id), minutes=5, by=SYSTEM)
    assert queries.wall(filled.wall.id).timer_ends_at == frozen_clock.moment + timedelta(minutes=5)

    for wrong in (0, -1, 181):
        with pytest.raises(InvalidInput), unit_of_work():
            actions.start_timer(queries.wall(filled.wall.id), minutes=wrong, by=SYSTEM)
    with unit_of_work():
        actions.stop_timer(queries.wall(filled.wall.id), by=SYSTEM)
    assert queries.wall(filled.wall.id).timer_ends_at is None


def test_settings_of_two_people_do_not_overwrite_each_other(app: Flask) -> None:
    filled = make_open_wall()
    seen = queries.wall(filled.wall.id).version
    edit(filled.wall, title="Die erste Fassung")

    with pytest.raises(Conflict), unit_of_work():
        fresh = queries.wall(filled.wall.id)
        actions.edit_wall(fresh, draft_of(fresh, title="Die zweite"), version=seen, by=SYSTEM)
    assert queries.wall(filled.wall.id).title == "Die erste Fassung"


def test_a_card_that_arrives_is_no_reason_to_refuse_who_edits(app: Flask) -> None:
    filled = make_open_wall()
    seen = queries.wall(filled.wall.id).version
    hang(filled, GOOD, "Der Dorfladen")

    with unit_of_work():
        fresh = queries.wall(filled.wall.id)
        actions.edit_wall(fresh, draft_of(fresh, title="Neu"), version=seen, by=SYSTEM)
    assert queries.wall(filled.wall.id).title == "Neu"


def test_columns_come_and_go_but_never_with_their_cards(app: Flask) -> None:
    filled = make_open_wall()
    hang(filled, GOOD, "Der Dorfladen")
    kept = ColumnDraft(title="Das ist gut", id=filled.columns[GOOD])

    edit(filled.wall, columns=(kept, ColumnDraft(title="Neu")))
    assert [one.title for one in queries.columns_of(filled.wall.id)] == ["Das ist gut", "Neu"]
    with pytest.raises(InvalidInput) as refused:
        edit(filled.wall, columns=(ColumnDraft(title="Neu"),))
    assert refused.value.field == "columns"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"columns": ()}, "columns"),
        ({"columns": tuple(ColumnDraft(title=str(number)) for number in range(9))}, "columns"),
        ({"columns": (ColumnDraft(title="", hint="ohne Titel"),)}, "columns"),
        ({"columns": (ColumnDraft(title="x" * 61),)}, "columns"),
        ({"dots_per_person": 21}, "dots_per_person"),
        ({"dots_per_person": -1}, "dots_per_person"),
    ],
)
def test_what_cannot_be_a_wall_is_refused_at_its_field(app: Flask, changes: dict[str, Any], field: str) -> None:
    filled = make_open_wall()

    with pytest.raises(InvalidInput) as refused:
        edit(filled.wall, **changes)
    assert refused.value.field == field


def test_dots_per_person_can_grow_but_not_shrink_once_dots_stand(app: Flask) -> None:
    filled = make_open_wall(takes_dots=True)
    dot(filled, Spot(card_id=hang(filled, GOOD, "Der Dorfladen")))

    edit(filled.wall, dots_per_person=5)
    with pytest.raises(InvalidInput) as refused:
        edit(filled.wall, dots_per_person=2)
    assert refused.value.field == "dots_per_person"
    assert queries.content(filled.wall, for_staff=True).dots == 1


def test_only_an_empty_draft_can_be_thrown_away(app: Flask) -> None:
    place = make_place()
    with unit_of_work():
        draft = WallDraft(title="Wand", place=place, columns=(ColumnDraft(title="Ideen"),))
        wall = actions.create_wall(draft, by=SYSTEM)
        column = queries.columns_of(wall.id)[0]
        actions.type_card(wall, column.id, "Schon da", submission_key=uuid4(), by=SYSTEM)

    with pytest.raises(InvalidInput), unit_of_work():
        actions.discard(queries.wall(wall.id), by=SYSTEM)
