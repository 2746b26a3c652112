"""The journal of changes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.feed.terms.journal import EventState, EventType
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import Base, enum_column
from portal.needs.terms import NeedStatus


class FeedEvent(Base):
    """One thing that happened to a Bedarf, written in the transaction in which it happened. Facts only, no words of anybody.

    Rows are never changed; the oldest ones are deleted after `KEEP_EVENTS`.
    """

    __tablename__ = "feed_event"

    #: Place in the journal, without gaps and in the order of commits.
    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    #: Names the event for good, also when a database is restored and numbers come a second time.
    id: Mapped[UUID] = mapped_column(default=new_id)
    type: Mapped[EventType] = enum_column(EventType)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    #: What people call the Bedarf.
    need_number: Mapped[str] = mapped_column(String(20))
    #: `Need.change_number` right after the event.
    change_number: Mapped[int]
    state: Mapped[EventState] = enum_column(EventState)
    #: Its status right after the event.
    status: Mapped[NeedStatus] = enum_column(NeedStatus)
    #: Where it lay right after the event.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"))
    #: Where it lay before; only for `EventType.MOVED`.
    left_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id"))

    __table_args__ = (Index("ix_feed_event_by_place", "sozialraum_id", "number"),)
