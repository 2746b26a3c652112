"""The Sitzung: when and where, who is invited and what they answered, and what is on the agenda."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.network.terms import NAMELESS, ContactWay
from portal.roundtables.models.series import RoundTable
from portal.roundtables.terms.meetings import (
    AHEAD,
    LARGEST_CAPACITY,
    LONGEST_ITEM,
    LONGEST_ITEM_MINUTES,
    LONGEST_MATERIAL,
    LONGEST_REASON,
    AgendaKind,
    Approval,
    MeetingState,
    Reply,
    ReplyWay,
)
from portal.roundtables.terms.series import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    LONGEST_VENUE,
)


class Meeting(Base, Keyed, Stamped, Versioned):
    """One Sitzung of a Runder Tisch."""

    __tablename__ = "meeting"
    round_table_id: Mapped[UUID] = mapped_column(ForeignKey("round_table.id", ondelete="RESTRICT"))
    #: Counts the meetings of the series from 1.
    number: Mapped[int] = mapped_column(SmallInteger)
    #: What it is mostly about ("Wie kommen wir zum Arzt?"); may be empty.
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    venue: Mapped[str] = mapped_column(String(LONGEST_VENUE), default="")
    state: Mapped[MeetingState] = enum_column(MeetingState, default=MeetingState.PLANNED)
    #: Which change of the entry in people's calendars this is (SEQUENCE of RFC 5545); grows with each one they are told.
    sequence: Mapped[int] = mapped_column(default=0)
    #: How many can come; NULL for as many as like to.
    capacity: Mapped[int | None] = mapped_column(SmallInteger)
    #: How many have said yes: counted by the database in one step with each yes, so that the last seat goes once.
    seats_taken: Mapped[int] = mapped_column(SmallInteger, default=0)
    #: The words of the invitation; salutation, date, place and agenda come by themselves.
    invitation: Mapped[str] = mapped_column(default="")
    #: Until which day one would like to know who comes.
    reply_until: Mapped[date | None] = mapped_column(Date)
    #: Whether the Gemeinde lets the invitation go out in the name of its Bürgermeister.
    approval: Mapped[Approval] = enum_column(Approval, default=Approval.OPEN)
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: When the first invitations went out.
    invited_at: Mapped[datetime | None]
    #: So many days before it begins those who have said yes, or nothing, are reminded; 0 for never.
    reminder_days: Mapped[int] = mapped_column(SmallInteger, default=3)
    reminded_at: Mapped[datetime | None]
    #: Why it was called off.
    cancel_reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Made by the form: sent again it is still one meeting.
    submission_key: Mapped[UUID] = mapped_column(unique=True)

    round_table: Mapped[RoundTable] = relationship(viewonly=True)
    agenda: Mapped[list["AgendaItem"]] = relationship(
        order_by="(AgendaItem.position, AgendaItem.id)", cascade="all, delete-orphan", passive_deletes=True
    )
    participants: Mapped[list["Participant"]] = relationship(
        viewonly=True, order_by="(Participant.sort_name, Participant.id)"
    )

    __table_args__ = (
        UniqueConstraint("round_table_id", "number"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint(f"capacity BETWEEN 1 AND {LARGEST_CAPACITY}", name="capacity_is_in_range"),
        CheckConstraint(
            "seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)", name="nobody_stands_at_the_table"
        ),
        CheckConstraint("reminder_days BETWEEN 0 AND 30", name="reminder_is_in_range"),
        Index("ix_meeting_state_starts_at", "state", "starts_at"),
        Index("ix_meeting_round_table_id_starts_at", "round_table_id", "starts_at"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its series, the county first."""
        return self.round_table.lineage

    @property
    def sozialraum_id(self) -> UUID:
        """Whose daily life it is about."""
        return self.round_table.sozialraum_id

    @property
    def day(self) -> date:
        """The Bavarian day on which it begins."""
        return self.starts_at.astimezone(ON_SCREEN).date()

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be prepared."""
        return self.state in AHEAD

    @property
    def takes_replies(self) -> bool:
        """Whether those on the list can still say that they come."""
        return self.is_ahead and self.starts_at > clock.now()

    @property
    def free_seats(self) -> int | None:
        """How many more can come; None when nobody counts."""
        return None if self.capacity is None else max(0, self.capacity - self.seats_taken)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class Participant(Base, Keyed, Stamped):
    """One person who is invited to one meeting, or came to it; written down as they were known then."""

    __tablename__ = "participant"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    #: The standing member; NULL for a guest.
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stakeholder_contact.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name folded for sorting.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    organisation: Mapped[str] = mapped_column(String(LONGEST_NAME + 40), default="")
    #: In which role the person comes; stands in public papers instead of the name.
    function: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="", index=True)
    phone: Mapped[str] = mapped_column(String(LONGEST_PHONE + 20), default="")
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    way: Mapped[ContactWay] = enum_column(ContactWay)
    may_be_named: Mapped[bool] = mapped_column(default=False)
    #: Keyed hash of the code in the invitation, with which the person answers without an account.
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: When the invitation reached the person's way: mail written, letter printed, called.
    invited_at: Mapped[datetime | None]
    reply: Mapped[Reply] = enum_column(Reply, default=Reply.OPEN)
    replied_at: Mapped[datetime | None]
    replied_by: Mapped[ReplyWay | None] = enum_column(ReplyWay)
    #: The account that typed an answer given by telephone or on paper.
    typed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when the person waits for a seat; who waits longest moves up first.
    waits_since: Mapped[datetime | None]
    #: Who comes instead; empty when the person comes.
    substitute: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Values of `Assistance`: what the person needs to be able to take part.
    assistance: Mapped[list[str]] = mapped_column(default=list)
    remark: Mapped[str] = mapped_column(default="")
    #: Which change of the meeting the person was last told of by telephone or letter (`Meeting.sequence`); mails go by themselves.
    told_sequence: Mapped[int] = mapped_column(default=0)
    #: Whether the person (or the substitute) was there, and since when that is known.
    attended: Mapped[bool] = mapped_column(default=False)
    checked_in_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        CheckConstraint("(reply = 'waiting') = (waits_since IS NOT NULL)", name="who_waits_has_a_turn"),
        Index("ix_participant_meeting_id_sort_name", "meeting_id", "sort_name"),
    )

    @property
    def state(self) -> MeetingState:
        """How far the meeting is: decides what may be done with its list."""
        return self.meeting.state

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its meeting, the county first."""
        return self.meeting.lineage

    @property
    def is_forgotten(self) -> bool:
        """Whether the person took back the consent: only function and organisation are left, and nothing is sent any more."""
        return self.name == NAMELESS


class AgendaItem(Base, Keyed, Versioned):
    """One TOP."""

    __tablename__ = "agenda_item"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    #: Its place on the agenda, from 1.
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[AgendaKind] = enum_column(AgendaKind, default=AgendaKind.ORDINARY)
    title: Mapped[str] = mapped_column(String(LONGEST_ITEM))
    #: How long it should take.
    minutes: Mapped[int] = mapped_column(SmallInteger)
    #: What is needed for it ("Pinnwand, Ortsplan").
    material: Mapped[str] = mapped_column(String(LONGEST_MATERIAL), default="")
    #: Who leads through it.
    responsible: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")

    meeting: Mapped[Meeting] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint(f"minutes BETWEEN 1 AND {LONGEST_ITEM_MINUTES}", name="minutes_are_in_range"),
        Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its meeting, the county first."""
        return self.meeting.lineage


explain_constraint(
    "uq_meeting_round_table_id_number",
    N_("Jemand hat gerade auch eine Sitzung angelegt. Bitte senden Sie noch einmal."),
    columns="meeting.round_table_id, meeting.number",
)
explain_constraint(
    "uq_participant_meeting_id_member_id",
    N_("Dieses Mitglied steht schon auf der Liste."),
    columns="participant.meeting_id, participant.member_id",
)
explain_constraint(
    "ck_meeting_nobody_stands_at_the_table",
    N_("So viele haben schon zugesagt. Weniger Plätze sind nicht mehr möglich."),
    field="capacity",
)
