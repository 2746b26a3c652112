"""Asking a wall whether it has changed: one indexed query, because hundreds of phones ask every two seconds."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.walls.models import Wall
from portal.walls.queries.walls import is_found_by_code


class Pulse(NamedTuple):
    """How far a wall has come."""

    wall_id: UUID
    change: int
    phone_change: int


_BY_CODE = select(Wall.id, Wall.change, Wall.phone_change)


def pulse_of_code(code: str) -> Pulse | None:
    """The pulse of the wall to which a room code of six digits leads; None for anything else."""
    row = session().execute(_BY_CODE.where(Wall.room_code == code, is_found_by_code())).first()
    return Pulse(*row) if row else None
