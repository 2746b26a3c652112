"""Maßnahmen: what is done about Bedarfe, by whom, with what, and how far it is."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.money import Money
from portal.kernel.text import N_
from portal.network.models import Stakeholder
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.planning.terms.measures import (
    LONGEST_ENTRY,
    LONGEST_MILESTONE,
    LONGEST_PUBLIC_SENTENCE,
    LONGEST_REASON,
    LONGEST_RESPONSE,
    LONGEST_RISK,
    LONGEST_TITLE,
    Facts,
    Harm,
    Likelihood,
    MeasureEntryKind,
    MeasureStatus,
    Priority,
    Stage,
    stage_of,
    status_of,
    weight_of,
)

measure_need = Table(
    "measure_need",
    Base.metadata,
    Column("measure_id", ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True),
    Column("need_id", ForeignKey("need.id", ondelete="CASCADE"), primary_key=True, index=True),
)
measure_place = Table(
    "measure_place",
    Base.metadata,
    Column("measure_id", ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True),
    Column("sozialraum_id", ForeignKey("sozialraum.id", ondelete="RESTRICT"), primary_key=True, index=True),
)
measure_partner = Table(
    "measure_partner",
    Base.metadata,
    Column("measure_id", ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True),
    Column("stakeholder_id", ForeignKey("stakeholder.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Measure(Base, Keyed, Stamped, Versioned):
    """One Maßnahme. Its status follows from its Meilensteine; see `terms.measures`."""

    __tablename__ = "measure"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: The title as it is sorted and searched: folded.
    sort_title: Mapped[str] = mapped_column(String(2 * LONGEST_TITLE))
    #: What is done, for whom and how; may be empty.
    what: Mapped[str] = mapped_column(default="")
    priority: Mapped[Priority] = enum_column(Priority, default=Priority.MEDIUM)
    #: The first and the last day as planned; NULL while nobody knows.
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    #: The account that minds it and may note progress; NULL for none.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: The Akteur that carries it out; NULL when it is the county itself.
    stakeholder_id: Mapped[UUID | None] = mapped_column(ForeignKey("stakeholder.id", ondelete="RESTRICT"), index=True)
    #: What it may cost altogether, in euro; NULL while nobody knows.
    budget_planned: Mapped[Decimal | None] = mapped_column(Money)
    #: What it has cost so far, in euro; NULL while nobody has said.
    budget_spent: Mapped[Decimal | None] = mapped_column(Money)
    #: The application for the money; NULL without one.
    funding_application_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("funding_application.id", ondelete="SET NULL"), index=True
    )
    #: The Beschluss it carries out; NULL without one.
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id", ondelete="SET NULL"), index=True)
    #: Since when nobody works on it any more although it is not done, and why.
    stopped_on: Mapped[date | None] = mapped_column(Date)
    stopped_reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    #: The day on which it is looked at whether it helps. Each Maßnahme has one.
    review_on: Mapped[date] = mapped_column(Date)
    #: The day of the Evaluation after which no further one is due; NULL while one is.
    reviews_ended_on: Mapped[date | None] = mapped_column(Date)
    #: Kept counts of its Meilensteine.
    milestones_done: Mapped[int] = mapped_column(default=0)
    milestones_open: Mapped[int] = mapped_column(default=0)
    #: The earliest day of an open Meilenstein.
    next_due_on: Mapped[date | None] = mapped_column(Date)
    #: The latest day on which one was reached.
    last_done_on: Mapped[date | None] = mapped_column(Date)
    #: Whether residents may read its title and state.
    is_public: Mapped[bool] = mapped_column(default=False)
    #: How it is called on public pages; empty means the title.
    public_title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    #: What residents read about it, in plain words.
    public_sentence: Mapped[str] = mapped_column(String(LONGEST_PUBLIC_SENTENCE), default="")
    #: The last stage about which the people behind its Bedarfe were answered, or about which somebody chose not to.
    told_stage: Mapped[Stage | None] = enum_column(Stage)
    #: The account that entered it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    #: Where it happens; at least one. It decides who sees it.
    places: Mapped[list[Sozialraum]] = relationship(secondary=measure_place, order_by=Sozialraum.name)
    #: The Akteur that carries it out.
    stakeholder: Mapped[Stakeholder | None] = relationship(viewonly=True)
    #: Akteure who take part.
    partners: Mapped[list[Stakeholder]] = relationship(secondary=measure_partner, order_by=Stakeholder.sort_name)
    milestones: Mapped[list["Milestone"]] = relationship(viewonly=True, order_by="(Milestone.due_on, Milestone.id)")
    risks: Mapped[list["MeasureRisk"]] = relationship(viewonly=True, order_by="MeasureRisk.id")

    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="ends_after_it_begins"),
        CheckConstraint("(stopped_on IS NULL) = (stopped_reason = '')", name="stopped_for_a_reason"),
        CheckConstraint("budget_planned >= 0", name="planned_is_not_negative"),
        CheckConstraint("budget_spent >= 0", name="spent_is_not_negative"),
        CheckConstraint("NOT is_public OR public_sentence <> ''", name="public_with_a_sentence"),
        Index("ix_measure_sort_title_id", "sort_title", "id"),
        Index("ix_measure_review_on_id", "review_on", "id"),
        Index("ix_measure_next_due_on", "next_due_on"),
    )

    @property
    def status(self) -> MeasureStatus:
        """Where it stands today."""
        return status_of(self.facts, today=clock.today())

    @property
    def facts(self) -> Facts:
        return Facts(
            is_stopped=self.stopped_on is not None,
            milestones_done=self.milestones_done,
            milestones_open=self.milestones_open,
            next_due_on=self.next_due_on,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
        )

    @property
    def untold_stage(self) -> Stage | None:
        """The stage it has reached about which the people behind its Bedarfe know nothing yet."""
        reached = stage_of(self.status)
        return reached if reached is not self.told_stage else None

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its places, each once: who works in one of them sees it."""
        return tuple(dict.fromkeys(one for place in self.places for one in place.lineage))

    @property
    def is_of_whole_county(self) -> bool:
        return any(place.kind is PlaceKind.COUNTY for place in self.places)

    @property
    def place_names(self) -> str:
        return ", ".join(place.name for place in self.places)

    @property
    def name_for_all(self) -> str:
        """How it is called on public pages."""
        return self.public_title or self.title

    @property
    def is_review_due(self) -> bool:
        """Whether the day of its review has come and nobody has looked."""
        return self.reviews_ended_on is None and self.review_on <= clock.today()

    @property
    def is_over_budget(self) -> bool:
        planned, spent = self.budget_planned, self.budget_spent
        return planned is not None and spent is not None and spent > planned

    @property
    def next_milestone(self) -> "Milestone | None":
        """The earliest one that is open."""
        return next((one for one in self.milestones if not one.is_done), None)


class Milestone(Base, Keyed, Stamped, Versioned):
    """What is to be reached by a day."""

    __tablename__ = "milestone"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LONGEST_MILESTONE))
    due_on: Mapped[date] = mapped_column(Date)
    #: The day on which it was reached; NULL while it is open.
    done_on: Mapped[date | None] = mapped_column(Date)
    #: The account that noted it; NULL for the portal itself and while it is open.
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    measure: Mapped[Measure] = relationship(viewonly=True)

    __table_args__ = (
        Index("ix_milestone_measure_id_due_on", "measure_id", "due_on"),
        Index("ix_milestone_done_on_due_on", "done_on", "due_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        return self.measure.lineage

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_past(self) -> bool:
        """Whether it is open and its day is over."""
        return not self.is_done and self.due_on < clock.today()


class MeasureRisk(Base, Keyed, Versioned):
    """What could go wrong, and what is done about it."""

    __tablename__ = "measure_risk"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(LONGEST_RISK))
    likelihood: Mapped[Likelihood] = enum_column(Likelihood)
    #: How much it would do.
    harm: Mapped[Harm] = enum_column(Harm)
    #: What we do about it; may be empty.
    response: Mapped[str] = mapped_column(String(LONGEST_RESPONSE), default="")

    measure: Mapped[Measure] = relationship(viewonly=True)

    @property
    def weight(self) -> Harm:
        """How serious it is."""
        return weight_of(self.likelihood, self.harm)


class MeasureEntry(Base, Keyed):
    """One line of the history of a Maßnahme."""

    __tablename__ = "measure_entry"
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that did it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    kind: Mapped[MeasureEntryKind] = enum_column(MeasureEntryKind)
    #: What it was about: the name of a Meilenstein, the reason.
    text: Mapped[str] = mapped_column(String(LONGEST_ENTRY), default="")

    __table_args__ = (Index("ix_measure_entry_measure_id_at", "measure_id", "at"),)


explain_constraint(
    "uq_measure_submission_key",
    N_("Diese Maßnahme ist schon angelegt; sie wurde zweimal gesendet."),
    columns="measure.submission_key",
)
explain_constraint(
    "uq_milestone_submission_key",
    N_("Dieser Meilenstein steht schon da; er wurde zweimal gesendet."),
    columns="milestone.submission_key",
)
