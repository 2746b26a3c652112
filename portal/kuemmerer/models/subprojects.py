"""Teilprojekte: what is offered to people, how far it is, and the Bedarfe it answers."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.groups import WorkingGroup
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.subprojects import (
    LONGEST_GOAL,
    LONGEST_MILESTONE,
    LONGEST_MOVE_NOTE,
    LONGEST_SUB_PROJECT_NAME,
    SubProjectKind,
    SubProjectState,
)
from portal.places.models import Sozialraum

sub_project_place = Table(
    "sub_project_place",
    Base.metadata,
    Column("sub_project_id", ForeignKey("sub_project.id", ondelete="CASCADE"), primary_key=True),
    Column("sozialraum_id", ForeignKey("sozialraum.id", ondelete="RESTRICT"), primary_key=True, index=True),
)
sub_project_need = Table(
    "sub_project_need",
    Base.metadata,
    Column("sub_project_id", ForeignKey("sub_project.id", ondelete="CASCADE"), primary_key=True),
    Column("need_id", ForeignKey("need.id", ondelete="CASCADE"), primary_key=True, index=True),
)
sub_project_measure = Table(
    "sub_project_measure",
    Base.metadata,
    Column("sub_project_id", ForeignKey("sub_project.id", ondelete="CASCADE"), primary_key=True),
    Column("measure_id", ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class SubProject(Base, Keyed, Stamped, Versioned):
    """One Teilprojekt of a Quartiersprojekt."""

    __tablename__ = "sub_project"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    kind: Mapped[SubProjectKind] = enum_column(SubProjectKind)
    name: Mapped[str] = mapped_column(String(LONGEST_SUB_PROJECT_NAME))
    #: The name as it is sorted: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_SUB_PROJECT_NAME))
    #: What it is to change for whom; may be empty.
    goal: Mapped[str] = mapped_column(String(LONGEST_GOAL), default="")
    #: The Arbeitsgruppe that minds it; NULL for none.
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("working_group.id", ondelete="SET NULL"), index=True)
    state: Mapped[SubProjectState] = enum_column(SubProjectState, default=SubProjectState.IDEA)
    #: The first and the last day as planned; NULL while nobody knows.
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    #: Since when it stands where it stands.
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    group: Mapped[WorkingGroup | None] = relationship(viewonly=True)
    #: Where it happens, within the places of its project; none means all of them.
    places: Mapped[list[Sozialraum]] = relationship(secondary=sub_project_place, order_by=Sozialraum.name)
    milestones: Mapped[list["SubProjectMilestone"]] = relationship(
        viewonly=True, order_by="(SubProjectMilestone.due_on, SubProjectMilestone.id)"
    )

    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="ends_after_it_begins"),
        Index("ix_sub_project_project_id_sort_name_id", "project_id", "sort_name", "id"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage

    @property
    def place_names(self) -> str:
        return ", ".join(place.name for place in self.places) or self.project.place_names

    @property
    def next_milestone(self) -> "SubProjectMilestone | None":
        """The earliest one that is open."""
        return next((one for one in self.milestones if not one.is_done), None)

    @property
    def milestones_done(self) -> int:
        return sum(one.is_done for one in self.milestones)


class SubProjectMilestone(Base, Keyed, Stamped, Versioned):
    """What is to be reached by a day."""

    __tablename__ = "sub_project_milestone"
    sub_project_id: Mapped[UUID] = mapped_column(ForeignKey("sub_project.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LONGEST_MILESTONE))
    due_on: Mapped[date] = mapped_column(Date)
    #: The day on which it was reached; NULL while it is open.
    done_on: Mapped[date | None] = mapped_column(Date)
    #: The account that noted it; NULL for the portal itself and while it is open.
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    sub_project: Mapped[SubProject] = relationship(viewonly=True)

    __table_args__ = (
        Index("ix_sub_project_milestone_sub_project_id_due_on", "sub_project_id", "due_on"),
        Index("ix_sub_project_milestone_done_on_due_on", "done_on", "due_on"),
    )

    @property
    def project(self) -> KuemmererProject:
        """The project of its Teilprojekt."""
        return self.sub_project.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.sub_project.lineage

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_overdue(self) -> bool:
        """Open, its day is past, and the Teilprojekt has not ended."""
        return not self.is_done and self.due_on < clock.today() and self.sub_project.state.is_open


class SubProjectEntry(Base, Keyed):
    """One move of a Teilprojekt from one state into another."""

    __tablename__ = "sub_project_entry"
    sub_project_id: Mapped[UUID] = mapped_column(ForeignKey("sub_project.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that moved it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Where it stands since then.
    state: Mapped[SubProjectState] = enum_column(SubProjectState)
    #: Why, if somebody said it.
    text: Mapped[str] = mapped_column(String(LONGEST_MOVE_NOTE), default="")

    __table_args__ = (Index("ix_sub_project_entry_sub_project_id_at", "sub_project_id", "at"),)


explain_constraint(
    "uq_sub_project_submission_key",
    N_("Dieses Teilprojekt ist schon angelegt; es wurde zweimal gesendet."),
    columns="sub_project.submission_key",
)
explain_constraint(
    "uq_sub_project_milestone_submission_key",
    N_("Dieser Meilenstein steht schon da; er wurde zweimal gesendet."),
    columns="sub_project_milestone.submission_key",
)
