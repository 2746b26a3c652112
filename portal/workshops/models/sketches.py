"""Project sketches and what became of them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.workshops.models.workshops import FutureWorkshop
from portal.workshops.terms.limits import LONGEST_LINE, LONGEST_NAME, LONGEST_TITLE
from portal.workshops.terms.sketches import SketchState


class ProjectSketch(Base, Keyed, Stamped, Versioned):
    """What a group means to do about a wish: what, who, when, with whom, the first step, and who asks after it."""

    __tablename__ = "project_sketch"
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("future_workshop.id", ondelete="CASCADE"))
    #: Made by the browser that wrote it first: sent twice it is one sketch.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: The wish it comes from: a cluster of the column Phantasie or a single card of it; both NULL for a sketch of its own.
    cluster_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_cluster.id", ondelete="SET NULL"), index=True)
    card_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("wall_card.contribution_id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What exactly is to be done.
    what: Mapped[str] = mapped_column(default="")
    #: Who does it.
    who: Mapped[str] = mapped_column(default="")
    #: By when or in which months, in words.
    when_done: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    #: Whose help is needed.
    with_whom: Mapped[str] = mapped_column(default="")
    #: What is done first.
    first_step: Mapped[str] = mapped_column(default="")
    #: By which day that is done.
    first_step_on: Mapped[date | None] = mapped_column(Date)
    #: The Pate: who asks after it and tells us.
    godparent: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Whether the Pate agreed to be named in public.
    godparent_may_be_named: Mapped[bool] = mapped_column(default=False)
    state: Mapped[SketchState] = enum_column(SketchState, default=SketchState.PLANNED)
    #: The Wortmeldung as which it was handed on; its words stay as they were then.
    contribution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="RESTRICT"), unique=True
    )
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    workshop: Mapped[FutureWorkshop] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("cluster_id IS NULL OR card_id IS NULL", name="comes_from_one_wish"),
        Index("ix_project_sketch_workshop_id_id", "workshop_id", "id"),
        Index("ix_project_sketch_state_first_step_on", "state", "first_step_on"),
    )

    @property
    def is_overdue(self) -> bool:
        """Whether the day of the first step has passed and nobody has told of a beginning."""
        is_late = self.first_step_on is not None and self.first_step_on < clock.today()
        return is_late and self.state is SketchState.PLANNED

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.workshop.lineage


class SketchEntry(Base, Keyed):
    """One thing that became known about a sketch: the state it reached, and a sentence that everybody may read."""

    __tablename__ = "sketch_entry"
    sketch_id: Mapped[UUID] = mapped_column(ForeignKey("project_sketch.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[SketchState] = enum_column(SketchState)
    sentence: Mapped[str]
    #: The account that told it; NULL for the example county.
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (Index("ix_sketch_entry_sketch_id_at", "sketch_id", "at"),)
