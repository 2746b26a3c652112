"""Applications with their Kosten- und Finanzierungsplan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.funding.formats import Line, Plan
from portal.funding.models.programmes import ProgrammeVersion
from portal.funding.terms import (
    LONGEST_FILE_NUMBER,
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_REASON,
    ApplicationState,
    LineKind,
    Side,
)
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.money import Money
from portal.kernel.text import N_
from portal.places.models import Sozialraum


class FundingApplication(Base, Keyed, Stamped, Versioned):
    """An application for money of one programme, and what became of it."""

    __tablename__ = "funding_application"
    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("funding_programme_version.id", ondelete="RESTRICT"), index=True
    )
    title: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The project it is for, as the room that has it names it; NULL when it stands for the place alone.
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    #: What that project was called when it was chosen; "" without one.
    subject_title: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Where it is for; decides who may see it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: What the money is for.
    purpose: Mapped[str] = mapped_column(default="")
    #: First day of the project, from the decision on that of the period it names.
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    state: Mapped[ApplicationState] = enum_column(ApplicationState, default=ApplicationState.DRAFT)
    submitted_on: Mapped[date | None] = mapped_column(Date)
    #: The day of the decision, whichever it was.
    decided_on: Mapped[date | None] = mapped_column(Date)
    #: What was granted; NULL until then.
    granted: Mapped[Decimal | None] = mapped_column(Money)
    #: How the funder calls it (Aktenzeichen).
    file_number: Mapped[str] = mapped_column(String(LONGEST_FILE_NUMBER), default="")
    #: Why it was refused, in the funder's words.
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    started_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which the Verwendungsnachweis was handed in.
    reported_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    #: Key of the form it was begun with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    #: The account that began it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    programme_version: Mapped[ProgrammeVersion] = relationship(viewonly=True)
    lines: Mapped[list["PlanLine"]] = relationship(
        back_populates="application", order_by="(PlanLine.position, PlanLine.id)", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        CheckConstraint("granted IS NULL OR granted > 0", name="granted_something"),
        CheckConstraint("(submitted_on IS NULL) = (state = 'draft')", name="submitted_when_no_draft"),
        Index("ix_funding_application_starts_on_id", "starts_on", "id"),
        Index("ix_funding_application_state", "state"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its place, the county first."""
        return self.sozialraum.lineage

    @property
    def plan(self) -> Plan:
        return Plan([line.told for line in self.lines])

    def of_side(self, side: Side) -> list["PlanLine"]:
        """Its lines of one half."""
        return [line for line in self.lines if line.kind.side is side]


class PlanLine(Base, Keyed, Versioned):
    """One line of the Kostenplan or the Finanzierungsplan."""

    __tablename__ = "funding_plan_line"
    application_id: Mapped[UUID] = mapped_column(ForeignKey("funding_application.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = enum_column(LineKind)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    #: Whether the programme counts these costs; false for lines of finance.
    is_eligible: Mapped[bool] = mapped_column(default=True)
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    application: Mapped[FundingApplication] = relationship(back_populates="lines")
    amounts: Mapped[list["PlanAmount"]] = relationship(order_by="PlanAmount.year", cascade="all, delete-orphan")

    @property
    def told(self) -> Line:
        return Line(self.kind, self.per_year, self.is_eligible)

    @property
    def per_year(self) -> dict[int, Decimal]:
        return {one.year: one.amount for one in self.amounts}


class PlanAmount(Base):
    """The amount of one line in one calendar year."""

    __tablename__ = "funding_plan_amount"
    line_id: Mapped[UUID] = mapped_column(ForeignKey("funding_plan_line.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[Decimal] = mapped_column(Money)

    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)


explain_constraint(
    "ck_funding_application_ends_after_it_starts",
    N_("Das Ende liegt vor dem Beginn."),
    field="ends_on",
)
