"""The Übergabe of a project from one Kümmerer to the next."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.handovers import LONGEST_WORDS, HandoverPoint, HandoverState

_IS_OPEN = text("state IN ('prepared', 'handed_over')")

#: Which running Fälle go along when the successor accepts: their ids and nothing else.
handover_case = Table(
    "handover_case",
    Base.metadata,
    Column("handover_id", ForeignKey("handover.id", ondelete="CASCADE"), primary_key=True),
    Column("case_id", ForeignKey("case_file.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Handover(Base, Keyed, Stamped, Versioned):
    """One Übergabe. A project has at most one that is open."""

    __tablename__ = "handover"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: The Kümmerer who gives the project away; NULL when they were already gone.
    from_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: The named successor.
    to_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    state: Mapped[HandoverState] = enum_column(HandoverState, default=HandoverState.PREPARED)
    #: What the successor should know, in the words of who hands over; may be empty.
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    #: Values of `HandoverPoint` that were gone through.
    points: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: The account that began it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when it waits for the successor; NULL while it is prepared.
    handed_over_at: Mapped[datetime | None]
    #: When it was accepted or cancelled; NULL while it is open.
    ended_at: Mapped[datetime | None]
    #: The job that makes the package; NULL until somebody asked for it.
    package_id: Mapped[UUID | None]
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("from_id IS NULL OR from_id != to_id", name="to_somebody_else"),
        CheckConstraint("(state IN ('accepted', 'cancelled')) = (ended_at IS NOT NULL)", name="an_end_has_a_day"),
        Index("ix_handover_project_id", "project_id"),
        Index("ix_handover_to_id_state", "to_id", "state"),
        Index("uq_handover_one_open", "project_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage

    def was_gone_through(self, point: HandoverPoint) -> bool:
        return point.value in self.points


explain_constraint(
    "uq_handover_one_open",
    N_("Für dieses Projekt läuft schon eine Übergabe. Laden Sie die Seite neu, um sie zu sehen."),
    columns="handover.project_id",
)
explain_constraint(
    "uq_handover_submission_key",
    N_("Diese Übergabe ist schon angelegt; sie wurde zweimal gesendet."),
    columns="handover.submission_key",
)
