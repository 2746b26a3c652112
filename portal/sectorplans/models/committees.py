"""Gremien: those a Fachplanung reports to, and those the register of Gremien keeps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.sectorplans.terms import LONGEST_NAME, LONGEST_TASK, CommitteeKind

sector_plan_committee = Table(
    "sector_plan_committee",
    Base.metadata,
    Column("sector_plan_id", ForeignKey("sector_plan.id", ondelete="CASCADE"), primary_key=True),
    Column("committee_id", ForeignKey("committee.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Committee(Base, Keyed, Versioned):
    """A Gremium. One that only a Fachplanung names is there as long as it is named; one of the register stays."""

    __tablename__ = "committee"
    #: Its name as it was first written.
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as two spellings of it are compared: folded.
    name_key: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    kind: Mapped[CommitteeKind] = enum_column(CommitteeKind, default=CommitteeKind.OTHER)
    #: For which Sozialraum it decides; NULL for the whole county.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: What it is there for, in some sentences.
    task: Mapped[str] = mapped_column(String(LONGEST_TASK), default="")
    #: Whether the register of Gremien keeps it, also when no Fachplanung names it.
    is_kept: Mapped[bool] = mapped_column(default=False)
    #: Since when it no longer meets; its sessions and what it decided stay.
    retired_at: Mapped[datetime | None]
    #: Key of the form it was entered with; NULL for those a Fachplanung named.
    submission_key: Mapped[UUID | None]

    place: Mapped[Sozialraum | None] = relationship(lazy="select", viewonly=True)

    __table_args__ = (UniqueConstraint("name_key"), UniqueConstraint("submission_key"))

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume it decides for, from the county down; empty for the whole county."""
        return self.place.lineage if self.place is not None else ()


explain_constraint(
    "uq_committee_name_key",
    N_("Ein Gremium mit diesem Namen gibt es schon."),
    field="name",
    columns="committee.name_key",
)
