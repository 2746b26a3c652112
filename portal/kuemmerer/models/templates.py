"""The Checkliste of the county, version by version."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import (
    LONGEST_CHANGES,
    LONGEST_EXPLANATION,
    LONGEST_PROOF,
    LONGEST_TITLE,
    ChecklistState,
    DueUnit,
    Responsible,
    StepAid,
)

_IS_DRAFT = text("state = 'draft'")


class ChecklistVersion(Base, Keyed, Stamped, Versioned):
    """One version of the Checkliste. What was published never changes; at most one draft is being written."""

    __tablename__ = "checklist_version"
    #: Counts the versions from 1 in the order in which they were published; a draft has the number it would get.
    number: Mapped[int] = mapped_column(unique=True)
    state: Mapped[ChecklistState] = enum_column(ChecklistState, default=ChecklistState.DRAFT)
    #: What is different from the version before, for those who decide whether to take it over.
    changes: Mapped[str] = mapped_column(String(LONGEST_CHANGES), default="")
    #: NULL while it is a draft.
    published_at: Mapped[datetime | None]
    #: The account that published it; NULL for a draft and for what came with the portal.
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    steps: Mapped[list["TemplateStep"]] = relationship(
        back_populates="checklist", order_by="TemplateStep.position, TemplateStep.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("number > 0", name="counts_from_one"),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published_on_a_day"),
        Index(
            "uq_checklist_version_one_draft", "state", unique=True, sqlite_where=_IS_DRAFT, postgresql_where=_IS_DRAFT
        ),
    )

    @property
    def is_draft(self) -> bool:
        return self.state is ChecklistState.DRAFT

    def of_phase(self, phase: Phase) -> list["TemplateStep"]:
        """Its steps of one phase in their order."""
        return sorted((step for step in self.steps if step.phase is phase), key=lambda step: step.position)


class TemplateStep(Base, Keyed, Versioned):
    """One step of a version."""

    __tablename__ = "template_step"
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_version.id", ondelete="CASCADE"))
    #: Names the same step in every version, so that running projects can follow its changes.
    key: Mapped[UUID]
    phase: Mapped[Phase] = enum_column(Phase)
    #: Its place among the steps of the version; phases are told apart by `phase`.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What is to be done, in two or three sentences.
    explanation: Mapped[str] = mapped_column(String(LONGEST_EXPLANATION), default="")
    responsible: Mapped[Responsible] = enum_column(Responsible)
    #: How long after the begin of its phase it is due, in `due_unit`; NULL for steps without a day.
    due_after: Mapped[int | None]
    due_unit: Mapped[DueUnit] = enum_column(DueUnit, default=DueUnit.WEEKS)
    #: What proves that it is done, for example "Protokoll der Sitzung".
    proof: Mapped[str] = mapped_column(String(LONGEST_PROOF), default="")
    #: The room of the portal that helps with it; NULL for none.
    aid: Mapped[StepAid | None] = enum_column(StepAid)

    checklist: Mapped[ChecklistVersion] = relationship(back_populates="steps")

    __table_args__ = (
        CheckConstraint("due_after >= 0", name="due_after_the_begin"),
        Index("uq_template_step_checklist_id_key", "checklist_id", "key", unique=True),
    )


_TWO_DRAFTS = N_("Jemand anderes hat gerade einen Entwurf begonnen. Laden Sie die Seite neu, um ihn zu sehen.")
explain_constraint("uq_checklist_version_one_draft", _TWO_DRAFTS, columns="checklist_version.state")
explain_constraint("uq_checklist_version_number", _TWO_DRAFTS, columns="checklist_version.number")
