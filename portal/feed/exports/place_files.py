"""Sozialräume as a file, and as the layer of boundaries beneath the Bedarfe of a GeoPackage."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from portal.feed.exports.wanted import Wanted, centre, description
from portal.feed.queries import datasets as queries
from portal.kernel.policy import Actor
from portal.needs.policy import READERS
from portal.needs.queries import NeedFilters
from portal.places import queries as places
from portal.places.terms import KIND_LABELS
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.geojson import Outline, Shape
from portal.web.documents.geopackage import Geometry, Layer
from portal.web.documents.qgis import labelled_areas
from portal.web.documents.whole_tables import Table

TABLE = "sozialraeume"
BOUNDARIES = "Grenzen: © GeoBasis-DE / BKG, soweit sie aus deren Verwaltungsgebieten stammen."
#: Every layer of boundaries has this colour; the Bedarfe lie on it.
_COLOUR = "#4d7ea8"
_LABEL = "\"name\" || CASE WHEN \"need_count\" > 0 THEN ' (' || \"need_count\" || ')' ELSE '' END"

COLUMNS: tuple[Column, ...] = (
    Column("id", "Kennung", meaning="Bleibt für immer gleich; zum Verknüpfen mit den Bedarfen.", width=38),
    Column("name", "Name", meaning="Ein Name, der für sich steht.", width=34),
    Column(
        "kind",
        "Art",
        meaning="Was es ist, von groß nach klein.",
        width=20,
        codes=tuple((kind.value, label) for kind, label in KIND_LABELS.items()),
    ),
    Column("kind_label", "Art in Worten", meaning="Dasselbe in Worten.", width=24),
    Column("designation", "Bezeichnung", meaning="Wie sich der Ort amtlich nennt: Stadt, Markt, Gemeinde.", width=16),
    Column("ags", "AGS", ColumnType.AGS, "Amtlicher Gemeindeschlüssel als Text; leer bei Teilen von Gemeinden.", 11),
    Column("ars", "ARS", ColumnType.AGS, "Amtlicher Regionalschlüssel als Text, zwölf Ziffern.", 15),
    Column(
        "parent_id", "Kennung des größeren Orts", meaning="Zu welchem Ort er gehört; leer beim Landkreis.", width=38
    ),
    Column("parent_name", "Gehört zu", meaning="Name des Orts, zu dem er gehört.", width=30),
    Column("latitude", "Breite", ColumnType.DECIMAL, "Geografische Breite seiner Mitte in Grad (WGS 84).", 12),
    Column("longitude", "Länge", ColumnType.DECIMAL, "Geografische Länge seiner Mitte in Grad (WGS 84).", 12),
    Column("area_km2", "Fläche in km²", ColumnType.DECIMAL, "Fläche der Grenze in Quadratkilometern.", 12),
    Column("has_residents", "Bewohnt", meaning="ja oder nein; gemeindefreie Gebiete sind unbewohnt.", width=10),
    Column(
        "need_count",
        "Bedarfe hier",
        ColumnType.INTEGER,
        "Wie viele Bedarfe genau hier liegen. Leer, wo Sie keine Bedarfe sehen dürfen.",
        12,
    ),
    Column(
        "need_count_within",
        "Bedarfe mit allem darunter",
        ColumnType.INTEGER,
        "Dasselbe mit allen Orten, die darin liegen. Leer, wo Sie keine Bedarfe sehen dürfen.",
        14,
    ),
)


def table(wanted: Wanted) -> Table:
    """Every Sozialraum of the chosen one; each with its boundary where the form of the file can hold it."""
    return Table(
        TABLE,
        COLUMNS,
        rows(wanted.viewer, NeedFilters(place_id=wanted.place_id)),
        description(wanted, "Sozialräume", BOUNDARIES),
        shape=Boundaries(wanted.place_id),
        geometry=Geometry.MULTIPOLYGON,
        style=labelled_areas(_LABEL, _COLOUR),
    )


def layer(viewer: Actor, filters: NeedFilters) -> Layer:
    """The boundaries with the number of Bedarfe that match, for the GeoPackage of the Bedarfe."""
    return Layer(
        TABLE,
        "Sozialräume",
        COLUMNS,
        rows(viewer, filters),
        Boundaries(filters.place_id),
        Geometry.MULTIPOLYGON,
        labelled_areas(_LABEL, _COLOUR),
    )


def rows(viewer: Actor, filters: NeedFilters) -> Iterator[Row]:
    """One row per Sozialraum, the wider before the narrower. Three queries."""
    here = queries.needs_by_place(viewer, filters)
    scope = viewer.scope_of(*READERS)
    found = queries.places_within(filters.place_id)
    names = places.names(one.parent_id for one in found if one.parent_id)
    for one in found:
        seen = scope is None or not scope.isdisjoint(one.lineage)
        row: dict[str, Any] = {
            "id": one.id,
            "name": one.name,
            "kind": one.kind.value,
            "kind_label": one.kind.label,
            "designation": one.designation or None,
            "ags": one.ags,
            "ars": one.ars,
            "parent_id": one.parent_id,
            "parent_name": names.get(one.parent_id) if one.parent_id else None,
            "latitude": one.centre_lat,
            "longitude": one.centre_lon,
            "area_km2": one.area_km2,
            "has_residents": "ja" if one.has_residents else "nein",
            "need_count": here.get(one.id, 0) if seen else None,
            "need_count_within": _within(one.id, here) if seen else None,
        }
        yield row


def _within(place_id: UUID, here: Mapping[UUID, int]) -> int:
    tree = places.tree()
    return sum(n for other, n in here.items() if (node := tree.get(other)) is not None and place_id in node.lineage)


class Boundaries:
    """Gives a row of a Sozialraum its boundary, None where it is only a name; read once, when first asked."""

    def __init__(self, place_id: UUID | None) -> None:
        self._place_id = place_id
        self._known: dict[UUID, bytes] | None = None

    def __call__(self, row: Row) -> Shape | None:
        if self._known is None:
            self._known = places.boundaries(one.id for one in queries.places_within(self._place_id))
        boundary = self._known.get(row["id"])  # type: ignore[arg-type]
        return Outline(boundary) if boundary is not None else None


def centres(row: Row) -> Shape | None:
    """The centre of a row with `latitude` and `longitude`."""
    return centre(row.get("latitude"), row.get("longitude"))  # type: ignore[arg-type]
