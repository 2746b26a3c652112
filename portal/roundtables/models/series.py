"""The series: Runder Tisch and its standing members, and the finding of a date."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.places.models import Sozialraum
from portal.roundtables.terms.meetings import DateAnswerKind, FindingState
from portal.roundtables.terms.series import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    LONGEST_VENUE,
    Rhythm,
    RoundTableKind,
    SeriesState,
)


class RoundTable(Base, Keyed, Stamped, Versioned):
    """One series of meetings: what for, where, how often, and who invites."""

    __tablename__ = "round_table"
    #: Its name in addresses, fixed from the beginning: it stands in invitations.
    slug: Mapped[str] = mapped_column(String(LONGEST_TITLE + 8), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    kind: Mapped[RoundTableKind] = enum_column(RoundTableKind, default=RoundTableKind.LOCAL)
    #: What one meets for; plain text in paragraphs.
    purpose: Mapped[str] = mapped_column(default="")
    #: Whose daily life it is about; who works there may prepare it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    rhythm: Mapped[Rhythm] = enum_column(Rhythm, default=Rhythm.QUARTERLY)
    #: Where one usually meets ("Sitzungssaal im Rathaus, Ottobeurer Straße 3").
    venue: Mapped[str] = mapped_column(String(LONGEST_VENUE), default="")
    #: The person in whose name one invites, and what they are ("Erster Bürgermeister").
    host_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    host_function: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Lines above the letter: whose letter it is and from where ("Markt Rettenbach, Ottobeurer Straße 3, 87733 Markt Rettenbach").
    sender: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    contact_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    contact_phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    contact_email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: Whether everybody may see when one meets, and what was agreed as far as it is released.
    is_public: Mapped[bool] = mapped_column(default=True)
    state: Mapped[SeriesState] = enum_column(SeriesState, default=SeriesState.ACTIVE)
    #: Which secret address of its calendar holds; one more makes the old addresses worthless.
    calendar_round: Mapped[int] = mapped_column(default=1)
    #: The account that set it up; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Made by the form: sent again it is still one series.
    submission_key: Mapped[UUID] = mapped_column(unique=True)

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    members: Mapped[list["Member"]] = relationship(
        viewonly=True,
        primaryjoin="and_(RoundTable.id == Member.round_table_id, Member.left_at.is_(None))",
        order_by="Member.sort_name, Member.id",
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_active(self) -> bool:
        return self.state is SeriesState.ACTIVE


class Member(Base, Keyed, Stamped, Versioned):
    """A standing member of a series, as taken from the network or typed."""

    __tablename__ = "member"
    round_table_id: Mapped[UUID] = mapped_column(ForeignKey("round_table.id", ondelete="RESTRICT"))
    #: The contact of the network it was taken from; NULL when it was typed or the contact is gone.
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stakeholder_contact.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name folded for sorting.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    organisation: Mapped[str] = mapped_column(String(LONGEST_NAME + 40), default="")
    #: In which role the person comes; stands in public papers instead of the name.
    function: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: In lower case; also tells that members of two series are one person.
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="", index=True)
    phone: Mapped[str] = mapped_column(String(LONGEST_PHONE + 20), default="")
    #: Lines of an envelope below the names.
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    way: Mapped[ContactWay] = enum_column(ContactWay)
    #: Whether the person agreed to be named in minutes.
    may_be_named: Mapped[bool] = mapped_column(default=False)
    #: Which secret address of the person's calendar holds.
    calendar_round: Mapped[int] = mapped_column(default=1)
    #: Since when the person is no member any more; the row stays because meetings name it.
    left_at: Mapped[datetime | None]

    round_table: Mapped[RoundTable] = relationship(viewonly=True)

    __table_args__ = (Index("ix_member_round_table_id_sort_name", "round_table_id", "sort_name"),)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its series, the county first."""
        return self.round_table.lineage


class DateFinding(Base, Keyed, Stamped, Versioned):
    """A question to the members: on which of these dates could you come? Choosing one makes the meeting."""

    __tablename__ = "date_finding"
    round_table_id: Mapped[UUID] = mapped_column(ForeignKey("round_table.id", ondelete="RESTRICT"), index=True)
    #: What the meeting will be about; becomes its title.
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    venue: Mapped[str] = mapped_column(String(LONGEST_VENUE), default="")
    #: How long the meeting will last.
    minutes: Mapped[int]
    #: Until which day one would like to have answers.
    answer_until: Mapped[date] = mapped_column(Date)
    state: Mapped[FindingState] = enum_column(FindingState, default=FindingState.OPEN)
    #: When those with mail were asked.
    asked_at: Mapped[datetime | None]
    #: What it led to.
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), unique=True)
    #: Made by the form: sent again it is still one question.
    submission_key: Mapped[UUID] = mapped_column(unique=True)

    round_table: Mapped[RoundTable] = relationship(viewonly=True)
    options: Mapped[list["DateOption"]] = relationship(
        order_by="DateOption.starts_at", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its series, the county first."""
        return self.round_table.lineage

    @property
    def is_active(self) -> bool:
        """Whether its series goes on."""
        return self.round_table.is_active

    @property
    def takes_answers(self) -> bool:
        """Until a date is chosen: a late answer still helps."""
        return self.state is FindingState.OPEN


class DateOption(Base, Keyed):
    """One date to choose from."""

    __tablename__ = "date_option"
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("date_finding.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("finding_id", "starts_at"),)


class DateAnswer(Base):
    """Whether one member could come on one date. The last answer counts."""

    __tablename__ = "date_answer"
    option_id: Mapped[UUID] = mapped_column(ForeignKey("date_option.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True)
    kind: Mapped[DateAnswerKind] = enum_column(DateAnswerKind)
    answered_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    #: The account that typed what was said on the telephone; NULL when the member answered by link.
    typed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))


explain_constraint(
    "uq_date_option_finding_id_starts_at",
    N_("Diesen Termin haben Sie zweimal angegeben."),
    field="dates",
    columns="date_option.finding_id, date_option.starts_at",
)
