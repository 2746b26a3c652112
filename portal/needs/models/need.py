"""The tables of triage and Bedarfe."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Integer, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import ActionField
from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.needs.terms import (
    SENTENCE_LONGEST,
    TITLE_LONGEST,
    EntryKind,
    EvidenceKind,
    NeedStatus,
    Stance,
    TriageOutcome,
    TriageState,
)
from portal.needs.terms.telling import CHECKER_LONGEST, Simple
from portal.places.models import Sozialraum


def _partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the few rows that have something here."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


#: Stands in `NeedTally` for "no Handlungsfeld": a key column cannot be empty.
NO_FIELD = UUID(int=0)

need_target_group = Table(
    "need_target_group",
    Base.metadata,
    Column("need_id", ForeignKey("need.id"), primary_key=True),
    Column("target_group_id", ForeignKey("target_group.id"), primary_key=True, index=True),
)
need_basic_function = Table(
    "need_basic_function",
    Base.metadata,
    Column("need_id", ForeignKey("need.id"), primary_key=True),
    Column("basic_function_id", ForeignKey("basic_function.id"), primary_key=True, index=True),
)


class Ordered:
    """A row named by a number that tells the order of writing."""

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True, sort_order=-100
    )


class InSimpleWords:
    """A sentence that stands beside itself in Leichte Sprache."""

    #: The same in Leichte Sprache; empty while nobody wrote it.
    simple_text: Mapped[str] = mapped_column(String(SENTENCE_LONGEST), default="")
    #: Which group of people checked that it is easy to read; empty while none has.
    simple_checked_by: Mapped[str] = mapped_column(String(CHECKER_LONGEST), default="")
    #: On which day they did.
    simple_checked_on: Mapped[date | None]

    @property
    def simple(self) -> Simple:
        return Simple(self.simple_text, self.simple_checked_by, self.simple_checked_on)


#: Bedarfe about which something is still to be said; queries name these words literally so that both databases use the index.
STILL_OPEN = "deleted_at IS NULL AND status <> 'done' AND status <> 'declined' AND status <> 'merged'"
#: Bedarfe that are neither deleted nor merged, and those of them that were answered in public; likewise.
LIVING = "need.deleted_at IS NULL AND need.status <> 'merged'"
ANSWERED_IN_PUBLIC = f"need.answered_at IS NOT NULL AND {LIVING}"


class Need(Keyed, Stamped, Versioned, Base):
    """A Bedarf: what people in a Sozialraum need, what speaks for it, and how far it has come."""

    __tablename__ = "need"

    #: Order of creation; the list's key and the number of its search document.
    seq: Mapped[int] = mapped_column(Integer, unique=True)
    #: What people call it, for example "2026-00042".
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: One line, written by the county.
    title: Mapped[str] = mapped_column(String(TITLE_LONGEST))
    #: What is meant, in more words; may be empty.
    description: Mapped[str] = mapped_column(default="")
    #: Where it is needed.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"))
    #: What it is about; empty while nobody has said.
    action_field_id: Mapped[UUID | None] = mapped_column(ForeignKey("action_field.id"))
    status: Mapped[NeedStatus] = enum_column(NeedStatus, default=NeedStatus.NEW)
    #: The planner who minds it.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Until when the next step is to be done.
    due_on: Mapped[date | None]
    #: How it is called on public pages; empty until the first public answer, afterwards the title unless somebody chose another.
    public_title: Mapped[str] = mapped_column(String(TITLE_LONGEST), default="")
    #: The latest public sentence; empty before the first answer.
    public_sentence: Mapped[str] = mapped_column(String(SENTENCE_LONGEST), default="")
    #: When the latest public sentence was given.
    answered_at: Mapped[datetime | None]
    #: When somebody last said in public how things stand; before the first answer the moment it was made.
    last_word_at: Mapped[datetime] = mapped_column(default=now)
    #: Number of its latest change across all Bedarfe, in the order of commits.
    change_number: Mapped[int] = mapped_column(Integer, unique=True)
    #: Into which Bedarf it went.
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("need.id"))
    #: When it was deleted; the row remains as a tombstone.
    deleted_at: Mapped[datetime | None]
    #: Why it was deleted, as everybody behind it reads it.
    deleted_reason: Mapped[str] = mapped_column(default="")
    #: How many people are behind it: Wortmeldungen, those of one and the same known sender counted once.
    people_count: Mapped[int] = mapped_column(default=0)
    #: How many Wortmeldungen are behind it.
    contribution_count: Mapped[int] = mapped_column(default=0)
    #: Who made it; empty for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    place: Mapped[Sozialraum] = relationship(lazy="select", viewonly=True)
    action_field: Mapped[ActionField | None] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        Index("ix_need_by_place", "sozialraum_id", "status", "action_field_id", "seq"),
        Index("ix_need_by_field", "action_field_id", "status", "seq"),
        Index("ix_need_by_status", "status", "seq"),
        Index("ix_need_by_responsible", "responsible_id", "seq"),
        _partial_index("ix_need_by_responsible_due", "responsible_id", "due_on", "seq", where="due_on IS NOT NULL"),
        _partial_index("ix_need_by_due", "due_on", "seq", where="due_on IS NOT NULL"),
        _partial_index("ix_need_merged_into", "merged_into_id", where="merged_into_id IS NOT NULL"),
        _partial_index("ix_need_answered_lately", "answered_at", "seq", where="answered_at IS NOT NULL"),
        _partial_index("ix_need_answered", "sozialraum_id", "answered_at", where="answered_at IS NOT NULL"),
        _partial_index("ix_need_last_word", "last_word_at", "seq", where=STILL_OPEN),
        # The next few of each place, for maps.
        _partial_index("ix_need_living", "sozialraum_id", "seq", "created_at", where=LIVING.replace("need.", "")),
        _partial_index(
            "ix_need_public", "sozialraum_id", "seq", "answered_at", where=ANSWERED_IN_PUBLIC.replace("need.", "")
        ),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume it lies in, from the county down."""
        return self.place.lineage

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None


class TriageItem(Keyed, Base):
    """One entry of the inbox: a Wortmeldung, or a passage of one, that waits for a decision or has one."""

    __tablename__ = "triage_item"

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), index=True)
    #: Where the passage begins in the original words (characters); empty together with `stop` for the whole Wortmeldung.
    start: Mapped[int | None]
    #: Where the passage ends, exclusive.
    stop: Mapped[int | None]
    #: The entry this passage was taken from.
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("triage_item.id"))
    state: Mapped[TriageState] = enum_column(TriageState, default=TriageState.OPEN)
    outcome: Mapped[TriageOutcome | None] = enum_column(TriageOutcome)
    #: The Bedarf it went to; follows merges and splits through its Evidence, this is where it went first.
    need_id: Mapped[UUID | None] = mapped_column(ForeignKey("need.id"))
    #: Why it is no Bedarf, as the person reads it.
    reason_public: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    #: Copied from the Wortmeldung so that the queue can be filtered: place,
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id"))
    #: arrival,
    received_at: Mapped[datetime]
    #: kind (`ContributionKind`),
    kind: Mapped[str] = mapped_column(String(40))
    #: channel (`Channel`),
    channel: Mapped[str] = mapped_column(String(40))
    #: and Verfahren.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id"))

    place: Mapped[Sozialraum | None] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        _partial_index("uq_triage_item_whole", "contribution_id", where="parent_id IS NULL", unique=True),
        Index("ix_triage_item_queue", "state", "received_at", "id"),
        Index("ix_triage_item_by_place", "state", "sozialraum_id", "received_at", "id"),
        _partial_index("ix_triage_item_parent", "parent_id", where="parent_id IS NOT NULL"),
        _partial_index("ix_triage_item_need", "need_id", where="need_id IS NOT NULL"),
        _partial_index(
            "ix_triage_item_by_consultation", "consultation_id", "state", where="consultation_id IS NOT NULL"
        ),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume it comes from, from the county down; empty while nobody knows the place."""
        return self.place.lineage if self.place is not None else ()

    @property
    def is_passage(self) -> bool:
        return self.parent_id is not None


class TriageDecision(Ordered, Base):
    """One decision about one entry of the inbox. Rows stay; a decision taken back says so."""

    __tablename__ = "triage_decision"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("triage_item.id"), index=True)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), index=True)
    #: Decisions taken together (several entries into one Bedarf) and taken back together.
    batch_id: Mapped[UUID] = mapped_column(index=True)
    outcome: Mapped[TriageOutcome] = enum_column(TriageOutcome)
    #: The Bedarf it went to then.
    need_id: Mapped[UUID | None] = mapped_column(ForeignKey("need.id"), index=True)
    #: What the person reads.
    reason_public: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    undone_at: Mapped[datetime | None]


class Evidence(Keyed, Base):
    """A Beleg: what speaks for or against a Bedarf."""

    __tablename__ = "evidence"

    #: The Bedarf it stands behind now.
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    #: The Bedarf it was first given for.
    origin_need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    kind: Mapped[EvidenceKind] = enum_column(EvidenceKind)
    stance: Mapped[Stance] = enum_column(Stance, default=Stance.FOR)
    contribution_id: Mapped[UUID | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    #: The entry of the inbox whose words it holds; the words themselves stay in the Wortmeldung.
    triage_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("triage_item.id"), unique=True)
    #: Channel of the Wortmeldung, to count by.
    channel: Mapped[str] = mapped_column(String(40), default="")
    #: What a document, figure or expert says; empty for Wortmeldungen.
    quote: Mapped[str] = mapped_column(default="")
    #: Where that stands: title, page, date, name of the expert's office.
    source: Mapped[str] = mapped_column(default="")
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_evidence_of_need", "need_id", "contribution_id"),)


class EvidenceMove(Ordered, Base):
    """One Beleg that a merge or split carried from one Bedarf to another, so that the step can be undone exactly."""

    __tablename__ = "evidence_move"

    #: The history entry of the merge or split.
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("need_entry.id"), index=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), index=True)
    from_need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    to_need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))


class NeedEntry(Ordered, Base):
    """One line of a Bedarf's history. Rows stay; a step taken back says so."""

    __tablename__ = "need_entry"

    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    kind: Mapped[EntryKind] = enum_column(EntryKind)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Facts of this kind of entry: ids, old and new values.
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    __table_args__ = (Index("ix_need_entry_of_need", "need_id", "id"),)


class NeedDeparture(Base):
    """A Bedarf left a Sozialraum for another one. Copies that hold only the one it left learn from this that it is gone."""

    __tablename__ = "need_departure"

    #: Number of the change with which it left, in the series of `Need.change_number`.
    change_number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"), index=True)
    #: Where it lay before.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_need_departure_from", "sozialraum_id", "change_number"),)


class PublicAnswer(InSimpleWords, Ordered, Base):
    """One public sentence that came with a change of status; everybody behind the Bedarf reads it."""

    __tablename__ = "public_answer"

    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"))
    status: Mapped[NeedStatus] = enum_column(NeedStatus)
    sentence: Mapped[str] = mapped_column(String(SENTENCE_LONGEST))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: True when it tells that the Bedarf was deleted, and why.
    is_farewell: Mapped[bool] = mapped_column(default=False)
    #: When the step it told of was undone.
    retracted_at: Mapped[datetime | None]
    #: When the mails that tell it were put down; from then on nobody is added. Empty for a moment, and for old answers.
    mails_put_down_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_public_answer_of_need", "need_id", "id"),)


class InternalNote(Ordered, Base):
    """A note for colleagues. Never leaves the workspace."""

    __tablename__ = "internal_note"

    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class TextModule(InSimpleWords, Keyed, Stamped, Base):
    """A ready sentence for public answers. While a status has none, the ones of `terms.sentences` are offered."""

    __tablename__ = "text_module"

    status: Mapped[NeedStatus] = enum_column(NeedStatus, index=True)
    #: May hold gaps in square brackets; an answer with an open gap is refused.
    text: Mapped[str] = mapped_column(String(SENTENCE_LONGEST))
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class NeedTally(Base):
    """How many Bedarfe there are per Sozialraum, Handlungsfeld and status; kept in the same transaction, without deleted ones."""

    __tablename__ = "need_tally"

    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id"), primary_key=True)
    #: `NO_FIELD` for Bedarfe without a Handlungsfeld.
    action_field_id: Mapped[UUID] = mapped_column(primary_key=True)
    status: Mapped[NeedStatus] = enum_column(NeedStatus, primary_key=True)
    total: Mapped[int] = mapped_column(default=0)
