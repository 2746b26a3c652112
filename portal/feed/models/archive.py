"""Orders of the whole archive: one person orders it, another approves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.feed.terms.archive import REASON_LONGEST, WAITS, OrderState
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, enum_column


class ArchiveOrder(Base, Keyed):
    """Somebody's wish to take the whole portal along as one file. Rows stay when the file is gone."""

    __tablename__ = "archive_order"
    #: Key of the form that ordered it: sending it twice orders one.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: What it is for, as the person who orders it says.
    reason: Mapped[str] = mapped_column(String(REASON_LONGEST))
    state: Mapped[OrderState] = enum_column(OrderState, default=OrderState.ORDERED)
    #: Who ordered it, and alone can fetch it.
    ordered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    #: Who approved or refused; never who ordered.
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    #: The job that writes the file; NULL before it is approved.
    job_id: Mapped[UUID | None]
    #: Rows in all tables together; NULL before it is written.
    rows: Mapped[int | None] = mapped_column(BigInteger)
    #: Uploaded files in it; NULL before it is written.
    files: Mapped[int | None]
    #: Size of the file in bytes; NULL before it is written.
    size: Mapped[int | None] = mapped_column(BigInteger)
    #: SHA-256 of the file in hexadecimal digits; NULL before it is written.
    sha256: Mapped[str | None] = mapped_column(String(64))
    #: From then on nobody can fetch it, and the file is erased; NULL before it is written.
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    #: When it was last fetched; NULL before.
    fetched_at: Mapped[datetime | None]
    #: A German sentence why it was not written; empty unless that happened.
    error: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("decided_by IS NULL OR decided_by != ordered_by", name="decided_by_another"),
        CheckConstraint("state NOT IN ('approved', 'ready') OR decided_by IS NOT NULL", name="approved_by_somebody"),
        CheckConstraint("state != 'ready' OR expires_at IS NOT NULL", name="ready_has_an_end"),
    )

    @property
    def is_waiting(self) -> bool:
        """Whether somebody may still decide it."""
        return self.state is OrderState.ORDERED and clock.now() < self.ordered_at + WAITS

    @property
    def is_under_way(self) -> bool:
        """Whether it waits, is written, or lies ready."""
        return self.is_waiting or self.state is OrderState.APPROVED or self.is_ready

    @property
    def is_ready(self) -> bool:
        """Whether its file can be fetched now."""
        return self.state is OrderState.READY and self.expires_at is not None and clock.now() < self.expires_at
