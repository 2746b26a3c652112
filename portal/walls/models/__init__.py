"""Tables of the Moderationswand."""

from portal.walls.models.cards import Dot, WallCard, WallGuest
from portal.walls.models.photos import WallPhoto
from portal.walls.models.walls import ROOM_CODE_LENGTH, Wall, WallCluster, WallColumn

__all__ = [
    "ROOM_CODE_LENGTH",
    "Dot",
    "Wall",
    "WallCard",
    "WallCluster",
    "WallColumn",
    "WallGuest",
    "WallPhoto",
]
