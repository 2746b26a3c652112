"""Beschlussvorlagen, what of them went to a Gremium, and the county's template."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.planning.models.recommendations import Recommendation
from portal.planning.terms.papers import (
    LONGEST_ADDRESS,
    LONGEST_FILE_NAME,
    LONGEST_OUTSIDE_NUMBER,
    LONGEST_PAPER_TITLE,
    LONGEST_PROPOSAL,
    PaperState,
)


class CouncilPaper(Base, Keyed, Stamped, Versioned):
    """A Beschlussvorlage as it is being written. What a Gremium got stands in `PaperVersion`."""

    __tablename__ = "council_paper"
    #: Order of creation; the key of the list.
    seq: Mapped[int] = mapped_column(Integer)
    #: What people call it here, for example "V-2026-0003".
    number: Mapped[str] = mapped_column(String(20))
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_PAPER_TITLE))
    state: Mapped[PaperState] = enum_column(PaperState, default=PaperState.DRAFT)
    #: The date on the paper; no Beschluss can be older.
    dated_on: Mapped[date] = mapped_column(Date)
    #: Sachverhalt.
    facts: Mapped[str] = mapped_column(default="")
    #: What speaks for and against, in words; the figures are taken from the Bedarfe.
    evidence: Mapped[str] = mapped_column(default="")
    #: What it costs and who pays, in words.
    costs: Mapped[str] = mapped_column(default="")
    #: What the Gremium is asked to decide.
    proposal: Mapped[str] = mapped_column(String(LONGEST_PROPOSAL), default="")
    #: Its number in the county's council information system; may be empty.
    outside_number: Mapped[str] = mapped_column(String(LONGEST_OUTSIDE_NUMBER), default="")
    #: Where it stands there (https); may be empty.
    outside_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None]

    recommendation: Mapped[Recommendation] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        UniqueConstraint("seq"),
        UniqueConstraint("number"),
        UniqueConstraint("submission_key"),
        Index("ix_council_paper_by_state", "state", "seq"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.recommendation.lineage


class PaperVersion(Base, Keyed):
    """A Beschlussvorlage as it went to a Gremium. Rows are never changed."""

    __tablename__ = "paper_version"
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("council_paper.id", ondelete="RESTRICT"))
    #: 1 for what was first submitted.
    number: Mapped[int]
    #: Everything that stands in the paper, figures and options included, as it was.
    content: Mapped[dict[str, Any]]
    #: SHA-256 of the content in hexadecimal: the same words make no second version.
    digest: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    paper: Mapped[CouncilPaper] = relationship(lazy="select", viewonly=True)

    __table_args__ = (UniqueConstraint("paper_id", "number"), CheckConstraint("number >= 1", name="counts_from_one"))


class PaperTemplate(Base, Keyed):
    """The county's own DOCX for Beschlussvorlagen. The latest one counts; earlier ones are kept."""

    __tablename__ = "paper_template"
    file_name: Mapped[str] = mapped_column(String(LONGEST_FILE_NAME))
    #: The checked file.
    file: Mapped[bytes]
    #: Placeholders found in it.
    placeholders: Mapped[list[str]]
    uploaded_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    uploaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when the county goes back to the shipped template.
    retired_at: Mapped[datetime | None]
