"""What is spent and what is called from the funder."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.funding.models.applications import FundingApplication
from portal.funding.terms import LONGEST_TEXT
from portal.kernel import clock
from portal.kernel.db import Base, Keyed
from portal.kernel.money import Money


class FundingBooking(Base, Keyed):
    """Money that was spent. A wrong one is cancelled and stays to be seen."""

    __tablename__ = "funding_booking"
    application_id: Mapped[UUID] = mapped_column(ForeignKey("funding_application.id", ondelete="CASCADE"))
    #: The day on the receipt.
    booked_on: Mapped[date] = mapped_column(Date)
    #: What was paid, and to whom.
    label: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    amount: Mapped[Decimal] = mapped_column(Money)
    #: The line of the Kostenplan it belongs to.
    line_id: Mapped[UUID | None] = mapped_column(ForeignKey("funding_plan_line.id", ondelete="RESTRICT"), index=True)
    #: Name of the picture of the receipt below the folder of photos; NULL without one.
    file_name: Mapped[str | None] = mapped_column(String(60), index=True)
    cancelled_at: Mapped[datetime | None]
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that booked it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    application: Mapped[FundingApplication] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_more_than_nothing"),
        Index("ix_funding_booking_application_id_booked_on", "application_id", "booked_on", "id"),
    )


class FundingDrawdown(Base, Keyed):
    """Money that is called from the funder (Abruf): planned first, received later."""

    __tablename__ = "funding_drawdown"
    application_id: Mapped[UUID] = mapped_column(ForeignKey("funding_application.id", ondelete="CASCADE"), index=True)
    #: The day by which it is to be called.
    planned_on: Mapped[date] = mapped_column(Date, index=True)
    amount: Mapped[Decimal] = mapped_column(Money)
    #: The day on which the money came; NULL until then.
    received_on: Mapped[date | None] = mapped_column(Date)
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    application: Mapped[FundingApplication] = relationship(viewonly=True)

    __table_args__ = (CheckConstraint("amount > 0", name="amount_more_than_nothing"),)
