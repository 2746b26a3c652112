"""Programmes, their versions and the rules of each."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.funding.formats import Rule
from portal.funding.terms import (
    LONGEST_NAME,
    LONGEST_SENTENCE,
    LONGEST_SOURCE,
    LineKind,
    MonthDay,
    RuleKind,
    read_dates,
)
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, enum_column, explain_constraint
from portal.kernel.money import Money
from portal.kernel.stored import SHIPPED
from portal.kernel.text import N_


class FundingProgramme(Base, Keyed):
    """A source of money. What it pays, and when, stands in its versions."""

    __tablename__ = "funding_programme"
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    #: What it is called on lists: "SeLA".
    short_name: Mapped[str] = mapped_column(String(40))
    #: Who pays.
    funder: Mapped[str] = mapped_column(String(LONGEST_NAME))

    versions: Mapped[list["ProgrammeVersion"]] = relationship(
        back_populates="programme", order_by="ProgrammeVersion.number"
    )

    __table_args__ = (SHIPPED,)

    def version_on(self, day: date) -> "ProgrammeVersion | None":
        """The version that holds on a day; the newest when two do."""
        holding = [one for one in self.versions if one.holds_on(day)]
        return holding[-1] if holding else None


class ProgrammeVersion(Base, Keyed):
    """How a programme pays in a span of time. It is never changed; applications keep the one they were begun with."""

    __tablename__ = "funding_programme_version"
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("funding_programme.id", ondelete="RESTRICT"), index=True)
    #: 1, 2, 3 … in the order in which they were entered.
    number: Mapped[int]
    valid_from: Mapped[date] = mapped_column(Date)
    #: The last day; NULL while nobody knows it.
    valid_until: Mapped[date | None] = mapped_column(Date)
    #: The Richtlinie or decision it follows, with its date.
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    #: Days of the year on which applications are taken, as "03-31".
    dates: Mapped[list[str]]
    #: Months after a calendar year until its interim report is due; NULL when there is none.
    interim_months: Mapped[int | None]
    #: Months after the end of the period until the Verwendungsnachweis is due.
    final_months: Mapped[int]
    #: What a reader should know: where these figures come from and what they do not say.
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that entered it; NULL for what came with the portal.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    programme: Mapped[FundingProgramme] = relationship(back_populates="versions")
    rules: Mapped[list["FundingRule"]] = relationship(order_by="FundingRule.position")

    __table_args__ = (
        UniqueConstraint("programme_id", "number", name="uq_funding_programme_version_programme_id_number"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="holds_for_a_day"),
        SHIPPED,
    )

    def holds_on(self, day: date) -> bool:
        """Whether applications of this day follow it."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def days(self) -> tuple[MonthDay, ...]:
        return read_dates(self.dates)

    @property
    def told_rules(self) -> list[Rule]:
        return [rule.told for rule in self.rules]


class FundingRule(Base, Keyed):
    """One rule of a version, with the sentence that is quoted when it is broken."""

    __tablename__ = "funding_rule"
    version_id: Mapped[UUID] = mapped_column(ForeignKey("funding_programme_version.id", ondelete="CASCADE"), index=True)
    #: The order in which rules are listed.
    position: Mapped[int]
    kind: Mapped[RuleKind] = enum_column(RuleKind)
    #: Euro, per cent or months, as the kind wants; NULL for kinds without a number.
    value: Mapped[Decimal | None] = mapped_column(Money)
    #: A share counts only costs of this kind; NULL for all that are eligible.
    of_kind: Mapped[LineKind | None] = enum_column(LineKind)
    #: Whether an application that breaks it cannot be submitted.
    is_hard: Mapped[bool] = mapped_column(default=True)
    sentence: Mapped[str] = mapped_column(String(LONGEST_SENTENCE))
    #: Whether the sentence gives the sense and not the words of its source.
    is_paraphrase: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        UniqueConstraint("version_id", "kind", name="uq_funding_rule_version_id_kind"),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
        SHIPPED,
    )

    @property
    def told(self) -> Rule:
        return Rule(self.kind, self.sentence, self.value, self.of_kind, self.is_hard, self.is_paraphrase)


explain_constraint(
    "uq_funding_programme_name",
    N_("Ein Programm mit diesem Namen gibt es schon. Legen Sie dort eine neue Fassung an."),
    field="name",
    columns="funding_programme.name",
)
