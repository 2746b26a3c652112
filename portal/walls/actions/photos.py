"""Photos of paper walls: kept with the wall, with words for those who do not see them."""

from uuid import UUID

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls.models import Wall, WallPhoto
from portal.walls.policy import WallPermission
from portal.walls.queries import photos

PHOTO_REMOVED = audit.kind("walls.photo-removed", N_("Foto einer Moderationswand entfernt"), keys=("wall_id",))
MOST_PHOTOS = 30


def add_photo(wall: Wall, *, file_name: str, width: int, height: int, caption: str = "", by: Actor) -> WallPhoto:
    """Keep a photo of a paper wall, already rewritten from its pixels. Raises `InvalidInput` (field "photo") for one too many."""
    ensure(WallPermission.ARRANGE, by, wall)
    if len(photos.photos_of(wall.id)) >= MOST_PHOTOS:
        raise InvalidInput(
            "wall.many-photos",
            N_("Zu einer Wand passen höchstens %(most)s Fotos. Entfernen Sie eines, das Sie nicht mehr brauchen."),
            field="photo",
            most=MOST_PHOTOS,
        )
    photo = WallPhoto(wall_id=wall.id, file_name=file_name, width=width, height=height, caption=caption)
    session().add(photo)
    return photo


def remove_photo(wall: Wall, photo_id: UUID, *, by: Actor) -> None:
    """Forget a photo; its file goes with the next tidying up. Raises `NotFound` for one of another wall."""
    ensure(WallPermission.ARRANGE, by, wall)
    session().delete(photos.photo(wall.id, photo_id))
    audit.log(PHOTO_REMOVED, by=by, wall_id=wall.id)
