"""Letting a wall that is over forget its phones. What they brought stays and counts."""

from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table, delete, exists, insert, or_, select, update

from portal.kernel import clock
from portal.kernel.db import session
from portal.walls import queries
from portal.walls.actions.changes import hold
from portal.walls.models import Dot, Wall, WallCard, WallGuest
from portal.walls.terms import WallState
from portal.walls.terms.states import PHONES_ARE_KNOWN

_GUESTS, _DOTS = cast(Table, WallGuest.__table__), cast(Table, Dot.__table__)


def walls_with_phones_to_forget() -> list[UUID]:
    """Walls that closed so long ago that no phone has its name any more, and that still have theirs."""
    known = exists().where(WallGuest.wall_id == Wall.id, WallGuest.begun_on.is_not(None))
    long_ago = clock.now() - PHONES_ARE_KNOWN
    return list(
        session().scalars(select(Wall.id).where(Wall.state == WallState.CLOSED, Wall.closed_at < long_ago, known))
    )


def forget_phones(wall_id: UUID) -> int:
    """Part a wall from its phones; returns how many.

    A card no longer says from which phone it came. Dots stand where they stood, in their round and within their budget, at a guest
    with a new id that no cookie names; slips that nobody used are gone, those that were used say no code. Nothing happens when the
    wall was opened again meanwhile.
    """
    wall = queries.wall(wall_id)
    hold(wall)
    if wall.is_open or wall.closed_at is None or wall.closed_at >= clock.now() - PHONES_ARE_KNOWN:
        return 0
    unit = session()
    brought = or_(exists().where(Dot.guest_id == WallGuest.id), exists().where(WallCard.guest_id == WallGuest.id))
    known = (WallGuest.wall_id == wall.id) & WallGuest.begun_on.is_not(None)
    old = unit.scalars(select(WallGuest.id).where(known, brought)).all()
    # In the order of the new ids, so that not even the order of rows tells which was which.
    renamed = sorted((uuid4(), one) for one in old)
    if renamed:
        unit.execute(insert(_GUESTS), [{"id": new, "wall_id": wall.id, "begun_on": None} for new, _old in renamed])
    for new, former in renamed:
        moved = update(_DOTS).where(_DOTS.c.guest_id == former)
        unit.execute(moved.values(guest_id=new, submission_key=None))
    unit.execute(update(WallCard).where(WallCard.wall_id == wall.id).values(guest_id=None))
    unit.execute(delete(WallGuest).where(known))
    unit.expire_all()
    return len(renamed)
