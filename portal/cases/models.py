"""The tables of the Fälle. What a person said stands in columns that only the key opens.

In the clear is what lists, the daily duty and the report need and nothing else: place, Kümmerer, state, days, way of contact,
Zielgruppe, kind of help. No moment is finer than a day, so that no Bedarf can be laid beside the Fall it came of.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote

from portal.accounts.models import Account
from portal.cases.terms import (
    BREAK_GLASS_WAITS,
    BreakGlassState,
    CaseState,
    EntryKind,
    EntryTold,
    Guidance,
    WayOfContact,
)
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Versioned, enum_column, explain_constraint
from portal.kernel.sealing import SealBroken, Sealed
from portal.kernel.text import N_
from portal.places.models import Sozialraum


class Case(Base, Versioned):
    """One Fall: somebody asks, is guided, and what came of it."""

    __tablename__ = "case_file"
    #: Random: the order of rows could tell which Fall a Bedarf came of.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    #: "2026-00012": how the Fall is called wherever no name may stand.
    number: Mapped[str] = mapped_column(String(12), unique=True)
    #: The Sozialraum in which the person asked.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: The Kümmerer who keeps it.
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: The day on which the person asked; for the report.
    opened_on: Mapped[date] = mapped_column(Date)
    #: How the person came; for the report.
    way: Mapped[WayOfContact] = enum_column(WayOfContact, default=WayOfContact.AT_THE_DOOR)
    #: Which Zielgruppe it is about; for the report, NULL when nobody said.
    target_group_id: Mapped[UUID | None] = mapped_column(ForeignKey("target_group.id", ondelete="RESTRICT"))
    #: What kind of help the person was guided to; for the report.
    guidance: Mapped[Guidance] = enum_column(Guidance, default=Guidance.OPEN)
    state: Mapped[CaseState] = enum_column(CaseState, default=CaseState.OPEN)
    #: The day on which it is to be looked at again.
    follow_up_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which it was closed; from then on it waits to be deleted.
    closed_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which somebody last wrote something to it.
    last_entry_on: Mapped[date] = mapped_column(Date)
    #: The day on which the Kümmerer was reminded that nothing happens; NULL while something does.
    reminded_on: Mapped[date | None] = mapped_column(Date)
    #: Who asks; may say nothing.
    name_sealed: Mapped[bytes]
    #: How the person is reached: telephone, address, e-mail; may say nothing.
    contact_sealed: Mapped[bytes]
    #: What it is about.
    concern_sealed: Mapped[bytes]
    #: Who exactly the person was guided to.
    guided_to_sealed: Mapped[bytes]
    #: What came of it.
    result_sealed: Mapped[bytes]
    #: Key of the form it was noted with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    name = Sealed()
    contact = Sealed()
    concern = Sealed()
    guided_to = Sealed()
    result = Sealed()

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    keeper: Mapped[Account] = relationship(viewonly=True)
    #: Who stands in, stood in or will stand in for its Kümmerer.
    deputies: Mapped[list["CaseDeputy"]] = relationship(
        primaryjoin=lambda: foreign(Case.keeper_id) == remote(CaseDeputy.keeper_id),
        order_by=lambda: CaseDeputy.id,
        viewonly=True,
        uselist=True,
    )
    #: Every Notöffnung of what its Kümmerer keeps.
    break_glasses: Mapped[list["BreakGlass"]] = relationship(
        primaryjoin=lambda: foreign(Case.keeper_id) == remote(BreakGlass.keeper_id),
        order_by=lambda: BreakGlass.id,
        viewonly=True,
        uselist=True,
    )

    __table_args__ = (
        CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="closed_has_a_day"),
        CheckConstraint("state = 'open' OR follow_up_on IS NULL", name="closed_needs_no_follow_up"),
        Index("ix_case_file_keeper_id_state_number", "keeper_id", "state", "number"),
        Index("ix_case_file_keeper_id_follow_up_on", "keeper_id", "follow_up_on"),
        Index("ix_case_file_state_closed_on", "state", "closed_on"),
        Index("ix_case_file_opened_on", "opened_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_open(self) -> bool:
        return self.state is CaseState.OPEN

    @property
    def is_due(self) -> bool:
        """Whether the day to look again has come."""
        return self.follow_up_on is not None and self.follow_up_on <= clock.today()

    @property
    def is_readable(self) -> bool:
        """Whether the key opens it. Raises `KeyMissing`."""
        try:
            return self.concern is not None
        except SealBroken:
            return False


class CaseEntry(Base):
    """One dated entry of a Fall. Day, kind, author and words are sealed together; only the order is in the clear."""

    __tablename__ = "case_entry"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id", ondelete="CASCADE"))
    #: Counts from 1 within the Fall.
    position: Mapped[int]
    #: What `EntryTold` holds, as JSON.
    content_sealed: Mapped[bytes]
    #: Key of the form it was written with; NULL for what the portal notes itself.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    content = Sealed()

    __table_args__ = (UniqueConstraint("case_id", "position", name="uq_case_entry_position"),)

    @property
    def told(self) -> EntryTold:
        """What stands in it. Raises `KeyMissing` and `SealBroken`."""
        read = json.loads(self.content)
        return EntryTold(
            on=date.fromisoformat(read["on"]),
            kind=EntryKind(read["kind"]),
            text=read["text"],
            by=UUID(read["by"]) if read["by"] else None,
        )

    def tell(self, told: EntryTold) -> None:
        """Write it; the row has its id already."""
        by = str(told.by) if told.by else None
        plain = {"on": told.on.isoformat(), "kind": told.kind.value, "text": told.text, "by": by}
        self.content = json.dumps(plain, ensure_ascii=False)


class CaseDeputy(Base, Keyed):
    """Who may read and go on with the Fälle of a Kümmerer who is away. One at a time."""

    __tablename__ = "case_deputy"
    #: Whose Fälle.
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Who stands in.
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: The first day.
    starts_on: Mapped[date] = mapped_column(Date)
    #: The last day; NULL until one of the two ends it.
    ends_on: Mapped[date | None] = mapped_column(Date)
    #: When one of the two ended it, or another deputy was named.
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("deputy_id != keeper_id", name="somebody_else"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        Index(
            "uq_case_deputy_one_at_a_time",
            "keeper_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    @property
    def is_active(self) -> bool:
        """Whether the deputy may read today."""
        day = clock.today()
        return self.ended_at is None and self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def is_over(self) -> bool:
        """Whether it will never count again."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < clock.today())


class BreakGlass(Base, Keyed):
    """A Notöffnung: an administrator asks to read the Fälle of a Kümmerer, a second person decides."""

    __tablename__ = "case_break_glass"
    #: Whose Fälle.
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Who asks, and alone may read.
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: Why; it may name somebody.
    reason_sealed: Mapped[bytes]
    state: Mapped[BreakGlassState] = enum_column(BreakGlassState, default=BreakGlassState.ASKED)
    #: Who agreed or refused; never who asked.
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]
    #: Until when it may be read; NULL unless somebody agreed.
    expires_at: Mapped[datetime | None]

    reason = Sealed()

    __table_args__ = (
        CheckConstraint("decided_by IS NULL OR decided_by != asked_by", name="decided_by_another"),
        CheckConstraint("asked_by != keeper_id", name="asked_by_another"),
        CheckConstraint("(state = 'granted') = (expires_at IS NOT NULL)", name="granted_has_an_end"),
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_has_a_moment"),
    )

    @property
    def is_waiting(self) -> bool:
        """Whether somebody may still decide it."""
        return self.state is BreakGlassState.ASKED and clock.now() < self.asked_at + BREAK_GLASS_WAITS

    @property
    def reason_told(self) -> str:
        """Why, or nothing when no key opens it. Raises `KeyMissing`."""
        try:
            return self.reason
        except SealBroken:
            return ""

    @property
    def is_in_force(self) -> bool:
        """Whether it lets its asker read now."""
        return self.expires_at is not None and clock.now() < self.expires_at


explain_constraint(
    "uq_case_deputy_one_at_a_time",
    N_("Inzwischen ist schon eine Stellvertretung benannt. Laden Sie die Seite bitte neu."),
    field="deputy_id",
    columns="case_deputy.keeper_id",
)
