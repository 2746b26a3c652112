"""What a Teilprojekt achieved: numbers per quarter, and photos with a sentence."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.models.subprojects import SubProject
from portal.kuemmerer.terms.subprojects import LONGEST_CAPTION, LONGEST_COUNTED, LONGEST_UNIT, with_unit


class CountedThing(Base, Keyed, Stamped, Versioned):
    """What a Teilprojekt counts each quarter: "Fahrten", "Gäste", "Stunden"."""

    __tablename__ = "counted_thing"
    sub_project_id: Mapped[UUID] = mapped_column(ForeignKey("sub_project.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_COUNTED))
    #: In what it is counted, if the name does not say it: "Stunden", "km".
    unit: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    sub_project: Mapped[SubProject] = relationship(viewonly=True)
    values: Mapped[list["QuarterValue"]] = relationship(
        viewonly=True, order_by="(QuarterValue.year, QuarterValue.quarter)"
    )

    __table_args__ = (Index("uq_counted_thing_sub_project_id_name", "sub_project_id", "name", unique=True),)

    @property
    def name_with_unit(self) -> str:
        return with_unit(self.name, self.unit)

    @property
    def project(self) -> KuemmererProject:
        """The project of its Teilprojekt."""
        return self.sub_project.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.sub_project.lineage

    @property
    def total(self) -> Decimal:
        """All quarters together."""
        return sum((one.value for one in self.values), Decimal(0))

    def in_quarter(self, year: int, quarter: int) -> Decimal | None:
        """What was counted in a quarter; None when nobody wrote it down."""
        return next((one.value for one in self.values if (one.year, one.quarter) == (year, quarter)), None)


class QuarterValue(Base, Keyed, Stamped):
    """The number of one quarter. Two people who write it at once meet in `actions.quarters`, which compares what they saw."""

    __tablename__ = "quarter_value"
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("counted_thing.id", ondelete="CASCADE"))
    year: Mapped[int] = mapped_column(SmallInteger)
    quarter: Mapped[int] = mapped_column(SmallInteger)
    value: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    #: The account that wrote it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (
        CheckConstraint("quarter BETWEEN 1 AND 4", name="one_of_four"),
        CheckConstraint("value >= 0", name="not_negative"),
        Index("uq_quarter_value_once", "thing_id", "year", "quarter", unique=True),
    )


class SubProjectPhoto(Base, Keyed):
    """A Foto-Notiz: a photo with a sentence, rewritten from its pixels. Only for those who see the project."""

    __tablename__ = "sub_project_photo"
    sub_project_id: Mapped[UUID] = mapped_column(ForeignKey("sub_project.id", ondelete="CASCADE"))
    #: What it shows; may be empty.
    caption: Mapped[str] = mapped_column(String(LONGEST_CAPTION), default="")
    #: Name below the folder of photos.
    file_name: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]
    #: Over its pixels: the same picture sent twice is kept once.
    digest: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    sub_project: Mapped[SubProject] = relationship(viewonly=True)

    __table_args__ = (
        Index("ix_sub_project_photo_sub_project_id_id", "sub_project_id", "id"),
        Index("uq_sub_project_photo_sub_project_id_digest", "sub_project_id", "digest", unique=True),
    )

    @property
    def project(self) -> KuemmererProject:
        """The project of its Teilprojekt."""
        return self.sub_project.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.sub_project.lineage


explain_constraint(
    "uq_counted_thing_sub_project_id_name",
    N_("Das wird hier schon gezählt."),
    field="name",
    columns="counted_thing.sub_project_id, counted_thing.name",
)
explain_constraint(
    "uq_quarter_value_once",
    N_("Jemand anderes hat dieses Quartal gerade eingetragen. Laden Sie die Seite neu."),
    columns="quarter_value.thing_id, quarter_value.year, quarter_value.quarter",
)
_SENT_TWICE = N_("Dieses Foto ist schon gespeichert; es wurde zweimal gesendet.")
explain_constraint(
    "uq_sub_project_photo_sub_project_id_digest",
    _SENT_TWICE,
    field="photo",
    columns="sub_project_photo.sub_project_id, sub_project_photo.digest",
)
explain_constraint(
    "uq_sub_project_photo_submission_key", _SENT_TWICE, field="photo", columns="sub_project_photo.submission_key"
)
