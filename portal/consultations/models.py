"""The table of Verfahren."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.consultations.terms import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    ConsultationState,
    Timing,
)
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.places.models import Sozialraum


class Consultation(Base, Keyed, Stamped, Versioned):
    """One Beteiligungsverfahren: why, where, from when to when, who answers questions, and what became of it."""

    __tablename__ = "consultation"
    #: Its name in addresses; fixed once it is published.
    slug: Mapped[str] = mapped_column(String(LONGEST_TITLE + 8), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: Why people are asked and what their answers decide; plain text in paragraphs.
    purpose: Mapped[str] = mapped_column(default="")
    #: Whose daily life it is about.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: First day on which people can take part.
    opens_on: Mapped[date | None] = mapped_column(Date)
    #: Last day on which people can take part.
    closes_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[ConsultationState] = enum_column(ConsultationState, default=ConsultationState.DRAFT)
    #: The person whom people may call.
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    contact_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: What became of it, told when it was closed.
    outcome: Mapped[str] = mapped_column(default="")
    #: Whether what is said in it is held back until somebody has released it.
    moderate_first: Mapped[bool] = mapped_column(default=False)
    #: The account that drafted it; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        CheckConstraint(
            "state = 'draft' OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)", name="public_has_a_period"
        ),
        Index("ix_consultation_state_closes_on", "state", "closes_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_public(self) -> bool:
        return self.state is not ConsultationState.DRAFT

    @property
    def timing(self) -> Timing | None:
        """How it stands to today; None while it is a draft without a period."""
        if self.state is ConsultationState.CLOSED:
            return Timing.PAST
        if self.opens_on is None or self.closes_on is None:
            return None
        today = clock.today()
        if today < self.opens_on:
            return Timing.COMING
        return Timing.RUNNING if today <= self.closes_on else Timing.PAST

    @property
    def takes_contributions(self) -> bool:
        """Whether people can say something in it today."""
        return self.state is ConsultationState.PUBLISHED and self.timing is Timing.RUNNING
