"""A Sozialbericht as it is being written, and what of it was released."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.reports.terms.chapters import LONGEST_TITLE, ChapterKind


class SocialReport(Base, Keyed, Stamped, Versioned):
    """A Sozialbericht of the county. Its figures are live until a Fassung is released; see `ReportRelease`."""

    __tablename__ = "social_report"
    #: Order of creation; the key of the list.
    seq: Mapped[int] = mapped_column(Integer, unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: The period it tells about; both days belong to it.
    begins_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    #: What stands before the first chapter, in Markdown; may be empty.
    preface: Mapped[str] = mapped_column(default="")
    #: Number of the latest Fassung; 0 while none was released.
    released: Mapped[int] = mapped_column(SmallInteger, default=0)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    chapters: Mapped[list["ReportChapter"]] = relationship(
        order_by="ReportChapter.position", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="ends_after_it_begins"),
        CheckConstraint("released >= 0", name="releases_are_counted"),
    )

    @property
    def chosen(self) -> list["ReportChapter"]:
        """The chapters that are in it, in their order."""
        return [one for one in self.chapters if one.is_included]


class ReportChapter(Base):
    """One chapter of a Sozialbericht: whether it is in it, where, and what the planner writes there."""

    __tablename__ = "report_chapter"
    report_id: Mapped[UUID] = mapped_column(ForeignKey("social_report.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ChapterKind] = enum_column(ChapterKind, primary_key=True)
    #: From 1.
    position: Mapped[int] = mapped_column(SmallInteger)
    is_included: Mapped[bool] = mapped_column(default=True)
    #: The planner's own words, in Markdown; may be empty.
    text: Mapped[str] = mapped_column(default="")

    __table_args__ = (CheckConstraint("position >= 1", name="counts_from_one"),)


class ReportRelease(Base, Keyed):
    """A Fassung: words, figures and files as they were released. Rows are never changed."""

    __tablename__ = "report_release"
    report_id: Mapped[UUID] = mapped_column(ForeignKey("social_report.id", ondelete="RESTRICT"))
    #: 1 for the first.
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: Everything that stands in it, figures and charts included.
    content: Mapped[dict[str, Any]]
    pdf: Mapped[bytes]
    docx: Mapped[bytes]
    #: SHA-256 of both files one after the other, in hexadecimal.
    digest: Mapped[str] = mapped_column(String(64))
    #: Key of the order: an order that runs twice makes one Fassung.
    order_key: Mapped[UUID] = mapped_column(unique=True)
    released_at: Mapped[datetime] = mapped_column(default=clock.now)
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    report: Mapped[SocialReport] = relationship(viewonly=True)

    __table_args__ = (UniqueConstraint("report_id", "number"), CheckConstraint("number >= 1", name="counts_from_one"))


explain_constraint(
    "uq_social_report_submission_key",
    N_("Dieser Bericht ist schon angelegt; er wurde zweimal gesendet."),
    columns="social_report.submission_key",
)
