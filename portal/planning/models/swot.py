"""The SWOT-Analyse of a Sozialraum, with what stands in its fields and Fassungen that stay."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.terms.analysis import LONGEST_KEY
from portal.planning.terms.swot import LONGEST_ENTRY, LONGEST_NOTE, LONGEST_TITLE, SwotField


class Swot(Base, Keyed, Stamped, Versioned):
    """One SWOT-Analyse."""

    __tablename__ = "swot"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: Who worked on it, and when; may be empty.
    made_with: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    place: Mapped[Sozialraum] = relationship(viewonly=True)
    entries: Mapped[list["SwotEntry"]] = relationship(
        viewonly=True, order_by="(SwotEntry.position, SwotEntry.id)", back_populates="swot"
    )

    __table_args__ = (Index("ix_swot_created_at_id", "created_at", "id"),)

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.place.lineage


class SwotEntry(Base, Keyed, Versioned):
    """One sentence in a field, or one combined strategy."""

    __tablename__ = "swot_entry"
    swot_id: Mapped[UUID] = mapped_column(ForeignKey("swot.id", ondelete="CASCADE"), index=True)
    field: Mapped[SwotField] = enum_column(SwotField)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    text: Mapped[str] = mapped_column(String(LONGEST_ENTRY))
    #: The Bedarf that bears it out; NULL for none.
    need_id: Mapped[UUID | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"), index=True)
    #: Key of the Indikator that bears it out; empty for none.
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_KEY), default="")

    swot: Mapped[Swot] = relationship(viewonly=True, back_populates="entries")
    need: Mapped[Need | None] = relationship(viewonly=True)

    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.swot.lineage


class SwotVersion(Base, Keyed):
    """A SWOT-Analyse as it stood when somebody kept it. Rows stay as they are."""

    __tablename__ = "swot_version"
    swot_id: Mapped[UUID] = mapped_column(ForeignKey("swot.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(SmallInteger)
    #: What it was kept for, for example "Stand der Klausur".
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kept_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (UniqueConstraint("swot_id", "number"),)


explain_constraint(
    "uq_swot_submission_key",
    N_("Diese SWOT-Analyse ist schon angelegt; sie wurde zweimal gesendet."),
    columns="swot.submission_key",
)
