"""Handlungsempfehlungen with their options."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import BasicFunction
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.kernel.money import Money
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.terms.recommendations import (
    LONGEST_COST_NOTE,
    LONGEST_OPTION_TEXT,
    LONGEST_OPTION_TITLE,
    LONGEST_RECOMMENDATION_TITLE,
    Effect,
    RecommendationState,
)

recommendation_need = Table(
    "recommendation_need",
    Base.metadata,
    Column("recommendation_id", ForeignKey("recommendation.id", ondelete="CASCADE"), primary_key=True),
    Column("need_id", ForeignKey("need.id", ondelete="RESTRICT"), primary_key=True, index=True),
)


class Recommendation(Base, Keyed, Stamped, Versioned):
    """A Handlungsempfehlung: what the planning proposes for one or several Bedarfe."""

    __tablename__ = "recommendation"
    #: Order of creation; the key of the list.
    seq: Mapped[int] = mapped_column(Integer)
    #: What people call it, for example "E-2026-0003".
    number: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(LONGEST_RECOMMENDATION_TITLE))
    #: What is recommended and why.
    body: Mapped[str] = mapped_column(default="")
    #: For which Sozialraum; decides who may read it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    state: Mapped[RecommendationState] = enum_column(RecommendationState, default=RecommendationState.DRAFT)
    #: The account that brings it to the Gremium; NULL while nobody does.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None]

    place: Mapped[Sozialraum] = relationship(lazy="select", viewonly=True)
    needs: Mapped[list[Need]] = relationship(secondary=recommendation_need, order_by=Need.seq)
    options: Mapped[list["RecommendationOption"]] = relationship(
        back_populates="recommendation",
        order_by="RecommendationOption.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    __table_args__ = (
        UniqueConstraint("seq"),
        UniqueConstraint("number"),
        UniqueConstraint("submission_key"),
        Index("ix_recommendation_by_place", "sozialraum_id", "state", "seq"),
        Index("ix_recommendation_by_state", "state", "seq"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume it is for, from the county down."""
        return self.place.lineage

    @property
    def chosen_option(self) -> "RecommendationOption | None":
        """The option that is proposed; None while none was chosen."""
        return next((one for one in self.options if one.is_chosen), None)


class RecommendationOption(Base, Keyed):
    """One way in which it could be done, with what it costs and what it changes."""

    __tablename__ = "recommendation_option"
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation.id", ondelete="CASCADE"))
    #: Order among the options, from 1.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_OPTION_TITLE))
    body: Mapped[str] = mapped_column(String(LONGEST_OPTION_TEXT), default="")
    #: What speaks for it.
    pros: Mapped[str] = mapped_column(String(LONGEST_OPTION_TEXT), default="")
    #: What speaks against it.
    cons: Mapped[str] = mapped_column(String(LONGEST_OPTION_TEXT), default="")
    #: Euro that are spent once; NULL for not known, which is not nothing.
    cost_once: Mapped[Decimal | None] = mapped_column(Money)
    #: Euro in each year; NULL for not known.
    cost_yearly: Mapped[Decimal | None] = mapped_column(Money)
    #: Who pays, what is estimated; may be empty.
    cost_note: Mapped[str] = mapped_column(String(LONGEST_COST_NOTE), default="")
    #: Whether this is the one that is proposed; at most one of a Handlungsempfehlung.
    is_chosen: Mapped[bool] = mapped_column(default=False)

    recommendation: Mapped[Recommendation] = relationship(back_populates="options")
    effects: Mapped[list["OptionEffect"]] = relationship(
        back_populates="option", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        CheckConstraint("cost_once >= 0 AND cost_yearly >= 0", name="costs_are_amounts"),
        Index("ix_recommendation_option_of_recommendation", "recommendation_id", "position"),
        Index(
            "uq_recommendation_option_chosen",
            "recommendation_id",
            unique=True,
            sqlite_where=text("is_chosen"),
            postgresql_where=text("is_chosen"),
        ),
    )


class OptionEffect(Base):
    """What an option does to one Grunddaseinsfunktion. No row means that nobody has said."""

    __tablename__ = "option_effect"
    option_id: Mapped[UUID] = mapped_column(
        ForeignKey("recommendation_option.id", ondelete="CASCADE"), primary_key=True
    )
    basic_function_id: Mapped[UUID] = mapped_column(
        ForeignKey("basic_function.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    effect: Mapped[Effect] = enum_column(Effect)

    option: Mapped[RecommendationOption] = relationship(back_populates="effects")
    basic_function: Mapped[BasicFunction] = relationship(lazy="select", viewonly=True)
