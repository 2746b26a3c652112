"""Ortsbegehungen and their findings."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.pinmaps.terms.states import LONGEST_TITLE
from portal.pinmaps.terms.walks import FindingTopic, LateReason, Rating, WalkState
from portal.places.models import Sozialraum

_LATE = text("late IS NOT NULL AND settled_at IS NULL")


class WalkAudit(Base, Keyed, Stamped, Versioned):
    """One Ortsbegehung: where one goes, when, with whom."""

    __tablename__ = "walk_audit"
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: Where one goes, in words ("Rathaus – Schule – Bahnhof").
    route: Mapped[str] = mapped_column(default="")
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    walked_on: Mapped[date] = mapped_column(Date)
    weather: Mapped[str] = mapped_column(String(120), default="")
    #: Who came along, in words without names ("6 Seniorinnen, 1 Rollstuhlfahrer, Bauhof").
    participants: Mapped[str] = mapped_column(default="")
    state: Mapped[WalkState] = enum_column(WalkState, default=WalkState.OPEN)
    #: What came out of it, when it is closed.
    summary: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    closed_at: Mapped[datetime | None]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage


class WalkFinding(Base):
    """One finding of an Ortsbegehung. Its remark and photo are those of the Wortmeldung."""

    __tablename__ = "walk_finding"
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("walk_audit.id", ondelete="RESTRICT"))
    #: Order of arrival (`Contribution.seq`).
    seq: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[FindingTopic] = enum_column(FindingTopic)
    rating: Mapped[Rating] = enum_column(Rating)
    #: Where it is, in steps of `geometry.mercator`; NULL when the phone did not know.
    x: Mapped[int | None] = mapped_column(Integer)
    y: Mapped[int | None] = mapped_column(Integer)
    #: How exactly the phone knew, in metres.
    accuracy_m: Mapped[int | None]
    #: When it was noted, by the clock of the phone.
    noted_at: Mapped[datetime]
    #: Why it waits for a look of the staff; NULL when all was well.
    late: Mapped[LateReason | None] = enum_column(LateReason)
    #: When somebody looked at a late one and put it with the others.
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("(x IS NULL) = (y IS NULL)", name="position_is_complete"),
        Index("ix_walk_finding_audit_id_seq", "audit_id", "seq"),
        Index("ix_walk_finding_late", "audit_id", sqlite_where=_LATE, postgresql_where=_LATE),
    )
