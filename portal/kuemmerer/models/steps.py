"""The steps of one project."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.diary import ProjectPhoto
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import (
    LONGEST_EXPLANATION,
    LONGEST_NOTE,
    LONGEST_PROOF,
    LONGEST_REASON,
    LONGEST_TITLE,
    DueUnit,
    Responsible,
    StepAid,
)


class ChecklistStep(Base, Keyed, Stamped, Versioned):
    """One step of one project: from the Checkliste of the county, or its own."""

    __tablename__ = "checklist_step"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: The step of the Checkliste it comes from; NULL for one of the project's own.
    template_key: Mapped[UUID | None]
    phase: Mapped[Phase] = enum_column(Phase)
    #: Its place within the phase.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    explanation: Mapped[str] = mapped_column(String(LONGEST_EXPLANATION), default="")
    responsible: Mapped[Responsible] = enum_column(Responsible)
    #: How long after the begin of its phase it is due, in `due_unit`; NULL without a day.
    due_after: Mapped[int | None]
    due_unit: Mapped[DueUnit] = enum_column(DueUnit, default=DueUnit.WEEKS)
    #: The day by which it should be done: counted from the begin of its phase, or set by hand.
    due_on: Mapped[date | None] = mapped_column(Date)
    #: Why the day was set by hand; empty while it is the counted one.
    due_reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    #: What proves that it is done.
    proof: Mapped[str] = mapped_column(String(LONGEST_PROOF), default="")
    aid: Mapped[StepAid | None] = enum_column(StepAid)
    #: The day on which it was done; NULL while it is open.
    done_on: Mapped[date | None] = mapped_column(Date)
    #: When that was noted.
    done_at: Mapped[datetime | None]
    #: The account that noted it; NULL for the portal itself and while it is open.
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: When it was noted that it falls away in this project; NULL while it applies.
    waived_at: Mapped[datetime | None]
    #: Why; empty while it applies.
    waived_reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="", server_default="")
    #: What should be remembered of it.
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    #: Where the proof is found, for example "Protokoll vom 12.03., Ordner 4".
    proof_found: Mapped[str] = mapped_column(String(LONGEST_PROOF), default="")
    #: Key of the form it was last ticked with, so that sending it again does nothing.
    ticked_with: Mapped[UUID | None]
    #: Key of the form it was added with; NULL for steps of the Checkliste.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    photos: Mapped[list[ProjectPhoto]] = relationship(viewonly=True, order_by=ProjectPhoto.id)

    __table_args__ = (
        CheckConstraint("due_after >= 0", name="due_after_the_begin"),
        CheckConstraint("(done_on IS NULL) = (done_at IS NULL)", name="done_on_a_day"),
        CheckConstraint("(waived_at IS NULL) = (waived_reason = '')", name="waived_for_a_reason"),
        CheckConstraint("waived_at IS NULL OR done_on IS NULL", name="not_done_and_waived"),
        Index("ix_checklist_step_project_id_position", "project_id", "position"),
        Index("ix_checklist_step_due_on_done_on", "due_on", "done_on"),
        Index("uq_checklist_step_project_id_template_key", "project_id", "template_key", unique=True),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_waived(self) -> bool:
        """Whether it falls away in this project: then it is neither open nor done and no progress counts it."""
        return self.waived_at is not None

    @property
    def is_open(self) -> bool:
        return not self.is_done and not self.is_waived

    @property
    def is_own(self) -> bool:
        """Whether the project added it itself."""
        return self.template_key is None

    @property
    def has_begun(self) -> bool:
        """Whether the project has reached its phase; what lies ahead is not due yet."""
        return self.phase.number <= self.project.phase.number

    @property
    def is_overdue(self) -> bool:
        """Open in a phase that has begun, and its day is past."""
        return self.is_open and self.has_begun and self.due_on is not None and self.due_on < clock.today()

    @property
    def is_touched(self) -> bool:
        """Whether somebody has written on it or put photos to it; such a step is never taken away by a new version."""
        return bool(self.is_done or self.is_waived or self.note or self.proof_found or self.photos)


def still_open() -> ColumnElement[bool]:
    """Steps that apply and are not done."""
    return ChecklistStep.done_on.is_(None) & ChecklistStep.waived_at.is_(None)


explain_constraint(
    "uq_checklist_step_submission_key",
    N_("Dieser Schritt ist schon eingetragen; er wurde zweimal gesendet."),
    columns="checklist_step.submission_key",
)
