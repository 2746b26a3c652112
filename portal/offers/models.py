"""The tables of Angebote."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, SmallInteger, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import ActionField, TargetGroup
from portal.kernel import clock
from portal.kernel.clock import months_later
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.offers.terms.hours import OpenState, Span, state_at
from portal.offers.terms.importing import ImportState
from portal.offers.terms.kinds import (
    LONGEST_ADDRESS,
    LONGEST_CONTACT,
    LONGEST_COSTS,
    LONGEST_EMAIL,
    LONGEST_HOURS_NOTE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_WEBSITE,
    USUAL_RHYTHM,
    BarrierFree,
    OfferKind,
    OfferState,
)
from portal.places.models import Sozialraum

offer_place = Table(
    "offer_place",
    Base.metadata,
    Column("offer_id", ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True),
    Column("sozialraum_id", ForeignKey("sozialraum.id", ondelete="RESTRICT"), primary_key=True, index=True),
)
offer_action_field = Table(
    "offer_action_field",
    Base.metadata,
    Column("offer_id", ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True),
    Column("action_field_id", ForeignKey("action_field.id"), primary_key=True, index=True),
)
offer_target_group = Table(
    "offer_target_group",
    Base.metadata,
    Column("offer_id", ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True),
    Column("target_group_id", ForeignKey("target_group.id"), primary_key=True, index=True),
)


class Offer(Base, Keyed, Stamped, Versioned):
    """One Angebot."""

    __tablename__ = "offer"
    #: Its number in the search index.
    seq: Mapped[int] = mapped_column(unique=True)
    #: Its part of an address, fixed for good because addresses are printed.
    slug: Mapped[str] = mapped_column(String(160), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as it is sorted and compared: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    kind: Mapped[OfferKind] = enum_column(OfferKind)
    state: Mapped[OfferState] = enum_column(OfferState, default=OfferState.DRAFT)
    #: What one gets there, in plain words.
    what: Mapped[str] = mapped_column(default="")
    #: The place it belongs to; who works there keeps it up. It serves this place.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: Where it is: street, postcode and town, or words that lead there.
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    website: Mapped[str] = mapped_column(String(LONGEST_WEBSITE), default="")
    #: Whether one has to make an appointment.
    by_appointment: Mapped[bool] = mapped_column(default=False)
    #: What the hours of the week cannot say: "in den Ferien geschlossen".
    hours_note: Mapped[str] = mapped_column(String(LONGEST_HOURS_NOTE), default="")
    #: What it costs, in words.
    costs: Mapped[str] = mapped_column(String(LONGEST_COSTS), default="")
    barrier_free: Mapped[BarrierFree] = enum_column(BarrierFree, default=BarrierFree.UNKNOWN)
    #: The day on which somebody last made sure that everything is right; NULL until somebody did.
    checked_on: Mapped[date | None] = mapped_column(Date)
    #: The account that did; NULL for the portal itself.
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: After how many months it is to be checked again.
    rhythm: Mapped[int] = mapped_column(SmallInteger, default=USUAL_RHYTHM)
    #: The day from which it is to be checked: that of the last check and the rhythm, or the day it was entered.
    due_on: Mapped[date] = mapped_column(Date, default=clock.today)
    #: The day on which it ended; NULL for all that are not ended.
    ended_on: Mapped[date | None] = mapped_column(Date)
    #: Key of the form it was entered with; NULL for what came from a file.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    #: The account that entered it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    #: The places it serves besides its own.
    places: Mapped[list[Sozialraum]] = relationship(secondary=offer_place, order_by=Sozialraum.name)
    action_fields: Mapped[list[ActionField]] = relationship(secondary=offer_action_field, order_by=ActionField.position)
    target_groups: Mapped[list[TargetGroup]] = relationship(secondary=offer_target_group, order_by=TargetGroup.position)
    openings: Mapped[list["OfferOpening"]] = relationship(
        order_by="OfferOpening.weekday, OfferOpening.opens", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("rhythm IN (3, 6, 12)", name="rhythm_is_offered"),
        CheckConstraint("(state = 'ended') = (ended_on IS NOT NULL)", name="ended_says_when"),
        Index("ix_offer_sort_name_id", "sort_name", "id"),
        Index("ix_offer_state_kind", "state", "kind"),
        Index("ix_offer_due_on", "due_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the place it belongs to, the county first."""
        return self.sozialraum.lineage

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its hours of the week."""
        return tuple(Span(one.weekday, one.opens, one.closes) for one in self.openings)

    @property
    def open_state(self) -> OpenState:
        """Whether it is open now."""
        return state_at(self.spans, clock.now())

    @property
    def is_shown(self) -> bool:
        """Whether residents find it."""
        return self.state is OfferState.SHOWN

    @property
    def web_address(self) -> str:
        """Its page in the internet as a link needs it; "" for none."""
        has_scheme = self.website.lower().startswith(("http://", "https://"))
        return self.website if has_scheme or not self.website else f"https://{self.website}"

    @property
    def is_due(self) -> bool:
        """Whether it is to be checked. What has ended never is."""
        return self.state is not OfferState.ENDED and self.due_on <= clock.today()

    def set_checked(self, day: date | None, by: UUID | None) -> None:
        """Note when it was last checked, and with it when it is due again."""
        self.checked_on, self.checked_by = day, by if day is not None else None
        self.set_due()

    def set_due(self) -> None:
        """Reckon the day of the next check anew."""
        self.due_on = months_later(self.checked_on, self.rhythm) if self.checked_on else clock.today()


class OfferOpening(Base):
    """From when to when an Angebot is open on one weekday."""

    __tablename__ = "offer_opening"
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    #: 0 is Monday.
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: Minutes from midnight on the clock of the county.
    opens: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: The same; at most 1,440.
    closes: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_in_week"),
        CheckConstraint("opens >= 0 AND opens < closes AND closes <= 1440", name="span_in_day"),
        Index("ix_offer_opening_weekday", "weekday", "opens", "closes"),
    )


class OfferReport(Base, Keyed):
    """Something a reader found wrong with an Angebot."""

    __tablename__ = "offer_report"
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    #: What is wrong, in the words of whoever read it.
    text: Mapped[str]
    #: How to ask back, if somebody left that; emptied when it is settled, and after half a year.
    contact: Mapped[str] = mapped_column(String(LONGEST_CONTACT), default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: Key of the form it came with.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: When somebody settled it; NULL while it waits.
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    #: The account that did.
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    offer: Mapped[Offer] = relationship(viewonly=True)

    __table_args__ = (CheckConstraint("settled_at IS NULL OR contact = ''", name="settled_has_no_contact"),)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its Angebot, the county first."""
        return self.offer.lineage


class OfferImport(Base, Keyed, Versioned):
    """A file that was looked at, and what became of it. Its rows are forgotten once they were taken over, or after a day."""

    __tablename__ = "offer_import"
    file_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[ImportState] = enum_column(ImportState, default=ImportState.PREVIEW)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    #: The account that handed it in and alone may take it over.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    taken_at: Mapped[datetime | None]
    #: Rows that can be used, as the reader of files writes them; emptied when they were taken over.
    rows: Mapped[dict[str, Any]]
    #: Which columns the file has, what cannot be used with its line and reason, and afterwards how many rows became what.
    report: Mapped[dict[str, Any]]


explain_constraint(
    "uq_offer_submission_key",
    N_("Das ist schon gespeichert; es wurde zweimal gesendet. Sehen Sie bitte in der Liste nach."),
    columns="offer.submission_key",
)
