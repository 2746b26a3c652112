"""What somebody tries who wants to see, forge, break or lose something on a Nadelkarte."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions as contribution_actions
from portal.contributions import queries as contributions
from portal.contributions.terms import ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.pinmaps import queries
from portal.pinmaps.actions import counting, moderating, placing, sittings
from portal.pinmaps.actions.placing import NewPin
from portal.pinmaps.models import Pin, PinSitting
from portal.pinmaps.terms import ModerationRule
from tests.factories.pinmaps import INSIDE, make_map, make_pin


def at_once(app: Flask, *acts: Callable[[], object]) -> None:
    """Does all of this at the same moment, each in a session and a unit of work of its own. Being refused is no mistake."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait(10)
            with suppress(DomainError), unit_of_work():
                act()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def place_inside(map_id: UUID) -> None:
    pin_map = queries.pin_map(map_id)
    placing.place(pin_map, NewPin(category=1, at=INSIDE), submission_key=uuid4(), sitting_key=uuid4())


def withdraw(own: UUID) -> None:
    contribution_actions.withdraw(contributions.contribution(own), by=ANONYMOUS)


def release(own: UUID) -> None:
    queries.pin(own)  # read before anybody waits, as a page does
    contribution_actions.moderate(contributions.contribution(own), to=ModerationState.RELEASED, by=SYSTEM)


def hide_of_map(map_id: UUID, own: UUID) -> None:
    moderating.hide(queries.pin_map(map_id), own, reason="Nein.", by=SYSTEM)


def test_a_pin_taken_back_many_times_at_once_leaves_the_counts_once(app: Flask, session: Session) -> None:
    pin_map, sitting = make_map(), uuid4()
    map_id = pin_map.id
    kept = make_pin(pin_map, sitting=sitting)
    for _round in range(5):
        wanted = make_pin(pin_map, sitting=sitting).pin.contribution_id

        at_once(app, *[partial(sittings.take_back, wanted, sitting_key=sitting)] * 4)

        session.rollback()
        assert counting.differing(map_id) == 0
    assert session.scalar(select(PinSitting.pins).where(PinSitting.id == kept.pin.sitting_id)) == 1


def test_counts_hold_when_a_pin_is_released_hidden_and_taken_back_at_once(app: Flask, session: Session) -> None:
    map_id = make_map(moderation=ModerationRule.BEFORE).id

    for _round in range(8):
        session.rollback()
        pin_map, key = queries.pin_map(map_id), uuid4()
        own = make_pin(pin_map, sitting=key, comment="Hier fehlt Licht.").pin.contribution_id
        other = make_pin(pin_map).pin.contribution_id
        at_once(
            app,
            partial(sittings.take_back, own, sitting_key=key),
            partial(withdraw, own),
            partial(release, own),
            partial(hide_of_map, map_id, own),
            partial(release, other),
            partial(place_inside, map_id),
        )
        session.rollback()
        assert counting.differing(map_id) == 0
        gone = session.get_one(Pin, own)
        assert (gone.x, gone.sitting_id, gone.visibility.value, gone.has_words) == (None, None, "hidden", False)
        assert contributions.contribution(own).text == ""


def test_pins_moved_by_many_at_once_never_wait_in_a_circle(app: Flask, session: Session) -> None:
    map_id = make_map().id
    spots = [INSIDE, (48.5001, 10.5001), (48.55, 10.55)]

    def move_about(who: int) -> int:
        """Sets a pin and moves it on and on. A circle would be broken by the database with an error."""
        key, last = uuid4(), None
        with app.app_context():
            for step in range(8):
                with unit_of_work():
                    pin_map = queries.pin_map(map_id)
                    new = NewPin(category=1, at=spots[(who + step * (who % 2 + 1)) % 3])
                    if last is None:
                        placed = placing.place(pin_map, new, submission_key=uuid4(), sitting_key=key)
                    else:
                        placed = sittings.place_instead(pin_map, last, new, submission_key=uuid4(), sitting_key=key)
                    last = placed.pin.contribution_id
        return 1

    with ThreadPoolExecutor(6) as pool:
        moved = sum(pool.map(move_about, range(6)))

    session.rollback()
    assert (moved, counting.differing(map_id), queries.counts_of(map_id).shown) == (6, 0, 6)
