"""The table of places: one tree, whose root is the county of this installation."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.places.terms import LONGEST_NAME, PlaceKind

_DIGITS = "trim({0}, '0123456789') = ''"
_IS_COUNTY = text("kind = 'county'")
_IS_PART = text("kind IN ('locality', 'quarter')")


def lineage_of_path(path: str) -> tuple[UUID, ...]:
    """The ids in a path, from the county down."""
    return tuple(UUID(part) for part in path.strip("/").split("/"))


class Sozialraum(Keyed, Stamped, Versioned, Base):
    """A county, Verwaltungsgemeinschaft, Gemeinde, gemeindefreies Gebiet, Ortsteil or quarter."""

    __tablename__ = "sozialraum"
    __table_args__ = (
        CheckConstraint(f"length(ags) IN (5, 8) AND {_DIGITS.format('ags')}", name="ags_is_digits"),
        CheckConstraint(f"length(ars) = 12 AND {_DIGITS.format('ars')}", name="ars_is_digits"),
        CheckConstraint(
            "kind != 'county' OR (ags IS NOT NULL AND length(ags) = 5 AND parent_id IS NULL)", name="county_is_root"
        ),
        CheckConstraint("kind = 'county' OR parent_id IS NOT NULL", name="only_county_is_root"),
        CheckConstraint(
            "kind NOT IN ('municipality', 'unincorporated') OR (ags IS NOT NULL AND length(ags) = 8)",
            name="gemeinde_has_ags",
        ),
        CheckConstraint("(centre_lat IS NULL) = (centre_lon IS NULL)", name="centre_is_complete"),
        CheckConstraint("area_km2 > 0", name="area_is_positive"),
        CheckConstraint("kind != 'unincorporated' OR NOT has_residents", name="unincorporated_has_no_residents"),
        Index("ix_sozialraum_kind_name", "kind", "name"),
        Index("uq_sozialraum_one_county", "kind", unique=True, sqlite_where=_IS_COUNTY, postgresql_where=_IS_COUNTY),
        Index("uq_sozialraum_kind_ars", "kind", "ars", unique=True),
        Index(
            "uq_sozialraum_parent_name",
            "parent_id",
            "name",
            unique=True,
            sqlite_where=_IS_PART,
            postgresql_where=_IS_PART,
        ),
    )

    #: What it is; decides which keys it has and what may stand above it.
    kind: Mapped[PlaceKind] = enum_column(PlaceKind)
    #: Amtlicher Gemeindeschlüssel as text: 5 digits of a county, 8 of a Gemeinde, none for associations and parts.
    ags: Mapped[str | None] = mapped_column(String(8), unique=True)
    #: Amtlicher Regionalschlüssel, 12 digits; places a Gemeinde below its Verwaltungsgemeinschaft.
    ars: Mapped[str | None] = mapped_column(String(12))
    #: A name that stands alone: "Markt Rettenbach", "Verwaltungsgemeinschaft Pfaffenhausen".
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: What the place calls itself officially: "Stadt", "Markt", "Gemeinde"; may be empty.
    designation: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Its part of an address, fixed for good because addresses are printed: "markt-rettenbach".
    slug: Mapped[str] = mapped_column(String(160), unique=True)
    #: The place it belongs to; NULL only for the county.
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", name="fk_sozialraum_parent"), index=True)
    #: The ids from the county down to the place itself, each between slashes: "/<uuid>/<uuid>/".
    path: Mapped[str] = mapped_column(String(400), index=True)
    #: MultiPolygon in WGS84 as WKB, longitude first; NULL for a part that is only a name.
    boundary: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: Latitude in degrees of a point that stands for the place and lies in it.
    centre_lat: Mapped[float | None] = mapped_column(Float(53))
    #: Longitude in degrees of that point.
    centre_lon: Mapped[float | None] = mapped_column(Float(53))
    #: Area of the boundary on the ellipsoid in square kilometres.
    area_km2: Mapped[float | None] = mapped_column(Float(53))
    #: False for gemeindefreie Gebiete: a place on the map in which nobody lives.
    has_residents: Mapped[bool] = mapped_column(default=True)
    #: A word of welcome on the public page of the place; plain text, may be empty.
    welcome: Mapped[str] = mapped_column(default="")
    #: Telephone number of the Gemeinde or its Kümmerer; empty means the county's number is shown.
    phone: Mapped[str] = mapped_column(String(60), default="")
    #: Who answers that number: a person or an office; may be empty.
    phone_of: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The ids from the county down to the place itself."""
        return lineage_of_path(self.path)

    def __repr__(self) -> str:
        return f"<Sozialraum {self.kind} {self.name}>"


explain_constraint(
    "uq_sozialraum_ags",
    N_("Diesen Gemeindeschlüssel hat schon ein anderer Ort."),
    field="ags",
    columns="sozialraum.ags",
)
explain_constraint(
    "uq_sozialraum_parent_name",
    N_("Einen Ort mit diesem Namen gibt es hier schon."),
    field="name",
    columns="sozialraum.parent_id, sozialraum.name",
)
