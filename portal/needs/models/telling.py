"""Who was told of a public answer, when and how, and where it hangs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.clock import now
from portal.kernel.db import Base, enum_column
from portal.needs.models.need import Ordered
from portal.needs.terms.telling import TellingChannel, TellingState

_WAITS = text("state = 'waiting'")


class Telling(Ordered, Base):
    """One person was told of one public answer in one way, or somebody tried. Name, address and number stay in the Contact:
    whoever has theirs deleted takes these rows along."""

    __tablename__ = "telling"

    answer_id: Mapped[int] = mapped_column(ForeignKey("public_answer.id", ondelete="CASCADE"))
    #: The Wortmeldung with the contact; goes when the contact goes.
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution_contact.contribution_id", ondelete="CASCADE"), index=True
    )
    channel: Mapped[TellingChannel] = enum_column(TellingChannel)
    state: Mapped[TellingState] = enum_column(TellingState)
    #: When it got into this state; for a mail that waits, when the answer was given.
    at: Mapped[datetime] = mapped_column(default=now)
    #: How often somebody rang; 0 for what is not rung.
    tries: Mapped[int] = mapped_column(default=0)
    #: Who did it; empty for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: The mail that tells it, or told it last; empty while it waits for one and for what is not told by mail.
    mail_id: Mapped[UUID | None] = mapped_column(index=True)

    __table_args__ = (
        Index("uq_telling_once", "answer_id", "channel", "contribution_id", unique=True),
        Index("ix_telling_waiting", "at", sqlite_where=_WAITS, postgresql_where=_WAITS),
        CheckConstraint("tries >= 0", name="tries_are_counted"),
    )


class NoticeSheet(Ordered, Base):
    """The sheet with one public answer hangs on the notice board of one Gemeinde."""

    __tablename__ = "notice_sheet"

    answer_id: Mapped[int] = mapped_column(ForeignKey("public_answer.id", ondelete="CASCADE"))
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"), index=True)
    #: Where exactly: town hall, church, doctor's.
    where: Mapped[str] = mapped_column("hangs_where", String(120), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    __table_args__ = (Index("uq_notice_sheet_once", "answer_id", "sozialraum_id", unique=True),)
