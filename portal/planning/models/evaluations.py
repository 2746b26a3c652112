"""What a Maßnahme is to bring about, step by step of the Wirkungstreppe, and what reviews found."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.planning.models.measures import Measure
from portal.planning.terms.evaluations import (
    LONGEST_INDICATOR_KEY,
    LONGEST_INDICATOR_NAME,
    LONGEST_JUDGEMENT,
    LONGEST_MEASURED,
    LONGEST_SOURCE,
    LONGEST_STATEMENT,
    LONGEST_TARGET,
    Attainment,
    Consequence,
    EffectStage,
)


class Effect(Base, Keyed, Stamped, Versioned):
    """One row of the Wirkungstreppe of a Maßnahme."""

    __tablename__ = "effect"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    stage: Mapped[EffectStage] = enum_column(EffectStage)
    #: What shall be so, in one sentence.
    statement: Mapped[str] = mapped_column(String(LONGEST_STATEMENT))
    #: The Indikator of the register by which it is seen; empty for one of its own.
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_INDICATOR_KEY), default="")
    #: By what it is seen, in the words of those who measure.
    indicator_name: Mapped[str] = mapped_column(String(LONGEST_INDICATOR_NAME), default="")
    #: What is to be reached, with its unit: "30 Fahrgäste im Monat".
    target: Mapped[str] = mapped_column(String(LONGEST_TARGET), default="")
    #: The day by which it is to be reached.
    due_on: Mapped[date | None] = mapped_column(Date)
    #: Where the measured value comes from.
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: What was measured, with its unit; empty while nobody has.
    measured: Mapped[str] = mapped_column(String(LONGEST_MEASURED), default="")
    measured_on: Mapped[date | None] = mapped_column(Date)
    #: How far it was reached, and why it is judged so.
    attainment: Mapped[Attainment] = enum_column(Attainment, default=Attainment.OPEN)
    judgement: Mapped[str] = mapped_column(String(LONGEST_JUDGEMENT), default="")
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    measure: Mapped[Measure] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("attainment = 'open' OR judgement <> ''", name="judged_with_a_reason"),
        CheckConstraint("measured = '' OR measured_on IS NOT NULL", name="measured_on_a_day"),
    )


class Evaluation(Base, Keyed):
    """One review of a Maßnahme: how far it came, and what follows. It is never changed afterwards."""

    __tablename__ = "evaluation"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    #: The day of the review.
    held_on: Mapped[date] = mapped_column(Date)
    result: Mapped[Attainment] = enum_column(Attainment)
    #: Why it is judged so; never empty.
    reason: Mapped[str]
    consequence: Mapped[Consequence] = enum_column(Consequence)
    #: What is done now, in some words; may be empty.
    next_steps: Mapped[str] = mapped_column(default="")
    #: The Bedarf that came out of it.
    new_need_id: Mapped[UUID | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"), index=True)
    #: The next day of review; NULL when the Maßnahme ends.
    next_review_on: Mapped[date | None] = mapped_column(Date)
    #: The rows of the Wirkungstreppe as they stood on that day.
    ladder: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that wrote it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    measure: Mapped[Measure] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("next_review_on > held_on", name="next_review_follows"),
        CheckConstraint("(consequence = 'end') = (next_review_on IS NULL)", name="goes_on_until_a_day"),
        Index("ix_evaluation_measure_id_held_on", "measure_id", "held_on"),
    )


explain_constraint(
    "uq_effect_submission_key",
    N_("Diese Zeile steht schon da; sie wurde zweimal gesendet."),
    columns="effect.submission_key",
)
explain_constraint(
    "uq_evaluation_submission_key",
    N_("Diese Überprüfung ist schon gespeichert; sie wurde zweimal gesendet."),
    columns="evaluation.submission_key",
)
