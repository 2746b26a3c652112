"""Fachplanungen: legal basis, who is responsible, rhythm, figures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, explain_constraint
from portal.kernel.text import N_
from portal.sectorplans.models.committees import Committee, sector_plan_committee
from portal.sectorplans.terms import (
    LONGEST_BASIS,
    LONGEST_EMAIL,
    LONGEST_INDICATOR,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_SOURCE,
    MOST_RHYTHM,
)


class SectorPlan(Base, Keyed, Stamped, Versioned):
    """One Fachplanung of the county."""

    __tablename__ = "sector_plan"
    #: What the portal proposed it under; NULL for those the county added itself.
    key: Mapped[str | None] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as it is sorted and compared: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    #: The law it rests on, or that it is voluntary.
    legal_basis: Mapped[str] = mapped_column(String(LONGEST_BASIS), default="")
    #: What it is about, in some sentences.
    purpose: Mapped[str] = mapped_column(default="")
    #: The account that keeps it; may change it and its Erhebungen. NULL when nobody with an account does.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Who is to be asked when that is not the account above: name, or an office.
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    contact_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: Every how many months it is written anew; NULL for no rhythm.
    rhythm_months: Mapped[int | None] = mapped_column(SmallInteger)
    #: The day of the present version.
    updated_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which it is to be written anew.
    next_update_on: Mapped[date | None] = mapped_column(Date)
    #: Since when it is no longer kept up; it leaves the lists and can be resumed.
    retired_at: Mapped[datetime | None]
    #: Key of the form it was entered with; NULL for those the portal proposed.
    submission_key: Mapped[UUID | None]

    committees: Mapped[list[Committee]] = relationship(secondary=sector_plan_committee, order_by=Committee.name_key)
    indicators: Mapped[list["SectorPlanIndicator"]] = relationship(
        back_populates="sector_plan",
        order_by="SectorPlanIndicator.name_key",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    __table_args__ = (
        CheckConstraint(f"rhythm_months BETWEEN 1 AND {MOST_RHYTHM}", name="rhythm_is_in_range"),
        CheckConstraint("next_update_on > updated_on", name="next_update_follows"),
        UniqueConstraint("key"),
        UniqueConstraint("sort_name"),
        UniqueConstraint("submission_key"),
        Index("ix_sector_plan_next_update_on", "next_update_on"),
    )

    @property
    def is_kept_up(self) -> bool:
        return self.retired_at is None

    @property
    def is_due(self) -> bool:
        """Whether the day has come on which it is to be written anew."""
        return self.next_update_on is not None and self.next_update_on <= clock.today()


class SectorPlanIndicator(Base, Keyed, Versioned):
    """A figure that a Fachplanung works with: what it is, where it comes from, as of when."""

    __tablename__ = "sector_plan_indicator"
    sector_plan_id: Mapped[UUID] = mapped_column(ForeignKey("sector_plan.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_INDICATOR))
    #: The name as two Fachplanungen are compared by it: folded.
    name_key: Mapped[str] = mapped_column(String(2 * LONGEST_INDICATOR), index=True)
    #: Where the figure comes from; may be empty.
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: The day the figure stands for.
    as_of: Mapped[date | None] = mapped_column(Date)

    sector_plan: Mapped[SectorPlan] = relationship(back_populates="indicators")

    __table_args__ = (UniqueConstraint("sector_plan_id", "name_key"),)


explain_constraint(
    "uq_sector_plan_sort_name",
    N_("Eine Fachplanung mit diesem Namen gibt es schon."),
    field="name",
    columns="sector_plan.sort_name",
)
explain_constraint(
    "uq_sector_plan_indicator_sector_plan_id_name_key",
    N_("Dieser Indikator steht schon bei der Fachplanung."),
    field="name",
    columns="sector_plan_indicator.sector_plan_id, sector_plan_indicator.name_key",
)
