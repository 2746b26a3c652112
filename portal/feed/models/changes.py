"""In which order things changed that systems keep a copy of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.feed.terms.changes import ChangedKind
from portal.kernel.clock import now
from portal.kernel.db import Base, enum_column


class FeedChange(Base):
    """The latest change of one thing. Bedarfe have numbers of their own (`Need.change_number`)."""

    __tablename__ = "feed_change"
    kind: Mapped[ChangedKind] = enum_column(ChangedKind, primary_key=True)
    #: The id of the thing, which may be gone.
    object_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: In the order of commits, so that nothing is stepped over while others write.
    change_number: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    #: Whether the thing was deleted.
    is_gone: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_feed_change_kind_change_number", "kind", "change_number", unique=True),)


class FeedPresence(Base):
    """Where one thing may be read by systems, or could be: copies of a Sozialraum learn from this that it went away from there.

    Rows go with the thing. A draft may be read nowhere.
    """

    __tablename__ = "feed_presence"
    kind: Mapped[ChangedKind] = enum_column(ChangedKind, primary_key=True)
    #: The id of the thing.
    object_id: Mapped[UUID] = mapped_column(primary_key=True)
    sozialraum_id: Mapped[UUID] = mapped_column(
        ForeignKey("sozialraum.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    #: Number of the change with which it went from there, in the series of `FeedChange`; NULL while it is there.
    left_number: Mapped[int | None] = mapped_column(BigInteger)
    #: When that was.
    left_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("(left_number IS NULL) = (left_at IS NULL)", name="left_with_a_number"),
        Index("ix_feed_presence_kind_left_number", "kind", "left_number"),
    )
