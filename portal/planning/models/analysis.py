"""The Bedarfsanalyse: one current for each Bedarf, earlier ones kept, with its Kennzahlen, open questions and decisions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.planning.models.amounts import Amount
from portal.planning.terms.analysis import (
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_SOURCE,
    LONGEST_UNIT,
    Tendency,
    deviation,
)
from portal.planning.terms.evidence_level import EvidenceLevel

_IS_CURRENT = text("ended_at IS NULL")
_IS_OPEN = text("closed_at IS NULL")


class NeedAnalysis(Base, Keyed, Stamped, Versioned):
    """One Bedarfsanalyse of a Bedarf."""

    __tablename__ = "need_analysis"
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    #: 1 for the first of its Bedarf.
    number: Mapped[int] = mapped_column(SmallInteger, default=1)
    #: Why a further one was begun: "Die Evaluation sagt …"; empty for the first.
    begun_because: Mapped[str] = mapped_column(default="")
    #: What exactly is to be found out.
    question: Mapped[str] = mapped_column(default="")
    #: What the Belege say, for and against, in the words of whoever analyses.
    findings: Mapped[str] = mapped_column(default="")
    #: What follows from it.
    conclusion: Mapped[str] = mapped_column(default="")
    #: How many people the group has that the Bedarf is about; NULL while nobody knows.
    group_size: Mapped[int | None]
    #: Where that number comes from, with its day.
    group_source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: The level that was decided; NULL while nobody has.
    level: Mapped[EvidenceLevel | None] = enum_column(EvidenceLevel)
    #: When the next one was begun; NULL for the current one.
    ended_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    need: Mapped[Need] = relationship(viewonly=True)
    indicators: Mapped[list["AnalysisIndicator"]] = relationship(
        order_by="AnalysisIndicator.position, AnalysisIndicator.id", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("group_size > 0", name="group_is_somebody"),
        UniqueConstraint("need_id", "number"),
        Index(
            "uq_need_analysis_current", "need_id", unique=True, sqlite_where=_IS_CURRENT, postgresql_where=_IS_CURRENT
        ),
        Index("ix_need_analysis_level", "level"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where its Bedarf lies, from the county down."""
        return self.need.lineage

    @property
    def is_current(self) -> bool:
        return self.ended_at is None


class AnalysisIndicator(Base, Keyed, Versioned):
    """A Kennzahl beside its comparison, as both stood when they were taken over."""

    __tablename__ = "analysis_indicator"
    analysis_id: Mapped[UUID] = mapped_column(ForeignKey("need_analysis.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    #: Key of the Indikator in the portal; empty for one typed by hand.
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_KEY), default="")
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    unit: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    #: NULL when it is secret or unknown, which is never 0.
    value: Mapped[Decimal | None] = mapped_column(Amount)
    compared: Mapped[Decimal | None] = mapped_column(Amount)
    #: With what it is compared: "Landkreis Unterallgäu", "Bayern 2025".
    compared_with: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: The day for which the value stands.
    as_of: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: Which way it must differ to speak for the Bedarf.
    tendency: Mapped[Tendency] = enum_column(Tendency)

    @property
    def deviation(self) -> Decimal | None:
        """Percent off the comparison, positive where it speaks for the Bedarf."""
        return deviation(self.value, self.compared, self.tendency)


class EvidenceDecision(Base, Keyed):
    """One decision about the level of a Bedarf, with the numbers as they stood. Rows stay."""

    __tablename__ = "evidence_decision"
    analysis_id: Mapped[UUID] = mapped_column(ForeignKey("need_analysis.id", ondelete="CASCADE"), index=True)
    level: Mapped[EvidenceLevel] = enum_column(EvidenceLevel)
    #: What the rule proposed then.
    proposed: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]
    #: The numbers the rule worked with, and from when on it held.
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=now)


class EvidenceRule(Base, Keyed):
    """The thresholds of the rule that proposes a level, from a day on. A new day is a new row."""

    __tablename__ = "evidence_rule"
    valid_from: Mapped[date] = mapped_column(Date, unique=True)
    sources_some: Mapped[int] = mapped_column(SmallInteger)
    sources_clear: Mapped[int] = mapped_column(SmallInteger)
    #: People for each thousand of the group.
    reach_some: Mapped[Decimal] = mapped_column(Amount)
    reach_clear: Mapped[Decimal] = mapped_column(Amount)
    people_some: Mapped[int]
    people_clear: Mapped[int]
    #: Percent.
    deviation_some: Mapped[Decimal] = mapped_column(Amount)
    deviation_clear: Mapped[Decimal] = mapped_column(Amount)
    points_partly: Mapped[int] = mapped_column(SmallInteger)
    points_proven: Mapped[int] = mapped_column(SmallInteger)
    #: Why these numbers.
    note: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        CheckConstraint("sources_clear >= sources_some", name="sources_rise"),
        CheckConstraint("people_clear >= people_some", name="people_rise"),
        CheckConstraint("reach_clear >= reach_some", name="reach_rises"),
        CheckConstraint("deviation_clear >= deviation_some", name="deviation_rises"),
        CheckConstraint("points_proven > points_partly", name="points_rise"),
    )


class OpenQuestion(Base, Keyed, Stamped, Versioned):
    """Something that is still to be found out about a Bedarf; it stays open when a further analysis begins."""

    __tablename__ = "open_question"
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    #: Who finds it out; NULL for nobody yet.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    due_on: Mapped[date | None] = mapped_column(Date)
    #: The Erhebung in which people are asked.
    data_collection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("data_collection.id", ondelete="SET NULL"), index=True
    )
    #: What was found out.
    answer: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    need: Mapped[Need] = relationship(viewonly=True)

    __table_args__ = (
        Index(
            "ix_open_question_due",
            "responsible_id",
            "due_on",
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where its Bedarf lies, from the county down."""
        return self.need.lineage

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


explain_constraint(
    "uq_need_analysis_current",
    N_("Für diesen Bedarf hat gerade jemand anderes eine Analyse begonnen. Bitte laden Sie die Seite neu."),
    columns="need_analysis.need_id",
)
explain_constraint(
    "uq_need_analysis_need_id_number",
    N_("Für diesen Bedarf hat gerade jemand anderes eine Analyse begonnen. Bitte laden Sie die Seite neu."),
    columns="need_analysis.need_id, need_analysis.number",
)
explain_constraint(
    "uq_evidence_rule_valid_from",
    N_("Für diesen Tag gibt es schon Schwellen. Wählen Sie einen anderen Tag."),
    field="valid_from",
    columns="evidence_rule.valid_from",
)
