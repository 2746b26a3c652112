"""The Soll-Ist-Abgleich: what should be there, what is, for a Handlungsfeld in a Sozialraum."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import ActionField
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.offers.terms.kinds import OfferKind
from portal.places.models import Sozialraum
from portal.planning.models.amounts import Amount
from portal.planning.terms.analysis import LONGEST_KEY
from portal.planning.terms.targets import (
    LONGEST_SOURCE,
    LONGEST_SUBJECT,
    LONGEST_UNIT,
    ActualKind,
    TargetKind,
)

target_actual_need = Table(
    "target_actual_need",
    Base.metadata,
    Column("target_actual_id", ForeignKey("target_actual.id", ondelete="CASCADE"), primary_key=True),
    Column("need_id", ForeignKey("need.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class TargetActual(Base, Keyed, Stamped, Versioned):
    """One row of the Soll-Ist-Abgleich."""

    __tablename__ = "target_actual"
    action_field_id: Mapped[UUID] = mapped_column(ForeignKey("action_field.id"))
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    #: What is counted: "Plätze in der Tagespflege".
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    #: That as two rows are compared and sorted by it: folded.
    subject_key: Mapped[str] = mapped_column(String(2 * LONGEST_SUBJECT))
    #: In what it is counted: "Plätze", "Stunden je Woche"; empty for a bare number.
    unit: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    actual_kind: Mapped[ActualKind] = enum_column(ActualKind)
    #: The Ist typed or taken over from a Kennzahl; NULL while unknown, and where Angebote are counted anew each time.
    actual_value: Mapped[Decimal | None] = mapped_column(Amount)
    #: Which kind of Angebot is counted; NULL for all of the Handlungsfeld.
    offer_kind: Mapped[OfferKind | None] = enum_column(OfferKind)
    #: Key of the Indikator that the Ist was taken from; empty otherwise.
    indicator_key: Mapped[str] = mapped_column(String(LONGEST_KEY), default="")
    #: Where the Ist comes from, in words.
    actual_source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: The day for which the Ist stands.
    actual_on: Mapped[date | None] = mapped_column(Date)
    target_value: Mapped[Decimal] = mapped_column(Amount)
    target_kind: Mapped[TargetKind] = enum_column(TargetKind)
    #: Where the Soll stands: paragraph, title and date of the decision, the Verfahren.
    target_source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    #: What could be used, shared or widened before anything new is made.
    means: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    action_field: Mapped[ActionField] = relationship(viewonly=True)
    place: Mapped[Sozialraum] = relationship(viewonly=True)
    #: The Bedarfe that the gap is about.
    needs: Mapped[list[Need]] = relationship(secondary=target_actual_need, order_by=Need.seq)

    __table_args__ = (
        CheckConstraint("target_value > 0", name="target_is_something"),
        CheckConstraint("actual_value >= 0", name="actual_is_no_debt"),
        CheckConstraint("actual_kind = 'offers' OR offer_kind IS NULL", name="counts_one_thing"),
        UniqueConstraint("sozialraum_id", "action_field_id", "subject_key"),
        Index("ix_target_actual_action_field_id", "action_field_id", "subject_key", "id"),
        Index("ix_target_actual_subject_key_id", "subject_key", "id"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """Where it belongs, from the county down."""
        return self.place.lineage


explain_constraint(
    "uq_target_actual_sozialraum_id_action_field_id_subject_key",
    N_("Das steht für diesen Ort und dieses Handlungsfeld schon im Abgleich."),
    field="subject",
    columns="target_actual.sozialraum_id, target_actual.action_field_id, target_actual.subject_key",
)
explain_constraint(
    "uq_target_actual_submission_key",
    N_("Diese Zeile ist schon eingetragen; sie wurde zweimal gesendet."),
    columns="target_actual.submission_key",
)
