"""Vereinbarungen: who does what until when, carried from meeting to meeting until it is done."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.roundtables.models.meetings import Meeting, Participant
from portal.roundtables.models.series import RoundTable
from portal.roundtables.terms.agreements import LONGEST_OWNER, AgreementState, AgreementStep
from portal.roundtables.terms.series import LONGEST_EMAIL


class Agreement(Base, Keyed, Stamped, Versioned):
    """Who does what until when."""

    __tablename__ = "agreement"
    round_table_id: Mapped[UUID] = mapped_column(ForeignKey("round_table.id", ondelete="RESTRICT"))
    #: The meeting at which it was made.
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"), index=True)
    #: The note it was written down as; NULL when it came from a cluster of a Moderationswand or was entered in the ledger.
    note_id: Mapped[UUID | None] = mapped_column(ForeignKey("note_entry.id", ondelete="SET NULL"), unique=True)
    text: Mapped[str]
    #: Who does it, as it is said among those who were there.
    owner_name: Mapped[str] = mapped_column(String(LONGEST_OWNER), default="")
    #: In which role or for which organisation; stands in public instead of the name.
    owner_function: Mapped[str] = mapped_column(String(LONGEST_OWNER), default="")
    #: Where reminders go when the owner is no participant.
    owner_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: Whether an owner who is no participant agreed to be named.
    owner_may_be_named: Mapped[bool] = mapped_column(default=False)
    #: The contact of the network that was named as the owner without taking part; with its consent goes the name.
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stakeholder_contact.id", ondelete="SET NULL"), index=True
    )
    #: The owner as a participant; consent and address are asked there.
    participant_id: Mapped[UUID | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[AgreementState] = enum_column(AgreementState, default=AgreementState.OPEN)
    #: How often it was carried over to the next meeting.
    carried: Mapped[int] = mapped_column(default=0)
    #: The owner's last sentence about it.
    said: Mapped[str] = mapped_column(default="")
    #: Until when the owner would like to have time, and why; NULL when nothing is asked.
    asked_until: Mapped[date | None] = mapped_column(Date)
    asked_because: Mapped[str] = mapped_column(default="")
    #: When it was done or dropped.
    ended_at: Mapped[datetime | None]
    #: The owner's link: which round of links holds, and the hash that finds it. A new round ends the old link.
    link_round: Mapped[int] = mapped_column(default=1)
    token_hash: Mapped[bytes] = mapped_column(unique=True)

    round_table: Mapped[RoundTable] = relationship(viewonly=True)
    meeting: Mapped[Meeting] = relationship(viewonly=True)
    participant: Mapped[Participant | None] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_has_a_moment"),
        Index("ix_agreement_state_due_on_id", "state", "due_on", "id"),
        Index("ix_agreement_round_table_id_state_due_on", "round_table_id", "state", "due_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its Runder Tisch, the county first."""
        return self.round_table.lineage

    @property
    def is_open(self) -> bool:
        return self.state is AgreementState.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < clock.today()

    @property
    def owner_called(self) -> str:
        """What the owner is called among those who run the table: the name, else the function; empty when nobody was said."""
        return self.owner_name or self.owner_function

    @property
    def email(self) -> str:
        """Where the owner reads mails; empty when nobody knows."""
        return (self.participant.email if self.participant else self.owner_email) or ""


class AgreementEntry(Base, Keyed):
    """One thing that happened to an agreement."""

    __tablename__ = "agreement_entry"
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    step: Mapped[AgreementStep] = enum_column(AgreementStep)
    text: Mapped[str] = mapped_column(default="")
    #: The day that was agreed, asked for or moved to with this step.
    due_on: Mapped[date | None] = mapped_column(Date)
    #: The account that did it; NULL for the owner by their link and for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    by_owner: Mapped[bool] = mapped_column(default=False)
    #: Made by the owner's page: sent again it is still one entry.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
