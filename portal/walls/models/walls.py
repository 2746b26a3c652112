"""The wall itself, its columns and its clusters."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.places.models import Sozialraum
from portal.walls.terms import Naming, WallState
from portal.walls.terms.states import (
    LONGEST_CLUSTER_TITLE,
    LONGEST_COLUMN_TITLE,
    LONGEST_HINT,
    LONGEST_TITLE,
    MOST_DOTS,
)

ROOM_CODE_LENGTH = 6


class Wall(Base, Keyed, Stamped, Versioned):
    """One Moderationswand."""

    __tablename__ = "wall"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: Whose daily life it is about; who works there may run it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: The Verfahren it belongs to.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    state: Mapped[WallState] = enum_column(WallState, default=WallState.DRAFT)
    #: What people type on their phones to find it: digits, so that it can be called out and typed with one thumb.
    room_code: Mapped[str] = mapped_column(String(ROOM_CODE_LENGTH), unique=True)
    naming: Mapped[Naming] = enum_column(Naming, default=Naming.ANONYMOUS)
    #: Whether a new card hangs with its back to the room until the moderation turns it.
    covered: Mapped[bool] = mapped_column(default=False)
    #: Dots that one person has in each round; `Dot.budget` follows it, and the database lets nobody place more.
    dots_per_person: Mapped[int] = mapped_column(SmallInteger, default=3)
    #: Whether one person may place several dots at the same spot.
    stacking: Mapped[bool] = mapped_column(default=False)
    #: Whether nobody, not even the moderation, sees where dots stand while they are placed.
    secret_dots: Mapped[bool] = mapped_column(default=True)
    #: Whether dots need the voting code of a printed slip, so that a second phone is no second voice.
    needs_slip: Mapped[bool] = mapped_column(default=False)
    #: When the time that is being counted down is over; NULL when none is.
    timer_ends_at: Mapped[datetime | None]
    #: Grows with everything that can be seen on the wall, in the transaction that changes it: beamer and desk ask for it.
    change: Mapped[int] = mapped_column(BigInteger, default=0)
    #: The `change` at which something changed that phones show: other people's cards and dots leave them in peace.
    phone_change: Mapped[int] = mapped_column(BigInteger, default=0)
    #: The account that drafted it; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)

    __table_args__ = (
        # What `Dot.budget` refers to.
        UniqueConstraint("id", "dots_per_person"),
        CheckConstraint(f"dots_per_person BETWEEN 0 AND {MOST_DOTS}", name="dots_are_in_range"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_open(self) -> bool:
        return self.state is WallState.OPEN

    @property
    def spoken_code(self) -> str:
        """The room code as it is called out and printed: "482 915"."""
        return f"{self.room_code[:3]} {self.room_code[3:]}"


class WallColumn(Base, Keyed):
    """A column of a wall, for example "Stärken"."""

    __tablename__ = "wall_column"
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(LONGEST_COLUMN_TITLE))
    #: What belongs here, in a sentence that people read before they write.
    hint: Mapped[str] = mapped_column(String(LONGEST_HINT), default="")
    #: Whether it takes cards of phones just now.
    takes_cards: Mapped[bool] = mapped_column(default=False)
    #: Whether it takes dots of phones just now.
    takes_dots: Mapped[bool] = mapped_column(default=False)
    #: Columns that were opened for dots together share a round, and people their dots; 0 until it was open for dots.
    dot_round: Mapped[int] = mapped_column(SmallInteger, default=0)


class WallCluster(Base, Keyed, Versioned):
    """Cards of one column that belong together, with a title."""

    __tablename__ = "wall_cluster"
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="CASCADE"), index=True)
    column_id: Mapped[UUID] = mapped_column(ForeignKey("wall_column.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(LONGEST_CLUSTER_TITLE))
