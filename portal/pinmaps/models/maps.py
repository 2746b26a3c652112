"""The Nadelkarte itself: its question, its rules, its categories."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.pinmaps.terms import (
    Colour,
    CommentRule,
    MapState,
    MapTiming,
    ModerationRule,
    PositionRule,
    Shape,
    timing_on,
)
from portal.pinmaps.terms.states import (
    LARGEST_BLUR,
    LONGEST_LABEL,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_CATEGORIES,
    MOST_GROUPS,
    SMALLEST_BLUR,
)
from portal.places.models import Sozialraum


class PinMap(Base, Keyed, Stamped, Versioned):
    """One Nadelkarte: one question, to which a pin on the map is the answer."""

    __tablename__ = "pin_map"
    #: Its name in addresses; fixed once it is published.
    slug: Mapped[str] = mapped_column(String(LONGEST_TITLE + 8), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: The question people answer by setting a pin.
    question: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    #: What it is for and what happens with the pins; plain text in paragraphs.
    purpose: Mapped[str] = mapped_column(default="")
    #: Whose daily life it is about; who works there may read and run it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: The Verfahren it belongs to.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    #: A drawn area (MultiPolygon in WGS84 as WKB); NULL means the boundary of the Sozialraum. No pin stands outside.
    area: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: The rectangle around the area in degrees: what the map shows first.
    west: Mapped[float] = mapped_column(Float(53))
    south: Mapped[float] = mapped_column(Float(53))
    east: Mapped[float] = mapped_column(Float(53))
    north: Mapped[float] = mapped_column(Float(53))
    state: Mapped[MapState] = enum_column(MapState, default=MapState.DRAFT)
    #: First and last day on which pins can be set.
    opens_on: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date)
    comment: Mapped[CommentRule] = enum_column(CommentRule, default=CommentRule.OPTIONAL)
    #: Whether a photo can come with a pin.
    with_photo: Mapped[bool] = mapped_column(default=False)
    moderation: Mapped[ModerationRule] = enum_column(ModerationRule, default=ModerationRule.AFTER)
    #: Whether everybody sees the pins of the others; otherwise only those who work on the map.
    shows_pins: Mapped[bool] = mapped_column(default=True)
    #: What becomes of a position before others see it, and by how many metres.
    position_rule: Mapped[PositionRule] = enum_column(PositionRule, default=PositionRule.JITTER)
    blur_m: Mapped[int] = mapped_column(default=50)
    #: Below so many pins in one field of the map others see nothing there; 0 shows single pins.
    threshold: Mapped[int] = mapped_column(default=0)
    #: How many pins one person may set; NULL for as many as they like.
    pins_per_person: Mapped[int | None]
    #: What the groups tell apart ("Wie alt sind Sie?"); empty when nobody is asked.
    group_question: Mapped[str] = mapped_column(String(LONGEST_QUESTION), default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    #: The account that drafted it; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    categories: Mapped[list["PinCategory"]] = relationship(
        order_by="PinCategory.position", cascade="all, delete-orphan", passive_deletes=True
    )
    groups: Mapped[list["PinGroup"]] = relationship(
        order_by="PinGroup.position", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        CheckConstraint(
            "state = 'draft' OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)", name="public_has_a_period"
        ),
        CheckConstraint("west < east AND south < north", name="frame_is_a_rectangle"),
        CheckConstraint(f"blur_m BETWEEN {SMALLEST_BLUR} AND {LARGEST_BLUR}", name="blur_is_in_range"),
        CheckConstraint("threshold BETWEEN 0 AND 100", name="threshold_is_in_range"),
        CheckConstraint("pins_per_person > 0", name="somebody_may_set_a_pin"),
        Index("ix_pin_map_state_closes_on", "state", "closes_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_public(self) -> bool:
        return self.state is not MapState.DRAFT

    @property
    def timing(self) -> MapTiming | None:
        """How it stands to today; None while it is a draft without a period."""
        return timing_on(clock.today(), state=self.state, opens_on=self.opens_on, closes_on=self.closes_on)

    @property
    def takes_pins(self) -> bool:
        """Whether people can set pins today."""
        return self.state is MapState.PUBLISHED and self.timing is MapTiming.RUNNING


class PinCategory(Base, Keyed):
    """One answer of a Nadelkarte, with the look of its pins."""

    __tablename__ = "pin_category"
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="CASCADE"))
    #: What pins and counts name it by: 1 to 8, given once and never to another category of the map.
    number: Mapped[int] = mapped_column(SmallInteger)
    #: Its place in the legend.
    position: Mapped[int] = mapped_column(SmallInteger)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    colour: Mapped[Colour] = enum_column(Colour)
    shape: Mapped[Shape] = enum_column(Shape)

    __table_args__ = (
        UniqueConstraint("map_id", "number"),
        CheckConstraint(f"number BETWEEN 1 AND {MOST_CATEGORIES}", name="number_is_in_range"),
    )


class PinGroup(Base, Keyed):
    """A group of people that a pin may belong to: the second legend."""

    __tablename__ = "pin_group"
    map_id: Mapped[UUID] = mapped_column(ForeignKey("pin_map.id", ondelete="CASCADE"))
    #: What pins and counts name it by: 1 to 8; 0 stands for no group.
    number: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int] = mapped_column(SmallInteger)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))

    __table_args__ = (
        UniqueConstraint("map_id", "number"),
        CheckConstraint(f"number BETWEEN 1 AND {MOST_GROUPS}", name="number_is_in_range"),
    )


explain_constraint(
    "uq_pin_category_map_id_number",
    N_("Jemand hat die Kategorien gerade auch geändert. Bitte laden Sie die Seite neu."),
    field="categories",
    columns="pin_category.map_id, pin_category.number",
)
