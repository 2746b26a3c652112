"""Photos of paper walls."""

from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.walls.models import WallPhoto


def photos_of(wall_id: UUID) -> list[WallPhoto]:
    """The photos of a wall, in the order in which they came."""
    return list(session().scalars(select(WallPhoto).where(WallPhoto.wall_id == wall_id).order_by(WallPhoto.id)))


def photo(wall_id: UUID, photo_id: UUID) -> WallPhoto:
    """One photo of this wall. Raises `NotFound` for any other."""
    found = session().get(WallPhoto, photo_id)
    if found is None or found.wall_id != wall_id:
        raise NotFound
    return found


def photo_files() -> frozenset[str]:
    """The names of all files that photos of walls speak of."""
    return frozenset(session().scalars(select(WallPhoto.file_name)))
