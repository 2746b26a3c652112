"""Holding a wall while something on it changes, and telling those who watch it."""

from sqlalchemy import update

from portal.kernel import clock
from portal.kernel.db import session
from portal.walls.models import Wall


def hold(wall: Wall) -> None:
    """Nobody else changes what is on this wall until the unit ends; what was decided before is seen here.

    So a dot never slips in after its column was closed, and whoever sees a `change` also sees everything up to it.
    """
    session().refresh(wall, with_for_update={"key_share": True})


def touch(wall: Wall, *, phones: bool = False) -> None:
    """Let everybody who watches the wall look again; phones only when something changed that they show.

    It leaves `Wall.version` alone: a card that arrives is no reason to refuse somebody who edits the settings.
    """
    values = {"change": Wall.change + 1, "updated_at": clock.now()}
    if phones:
        values["phone_change"] = Wall.change + 1
    statement = update(Wall).where(Wall.id == wall.id).values(values)
    session().execute(statement, execution_options={"synchronize_session": False})
    session().expire(wall, ["change", "phone_change", "updated_at"])
