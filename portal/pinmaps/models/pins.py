"""Pins, the sittings in which they were set, and how many there are in each cell."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.contributions.terms import Channel
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, enum_column
from portal.pinmaps.terms import PinVisibility
from portal.pinmaps.terms.states import LONGEST_TITLE

#: Stands for every month in the counts, and for every month and every group together.
ALL_MONTHS = 0
EVERYTHING = -1
_OF_A_SITTING = text("sitting_id IS NOT NULL")
_AT_A_TABLE = text("session_id IS NOT NULL")
_IN_A_GROUP = text("group_number <> 0")
_WAITING = text("visibility <> 'shown' OR NOT is_read")


class PinSitting(Base, Keyed):
    """One go of one person: several pins under one Rückmelde-Code."""

    __tablename__ = "pin_sitting"
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="CASCADE"), index=True)
    #: Hash of the Rückmelde-Code that all its pins share; it follows from the key that the person's browser made.
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    #: Day on which it began.
    begun_on: Mapped[date] = mapped_column(Date, default=clock.today)
    #: Pins set in it and not taken back.
    pins: Mapped[int] = mapped_column(default=0)


class MapSession(Base, Keyed, Stamped):
    """A group at a table with a paper map, written down by staff: "10 Personen, Gruppe 60+, Kartentisch Erkheim"."""

    __tablename__ = "pin_map_session"
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    held_on: Mapped[date] = mapped_column(Date)
    #: How many people sat there; NULL when nobody counted.
    people: Mapped[int | None]
    #: The group its pins belong to unless another is chosen (`PinGroup.number`); 0 for none.
    group: Mapped[int] = mapped_column("group_number", SmallInteger, default=0)
    #: How the pins came: from paper, or face to face on a tablet.
    channel: Mapped[Channel] = enum_column(Channel, default=Channel.PAPER)
    #: What should be remembered of it; only for staff.
    note: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (CheckConstraint("people > 0", name="somebody_was_there"),)


class MapSessionPhoto(Base, Keyed):
    """A photo of the paper map of a session, rewritten from its pixels. Only for staff."""

    __tablename__ = "pin_map_session_photo"
    session_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map_session.id", ondelete="CASCADE"), index=True)
    #: Name below the folder of photos.
    file_name: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]


class Pin(Base):
    """One pin: the position of a Wortmeldung on a Nadelkarte. Its words and photo are those of the Wortmeldung.

    A pin that was only described in words ("beim alten Bahnhof") has no position and stands in no cell.
    """

    __tablename__ = "pin"
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="RESTRICT"))
    #: Order of arrival within the map, for lists (`Contribution.seq`).
    seq: Mapped[int] = mapped_column(BigInteger)
    category: Mapped[int] = mapped_column("category_number", SmallInteger)
    group: Mapped[int] = mapped_column("group_number", SmallInteger, default=0)
    #: Where it was set, in steps of `geometry.mercator`; only for staff.
    x: Mapped[int | None] = mapped_column(Integer)
    y: Mapped[int | None] = mapped_column(Integer)
    #: Where others see it: moved once by chance or put on a grid.
    shown_x: Mapped[int | None] = mapped_column(Integer)
    shown_y: Mapped[int | None] = mapped_column(Integer)
    #: The finest cell of the shown position (`mercator.morton`).
    cell: Mapped[int | None] = mapped_column(BigInteger)
    visibility: Mapped[PinVisibility] = enum_column(PinVisibility)
    #: Whether a person has released its words and photo.
    is_read: Mapped[bool] = mapped_column(default=False)
    #: Whether somebody wrote why; otherwise the words of the Wortmeldung are the label of its category.
    has_words: Mapped[bool] = mapped_column(default=False)
    placed_on: Mapped[date] = mapped_column(Date)
    #: The month of `placed_on` as 202611.
    month: Mapped[int] = mapped_column(Integer)
    sitting_id: Mapped[UUID | None] = mapped_column(ForeignKey("pin_sitting.id", ondelete="SET NULL"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("pin_map_session.id", ondelete="SET NULL"))

    __table_args__ = (
        ForeignKeyConstraint(["map_id", "category_number"], ["pin_category.map_id", "pin_category.number"]),
        CheckConstraint(
            "(x IS NULL) = (y IS NULL) AND (x IS NULL) = (shown_x IS NULL) AND (x IS NULL) = (shown_y IS NULL)"
            " AND (x IS NULL) = (cell IS NULL)",
            name="position_is_complete",
        ),
        # With everything a map draws of a pin, so that reading a window touches neighbouring pages of this index alone.
        Index(
            "ix_pin_map_id_cell",
            "map_id",
            "cell",
            "shown_x",
            "shown_y",
            "category_number",
            "group_number",
            "visibility",
            "is_read",
            "has_words",
            "month",
            "contribution_id",
        ),
        Index("ix_pin_map_id_seq", "map_id", "seq"),
        # Which categories and groups a pin names, and the pins of a rare category, without passing all the others.
        Index("ix_pin_map_id_category_number_seq", "map_id", "category_number", "seq"),
        # The same for the list that everybody reads, whose order does not tell who came after whom (`queries.windows.BY_MONTH`).
        Index("ix_pin_map_id_month", "map_id", "month", "contribution_id"),
        Index("ix_pin_map_id_category_number_month", "map_id", "category_number", "month", "contribution_id"),
        Index(
            "ix_pin_map_id_group_number",
            "map_id",
            "group_number",
            sqlite_where=_IN_A_GROUP,
            postgresql_where=_IN_A_GROUP,
        ),
        Index("ix_pin_waiting", "map_id", "seq", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_pin_sitting_id", "sitting_id", sqlite_where=_OF_A_SITTING, postgresql_where=_OF_A_SITTING),
        Index("ix_pin_session_id_seq", "session_id", "seq", sqlite_where=_AT_A_TABLE, postgresql_where=_AT_A_TABLE),
    )

    @property
    def is_on_the_map(self) -> bool:
        return self.x is not None


class PinCell(Base):
    """How many pins lie in one cell of one level, by category, group and month (0: all months together; -1: all groups too).

    Written in the transaction of the pin, so that it always agrees with the pins; `portal pinmaps rebuild` counts anew.
    """

    __tablename__ = "pin_cell"
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: Position shifted right by 28 - level.
    x: Mapped[int] = mapped_column(Integer, primary_key=True)
    y: Mapped[int] = mapped_column(Integer, primary_key=True)
    category: Mapped[int] = mapped_column("category_number", SmallInteger, primary_key=True)
    group: Mapped[int] = mapped_column("group_number", SmallInteger, primary_key=True)
    shown: Mapped[int] = mapped_column(Integer)
    held: Mapped[int] = mapped_column(Integer)
    hidden: Mapped[int] = mapped_column(Integer)
    #: Sums of how far the shown pins lie from the cell's west and north edge, in 1/256 of its width.
    east_sum: Mapped[int] = mapped_column(BigInteger)
    south_sum: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = {"sqlite_with_rowid": False}
