"""The diary of a project, its photos, and asking the county for help."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.diary import LONGEST_ANSWER, LONGEST_ENTRY, LONGEST_QUESTION


class ProjectPhoto(Base, Keyed):
    """A photo of a step or of an entry of the diary, rewritten from its pixels. Only for those who see the project."""

    __tablename__ = "project_photo"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"), index=True)
    #: The step it belongs to; NULL for a photo of the diary.
    step_id: Mapped[UUID | None] = mapped_column(ForeignKey("checklist_step.id", ondelete="CASCADE"))
    #: The entry of the diary it belongs to; NULL for a photo of a step.
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("diary_entry.id", ondelete="CASCADE"))
    #: Name below the folder of photos.
    file_name: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]
    #: Over its pixels: the same picture sent twice is kept once.
    digest: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (
        CheckConstraint("(step_id IS NULL) != (entry_id IS NULL)", name="of_a_step_or_an_entry"),
        Index("uq_project_photo_step_id_digest", "step_id", "digest", unique=True),
        Index("uq_project_photo_entry_id_digest", "entry_id", "digest", unique=True),
    )


class DiaryEntry(Base, Keyed, Stamped, Versioned):
    """One entry of the Projekttagebuch: what was done on a day."""

    __tablename__ = "diary_entry"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: The day it tells of.
    on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(String(LONGEST_ENTRY))
    #: Hours of work it took, in quarters; NULL when nobody counted.
    hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    #: Whether the Sachbericht tells it.
    in_report: Mapped[bool] = mapped_column(default=False)
    #: The account that wrote it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    photos: Mapped[list[ProjectPhoto]] = relationship(viewonly=True, order_by=ProjectPhoto.id)

    __table_args__ = (
        CheckConstraint("hours > 0 AND hours <= 24", name="hours_of_a_day"),
        Index("ix_diary_entry_project_id_on", "project_id", "on", "id"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage


class HelpRequest(Base, Keyed, Versioned):
    """ "Hilfe nötig": one sentence to the county's desk, and what became of it."""

    __tablename__ = "help_request"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: What the county said; empty until then.
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER), default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when nothing more is to be done about it; NULL while it is open.
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="an_answer_has_a_day"),
        Index("ix_help_request_closed_at_asked_at", "closed_at", "asked_at"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


_SENT_TWICE = N_("Das ist schon gespeichert; es wurde zweimal gesendet.")
explain_constraint("uq_diary_entry_submission_key", _SENT_TWICE, columns="diary_entry.submission_key")
explain_constraint("uq_help_request_submission_key", _SENT_TWICE, columns="help_request.submission_key")
explain_constraint("ck_diary_entry_hours_of_a_day", N_("Ein Tag hat höchstens 24 Stunden."), field="hours")
_SAME_PHOTO = N_("Dieses Foto ist hier schon; es wurde zweimal gesendet.")
explain_constraint(
    "uq_project_photo_step_id_digest", _SAME_PHOTO, field="photo", columns="project_photo.step_id, project_photo.digest"
)
explain_constraint(
    "uq_project_photo_entry_id_digest",
    _SAME_PHOTO,
    field="photo",
    columns="project_photo.entry_id, project_photo.digest",
)
