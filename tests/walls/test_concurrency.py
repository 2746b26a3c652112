"""A room full of phones at the same moment: nobody gets a dot more than they have, and what is acknowledged is there once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.models import Dot, WallCard
from tests.factories.wall_with_cards import GOOD, Filled, hang, make_open_wall

AT_ONCE = 8


def at_once(app: Flask, works: list[Callable[[], None]]) -> Counter[str]:
    """Do all of it, as many at the same moment as there are threads; how often each outcome came."""
    start = Barrier(min(AT_ONCE, len(works)))
    waiting = iter(range(start.parties))

    def run(work: Callable[[], None]) -> str:
        return Context().run(in_context, work)

    def in_context(work: Callable[[], None]) -> str:
        with app.app_context():
            if next(waiting, None) is not None:
                start.wait(timeout=60)
            try:
                with unit_of_work():
                    work()
            except DomainError as error:
                return error.code
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, works))


def place(filled: Filled, spot: Spot, guest_id: UUID, key: UUID | None = None) -> Callable[[], None]:
    wall_id, chosen = filled.wall.id, key or uuid4()
    return lambda: void(actions.place_dot(queries.wall(wall_id), spot, guest_id=guest_id, submission_key=chosen))


def void(_anything: object) -> None:
    """An action whose answer does not matter here."""


def spots(filled: Filled, number: int) -> list[Spot]:
    return [Spot(card_id=hang(filled, GOOD, f"Karte {one}")) for one in range(number)]


def counted(session: Session, *, guest_id: UUID | None = None) -> int:
    session.rollback()
    chosen = select(func.count()).select_from(Dot)
    return session.scalar(chosen.where(Dot.guest_id == guest_id) if guest_id else chosen) or 0


@pytest.mark.parametrize("stacking", [True, False])
def test_a_phone_that_sends_all_at_once_gets_no_dot_more(app: Flask, session: Session, stacking: bool) -> None:
    filled = make_open_wall(takes_dots=True, stacking=stacking)
    where = spots(filled, 8)
    session.rollback()
    for _round in range(4):
        guest = uuid4()

        outcomes = at_once(app, [place(filled, spot, guest) for spot in where])

        assert outcomes == {"done": 3, "wall.no-dot-left": 5}
        assert counted(session, guest_id=guest) == 3


def test_the_same_dot_sent_many_times_stands_once(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True)
    spot = spots(filled, 1)[0]
    session.rollback()
    guest, key = uuid4(), uuid4()

    outcomes = at_once(app, [place(filled, spot, guest, key) for _ in range(AT_ONCE)])

    assert outcomes == {"done": AT_ONCE}
    assert counted(session) == 1


def test_without_stacking_a_phone_has_one_dot_at_a_spot(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True)
    spot = spots(filled, 1)[0]
    session.rollback()
    guest = uuid4()

    outcomes = at_once(app, [place(filled, spot, guest) for _ in range(AT_ONCE)])

    assert outcomes == {"done": 1, "wall.one-each": AT_ONCE - 1}
    assert counted(session) == 1


def test_thirty_phones_with_repeats_place_exactly_their_dots(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True)
    where = spots(filled, 4)
    session.rollback()
    works = []
    for _phone in range(30):
        guest, keys = uuid4(), [uuid4() for _ in where]
        works += [place(filled, spot, guest, key) for spot, key in zip(where, keys, strict=True)] * 2

    outcomes = at_once(app, works)

    assert set(outcomes) == {"done", "wall.no-dot-left"}
    assert counted(session) == 90
    session.rollback()
    each = session.scalars(select(func.count()).select_from(Dot).group_by(Dot.guest_id)).all()
    assert list(each) == [3] * 30


def test_after_closing_no_dot_slips_in(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True)
    spot, wall_id = spots(filled, 1)[0], filled.wall.id
    session.rollback()

    def close() -> None:
        actions.close_wall(queries.wall(wall_id), by=SYSTEM)

    works = [place(filled, spot, uuid4()) for _ in range(20)]
    outcomes = at_once(app, [*works[:5], close, *works[5:]])

    before = outcomes["done"] - 1
    assert outcomes["wall.not-open"] == 20 - before
    assert counted(session) == before
    assert at_once(app, [place(filled, spot, uuid4())]) == {"wall.not-open": 1}


def test_a_card_sent_many_times_hangs_once(app: Flask, session: Session) -> None:
    filled = make_open_wall()
    wall_id, column_id = filled.wall.id, filled.columns[GOOD]
    session.rollback()
    guest, key = uuid4(), uuid4()

    def put() -> None:
        actions.put_card(queries.wall(wall_id), column_id, "Eine Bank.", guest_id=guest, submission_key=key)

    assert at_once(app, [put] * AT_ONCE) == {"done": AT_ONCE}
    session.rollback()
    assert session.scalar(select(func.count()).select_from(WallCard)) == 1


def test_every_change_counts_up_by_one_whoever_makes_it(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True)
    spot, wall_id = spots(filled, 1)[0], filled.wall.id
    before = queries.wall(wall_id).change
    session.rollback()

    at_once(app, [place(filled, spot, uuid4()) for _ in range(24)])

    session.rollback()
    assert queries.wall(wall_id).change == before + 24


def test_the_database_itself_refuses_a_dot_beyond_the_budget(app: Flask, session: Session) -> None:
    filled = make_open_wall(takes_dots=True, stacking=True)
    spot, guest = spots(filled, 1)[0], uuid4()
    for _ in range(3):
        with unit_of_work():
            place(filled, spot, guest)()
    last = session.scalars(select(Dot).where(Dot.slot == 3)).one()
    same = {"wall_id": last.wall_id, "round": last.round, "guest_id": guest, "card_id": spot.card_id, "stacked": True}

    for values in ({"slot": 4, "budget": 3}, {"slot": 3, "budget": 3}, {"slot": 4, "budget": 4}):
        with pytest.raises((DomainError, IntegrityError)), unit_of_work():
            db.session.add(Dot(**(same | values)))

    assert counted(session) == 3
