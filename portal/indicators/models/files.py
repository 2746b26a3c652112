"""Files with values: what they brought, what they changed, and what their columns mean."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.indicators.models.values import Exact
from portal.indicators.terms import ValueStatus
from portal.indicators.terms.definitions import LONGEST_KEY, LONGEST_SOURCE
from portal.indicators.terms.importing import OPEN, ImportState, Layout
from portal.indicators.terms.parts import LONGEST_PART
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column


class IndicatorImport(Base, Keyed, Stamped, Versioned):
    """One file with values, from the moment it arrived."""

    __tablename__ = "indicator_import"
    file_name: Mapped[str] = mapped_column(String(200))
    #: SHA-256 of the file.
    digest: Mapped[bytes]
    state: Mapped[ImportState] = enum_column(ImportState)
    #: What kind of file it turned out to be; NULL while it was not read.
    layout: Mapped[Layout | None] = enum_column(Layout)
    #: What the table calls itself: "12411-02-03-5 Bevölkerungsstand …"; may be empty.
    title: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: Whose figures they are, with licence, as the file or the person said.
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: The file itself until it was taken over or forgotten.
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    #: The values it holds for our places, as JSON; empty after it was taken over.
    rows: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    #: Counts and remarks.
    report: Mapped[dict[str, Any]]
    #: Why it cannot be read, in a German sentence; "" when it can.
    error: Mapped[str] = mapped_column(default="")
    #: The account that brought it; NULL for the command line.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: The job that reads it; NULL when it was read at once.
    job_id: Mapped[UUID | None]
    taken_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    __table_args__ = (Index("ix_indicator_import_created_at", "created_at", "id"),)

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken over or forgotten."""
        return self.state in OPEN


class ValueChange(Base, Keyed):
    """What a value was before a file changed it; without a status there was none."""

    __tablename__ = "indicator_change"
    import_id: Mapped[UUID] = mapped_column(ForeignKey("indicator_import.id", ondelete="CASCADE"))
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="CASCADE"))
    on_day: Mapped[date] = mapped_column(Date)
    part: Mapped[str] = mapped_column(String(LONGEST_PART), default="")
    old_status: Mapped[ValueStatus | None] = enum_column(ValueStatus)
    old_value: Mapped[Decimal | None] = mapped_column(Exact())
    #: The file it had been read from before.
    old_import_id: Mapped[UUID | None]
    #: The account that had entered it by hand before.
    old_entered_by: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint(
            "import_id", "indicator_key", "sozialraum_id", "on_day", "part", name="uq_indicator_change_once"
        ),
        Index("ix_indicator_change_sozialraum_id", "sozialraum_id"),
        Index("ix_indicator_change_old_import_id", "old_import_id"),
    )


class IndicatorMapping(Base, Keyed, Stamped):
    """What the columns of a kind of table mean, remembered by its headings."""

    __tablename__ = "indicator_mapping"
    #: SHA-256 of the folded headings.
    signature: Mapped[bytes]
    #: {"columns": {heading position: role}, "day": "2015-12-31" or "", "source": "…"}
    meaning: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("signature"),)
