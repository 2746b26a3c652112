"""Tables of the Wortmeldungen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import DDL, BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, Integer, String, event, text
from sqlalchemy.orm import Mapped, Mapper, attributes, mapped_column, relationship

from portal.contributions.terms import Channel, ContributionKind, ModerationState, ObserverKind
from portal.kernel import clock
from portal.kernel.db import Base, enum_column

if TYPE_CHECKING:
    from portal.places.models import Sozialraum

#: Counts up by itself on both databases.
_SEQUENCE = BigInteger().with_variant(Integer, "sqlite")
#: The few rows that lists are narrowed to; queries name these literally so that both databases use the partial indexes.
NOT_RELEASED = "moderation <> 'released'"
NOT_ONLINE = "channel <> 'online'"
NOT_A_CONCERN = "kind <> 'concern'"


def _index_where(column: str, condition: str) -> Index:
    """An index over the few rows that have something here: sending an Anliegen online pays for none of them."""
    chosen = text(condition)
    return Index(f"ix_contribution_{column}_seq", column, "seq", sqlite_where=chosen, postgresql_where=chosen)


class Contribution(Base):
    """One thing somebody said, in the words in which it was said. `text` and `place_text` never change; see `guard_words`."""

    __tablename__ = "contribution"
    #: Order of arrival, for lists. Never shown: it could tell who came after whom.
    seq: Mapped[int] = mapped_column(_SEQUENCE, Identity(), primary_key=True)
    #: Random, because the order of rows could identify a person.
    id: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    #: What somebody gave.
    kind: Mapped[ContributionKind] = enum_column(ContributionKind)
    #: How it reached us.
    channel: Mapped[Channel] = enum_column(Channel)
    #: The Verfahren it was given in; NULL for an Anliegen at any time.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"))
    #: Where it belongs; NULL means somewhere in the county.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    #: The place in the person's own words ("beim alten Bahnhof").
    place_text: Mapped[str] = mapped_column(default="")
    #: The original words; empty only after a withdrawal.
    text: Mapped[str]
    #: Language in which it was given (BCP 47), as far as known.
    language: Mapped[str] = mapped_column(String(12), default="de")
    #: Made by the sender's browser: the same key never makes a second row.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    #: Keyed hash over everything that was sent, to tell a repeat from a changed version.
    content_digest: Mapped[bytes]
    #: Hash of the Rückmelde-Code; the code itself is stored nowhere.
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    #: When it was stored.
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    #: When it was said, if somebody wrote it down later.
    said_on: Mapped[date | None] = mapped_column(Date)
    #: The account that wrote it down for somebody, or that reported it.
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: In which capacity an observer reports.
    reported_by_kind: Mapped[ObserverKind | None] = enum_column(ObserverKind)
    #: Handlungsfeld that the person who wrote it down suggests.
    action_field_id: Mapped[UUID | None] = mapped_column(ForeignKey("action_field.id", ondelete="RESTRICT"))
    #: Whether others may see it.
    moderation: Mapped[ModerationState] = enum_column(ModerationState, default=ModerationState.RELEASED)
    #: Why it is held or hidden, in a sentence the person may read.
    moderation_reason: Mapped[str] = mapped_column(default="")
    #: When the person took it back.
    withdrawn_at: Mapped[datetime | None]

    sozialraum: Mapped["Sozialraum | None"] = relationship("Sozialraum", viewonly=True)

    __table_args__ = (
        CheckConstraint("text <> '' OR withdrawn_at IS NOT NULL", name="has_words"),
        CheckConstraint("channel <> 'observer' OR reported_by_kind IS NOT NULL", name="observer_has_a_kind"),
        Index("ix_contribution_sozialraum_id_seq", "sozialraum_id", "seq"),
        _index_where("consultation_id", "consultation_id IS NOT NULL"),
        _index_where("recorded_by", "recorded_by IS NOT NULL"),
        _index_where("moderation", NOT_RELEASED),
        _index_where("channel", NOT_ONLINE),
        _index_where("kind", NOT_A_CONCERN),
    )
    __mapper_args__ = {"primary_key": ["id"]}

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first; empty when it belongs to the county as a whole."""
        return self.sozialraum.lineage if self.sozialraum is not None else ()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class Contact(Base):
    """How the person behind a Wortmeldung wants to be reached. Deleted on request, the Wortmeldung stays."""

    __tablename__ = "contribution_contact"
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str | None]
    phone: Mapped[str | None]
    name: Mapped[str | None]
    #: Where a letter reaches the person, line by line without the name; only with a name.
    address: Mapped[str | None]
    #: Whether public answers are sent to `email`.
    wants_updates: Mapped[bool]
    #: When the person stopped the mails.
    stopped_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("email IS NOT NULL OR phone IS NOT NULL OR name IS NOT NULL", name="not_empty"),)


class Photo(Base):
    """A photo that came with a Wortmeldung, rewritten from its pixels."""

    __tablename__ = "contribution_photo"
    #: Random; stands in addresses.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    #: Name below the folder of photos.
    file_name: Mapped[str] = mapped_column(index=True)
    #: Pixels.
    width: Mapped[int]
    height: Mapped[int]
    #: Photos are shown to others separately from the words.
    moderation: Mapped[ModerationState] = enum_column(ModerationState, default=ModerationState.RELEASED)


class ModerationEntry(Base):
    """One step of moderation: who, when, from where to where, and why."""

    __tablename__ = "contribution_moderation"
    id: Mapped[int] = mapped_column(_SEQUENCE, Identity(), primary_key=True)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    #: The photo this step is about; NULL when it is about the words.
    photo_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that decided; NULL when the rules of the Verfahren did.
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: The state it left; NULL for the first one.
    before: Mapped[str | None] = mapped_column(String(40))
    #: The state it reached.
    after: Mapped[ModerationState] = enum_column(ModerationState)
    reason: Mapped[str] = mapped_column(default="")


class IssuedReceipt(Base):
    """The ledger of Rückmelde-Codes: what was promised, kept apart from the rows that keep the promise."""

    __tablename__ = "issued_receipt"
    receipt_hash: Mapped[bytes] = mapped_column(primary_key=True)
    #: Day of the promise in Bavaria.
    issued_on: Mapped[date] = mapped_column(Date, index=True)

    __table_args__ = {"sqlite_with_rowid": False}


class ReceiptReconciliation(Base):
    """What the daily comparison of ledger and rows found for one day."""

    __tablename__ = "receipt_reconciliation"
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    #: Receipts issued on that day.
    issued: Mapped[int]
    #: Those of them whose Wortmeldung is there.
    present: Mapped[int]
    #: Wortmeldungen altogether when it was checked; fewer than the day before raises the alarm.
    total: Mapped[int]
    checked_at: Mapped[datetime]


#: Guards in the database itself: the words may only be emptied, and only together with a withdrawal.
WORDS_GUARD_SQLITE = """\
CREATE TRIGGER contribution_words_never_change BEFORE UPDATE OF text, place_text ON contribution
WHEN (NEW.text IS NOT OLD.text OR NEW.place_text IS NOT OLD.place_text)
 AND NOT (NEW.withdrawn_at IS NOT NULL AND NEW.text = '' AND NEW.place_text = '')
BEGIN SELECT RAISE(ABORT, 'the words of a contribution never change'); END"""
WORDS_GUARD_FUNCTION_POSTGRESQL = """\
CREATE OR REPLACE FUNCTION contribution_words_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.text IS DISTINCT FROM OLD.text OR NEW.place_text IS DISTINCT FROM OLD.place_text)
     AND NOT (NEW.withdrawn_at IS NOT NULL AND NEW.text = '' AND NEW.place_text = '') THEN
    RAISE EXCEPTION 'the words of a contribution never change';
  END IF;
  RETURN NEW;
END $$"""
WORDS_GUARD_POSTGRESQL = """\
CREATE TRIGGER contribution_words_never_change BEFORE UPDATE OF text, place_text ON contribution
FOR EACH ROW EXECUTE FUNCTION contribution_words_never_change()"""

for _statement, _dialect in (
    (WORDS_GUARD_SQLITE, "sqlite"),
    (WORDS_GUARD_FUNCTION_POSTGRESQL, "postgresql"),
    (WORDS_GUARD_POSTGRESQL, "postgresql"),
):
    event.listen(
        Contribution.__table__,
        "after_create",
        DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
    )


@event.listens_for(Contribution, "before_update")
def guard_words(_mapper: Mapper[Any], _connection: Any, row: Contribution) -> None:
    """Refuse to write changed words before the database has to. Raises ValueError."""
    changed = any(attributes.get_history(row, name).has_changes() for name in ("text", "place_text"))
    if changed and (row.withdrawn_at is None or row.text or row.place_text):
        raise ValueError("the words of a contribution never change")
