"""The tables of the county: one row of settings, its arms, and three lists of terms."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.county.terms import LONGEST_TERM, CountyKind
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column


class County(Keyed, Stamped, Versioned, Base):
    """The county this installation belongs to; there is exactly one."""

    __tablename__ = "county"
    __table_args__ = (
        CheckConstraint("only_one = 1", name="only_one"),
        CheckConstraint("length(ags) = 5 AND trim(ags, '0123456789') = ''", name="ags_is_digits"),
        UniqueConstraint("only_one", name="uq_county_only_one"),
    )

    #: Always 1, and unique: the database keeps a second county out.
    only_one: Mapped[int] = mapped_column(default=1)
    #: Name of the portal in the header of every page.
    portal_name: Mapped[str] = mapped_column(String(60), default="Miteinander")
    #: Full name: "Landkreis Unterallgäu".
    name: Mapped[str] = mapped_column(String(120))
    #: The name as people say it: "Unterallgäu".
    short_name: Mapped[str] = mapped_column(String(80))
    #: Amtlicher Gemeindeschlüssel of the county as text, 5 digits: "09778".
    ags: Mapped[str] = mapped_column(String(5))
    #: Landkreis or kreisfreie Stadt.
    kind: Mapped[CountyKind] = enum_column(CountyKind, default=CountyKind.RURAL)
    #: The Land it belongs to.
    state: Mapped[str] = mapped_column(String(60), default="Bayern")
    #: Everything said and everybody named here is invented; every page says so.
    is_example: Mapped[bool] = mapped_column(default=False)
    #: Colour of buttons and links as "#rrggbb", readable on every light surface.
    accent: Mapped[str] = mapped_column(String(7), default="#14535f")
    #: Colour of the decorative stripe as "#rrggbb"; carries no meaning, so it needs no contrast.
    stripe: Mapped[str] = mapped_column(String(7), default="#e9a23b")
    #: The person or office residents can ring; shown on every public page.
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    #: Telephone number of that person or office.
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    #: E-mail address of that person or office.
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    #: When somebody answers the telephone: "Mo–Fr 8–12 Uhr".
    contact_hours: Mapped[str] = mapped_column(String(200), default="")
    #: Postal address, several lines.
    address: Mapped[str] = mapped_column(default="")
    #: Imprint in Markdown.
    imprint: Mapped[str] = mapped_column(default="")
    #: Information on data protection (Art. 13 DSGVO) in Markdown.
    privacy: Mapped[str] = mapped_column(default="")
    #: Statement on accessibility (§ 12b BGG, BayBGG) in Markdown.
    accessibility: Mapped[str] = mapped_column(default="")


class CountyArms(Base):
    """The arms shown in the header, written anew from the pixels of what was uploaded."""

    __tablename__ = "county_arms"

    #: The county they belong to.
    county_id: Mapped[UUID] = mapped_column(ForeignKey("county.id", name="fk_county_arms_county"), primary_key=True)
    #: PNG, at most 512 pixels on the longer side.
    image: Mapped[bytes]
    #: Beginning of the SHA-256 of the picture in hexadecimal; part of its address, so that browsers may keep it.
    digest: Mapped[str] = mapped_column(String(16))


class TermColumns(Keyed, Stamped, Versioned):
    """What every term of a list has."""

    #: A name for machines, made of the first German name and never changed.
    key: Mapped[str] = mapped_column(String(80))
    #: The German name on the screen.
    name: Mapped[str] = mapped_column(String(LONGEST_TERM))
    #: Place among its neighbours, from 0.
    position: Mapped[int]
    #: Retired terms are no longer offered; what was sorted by them keeps them.
    is_active: Mapped[bool] = mapped_column(default=True)


class ActionField(TermColumns, Base):
    """Handlungsfeld: a tree of two levels."""

    __tablename__ = "action_field"
    __table_args__ = (UniqueConstraint("key", name="uq_action_field_key"), Index("ix_action_field_parent", "parent_id"))

    #: The Handlungsfeld it is part of; NULL for those of the first level.
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("action_field.id", name="fk_action_field_parent"))


class TargetGroup(TermColumns, Base):
    """Zielgruppe: a group of people a need is about."""

    __tablename__ = "target_group"
    __table_args__ = (UniqueConstraint("key", name="uq_target_group_key"),)


class BasicFunction(TermColumns, Base):
    """Grunddaseinsfunktion: one of the things every life in a place consists of."""

    __tablename__ = "basic_function"
    __table_args__ = (UniqueConstraint("key", name="uq_basic_function_key"),)


Term = ActionField | TargetGroup | BasicFunction
