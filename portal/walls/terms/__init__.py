"""The words in which a Moderationswand is described."""

from portal.walls.terms.states import (
    WALL,
    Naming,
    WallState,
)

__all__ = ["WALL", "Naming", "WallState"]
