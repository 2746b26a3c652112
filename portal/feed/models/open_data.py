"""The tables of open data: each Stand as it was frozen, and its files."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.terms.open_data import Dataset, FileFormat
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, enum_column, explain_constraint
from portal.kernel.text import N_


class OpenDataRelease(Keyed, Base):
    """A Stand of all data sets. It is prepared, looked at, and published as it is; its files never change."""

    __tablename__ = "open_data_release"
    #: The day whose state it holds; part of its addresses, so there is one a day.
    day: Mapped[date] = mapped_column(Date, unique=True)
    #: Wortmeldungen there were on that day. Never shown; says how many are new when the next Stand is made.
    counted: Mapped[int]
    #: Key of the licence under which it is given away.
    licence: Mapped[str] = mapped_column(String(40))
    #: Who must be named as the source.
    publisher: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that had it prepared; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Since when everybody may read it; NULL while it is only prepared.
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Since when it is taken back because something in it was wrong.
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    files: Mapped[list["OpenDataFile"]] = relationship(
        viewonly=True, order_by="(OpenDataFile.dataset, OpenDataFile.format)"
    )

    __table_args__ = (
        CheckConstraint("withdrawn_at IS NULL OR published_at IS NOT NULL", name="withdrawn_after_published"),
    )

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class OpenDataFile(Base):
    """One file of a Stand, byte for byte as it is given away. The database refuses every change."""

    __tablename__ = "open_data_file"
    release_id: Mapped[UUID] = mapped_column(ForeignKey("open_data_release.id", ondelete="CASCADE"), primary_key=True)
    dataset: Mapped[Dataset] = enum_column(Dataset, primary_key=True)
    format: Mapped[FileFormat] = enum_column(FileFormat, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    #: Size in bytes.
    size: Mapped[int]
    #: SHA-256 of the content in hexadecimal.
    sha256: Mapped[str] = mapped_column(String(64))
    #: How many rows of data it holds.
    rows: Mapped[int]

    release: Mapped[OpenDataRelease] = relationship(viewonly=True)


explain_constraint(
    "uq_open_data_release_day",
    N_("Für diesen Tag gibt es schon einen Stand. Der nächste ist morgen möglich."),
    columns="open_data_release.day",
)
