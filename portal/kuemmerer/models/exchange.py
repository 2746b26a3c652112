"""The yearly Austauschtreffen of all Gemeinden with a Quartiersprojekt."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.exchange import LONGEST_PLACE, LONGEST_SHARE, LONGEST_TOPICS


class ExchangeMeeting(Base, Keyed, Stamped, Versioned):
    """One Austauschtreffen."""

    __tablename__ = "exchange_meeting"
    held_on: Mapped[date] = mapped_column(Date, index=True)
    #: Where it takes place; may be empty while nobody knows.
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="")
    #: What it is about, one topic a line; may be empty.
    topics: Mapped[str] = mapped_column(String(LONGEST_TOPICS), default="")
    #: The account that planned it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was planned with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    shares: Mapped[list["ExchangeShare"]] = relationship(
        back_populates="meeting", order_by="ExchangeShare.id", cascade="all, delete-orphan"
    )


class ExchangeShare(Base, Keyed):
    """What one project shows the others at a meeting."""

    __tablename__ = "exchange_share"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_meeting.id", ondelete="CASCADE"))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"), index=True)
    #: In one or two sentences, as the invitation has it.
    text: Mapped[str] = mapped_column(String(LONGEST_SHARE))

    meeting: Mapped[ExchangeMeeting] = relationship(back_populates="shares")
    project: Mapped[KuemmererProject] = relationship(viewonly=True)

    __table_args__ = (Index("uq_exchange_share_meeting_id_project_id", "meeting_id", "project_id", unique=True),)


explain_constraint(
    "uq_exchange_meeting_submission_key",
    N_("Dieses Austauschtreffen ist schon eingetragen; es wurde zweimal gesendet."),
    columns="exchange_meeting.submission_key",
)
explain_constraint(
    "uq_exchange_share_meeting_id_project_id",
    N_("Für dieses Projekt hat gerade jemand anderes etwas eingetragen. Bitte sehen Sie nach."),
    field="project_id",
    columns="exchange_share.meeting_id, exchange_share.project_id",
)
