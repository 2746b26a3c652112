"""A wall that is long over knows no phone any more, and still counts what they brought."""

from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.actions.forgetting import walls_with_phones_to_forget
from portal.walls.models import Dot, WallCard, WallGuest
from portal.walls.queries import guests
from portal.walls.subscribers import forget_phones
from portal.walls.terms.states import PHONES_ARE_KNOWN
from tests.factories.wall_with_cards import MISSING, Filled, dot, hang, wall_with_cards
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

LONG = PHONES_ARE_KNOWN + timedelta(hours=1)


def counted(filled: Filled) -> list[tuple[str, int, int]]:
    """Words and dots of everything on the wall, of phones and of the room."""
    found = queries.content(queries.wall(filled.wall.id), for_staff=True)
    clusters = [(one.title, one.counted.phones, one.counted.room) for col in found.columns for one in col.clusters]
    cards = [card for column in found.columns for card in column.loose]
    return clusters + [(card.text, card.counted.phones, card.counted.room) for card in cards]


def close(filled: Filled) -> None:
    with unit_of_work():
        actions.close_wall(queries.wall(filled.wall.id), by=SYSTEM)


def with_one_busy_phone() -> tuple[Filled, UUID]:
    """One phone that wrote a card and placed two dots, besides the phones that did one thing each."""
    filled, guest = wall_with_cards(), uuid4()
    hang(filled, MISSING, "Von diesem Handy", guest_id=guest)
    dot(filled, Spot(card_id=filled.cards["Von diesem Handy"]), guest_id=guest)
    dot(filled, Spot(cluster_id=filled.cluster_id), guest_id=guest)
    return filled, guest


def test_phones_are_forgotten_and_dots_keep_counting(app: Flask, frozen_clock: StoppedClock) -> None:
    filled, guest = with_one_busy_phone()
    close(filled)
    before, phones = counted(filled), guests.guest_count(filled.wall.id)
    old = set(session().scalars(select(WallGuest.id)))

    frozen_clock.forward(seconds=LONG.total_seconds())
    forget_phones()

    assert counted(filled) == before
    assert guests.guest_count(filled.wall.id) == phones == 8
    assert old.isdisjoint(session().scalars(select(WallGuest.id)))
    assert guests.own_cards(guest) == []
    assert guests.own_dots(guest) == []
    assert session().scalar(select(func.count(WallCard.guest_id))) == 0
    assert session().scalar(select(func.count(Dot.submission_key))) == 0
    assert set(session().execute(select(WallGuest.begun_on, WallGuest.slip_hash))) == {(None, None)}
    assert walls_with_phones_to_forget() == []


def test_the_budget_of_a_round_still_holds_after_forgetting(app: Flask, frozen_clock: StoppedClock) -> None:
    filled, _guest = with_one_busy_phone()
    slots = select(Dot.round, Dot.slot, Dot.budget).where(Dot.guest_id.is_not(None))
    before = sorted(map(tuple, session().execute(slots)))
    close(filled)
    frozen_clock.forward(seconds=LONG.total_seconds())
    forget_phones()

    assert sorted(map(tuple, session().execute(slots))) == before


def test_walls_that_are_open_or_closed_lately_know_their_phones(app: Flask, frozen_clock: StoppedClock) -> None:
    running, (lately, guest) = wall_with_cards(), with_one_busy_phone()
    frozen_clock.forward(seconds=LONG.total_seconds())
    close(lately)
    frozen_clock.forward(days=59)
    forget_phones()

    assert [one.text for one in guests.own_cards(guest)] == ["Von diesem Handy"]
    assert walls_with_phones_to_forget() == []
    frozen_clock.forward(days=2)
    assert walls_with_phones_to_forget() == [lately.wall.id]
    with unit_of_work():
        actions.open_wall(queries.wall(lately.wall.id), by=SYSTEM)
    forget_phones()
    assert len(guests.own_dots(guest)) == 2
    assert guests.guest_count(running.wall.id) == 7


def test_slips_count_once_they_are_used_and_are_forgotten_too(app: Flask, frozen_clock: StoppedClock) -> None:
    filled = wall_with_cards(needs_slip=False)
    with unit_of_work():
        actions.make_slips(queries.wall(filled.wall.id), number=30, by=SYSTEM)
    assert guests.guest_count(filled.wall.id) == 7

    close(filled)
    frozen_clock.forward(seconds=LONG.total_seconds())
    forget_phones()
    assert guests.guest_count(filled.wall.id) == 7
    assert session().scalar(select(func.count()).select_from(WallGuest)) == 7


def test_a_closed_wall_hands_out_no_cookie(client: PickyClient) -> None:
    filled = wall_with_cards()
    address = f"/wand/{filled.wall.room_code}"
    assert "wand=" in client.get(address).headers["Set-Cookie"]

    close(filled)
    assert "Set-Cookie" not in client.get(address).headers
