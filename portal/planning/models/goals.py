"""The Gegenstromverfahren: goals as a tree, who gets which part, what came back, and what was frozen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Account
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.planning.models.amounts import Amount
from portal.planning.models.decisions import Decision
from portal.planning.terms.analysis import LONGEST_KEY
from portal.planning.terms.goals import (
    LONGEST_PART,
    LONGEST_TITLE,
    MOST_ROUNDS,
    GoalLevel,
    GoalOutcome,
    PartKind,
    ProcedureStage,
    StatementAnswer,
    TargetAim,
)
from portal.sectorplans.models import Committee

goal_recipient = Table(
    "goal_recipient",
    Base.metadata,
    Column("goal_id", ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True),
    Column("part_id", ForeignKey("goal_part.id", ondelete="CASCADE"), primary_key=True, index=True),
)
goal_need = Table(
    "goal_need",
    Base.metadata,
    Column("goal_id", ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True),
    Column("need_id", ForeignKey("need.id", ondelete="CASCADE"), primary_key=True, index=True),
)
goal_measure = Table(
    "goal_measure",
    Base.metadata,
    Column("goal_id", ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True),
    Column("measure_id", ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class GoalProcedure(Base, Keyed, Stamped, Versioned):
    """One Gegenstromverfahren with its tree of goals."""

    __tablename__ = "goal_procedure"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What the goals are for; may be empty.
    purpose: Mapped[str] = mapped_column(default="")
    #: The Sozialraum whose leadership sets the goals, mostly the county.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    stage: Mapped[ProcedureStage] = enum_column(ProcedureStage, default=ProcedureStage.SETTING)
    #: 1 for the first; each check after a reconciliation begins the next.
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    #: Until when departments and Gemeinden are asked to answer; NULL for no day.
    due_on: Mapped[date | None] = mapped_column(Date)
    #: On which day the goals were decided; NULL until then.
    decided_on: Mapped[date | None] = mapped_column(Date)
    #: The Gremium that decided; NULL without one.
    committee_id: Mapped[UUID | None] = mapped_column(ForeignKey("committee.id", ondelete="SET NULL"), index=True)
    #: The Beschluss, where it stands in the portal.
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id", ondelete="SET NULL"), index=True)
    #: What was said with the decision.
    conclusion: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    place: Mapped[Sozialraum] = relationship(viewonly=True)
    committee: Mapped[Committee | None] = relationship(viewonly=True)
    decision: Mapped[Decision | None] = relationship(viewonly=True)
    parts: Mapped[list["GoalPart"]] = relationship(
        order_by="(GoalPart.kind, GoalPart.name)", viewonly=True, back_populates="procedure"
    )
    goals: Mapped[list["Goal"]] = relationship(
        order_by="(Goal.position, Goal.id)", viewonly=True, back_populates="procedure"
    )

    __table_args__ = (
        CheckConstraint("(stage = 'decided') = (decided_on IS NOT NULL)", name="decided_says_when"),
        CheckConstraint(f"round BETWEEN 1 AND {MOST_ROUNDS}", name="round_is_counted"),
        Index("ix_goal_procedure_created_at_id", "created_at", "id"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where it belongs, from the county down."""
        return self.place.lineage


class GoalPart(Base, Keyed):
    """A department or Gemeinde that gets its part of the goals and answers for it."""

    __tablename__ = "goal_part"
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("goal_procedure.id", ondelete="CASCADE"))
    kind: Mapped[PartKind] = enum_column(PartKind)
    #: How it is called: "Kreisjugendamt", or the name of the Gemeinde.
    name: Mapped[str] = mapped_column(String(LONGEST_PART))
    #: The Gemeinde; for a department the place of the Gegenstromverfahren.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: Who answers for a department; NULL for a Gemeinde, for which its administration and its Kümmerer answer.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    procedure: Mapped[GoalProcedure] = relationship(viewonly=True, back_populates="parts")
    place: Mapped[Sozialraum] = relationship(viewonly=True)
    responsible: Mapped[Account | None] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("(kind = 'department') = (responsible_id IS NOT NULL)", name="department_names_somebody"),
        UniqueConstraint("procedure_id", "name"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where it answers from."""
        return self.place.lineage


class Goal(Base, Keyed, Stamped, Versioned):
    """One goal of the tree."""

    __tablename__ = "goal"
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("goal_procedure.id", ondelete="CASCADE"), index=True)
    #: The goal it makes concrete; NULL for a Leitziel.
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    level: Mapped[GoalLevel] = enum_column(GoalLevel)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What it means, and by what one sees that it is reached.
    meaning: Mapped[str] = mapped_column(default="")
    #: The department or Gemeinde that minds it; NULL for the leadership.
    part_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal_part.id", ondelete="RESTRICT"), index=True)
    #: Whether it came from below; then `part_id` proposed it.
    is_proposal: Mapped[bool] = mapped_column(default=False)
    #: The round in which it was written.
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    #: Key of the Indikator it is measured by; empty for none.
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_KEY), default="")
    #: On which side of the number it is reached; NULL without a Kennzahl.
    aim: Mapped[TargetAim | None] = enum_column(TargetAim)
    target_value: Mapped[Decimal | None] = mapped_column(Amount)
    #: Until when; also without a Kennzahl.
    target_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[GoalOutcome] = enum_column(GoalOutcome, default=GoalOutcome.OPEN)
    #: Why it was changed or dropped, in words those who answered can read.
    outcome_reason: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    procedure: Mapped[GoalProcedure] = relationship(viewonly=True, back_populates="goals")
    part: Mapped[GoalPart | None] = relationship(viewonly=True)
    parent: Mapped["Goal | None"] = relationship(viewonly=True, remote_side="Goal.id")
    #: Who is asked to check it.
    recipients: Mapped[list[GoalPart]] = relationship(
        secondary=goal_recipient, order_by="(GoalPart.kind, GoalPart.name)"
    )
    statements: Mapped[list["GoalStatement"]] = relationship(viewonly=True, order_by="GoalStatement.id")

    __table_args__ = (
        CheckConstraint("(level = 'guiding') = (parent_id IS NULL)", name="hangs_on_the_level_above"),
        CheckConstraint("NOT is_proposal OR part_id IS NOT NULL", name="proposal_says_from_whom"),
        CheckConstraint("(indicator_key = '') = (target_value IS NULL)", name="measured_to_a_number"),
        CheckConstraint("(indicator_key = '') = (aim IS NULL)", name="measured_to_a_side"),
        CheckConstraint("outcome IN ('open', 'kept') OR outcome_reason <> ''", name="changed_for_a_reason"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where its Gegenstromverfahren belongs."""
        return self.procedure.lineage


class GoalStatement(Base, Keyed, Stamped, Versioned):
    """What one department or Gemeinde says to one goal in one round."""

    __tablename__ = "goal_statement"
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("goal_part.id", ondelete="CASCADE"), index=True)
    round: Mapped[int] = mapped_column(SmallInteger)
    answer: Mapped[StatementAnswer] = enum_column(StatementAnswer)
    #: Why; never empty unless they agree.
    reason: Mapped[str] = mapped_column(default="")
    #: How it should read instead, or what it means there in concrete terms.
    wording: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    part: Mapped[GoalPart] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("answer = 'agree' OR reason <> ''", name="says_why"),
        UniqueConstraint("goal_id", "part_id", "round"),
    )


class GoalVersion(Base, Keyed):
    """The goals as they stood when a step of a round ended. Rows stay as they are."""

    __tablename__ = "goal_version"
    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("goal_procedure.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(SmallInteger)
    #: The step that ended.
    stage: Mapped[ProcedureStage] = enum_column(ProcedureStage)
    #: The goals with what was said to them, as they are shown.
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    frozen_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (UniqueConstraint("procedure_id", "round", "stage"),)


explain_constraint(
    "uq_goal_part_procedure_id_name",
    N_("Diese Stelle ist schon beteiligt."),
    field="name",
    columns="goal_part.procedure_id, goal_part.name",
)
explain_constraint(
    "uq_goal_procedure_submission_key",
    N_("Dieses Gegenstromverfahren ist schon angelegt; es wurde zweimal gesendet."),
    columns="goal_procedure.submission_key",
)
explain_constraint(
    "uq_goal_submission_key",
    N_("Dieses Ziel ist schon eingetragen; es wurde zweimal gesendet."),
    columns="goal.submission_key",
)
explain_constraint(
    "uq_goal_statement_goal_id_part_id_round",
    N_("Zu diesem Ziel gibt es schon eine Stellungnahme. Bitte laden Sie die Seite neu."),
    columns="goal_statement.goal_id, goal_statement.part_id, goal_statement.round",
)
