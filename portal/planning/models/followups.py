"""The question "Hat es geholfen?": asked once for a Maßnahme, answered once by each Wortmeldung behind its Bedarfe."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.planning.models.measures import Measure
from portal.planning.terms.followups import Helped


class FollowUp(Base, Keyed):
    """That the people behind the Bedarfe of a Maßnahme are asked whether it helped. Nobody is asked twice."""

    __tablename__ = "follow_up"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that asked; NULL for the portal itself.
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    measure: Mapped[Measure] = relationship(viewonly=True)


class FollowUpAnswer(Base):
    """What one person said by one of three buttons. No time finer than a day."""

    __tablename__ = "follow_up_answer"
    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("follow_up.id", ondelete="CASCADE"), primary_key=True)
    #: The Wortmeldung whose Rückmelde-Code opened the question: it answers once.
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    helped: Mapped[Helped] = enum_column(Helped)
    answered_on: Mapped[date] = mapped_column(Date)


class FollowUpRemark(Base):
    """That a Wortmeldung was said with an answer. Which answer it was, nothing tells."""

    __tablename__ = "follow_up_remark"
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("follow_up.id", ondelete="CASCADE"), index=True)


explain_constraint(
    "uq_follow_up_measure_id",
    N_("Die Menschen wurden schon gefragt. Ein zweites Mal fragt das Portal nicht."),
    columns="follow_up.measure_id",
)
explain_constraint(
    "pk_follow_up_answer",
    N_("Sie haben diese Frage schon beantwortet. Vielen Dank!"),
    columns="follow_up_answer.follow_up_id, follow_up_answer.contribution_id",
)
