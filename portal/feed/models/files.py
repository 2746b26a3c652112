"""The files that are made each night."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import KEEP_DAYS_DEFAULT, KEEP_DAYS_MOST, Dataset
from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.places.models import Sozialraum

_IS_MADE = text("ended_at IS NULL")


class NightlyFile(Keyed, Base):
    """One file that the portal makes anew each night, for one Sozialraum and everything beneath it.

    Rows stay after it was ended; its versions go when their days are over.
    """

    __tablename__ = "nightly_file"
    __table_args__ = (
        CheckConstraint(f"keep_days BETWEEN 1 AND {KEEP_DAYS_MOST}", name="kept_for_days"),
        Index(
            "uq_nightly_file_once",
            "dataset",
            "format",
            "sozialraum_id",
            unique=True,
            sqlite_where=_IS_MADE,
            postgresql_where=_IS_MADE,
        ),
    )

    #: What it holds.
    dataset: Mapped[Dataset] = enum_column(Dataset)
    #: As what it is written.
    format: Mapped[ExportFormat] = enum_column(ExportFormat)
    #: The Sozialraum it tells of, with everything beneath; the county's own for all of it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"), index=True)
    #: How many days a version is kept.
    keep_days: Mapped[int] = mapped_column(default=KEEP_DAYS_DEFAULT)
    #: Key of the form that declared it: sending it twice makes one.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: The account that declared it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: When the next version is due.
    due_at: Mapped[datetime] = mapped_column(index=True)
    #: When making it failed, if it did since the last version.
    failed_at: Mapped[datetime | None]
    #: Why, as a German sentence; empty when nothing failed.
    failure: Mapped[str] = mapped_column(default="")
    #: The account that ended it.
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Since when it is made no more.
    ended_at: Mapped[datetime | None]

    place: Mapped[Sozialraum] = relationship(viewonly=True, lazy="joined")

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume around what it tells of, from the county down."""
        return self.place.lineage


class NightlyVersion(Keyed, Base):
    """The file of one night. The row is written when the file lies complete in its folder, and goes before the file does."""

    __tablename__ = "nightly_version"
    __table_args__ = (UniqueConstraint("nightly_file_id", "day"),)

    nightly_file_id: Mapped[UUID] = mapped_column(ForeignKey("nightly_file.id", ondelete="CASCADE"))
    #: The day in Bavaria whose morning finds it.
    day: Mapped[date] = mapped_column(Date)
    #: Its name in the folder of nightly files, made up by chance.
    stored_as: Mapped[str] = mapped_column(String(60))
    #: The name it has for people and systems.
    filename: Mapped[str] = mapped_column(String(120))
    #: In bytes.
    size: Mapped[int] = mapped_column(BigInteger)
    #: SHA-256 of the file, in hexadecimal digits.
    checksum: Mapped[str] = mapped_column(String(64))
    #: How many rows it has.
    row_count: Mapped[int]
    #: When its content was read.
    made_at: Mapped[datetime] = mapped_column(default=now)
    #: From then on it is gone.
    expires_at: Mapped[datetime] = mapped_column(index=True)

    file: Mapped[NightlyFile] = relationship(viewonly=True)

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume around what it tells of, from the county down."""
        return self.file.lineage


explain_constraint(
    "uq_nightly_file_once",
    N_("Diese Datei entsteht schon jede Nacht."),
    field="format",
    columns="nightly_file.dataset, nightly_file.format, nightly_file.sozialraum_id",
)
