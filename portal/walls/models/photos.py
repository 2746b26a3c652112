"""Photos of paper walls."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.db import Base, Keyed, Stamped


class WallPhoto(Base, Keyed, Stamped):
    """A photo of a paper wall, rewritten from its pixels. Only for staff."""

    __tablename__ = "wall_photo"
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="CASCADE"), index=True)
    #: Name below the folder of photos.
    file_name: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]
    #: What it shows, in words, for those who do not see it.
    caption: Mapped[str] = mapped_column(default="")
