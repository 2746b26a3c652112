"""What is written down while a meeting runs, and the Protokoll that is made of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.roundtables.models.meetings import AgendaItem, Meeting, Participant
from portal.roundtables.terms.meetings import MeetingState
from portal.roundtables.terms.minutes import LONGEST_SIGNATURE, MinutesState, NoteKind, RemarkState, RoomMethod
from portal.walls.models import Wall


class MeetingRun(Base):
    """Where a running meeting is on its agenda, the same on every screen."""

    __tablename__ = "meeting_run"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The TOP at hand; NULL before the first one and after the last one was taken off the agenda.
    agenda_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    #: Since when it is at hand: its time left is counted from here.
    item_began_at: Mapped[datetime | None]
    #: When the evening was closed; NULL while it runs.
    ended_at: Mapped[datetime | None]


class NoteEntry(Base, Keyed, Versioned):
    """One thing written down under one TOP."""

    __tablename__ = "note_entry"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    #: Under which TOP it stands; NULL for what belongs to none.
    agenda_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    kind: Mapped[NoteKind] = enum_column(NoteKind, default=NoteKind.INFO)
    text: Mapped[str]
    #: Made by the screen on which it was typed: sent again it is still one note.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: The Wortmeldung that its words became when it was marked as a Bedarf; the words stay as they are from then on.
    contribution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="RESTRICT"), unique=True
    )
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    #: The account that wrote it last; NULL for the portal itself.
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Since when it is taken off; its words are gone then, its row keeps a late repeat from bringing it back.
    removed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(viewonly=True)
    agenda_item: Mapped[AgendaItem | None] = relationship(viewonly=True)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its meeting, the county first."""
        return self.meeting.lineage

    @property
    def state(self) -> MeetingState:
        """How far its meeting is: decides what may be done with it."""
        return self.meeting.state

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_said(self) -> bool:
        """Whether its words went to the inbox: then they cannot be changed any more."""
        return self.contribution_id is not None


class Minutes(Base, Keyed, Stamped, Versioned):
    """The Protokoll of one meeting. Once it is released the database itself refuses every change."""

    __tablename__ = "minutes"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="RESTRICT"), unique=True)
    state: Mapped[MinutesState] = enum_column(MinutesState, default=MinutesState.DRAFT)
    #: The evening in a few sentences, for those who read no further.
    summary: Mapped[str] = mapped_column(default="")
    #: Last day on which participants may say what is wrong; NULL before the correction round.
    correction_until: Mapped[date | None] = mapped_column(Date)
    #: The person who stands for it with their name, and what they are.
    signed_by: Mapped[str] = mapped_column(String(LONGEST_SIGNATURE), default="")
    signed_as: Mapped[str] = mapped_column(String(LONGEST_SIGNATURE), default="")
    #: The account that released it.
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    released_at: Mapped[datetime | None] = mapped_column(index=True)
    #: Everything it says, as it was released; every file and page is drawn from here afterwards. Empty before.
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: SHA-256 over `content`, printed on it: two papers with the same one are the same.
    digest: Mapped[bytes | None]

    meeting: Mapped[Meeting] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint(
            "state <> 'released' OR (released_at IS NOT NULL AND digest IS NOT NULL AND signed_by <> '')",
            name="released_is_signed",
        ),
        CheckConstraint("state <> 'correction' OR correction_until IS NOT NULL", name="correction_has_an_end"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its meeting, the county first."""
        return self.meeting.lineage

    @property
    def is_released(self) -> bool:
        return self.state is MinutesState.RELEASED

    @property
    def takes_remarks(self) -> bool:
        """Whether participants may say what is wrong today."""
        return (
            self.state is MinutesState.CORRECTION
            and self.correction_until is not None
            and clock.today() <= self.correction_until
        )


class MinutesRemark(Base, Keyed):
    """What a participant said about the draft in the correction round."""

    __tablename__ = "minutes_remark"
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    said_at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[RemarkState] = enum_column(RemarkState, default=RemarkState.OPEN)
    #: Why it was taken over or not; the participant reads it.
    reply: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    participant: Mapped[Participant] = relationship(viewonly=True)

    __table_args__ = (Index("ix_minutes_remark_minutes_id_said_at", "minutes_id", "said_at"),)


class CorrectionNote(Base, Keyed):
    """What was found wrong after the release. The released text stays; this stands below it."""

    __tablename__ = "correction_note"
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="RESTRICT"), index=True)
    text: Mapped[str]
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    signed_by: Mapped[str] = mapped_column(String(LONGEST_SIGNATURE))
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))


class MinutesDelivery(Base):
    """That a participant gets the released minutes, by which way, and whether it is done."""

    __tablename__ = "minutes_delivery"
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="RESTRICT"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    #: "mail", "letter" or "phone", as the participant wanted when the minutes were sent.
    way: Mapped[str] = mapped_column(String(40))
    #: When the mail was written, the letter printed, the call made; NULL while it waits.
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    participant: Mapped[Participant] = relationship(viewonly=True)


class MeetingWall(Base):
    """A Moderationswand that was begun for a meeting."""

    __tablename__ = "meeting_wall"
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    method: Mapped[RoomMethod] = enum_column(RoomMethod)

    wall: Mapped[Wall] = relationship(viewonly=True)
    meeting: Mapped[Meeting] = relationship(viewonly=True)

    #: One wall of a kind for one evening: the button pressed twice begins one.
    __table_args__ = (UniqueConstraint("meeting_id", "method"),)
