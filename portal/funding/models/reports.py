"""What the funder is told."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.funding.models.applications import FundingApplication
from portal.funding.terms import ReportKind
from portal.kernel.db import Base, Keyed, Versioned, enum_column


class FundingReport(Base, Keyed, Versioned):
    """A Zwischenbericht or the Verwendungsnachweis with its Sachbericht."""

    __tablename__ = "funding_report"
    application_id: Mapped[UUID] = mapped_column(ForeignKey("funding_application.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReportKind] = enum_column(ReportKind)
    #: First day it tells of.
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column(Date)
    #: The day by which the funder wants it; computed from the programme, the decision may say another.
    due_on: Mapped[date] = mapped_column(Date, index=True)
    #: What stands before the figures.
    introduction: Mapped[str] = mapped_column(default="")
    #: What stands after them.
    outlook: Mapped[str] = mapped_column(default="")
    handed_in_on: Mapped[date | None] = mapped_column(Date)

    application: Mapped[FundingApplication] = relationship(viewonly=True)

    __table_args__ = (CheckConstraint("until >= since", name="until_after_since"),)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its application, the county first."""
        return self.application.lineage
