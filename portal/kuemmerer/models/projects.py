"""A project: where it is, who is responsible, in which phase it stands, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.templates import ChecklistVersion
from portal.kuemmerer.terms.projects import (
    LONGEST_AIM,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_REFERENCE,
    EntryKind,
    Phase,
)
from portal.places.models import Sozialraum

_IS_NOW = text("until IS NULL")

kuemmerer_project_place = Table(
    "kuemmerer_project_place",
    Base.metadata,
    Column("project_id", ForeignKey("kuemmerer_project.id", ondelete="CASCADE"), primary_key=True),
    Column("sozialraum_id", ForeignKey("sozialraum.id", ondelete="RESTRICT"), primary_key=True, index=True),
)


class KuemmererProject(Base, Keyed, Stamped, Versioned):
    """One Quartiersprojekt."""

    __tablename__ = "kuemmerer_project"
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as it is sorted and searched: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    #: What it wants to achieve, in a few sentences; may be empty.
    aim: Mapped[str] = mapped_column(String(LONGEST_AIM), default="")
    #: The phase it stands in.
    phase: Mapped[Phase] = enum_column(Phase, default=Phase.PREPARATION)
    #: The version of the Checkliste its steps come from.
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_version.id", ondelete="RESTRICT"), index=True)
    #: Whether the pages of its places tell everybody about it.
    is_public: Mapped[bool] = mapped_column(default=False)
    #: Who is named there as the Kümmerer; empty means that only the number of the place is told.
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: The number told there; empty means that of the place.
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    #: When something was last done in it: a step, an entry, a gate.
    active_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: Since when nobody works on it any more; NULL while it runs.
    closed_at: Mapped[datetime | None]
    #: Key of the form it was begun with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    #: The account that began it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    places: Mapped[list[Sozialraum]] = relationship(secondary=kuemmerer_project_place, order_by=Sozialraum.name)
    checklist: Mapped[ChecklistVersion] = relationship(viewonly=True)
    phases: Mapped[list["ProjectPhase"]] = relationship(back_populates="project", order_by="ProjectPhase.position")
    assignments: Mapped[list["KuemmererAssignment"]] = relationship(
        back_populates="project", order_by="KuemmererAssignment.since, KuemmererAssignment.id"
    )

    __table_args__ = (
        Index("ix_kuemmerer_project_sort_name_id", "sort_name", "id"),
        Index("ix_kuemmerer_project_phase", "phase"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around all its places, so that a role in one of them counts."""
        return tuple(dict.fromkeys(one for place in self.places for one in place.lineage))

    @property
    def place_names(self) -> str:
        return ", ".join(place.name for place in self.places)

    @property
    def is_running(self) -> bool:
        return self.closed_at is None

    @property
    def responsible_ids(self) -> list[UUID]:
        """The accounts that are responsible now."""
        return [one.account_id for one in self.assignments if one.until is None]

    def in_phase(self, phase: Phase) -> "ProjectPhase":
        """Its plan and its days of one phase."""
        return next(one for one in self.phases if one.phase is phase)

    @property
    def now(self) -> "ProjectPhase":
        """The phase it stands in, with plan and days."""
        return self.in_phase(self.phase)


class ProjectPhase(Base, Keyed, Versioned):
    """One of the four phases of one project: planned and real."""

    __tablename__ = "project_phase"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    phase: Mapped[Phase] = enum_column(Phase)
    #: The number of the phase, so that the database can sort them.
    position: Mapped[int]
    planned_begin: Mapped[date] = mapped_column(Date)
    #: NULL for a phase that is permanent.
    planned_end: Mapped[date | None] = mapped_column(Date)
    #: NULL until it has begun.
    begun_on: Mapped[date | None] = mapped_column(Date)
    #: NULL while it runs.
    ended_on: Mapped[date | None] = mapped_column(Date)
    #: What proves its gate: number of a decision, file number of a grant; empty until it was passed.
    gate_reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")

    project: Mapped[KuemmererProject] = relationship(back_populates="phases")

    __table_args__ = (
        CheckConstraint("planned_end >= planned_begin", name="planned_end_after_begin"),
        CheckConstraint("ended_on >= begun_on", name="ended_after_begin"),
        CheckConstraint("position BETWEEN 1 AND 4", name="one_of_four"),
        Index("uq_project_phase_project_id_phase", "project_id", "phase", unique=True),
    )

    @property
    def begin(self) -> date:
        """The day from which its steps are counted: the real one, else the planned one."""
        return self.begun_on or self.planned_begin

    @property
    def is_late(self) -> bool:
        """Whether it runs longer than planned."""
        running = self.begun_on is not None and self.ended_on is None
        return running and self.planned_end is not None and self.planned_end < clock.today()


class KuemmererAssignment(Base, Keyed):
    """That an account is responsible for a project, from a day to a day."""

    __tablename__ = "kuemmerer_assignment"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    since: Mapped[date] = mapped_column(Date, default=clock.today)
    #: The last day; NULL while it lasts.
    until: Mapped[date | None] = mapped_column(Date)

    project: Mapped[KuemmererProject] = relationship(back_populates="assignments")

    __table_args__ = (
        CheckConstraint("until >= since", name="until_after_since"),
        Index(
            "uq_kuemmerer_assignment_once",
            "project_id",
            "account_id",
            unique=True,
            sqlite_where=_IS_NOW,
            postgresql_where=_IS_NOW,
        ),
    )


class ProjectEntry(Base, Keyed):
    """One line of a project's history."""

    __tablename__ = "project_entry"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that did it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    kind: Mapped[EntryKind] = enum_column(EntryKind)
    #: The phase it is about; NULL for what concerns the whole project.
    phase: Mapped[Phase | None] = enum_column(Phase)
    #: The reason, reference or name in the words of who did it; may be empty.
    text: Mapped[str] = mapped_column(default="")
    #: The day it speaks of where that is another one than the day it was written: the day of a decision.
    on: Mapped[date | None] = mapped_column(Date)
    #: The account it is about; NULL for most.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (Index("ix_project_entry_project_id_at", "project_id", "at"),)


explain_constraint(
    "uq_kuemmerer_project_submission_key",
    N_("Das ist schon gespeichert; es wurde zweimal gesendet. Sehen Sie bitte in der Liste nach."),
    columns="kuemmerer_project.submission_key",
)
explain_constraint(
    "uq_kuemmerer_assignment_once",
    N_("Diese Person ist für das Projekt schon zuständig."),
    field="account_id",
    columns="kuemmerer_assignment.project_id, kuemmerer_assignment.account_id",
)
