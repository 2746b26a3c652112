"""Words of the tree of places: kinds, keys, and what German deliveries call things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from portal.kernel.text import N_


class PlaceKind(StrEnum):
    """What a node of the tree is. The order is from large to small."""

    COUNTY = "county"
    MUNICIPAL_ASSOCIATION = "municipal_association"
    MUNICIPALITY = "municipality"
    UNINCORPORATED = "unincorporated"
    LOCALITY = "locality"
    QUARTER = "quarter"

    @property
    def label(self) -> str:
        """The German word on the screen."""
        return KIND_LABELS[self]


KIND_LABELS = {
    PlaceKind.COUNTY: N_("Landkreis"),
    PlaceKind.MUNICIPAL_ASSOCIATION: N_("Verwaltungsgemeinschaft"),
    PlaceKind.MUNICIPALITY: N_("Gemeinde"),
    PlaceKind.UNINCORPORATED: N_("Gemeindefreies Gebiet"),
    PlaceKind.LOCALITY: N_("Ortsteil"),
    PlaceKind.QUARTER: N_("Quartier"),
}


@dataclass(frozen=True, slots=True)
class Residents:
    """How many people live where; other rooms give it to the topic `place.residents`."""

    as_of: date
    #: Whose figures they are, with licence, as it must be named beside them.
    source: str
    numbers: Mapping[UUID, int]


#: Kinds people name when they are asked where something is.
CHOSEN_BY_PEOPLE = (PlaceKind.MUNICIPALITY, PlaceKind.LOCALITY, PlaceKind.QUARTER)
#: Kinds that a Gemeinde (or a part of it) is divided into, and that staff may add by hand.
PARTS = (PlaceKind.LOCALITY, PlaceKind.QUARTER)
#: What may stand directly below what.
PARENT_KINDS = {
    PlaceKind.COUNTY: frozenset[PlaceKind](),
    PlaceKind.MUNICIPAL_ASSOCIATION: frozenset({PlaceKind.COUNTY}),
    PlaceKind.MUNICIPALITY: frozenset({PlaceKind.COUNTY, PlaceKind.MUNICIPAL_ASSOCIATION}),
    PlaceKind.UNINCORPORATED: frozenset({PlaceKind.COUNTY}),
    PlaceKind.LOCALITY: frozenset({PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED, PlaceKind.LOCALITY}),
    PlaceKind.QUARTER: frozenset({PlaceKind.MUNICIPALITY, PlaceKind.LOCALITY}),
}

#: Attribute names of deliveries in lower case, the best first (VG250/VG5000 of the BKG, Bavarian and older files).
NAME_FIELDS = ("gen", "name", "ortsteil", "ortsname", "gemeindename", "bezeichnung", "nam")
DESIGNATION_FIELDS = ("bez", "typ")
AGS_FIELDS = ("ags", "ags_0", "ags0", "schluessel", "schluesselgesamt", "gemeindeschluessel", "gkz", "gemeinde_ags")
ARS_FIELDS = ("ars", "rs", "ars_0", "rs_0", "regionalschluessel")

#: BKG's level of administration (attribute ADE) that we keep; 1 to 3 are state, Land and Regierungsbezirk.
LEVEL_OF_ADE = {4: PlaceKind.COUNTY, 5: PlaceKind.MUNICIPAL_ASSOCIATION, 6: PlaceKind.MUNICIPALITY}
#: Designations (attribute BEZ) that name a county.
COUNTY_DESIGNATIONS = frozenset({"Landkreis", "Kreis", "Kreisfreie Stadt", "Stadtkreis", "Regionalverband"})
#: From this identifier (attribute IBZ) on, a "Verwaltungsgemeinschaft" is a Gemeinde that administers itself.
FIRST_SELF_ADMINISTERED_IBZ = 80
#: BKG's Geofaktor (attribute GF) of water surfaces: sea and Bodensee are nobody's Gemeinde.
WATER_SURFACES = frozenset({1, 2})

LONGEST_NAME = 120
LONGEST_WELCOME = 2_000
#: What an address of a place is made of.
SLUG = re.compile(r"[a-z0-9-]{1,160}")
_SLUG_GAPS = re.compile(r"[^a-z0-9]+")


def slug_of(folded: str) -> str:
    """The part of an address that names a place ("bad-woerishofen"), from a folded name."""
    return _SLUG_GAPS.sub("-", folded).strip("-") or "ort"


def short_name(kind: PlaceKind, name: str) -> str:
    """A full name without the word for its kind: "Unterallgäu", "Pfaffenhausen"."""
    return name.removeprefix(f"{KIND_LABELS[kind]} ")


def brief_name(name: str) -> str:
    """A full name for narrow cells of lists: "VG Pfaffenhausen" instead of "Verwaltungsgemeinschaft Pfaffenhausen"."""
    long = f"{KIND_LABELS[PlaceKind.MUNICIPAL_ASSOCIATION]} "
    return f"VG {name.removeprefix(long)}" if name.startswith(long) else name


def full_name(kind: PlaceKind, name: str, designation: str = "") -> str:
    """A name that stands alone: "Landkreis Unterallgäu", "Verwaltungsgemeinschaft Pfaffenhausen"."""
    if kind is PlaceKind.COUNTY:
        prefix = "Stadt" if "stadt" in designation.casefold() else "Landkreis"
    elif kind is PlaceKind.MUNICIPAL_ASSOCIATION:
        prefix = "Verwaltungsgemeinschaft"
    else:
        return name
    return name if name.startswith(prefix) else f"{prefix} {name}"
