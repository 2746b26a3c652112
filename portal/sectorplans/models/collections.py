"""Erhebungen: who asks whom, where and in which months."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import TargetGroup
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.places.models import Sozialraum
from portal.sectorplans.models.plans import SectorPlan
from portal.sectorplans.terms import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    CollectionMethod,
    CollectionState,
    Runner,
    SourceKind,
)

data_collection_place = Table(
    "data_collection_place",
    Base.metadata,
    Column("data_collection_id", ForeignKey("data_collection.id", ondelete="CASCADE"), primary_key=True),
    Column("sozialraum_id", ForeignKey("sozialraum.id", ondelete="RESTRICT"), primary_key=True, index=True),
)
data_collection_target_group = Table(
    "data_collection_target_group",
    Base.metadata,
    Column("data_collection_id", ForeignKey("data_collection.id", ondelete="CASCADE"), primary_key=True),
    Column("target_group_id", ForeignKey("target_group.id"), primary_key=True, index=True),
)


class DataCollection(Base, Keyed, Stamped, Versioned):
    """One planned or past Erhebung."""

    __tablename__ = "data_collection"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What people are asked about, in some sentences; may be empty.
    subject: Mapped[str] = mapped_column(default="")
    #: Who asks.
    runner: Mapped[Runner] = enum_column(Runner)
    #: The name of whoever asks when it is no Fachplanung of the register: Gemeinde, Verfahren, university.
    runner_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: The Fachplanung for which people are asked.
    sector_plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("sector_plan.id", ondelete="RESTRICT"), index=True)
    #: What in the portal it registered itself from, and which one; NULL for those entered by hand.
    source_kind: Mapped[SourceKind | None] = enum_column(SourceKind)
    source_id: Mapped[UUID | None]
    #: The first days of the first and of the last month.
    first_month: Mapped[date] = mapped_column(Date)
    last_month: Mapped[date] = mapped_column(Date)
    method: Mapped[CollectionMethod] = enum_column(CollectionMethod)
    state: Mapped[CollectionState] = enum_column(CollectionState, default=CollectionState.PLANNED)
    #: Whether it asks all people of its places: it names no Zielgruppe, or the one that means everybody.
    asks_everybody: Mapped[bool] = mapped_column(default=True)
    #: The colleague to talk to about it.
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    contact_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: The account that entered it or whose survey, map or workshop it is; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None]

    sector_plan: Mapped[SectorPlan | None] = relationship(viewonly=True)
    #: The Sozialräume in which people are asked; at least one.
    places: Mapped[list[Sozialraum]] = relationship(secondary=data_collection_place, order_by=Sozialraum.name)
    #: The Zielgruppen that are asked; none means everybody.
    target_groups: Mapped[list[TargetGroup]] = relationship(
        secondary=data_collection_target_group, order_by=TargetGroup.position
    )

    __table_args__ = (
        CheckConstraint("last_month >= first_month", name="ends_after_it_begins"),
        CheckConstraint("(source_kind IS NULL) = (source_id IS NULL)", name="source_is_complete"),
        CheckConstraint("runner <> 'sector_plan' OR sector_plan_id IS NOT NULL", name="names_its_plan"),
        UniqueConstraint("source_kind", "source_id"),
        UniqueConstraint("submission_key"),
        Index("ix_data_collection_first_month_id", "first_month", "id"),
        Index("ix_data_collection_last_month", "last_month"),
        Index("ix_data_collection_state_first_month", "state", "first_month"),
    )

    @property
    def is_registered(self) -> bool:
        """Whether it follows a survey, map or workshop of the portal, which says its title, place and months."""
        return self.source_kind is not None

    @property
    def is_late(self) -> bool:
        """Whether its months have come or gone and nobody has said whether it took place. Only for those entered by hand."""
        month = clock.today().replace(day=1)
        begun = self.state is CollectionState.PLANNED and self.first_month < month
        over = self.state is CollectionState.RUNNING and self.last_month < month
        return not self.is_registered and (begun or over)
