"""From step to step: what is open on the wall, what must not be forgotten, and how online workshops follow their dates."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM
from portal.walls import queries as wall_queries
from portal.walls.terms import WallState
from portal.workshops import queries
from portal.workshops.actions import leading, wishes
from portal.workshops.models import FutureWorkshop
from portal.workshops.terms.steps import ORDER, WORKSHOP, Phase, WorkshopStep, after, before, opening, step_on
from portal.workshops.terms.templates import PIECES, WorkshopTemplate
from tests.factories.workshops import (
    chain_of,
    go_to,
    make_card,
    make_critique,
    make_sketch,
    make_wish,
    make_workshop,
)
from tests.support.time import StoppedClock


def open_columns(workshop: FutureWorkshop) -> tuple[list[str], list[str]]:
    """The phases whose columns take cards and dots."""
    columns = wall_queries.columns_of(workshop.wall_id)
    named = list(zip(Phase, columns, strict=True))
    return (
        [phase.value for phase, column in named if column.takes_cards],
        [phase.value for phase, column in named if column.takes_dots],
    )


@pytest.mark.parametrize(
    ("step", "cards", "dots"),
    [
        (WorkshopStep.ARRIVAL, [], []),
        (WorkshopStep.CRITIQUE, ["critique"], []),
        (WorkshopStep.FANTASY, ["fantasy"], []),
        (WorkshopStep.REALISATION, ["realisation"], []),
        (WorkshopStep.REFLECTION, [], []),
    ],
)
def test_the_step_decides_what_is_open(app: Flask, step: WorkshopStep, cards: list[str], dots: list[str]) -> None:
    workshop = make_workshop(step=step)

    assert open_columns(workshop) == (cards, dots)
    assert wall_queries.wall(workshop.wall_id).state is WallState.OPEN


def test_the_wall_opens_with_the_arrival_and_closes_with_the_last_step(app: Flask) -> None:
    workshop = make_workshop()
    wall = wall_queries.wall(workshop.wall_id)
    assert wall.state is WallState.DRAFT

    go_to(workshop, WorkshopStep.PERMANENT)

    assert wall_queries.wall(workshop.wall_id).state is WallState.CLOSED
    assert before(WorkshopStep.PERMANENT) is None


def test_weighing_closes_the_cards_and_the_next_step_ends_it(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.FANTASY)
    with unit_of_work():
        leading.weigh(queries.workshop(workshop.id), on=True, by=SYSTEM)
    assert open_columns(workshop) == ([], ["fantasy"])

    with unit_of_work():
        leading.weigh(queries.workshop(workshop.id), on=False, by=SYSTEM)
    assert open_columns(workshop) == (["fantasy"], [])

    go_to(workshop, WorkshopStep.REALISATION)
    with pytest.raises(InvalidTransition), unit_of_work():
        leading.weigh(queries.workshop(workshop.id), on=True, by=SYSTEM)
    assert open_columns(workshop) == (["realisation"], [])


def test_nobody_can_criticise_in_the_fantasy(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.FANTASY)

    with pytest.raises(InvalidTransition):
        make_card(workshop, Phase.CRITIQUE, "Das geht doch nicht")

    make_card(workshop, Phase.FANTASY, "Ein Tanzboden")
    assert [idea.thought.title for idea in chain_of(workshop).ideas] == ["Ein Tanzboden"]


def test_pressing_twice_goes_on_once(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.ARRIVAL)

    for _time in range(2):
        with unit_of_work():
            leading.go_on(queries.workshop(workshop.id), seen=WorkshopStep.ARRIVAL, by=SYSTEM)
    assert queries.workshop(workshop.id).step is WorkshopStep.CRITIQUE

    for _time in range(2):
        with unit_of_work():
            leading.go_back(queries.workshop(workshop.id), seen=WorkshopStep.CRITIQUE, by=SYSTEM)
    assert queries.workshop(workshop.id).step is WorkshopStep.ARRIVAL
    with pytest.raises(InvalidTransition), unit_of_work():
        leading.go_on(queries.workshop(workshop.id), seen=WorkshopStep.FANTASY, by=SYSTEM)


def test_no_criticism_is_left_behind_unless_somebody_says_so(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.CRITIQUE)
    turned = make_critique(workshop, "Ohne Auto", ["Kein Bus", "Kein Taxi"])
    make_critique(workshop, "Der Laden ist zu")
    go_to(workshop, WorkshopStep.FANTASY)
    make_wish(workshop, turned, "Ich komme überall hin")

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        leading.go_on(queries.workshop(workshop.id), seen=WorkshopStep.FANTASY, by=SYSTEM)
    assert (refused.value.code, refused.value.params["n"]) == ("workshop.unturned", 1)
    assert queries.workshop(workshop.id).step is WorkshopStep.FANTASY

    with unit_of_work():
        leading.go_on(queries.workshop(workshop.id), seen=WorkshopStep.FANTASY, anyway=True, by=SYSTEM)
    assert queries.workshop(workshop.id).step is WorkshopStep.REALISATION


def test_the_chain_leads_from_criticism_to_project(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.CRITIQUE)
    cluster = make_critique(workshop, "Ohne Auto", ["Kein Bus", "Kein Taxi"])
    single = make_critique(workshop, "Der Laden ist zu")
    go_to(workshop, WorkshopStep.FANTASY)
    wish = make_wish(workshop, cluster, "Ich komme überall hin")
    go_to(workshop, WorkshopStep.REALISATION)
    make_wish(workshop, single, "Der Laden kommt zu mir")
    make_sketch(workshop, "Mitfahrbank", idea=f"k-{wish.card_id}")

    found = chain_of(workshop)

    told = [
        (
            one.thought.title,
            one.wish.text if one.wish else None,
            [s.title for s in one.idea.sketches] if one.idea else [],
        )
        for one in found.criticisms
    ]
    assert told == [
        ("Ohne Auto", "Ich komme überall hin", ["Mitfahrbank"]),
        ("Der Laden ist zu", "Der Laden kommt zu mir", []),
    ]
    assert (found.turned, found.unturned, found.number_of_cards) == (2, [], 5)
    assert [one.thought.title for one in found.criticisms_behind(found.idea_of(found.sketches[0]))] == ["Ohne Auto"]  # type: ignore[arg-type]


def test_a_wish_sent_twice_is_one_wish_and_no_criticism_is_turned_twice(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.CRITIQUE)
    criticism = make_critique(workshop, "Der Laden ist zu")
    go_to(workshop, WorkshopStep.FANTASY)
    key = uuid4()
    first = make_wish(workshop, criticism, "Der Laden kommt zu mir", key=key)

    assert make_wish(workshop, criticism, "Der Laden kommt zu mir", key=key).id == first.id
    with pytest.raises(InvalidInput, match="schon umgekehrt"):
        make_wish(workshop, criticism, "Etwas anderes")
    assert [idea.thought.title for idea in chain_of(workshop).ideas] == ["Der Laden kommt zu mir"]


def test_criticism_is_not_turned_while_people_still_criticise(app: Flask) -> None:
    workshop = make_workshop(step=WorkshopStep.CRITIQUE)
    criticism = make_critique(workshop, "Der Laden ist zu")

    with pytest.raises(InvalidTransition), unit_of_work():
        wishes.turn_into_wish(
            queries.workshop(workshop.id), criticism, wish="Er ist offen", submission_key=uuid4(), by=SYSTEM
        )


def online(first: date) -> FutureWorkshop:
    return make_workshop(
        "Eine Innenstadt für alle",
        template=WorkshopTemplate.ONLINE,
        published=True,
        critique_on=first,
        fantasy_on=first + timedelta(days=14),
        realisation_on=first + timedelta(days=28),
        ends_on=first + timedelta(days=41),
    )


def test_an_online_workshop_follows_its_dates(app: Flask, frozen_clock: StoppedClock) -> None:
    workshop = online(today() + timedelta(days=1))
    assert queries.workshop(workshop.id).step is WorkshopStep.PREPARATION
    seen = []
    for days in (1, 13, 1, 13, 1, 13, 1):
        frozen_clock.forward(days=days)
        for _time in range(2):
            jobs.PERIODIC["workshops.phases"].call()
        seen.append((queries.workshop(workshop.id).step.value, *open_columns(workshop)))

    assert seen == [
        ("critique", ["critique"], []),
        ("critique", ["critique"], []),
        ("fantasy", ["fantasy"], ["fantasy"]),
        ("fantasy", ["fantasy"], ["fantasy"]),
        ("realisation", ["realisation"], []),
        ("realisation", ["realisation"], []),
        ("reflection", [], []),
    ]


def test_whoever_went_on_by_hand_is_not_called_back(app: Flask, frozen_clock: StoppedClock) -> None:
    workshop = online(today())
    assert queries.workshop(workshop.id).step is WorkshopStep.CRITIQUE  # at once with the publication
    go_to(workshop, WorkshopStep.FANTASY)

    assert leading.follow_the_dates(today()) == 0
    assert queries.workshop(workshop.id).step is WorkshopStep.FANTASY


def test_a_workshop_that_is_not_published_waits(app: Flask) -> None:
    make_workshop(
        template=WorkshopTemplate.ONLINE,
        critique_on=today() - timedelta(days=3),
        fantasy_on=today() + timedelta(days=3),
        realisation_on=today() + timedelta(days=6),
        ends_on=today() + timedelta(days=9),
    )
    with unit_of_work():
        assert leading.follow_the_dates(today()) == 0


@given(offset=st.integers(min_value=-400, max_value=400), lengths=st.tuples(*[st.integers(1, 60)] * 3))
def test_dates_name_the_steps_in_their_order(offset: int, lengths: tuple[int, int, int]) -> None:
    first = date(2026, 6, 1)
    second, third = first + timedelta(days=lengths[0]), first + timedelta(days=lengths[0] + lengths[1])
    last = third + timedelta(days=lengths[2])
    day = first + timedelta(days=offset)

    now = step_on(day, starts=(first, second, third), ends_on=last)
    tomorrow = step_on(day + timedelta(days=1), starts=(first, second, third), ends_on=last)

    assert tomorrow.number >= now.number
    assert (now is WorkshopStep.PREPARATION) == (day < first)
    assert (now is WorkshopStep.REFLECTION) == (day > last)


def test_steps_follow_each_other_and_back_but_not_from_the_last() -> None:
    assert [after(step) for step in ORDER] == [*ORDER[1:], None]
    assert [before(step) for step in ORDER] == [None, *ORDER[:-2], None]
    assert WORKSHOP.next(WorkshopStep.PERMANENT) == frozenset()


@pytest.mark.parametrize("weighs", [False, True])
@pytest.mark.parametrize("is_online", [False, True])
@pytest.mark.parametrize("step", list(WorkshopStep))
def test_the_column_of_criticism_is_open_in_its_phase_alone(step: WorkshopStep, is_online: bool, weighs: bool) -> None:
    found = opening(step, is_online=is_online, weighs=weighs)

    expected = step is WorkshopStep.CRITIQUE and (is_online or not weighs)
    assert (Phase.CRITIQUE in found.cards) == expected


@pytest.mark.parametrize("template", list(WorkshopTemplate))
def test_each_template_has_something_for_each_step(template: WorkshopTemplate) -> None:
    steps = [piece.step for piece in PIECES[template]]

    assert list(dict.fromkeys(steps)) == list(WorkshopStep)
    assert sorted(steps, key=lambda step: step.number) == steps


def test_the_evening_takes_three_hours() -> None:
    inside = (WorkshopStep.PREPARATION, WorkshopStep.PERMANENT)
    assert sum(piece.minutes for piece in PIECES[WorkshopTemplate.EVENING] if piece.step not in inside) == 180
