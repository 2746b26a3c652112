"""Prioritising: the county's criteria, rounds over a set of Bedarfe, and what each person scored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Account
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.terms.priorities import (
    LEAST_POINTS,
    LEAST_WEIGHT,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_POINTS,
    MOST_WEIGHT,
    RoundState,
)

_WEIGHT = f"weight BETWEEN {LEAST_WEIGHT} AND {MOST_WEIGHT}"


class CriterionColumns:
    """What is written about a criterion."""

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: What whoever scores asks themselves.
    question: Mapped[str] = mapped_column(String(LONGEST_QUESTION), default="")
    #: How much it counts; only the proportions of the weights matter.
    weight: Mapped[int] = mapped_column(SmallInteger)
    #: What 1 to 5 points mean, in this order.
    meanings: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(SmallInteger)


class PriorityCriterion(CriterionColumns, Base, Keyed, Stamped, Versioned):
    """A criterion of the county. Rounds take a copy when they are opened, so changing it changes no result."""

    __tablename__ = "priority_criterion"
    #: What the portal proposed it under; NULL for those the county added itself.
    key: Mapped[str | None] = mapped_column(String(40), unique=True)
    #: Whether further rounds ask it.
    is_active: Mapped[bool] = mapped_column(default=True)
    #: The name as two are compared: folded.
    name_key: Mapped[str] = mapped_column(String(2 * LONGEST_NAME), unique=True)

    __table_args__ = (CheckConstraint(_WEIGHT, name="weight_is_in_range"),)


class PriorityRound(Base, Keyed, Stamped, Versioned):
    """One round: several people score the same Bedarfe, each for themselves."""

    __tablename__ = "priority_round"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What it is for; may be empty.
    purpose: Mapped[str] = mapped_column(default="")
    #: The Sozialraum whose Bedarfe are weighed.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    state: Mapped[RoundState] = enum_column(RoundState, default=RoundState.DRAFT)
    #: Until when people are asked to hand in; NULL for no day.
    due_on: Mapped[date | None] = mapped_column(Date)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    #: What was made of the ranking, in words.
    conclusion: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    place: Mapped[Sozialraum] = relationship(viewonly=True)
    criteria: Mapped[list["RoundCriterion"]] = relationship(
        order_by="RoundCriterion.position", cascade="all, delete-orphan", passive_deletes=True
    )
    members: Mapped[list["RoundMember"]] = relationship(
        order_by="RoundMember.id", cascade="all, delete-orphan", passive_deletes=True, back_populates="round"
    )
    entries: Mapped[list["RoundNeed"]] = relationship(
        order_by="RoundNeed.position", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name="open_says_since_when"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_says_when"),
        Index("ix_priority_round_created_at_id", "created_at", "id"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where it belongs, from the county down."""
        return self.place.lineage

    def member(self, account_id: UUID | None) -> "RoundMember | None":
        """The person as one of those who score; None for everybody else."""
        return next((one for one in self.members if account_id is not None and one.account_id == account_id), None)


class RoundCriterion(CriterionColumns, Base, Keyed):
    """A criterion as it was when the round was opened."""

    __tablename__ = "round_criterion"
    round_id: Mapped[UUID] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"), index=True)

    __table_args__ = (CheckConstraint(_WEIGHT, name="weight_is_in_range"),)


class RoundNeed(Base, Keyed):
    """A Bedarf that is weighed in a round."""

    __tablename__ = "round_need"
    round_id: Mapped[UUID] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"))
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)

    need: Mapped[Need] = relationship(viewonly=True)

    __table_args__ = (UniqueConstraint("round_id", "need_id"),)


class RoundMember(Base, Keyed, Versioned):
    """A person who scores, and whether they have handed in."""

    __tablename__ = "round_member"
    round_id: Mapped[UUID] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: When the sheet was handed in; from then on it cannot be changed and the others' can be seen.
    handed_in_at: Mapped[datetime | None]
    #: When something was last scored.
    scored_at: Mapped[datetime | None]

    round: Mapped[PriorityRound] = relationship(back_populates="members")
    account: Mapped[Account] = relationship(viewonly=True)
    scores: Mapped[list["PriorityScore"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    __table_args__ = (UniqueConstraint("round_id", "account_id"),)

    @property
    def has_handed_in(self) -> bool:
        return self.handed_in_at is not None


class PriorityScore(Base, Keyed):
    """What one person said about one Bedarf for one criterion: points, or that they cannot judge it."""

    __tablename__ = "priority_score"
    member_id: Mapped[UUID] = mapped_column(ForeignKey("round_member.id", ondelete="CASCADE"))
    round_need_id: Mapped[UUID] = mapped_column(ForeignKey("round_need.id", ondelete="CASCADE"), index=True)
    round_criterion_id: Mapped[UUID] = mapped_column(ForeignKey("round_criterion.id", ondelete="CASCADE"), index=True)
    #: NULL says that the person cannot judge it; a row that is missing, that they have not yet looked.
    points: Mapped[int | None] = mapped_column(SmallInteger)

    __table_args__ = (
        CheckConstraint(f"points BETWEEN {LEAST_POINTS} AND {MOST_POINTS}", name="points_are_in_range"),
        UniqueConstraint("member_id", "round_need_id", "round_criterion_id"),
    )


explain_constraint(
    "uq_priority_criterion_name_key",
    N_("Ein Kriterium mit diesem Namen gibt es schon."),
    field="name",
    columns="priority_criterion.name_key",
)
explain_constraint(
    "uq_priority_round_submission_key",
    N_("Diese Runde ist schon angelegt; sie wurde zweimal gesendet."),
    columns="priority_round.submission_key",
)
