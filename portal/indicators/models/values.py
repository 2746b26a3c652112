"""Indikatoren and their values."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from portal.indicators.terms import Definition, Direction, Origin, Rhythm, Theme, ValueStatus
from portal.indicators.terms.definitions import (
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_UNIT,
    MOST_DECIMALS,
)
from portal.indicators.terms.parts import LONGEST_PART
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_

_PLACES = Decimal("0.0001")


class Exact(TypeDecorator[Decimal]):
    """A number with four decimals, exactly: NUMERIC(18, 4), and ten-thousandths as a whole number on SQLite."""

    impl = Numeric(18, 4)
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(18, 4))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        exact = Decimal(value).quantize(_PLACES)
        return int(exact.scaleb(4)) if dialect.name == "sqlite" else exact

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        exact = Decimal(value).scaleb(-4) if dialect.name == "sqlite" else Decimal(value)
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


class Indicator(Base, Keyed, Stamped, Versioned):
    """Something counted. Those that come with the portal get a row with their first value; what they are stands in the code."""

    __tablename__ = "indicator"
    #: What other rooms call it; never changes.
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    #: Whether it came with the portal: then its definition is that of the code.
    is_shipped: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as two are compared by it: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    theme: Mapped[Theme] = enum_column(Theme, default=Theme.OTHER)
    #: How it is counted, in words.
    formula: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    unit: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    #: How many decimals are printed.
    decimals: Mapped[int] = mapped_column(SmallInteger, default=0)
    direction: Mapped[Direction] = enum_column(Direction, default=Direction.NEUTRAL)
    rhythm: Mapped[Rhythm] = enum_column(Rhythm, default=Rhythm.YEARLY)
    #: Whose figures they are, with licence.
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")
    #: Which ages are meant, in words.
    ages: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: What one has to know when reading the values.
    note: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    #: Whether values of Gemeinden may be added up for what lies above them.
    adds_up: Mapped[bool] = mapped_column(default=False)
    #: The account that defined it; NULL for those that came with the portal.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Key of the form it was defined with.
    submission_key: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("sort_name"),
        UniqueConstraint("submission_key"),
        CheckConstraint(f"decimals BETWEEN 0 AND {MOST_DECIMALS}", name="decimals_are_few"),
    )

    @property
    def definition(self) -> Definition:
        """It as the rest of the house reads it."""
        return Definition(
            key=self.key,
            slug=self.key,
            name=self.name,
            theme=self.theme,
            origin=Origin.OWN,
            formula=self.formula,
            unit=self.unit,
            decimals=self.decimals,
            direction=self.direction,
            rhythm=self.rhythm,
            source=self.source,
            ages=self.ages,
            note=self.note,
            adds_up=self.adds_up,
        )


class IndicatorValue(Base, Keyed, Stamped):
    """What was counted in a place on a day, or why there is no number."""

    __tablename__ = "indicator_value"
    indicator_key: Mapped[str] = mapped_column(ForeignKey("indicator.key", ondelete="RESTRICT"))
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    #: The day it stands for; for sums of a year its last day.
    on_day: Mapped[date] = mapped_column(Date)
    #: Whom of the whole, as `terms.parts` writes it; "" for everybody.
    part: Mapped[str] = mapped_column(String(LONGEST_PART), default="")
    status: Mapped[ValueStatus] = enum_column(ValueStatus)
    #: The number; NULL unless the status has one.
    value: Mapped[Decimal | None] = mapped_column(Exact())
    #: The file it was last read from; NULL when it was entered by hand.
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicator_import.id", ondelete="RESTRICT"))
    #: The account that entered it by hand.
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    __table_args__ = (
        UniqueConstraint("indicator_key", "sozialraum_id", "on_day", "part"),
        CheckConstraint(
            "(status IN ('available', 'limited', 'nothing')) = (value IS NOT NULL)", name="a_number_or_why_not"
        ),
        CheckConstraint("status != 'nothing' OR value = 0", name="nothing_is_zero"),
        CheckConstraint("status != 'missing'", name="missing_is_no_row"),
        Index("ix_indicator_value_key_day", "indicator_key", "on_day"),
        Index("ix_indicator_value_place", "sozialraum_id", "indicator_key"),
        Index("ix_indicator_value_import_id", "import_id"),
        Index("ix_indicator_value_changes", "indicator_key", "updated_at", "id"),
    )


explain_constraint(
    "uq_indicator_sort_name",
    N_("Eine Kennzahl mit diesem Namen gibt es schon."),
    field="name",
    columns="indicator.sort_name",
)
