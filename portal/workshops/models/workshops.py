"""The workshop, its run-sheet, and the wishes into which its criticism was turned."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Connection, Date, ForeignKey, Index, SmallInteger, String, event, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.walls.models import Wall
from portal.workshops.terms.limits import (
    LONGEST_EMAIL,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    MOST_MINUTES,
    WorkshopTiming,
)
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate


class FutureWorkshop(Base, Keyed, Stamped, Versioned):
    """One Zukunftswerkstatt: one question, one wall with the columns Kritik, Phantasie and Verwirklichung, one step at a time."""

    __tablename__ = "future_workshop"
    #: Its name in addresses; fixed once it is published.
    slug: Mapped[str] = mapped_column(String(LONGEST_TITLE + 8), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: What it is about and what happens with what comes out; plain text in paragraphs.
    purpose: Mapped[str] = mapped_column(default="")
    #: Whose daily life it is about; who works there may read and lead it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: The Verfahren it belongs to.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    #: Its Moderationswand. Cards and dots are there.
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="RESTRICT"), unique=True)
    #: The shape in which it is held.
    template: Mapped[WorkshopTemplate] = enum_column(WorkshopTemplate)
    #: Where it stands; what is open on the wall follows from it.
    step: Mapped[WorkshopStep] = enum_column(WorkshopStep, default=WorkshopStep.PREPARATION)
    #: Whether dots are set just now instead of cards being written.
    weighs: Mapped[bool] = mapped_column(default=False)
    #: When people are to be there; NULL for one that is only online.
    starts_at: Mapped[datetime | None]
    #: Where they meet.
    venue: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    #: First days of the three phases of one that is online.
    critique_on: Mapped[date | None] = mapped_column(Date)
    fantasy_on: Mapped[date | None] = mapped_column(Date)
    realisation_on: Mapped[date | None] = mapped_column(Date)
    #: Last day of the last phase.
    ends_on: Mapped[date | None] = mapped_column(Date)
    #: How many people came; nobody is listed.
    people: Mapped[int | None]
    #: Who came, in words without names ("12 Seniorinnen, 3 Gemeinderäte, der Pfarrer").
    participants: Mapped[str] = mapped_column(default="")
    #: Who leads it, as it stands in the documentation.
    led_by: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: The person whom people may call.
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    contact_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: What came out of it in some sentences; stands above the documentation.
    summary: Mapped[str] = mapped_column(default="")
    #: When somebody asks again what became of the sketches.
    look_again_on: Mapped[date | None] = mapped_column(Date)
    #: The account that drafted it; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when everybody sees its page.
    published_at: Mapped[datetime | None]
    #: Since when everybody may read the documentation.
    released_at: Mapped[datetime | None]
    #: The account that released it.
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    wall: Mapped[Wall] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("fantasy_on > critique_on", name="fantasy_follows_critique"),
        CheckConstraint("realisation_on > fantasy_on", name="realisation_follows_fantasy"),
        CheckConstraint("ends_on >= realisation_on", name="ends_after_it_begins"),
        CheckConstraint("people >= 0", name="people_are_counted"),
        CheckConstraint("released_at IS NULL OR published_at IS NOT NULL", name="released_is_public"),
        Index("ix_future_workshop_step_ends_on", "step", "ends_on"),
        Index("ix_future_workshop_look_again_on", "look_again_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_online(self) -> bool:
        return self.template.is_online

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    @property
    def first_day(self) -> date | None:
        """The day it is held or begins on."""
        if self.is_online:
            return self.critique_on
        return self.starts_at.astimezone(clock.ON_SCREEN).date() if self.starts_at else None

    @property
    def last_day(self) -> date | None:
        """The day it is held or ends on."""
        return self.ends_on if self.is_online else self.first_day

    @property
    def phase_days(self) -> tuple[date, date, date] | None:
        """First days of the three phases; None while one of them is not known."""
        if self.critique_on is None or self.fantasy_on is None or self.realisation_on is None:
            return None
        return self.critique_on, self.fantasy_on, self.realisation_on

    @property
    def timing(self) -> WorkshopTiming:
        """How it stands to today, as everybody sees it."""
        if self.step.is_over:
            return WorkshopTiming.PAST
        first, last = self.first_day, self.last_day
        today = clock.today()
        if last is not None and last < today:
            return WorkshopTiming.PAST
        if self.step.phase is not None or (first is not None and first <= today):
            return WorkshopTiming.RUNNING
        return WorkshopTiming.COMING


class RunSheetItem(Base, Keyed, Versioned):
    """One piece of the run-sheet: how long it takes, what is needed, what is said."""

    __tablename__ = "run_sheet_item"
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("future_workshop.id", ondelete="CASCADE"))
    step: Mapped[WorkshopStep] = enum_column(WorkshopStep)
    #: Its place within the step.
    position: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: How long it takes; 0 when nobody looks at the clock.
    minutes: Mapped[int] = mapped_column(SmallInteger, default=0)
    #: What must lie ready.
    material: Mapped[str] = mapped_column(default="")
    #: What the moderator can say; plain text in paragraphs.
    spoken: Mapped[str] = mapped_column(default="")

    workshop: Mapped[FutureWorkshop] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint(f"minutes BETWEEN 0 AND {MOST_MINUTES}", name="minutes_fit_into_a_day"),
        Index("ix_run_sheet_item_workshop_id_step_position", "workshop_id", "step", "position"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.workshop.lineage


class Wish(Base, Keyed, Stamped):
    """What one piece of criticism was turned into. The wish is a card in the column Phantasie; its words are there."""

    __tablename__ = "workshop_wish"
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("future_workshop.id", ondelete="CASCADE"), index=True)
    #: The cluster of the column Kritik that was turned.
    cluster_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_cluster.id", ondelete="CASCADE"), unique=True)
    #: Or the single card, when it stood for itself.
    critique_card_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("wall_card.contribution_id", ondelete="CASCADE"), unique=True
    )
    #: The card that says the wish.
    card_id: Mapped[UUID] = mapped_column(ForeignKey("wall_card.contribution_id", ondelete="CASCADE"), unique=True)
    #: Who turned it.
    turned_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (
        CheckConstraint("(cluster_id IS NULL) <> (critique_card_id IS NULL)", name="turns_one_criticism"),
    )


@event.listens_for(Wall, "before_delete")
def keep_its_wall(_mapper: Mapper[Any], connection: Connection, wall: Wall) -> None:
    """Refuse to delete the wall of a workshop before the database has to; it goes with its workshop."""
    if connection.scalar(select(FutureWorkshop.id).where(FutureWorkshop.wall_id == wall.id)) is not None:
        raise InvalidInput(
            "workshop.needs-its-wall",
            N_(
                "Diese Wand gehört zu einer Zukunftswerkstatt. Löschen Sie den Entwurf der Werkstatt, dann geht die Wand mit."
            ),
        )


_TURNED = N_("Diese Kritik ist schon umgekehrt. Laden Sie die Seite neu, um den Wunsch zu sehen.")
explain_constraint("uq_workshop_wish_cluster_id", _TURNED, field="wish", columns="workshop_wish.cluster_id")
explain_constraint("uq_workshop_wish_critique_card_id", _TURNED, field="wish", columns="workshop_wish.critique_card_id")
