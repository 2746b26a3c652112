"""The collections of the interface for maps: what each is called, its properties, and what everybody reads of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.feed.geometry.crs import Crs, projected
from portal.feed.queries.ogc import findings, measures, needs
from portal.feed.queries.ogc.asking import Item, Reader, Shape, Source
from portal.feed.queries.ogc.findings import FindingSource
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.queries.ogc.measures import MeasureSource
from portal.feed.queries.ogc.needs import NeedSource
from portal.feed.queries.ogc.pins import PinSource
from portal.feed.queries.ogc.places import PlaceSource
from portal.feed.terms.ogc import FINDINGS, MEASURES, NEEDS, PINS, PLACES
from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.needs.exports import COLUMNS, rows_of
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.planning.terms.measures import Priority
from portal.web.documents.columns import Column, ColumnType, Row

#: Key of the column that holds a month as a number, 202611.
MONTH = "month"

_AGS = Column("ags", N_("AGS"), ColumnType.AGS, N_("Amtlicher Gemeindeschlüssel als Text, mit führender Null."))
_PLACE = Column("place_name", N_("Sozialraum"), meaning=N_("Wo es ist."))
_PLACE_ID = Column("place_id", N_("Kennung des Sozialraums"), meaning=N_("Wie in der Sammlung „places“."))
_STATUS = Column("status", N_("Status (Schlüssel)"), meaning=N_("Der Status als unveränderlicher Schlüssel."))
_STATUS_LABEL = Column("status_label", N_("Status"), meaning=N_("Wie weit es ist."))

PLACE_COLUMNS = (
    Column("name", N_("Name"), meaning=N_("Ein Name, der allein stehen kann.")),
    Column(
        "kind",
        N_("Art"),
        meaning=N_("county, municipal_association, municipality, unincorporated, locality, quarter."),
        codes=tuple((kind.value, kind.label) for kind in PlaceKind),
    ),
    Column("designation", N_("Bezeichnung"), meaning=N_("Stadt, Markt, Gemeinde; leer, wenn es keine gibt.")),
    _AGS,
    Column("ars", N_("ARS"), ColumnType.AGS, N_("Amtlicher Regionalschlüssel, zwölf Ziffern.")),
    Column("parent_id", N_("Kennung des Orts darüber"), meaning=N_("Leer beim Landkreis.")),
    Column("area_km2", N_("Fläche in km²"), ColumnType.DECIMAL, N_("Fläche in Quadratkilometern.")),
)
PUBLIC_NEED_COLUMNS = (
    Column("title", N_("Titel"), meaning=N_("So heißt der Bedarf auf öffentlichen Seiten.")),
    _PLACE,
    _PLACE_ID,
    _AGS,
    _STATUS,
    _STATUS_LABEL,
    Column("public_answer", N_("Öffentliche Antwort"), meaning=N_("Der letzte Satz, den alle lesen können.")),
    Column("answered_on", N_("Beantwortet am"), ColumnType.DATE, N_("Der Tag dieses Satzes.")),
)
NEED_COLUMNS = tuple(column for column in COLUMNS if column.key != "id")
PIN_COLUMNS = (
    Column("map", N_("Karte"), meaning=N_("Name der Nadelkarte in Adressen.")),
    Column("map_title", N_("Titel der Karte"), meaning=N_("Wie die Nadelkarte heißt.")),
    Column("category", N_("Nummer der Kategorie"), ColumnType.INTEGER, N_("Nummer in der Legende der Karte.")),
    Column("category_label", N_("Kategorie"), meaning=N_("Wofür die Nadel steht.")),
    Column("group_label", N_("Gruppe"), meaning=N_("Wer sie gesetzt hat, wenn die Karte danach fragt.")),
    Column(MONTH, N_("Monat"), ColumnType.INTEGER, N_("Monat, in dem sie gesetzt wurde, zum Beispiel 202611.")),
    Column("words", N_("Bemerkung"), meaning=N_("Was dazu geschrieben wurde; leer, bis es jemand freigegeben hat.")),
)
PUBLIC_MEASURE_COLUMNS = (
    Column("title", N_("Titel"), meaning=N_("So heißt die Maßnahme auf öffentlichen Seiten.")),
    Column("place_names", N_("Sozialräume"), ColumnType.LIST, N_("Wo sie geschieht.")),
    Column("place_ids", N_("Kennungen der Sozialräume"), ColumnType.LIST, N_("Wie in der Sammlung „places“.")),
    _STATUS,
    _STATUS_LABEL,
    Column("public_sentence", N_("Öffentlicher Satz"), meaning=N_("Was alle darüber lesen können.")),
)
MEASURE_COLUMNS = (
    *PUBLIC_MEASURE_COLUMNS,
    Column("what", N_("Was geschieht"), meaning=N_("Was für wen wie getan wird.")),
    Column(
        "priority",
        N_("Dringlichkeit"),
        meaning=N_("high, medium oder low."),
        codes=tuple((priority.value, priority.label) for priority in Priority),
    ),
    Column("begins_on", N_("Beginn"), ColumnType.DATE, N_("Der erste geplante Tag.")),
    Column("ends_on", N_("Ende"), ColumnType.DATE, N_("Der letzte geplante Tag.")),
    Column("review_on", N_("Überprüfung"), ColumnType.DATE, N_("Wann geprüft wird, ob sie hilft.")),
    Column("milestones_done", N_("Erreichte Meilensteine"), ColumnType.INTEGER, N_("Wie viele erreicht sind.")),
    Column("milestones_open", N_("Offene Meilensteine"), ColumnType.INTEGER, N_("Wie viele noch offen sind.")),
    Column("is_public", N_("Öffentlich"), meaning=N_("Ob alle sie lesen können.")),
)
FINDING_COLUMNS = (
    Column("walk", N_("Ortsbegehung"), meaning=N_("Titel der Begehung.")),
    Column("walk_id", N_("Kennung der Begehung"), meaning=N_("Bleibt für immer gleich.")),
    Column("walked_on", N_("Tag"), ColumnType.DATE, N_("Der Tag der Begehung.")),
    _PLACE,
    _PLACE_ID,
    Column("topic", N_("Thema (Schlüssel)"), meaning=N_("Das Thema als unveränderlicher Schlüssel.")),
    Column("topic_label", N_("Thema"), meaning=N_("Worum es geht.")),
    Column("rating", N_("Urteil (Schlüssel)"), meaning=N_("Das Urteil als unveränderlicher Schlüssel.")),
    Column("rating_label", N_("Urteil"), meaning=N_("Wie es ist.")),
    Column(
        "accuracy_m", N_("Genauigkeit in Metern"), ColumnType.INTEGER, N_("Wie genau das Telefon die Stelle kannte.")
    ),
    Column("words", N_("Bemerkung"), meaning=N_("Was notiert wurde, wenn es freigegeben ist.")),
)


@dataclass(frozen=True)
class Collection:
    """One collection of the interface for maps."""

    name: str
    title: str
    #: What everybody reads of it, and what a key adds.
    description: str
    source: Source
    public_columns: tuple[Column, ...]
    columns: tuple[Column, ...]
    #: One row for each thing, with the values of the columns; constant number of queries.
    rows: Callable[[Sequence[Any], bool], Sequence[Row]]
    #: Type of its geometries.
    geometry: str
    #: Reads the key of a cursor.
    key: Callable[[str], int | UUID] = UUID
    #: Whether a key reads more of it than everybody.
    reads_all: Callable[[Reader], bool] = lambda _reader: False
    is_public: bool = True
    #: Key of the column by which people call one of them; "" for the first.
    called_by: str = ""

    def is_open_to(self, reader: Reader) -> bool:
        """Whether this reader knows of it at all."""
        return self.is_public or self.reads_all(reader)

    def columns_for(self, reader: Reader) -> tuple[Column, ...]:
        return self.columns if self.reads_all(reader) else self.public_columns

    def rows_for(self, reader: Reader, items: Sequence[Item]) -> Sequence[Row]:
        return self.rows([one.thing for one in items], self.reads_all(reader))


def geometry(shape: Shape | None, crs: Crs) -> dict[str, Any] | None:
    """A shape as GeoJSON in a coordinate system; None for nothing."""
    if shape is None:
        return None
    if shape.area_of is not None:
        return grounds().written(shape.area_of, crs)
    points = projected(shape.points, crs)
    return (
        {"type": "MultiPoint", "coordinates": points} if shape.is_multi else {"type": "Point", "coordinates": points[0]}
    )


def _place_rows(rows: Sequence[Any], _all: bool) -> list[Row]:
    plain = ("name", "designation", "ags", "ars", "parent_id", "area_km2")
    return [{"kind": row.kind.value} | {name: getattr(row, name) for name in plain} for row in rows]


def _need_rows(rows: Sequence[Any], everything: bool) -> Sequence[Row]:
    return rows_of(rows) if everything else [_public_need(row) for row in rows]


def _public_need(row: Any) -> Row:
    place = places.tree().get(row.sozialraum_id)
    return {
        "title": row.public_title or row.title,
        "place_name": place.name if place else None,
        "place_id": row.sozialraum_id,
        "ags": place.ags if place else None,
        "status": row.status.value,
        "status_label": row.status.label,
        "public_answer": row.public_sentence,
        "answered_on": row.answered_at.astimezone(ON_SCREEN).date(),
    }


def _measure_rows(rows: Sequence[Any], everything: bool) -> list[Row]:
    return [_measure(row, everything) for row in rows]


def _measure(row: Any, everything: bool) -> Row:
    told: dict[str, Any] = {
        "title": row.title if everything else row.name_for_all,
        "place_names": [place.name for place in row.places],
        "place_ids": [str(place.id) for place in row.places],
        "status": row.status.value,
        "status_label": row.status.label,
        "public_sentence": row.public_sentence or None,
    }
    if everything:
        plain = ("what", "begins_on", "ends_on", "review_on", "milestones_done", "milestones_open", "is_public")
        told |= {"priority": row.priority.value} | {name: getattr(row, name) for name in plain}
    return told


def _pin_rows(rows: Sequence[Any], _all: bool) -> list[Row]:
    return [_pin(one) for one in rows]


def _pin(one: Any) -> Row:
    pin, of = one.thing, one.whole
    return {
        "map": of.slug,
        "map_title": of.title,
        "category": pin.category,
        "category_label": next((each.label for each in of.categories if each.number == pin.category), None),
        "group_label": next((each.label for each in of.groups if each.number == pin.group), None),
        MONTH: pin.month,
        "words": one.words or None,
    }


def _finding_rows(rows: Sequence[Any], _all: bool) -> list[Row]:
    return [_finding(one) for one in rows]


def _finding(one: Any) -> Row:
    finding, walk = one.thing, one.whole
    place = places.tree().get(walk.sozialraum_id)
    return {
        "walk": walk.title,
        "walk_id": walk.id,
        "walked_on": walk.walked_on,
        "place_name": place.name if place else None,
        "place_id": walk.sozialraum_id,
        "topic": finding.topic.value,
        "topic_label": finding.topic.label,
        "rating": finding.rating.value,
        "rating_label": finding.rating.label,
        "accuracy_m": finding.accuracy_m,
        "words": one.words or None,
    }


COLLECTIONS = {
    one.name: one
    for one in (
        Collection(
            PLACES,
            N_("Sozialräume"),
            N_("Landkreis, Verwaltungsgemeinschaften, Gemeinden, Ortsteile und Quartiere mit ihren Grenzen."),
            PlaceSource(),
            PLACE_COLUMNS,
            PLACE_COLUMNS,
            _place_rows,
            "MultiPolygon",
        ),
        Collection(
            NEEDS,
            N_("Bedarfe"),
            N_(
                "Bedarfe als Punkt in der Mitte ihres Sozialraums, nie genauer. Ohne Schlüssel die öffentlich beantworteten, "
                "so wie sie auf den Seiten der Orte stehen; mit Schlüssel alle seines Sozialraums."
            ),
            NeedSource(),
            PUBLIC_NEED_COLUMNS,
            NEED_COLUMNS,
            _need_rows,
            "Point",
            key=int,
            reads_all=needs.reads_all,
        ),
        Collection(
            PINS,
            N_("Nadeln"),
            N_(
                "Nadeln der Nadelkarten, die einzelne Nadeln öffentlich zeigen, an ihrer öffentlichen Stelle: verschoben oder im "
                "Raster. Worte stehen erst da, wenn ein Mensch sie freigegeben hat."
            ),
            PinSource(),
            PIN_COLUMNS,
            PIN_COLUMNS,
            _pin_rows,
            "Point",
            called_by="category_label",
        ),
        Collection(
            MEASURES,
            N_("Maßnahmen"),
            N_(
                "Maßnahmen in der Mitte ihrer Sozialräume. Ohne Schlüssel die öffentlichen; mit Schlüssel alle, die er lesen darf."
            ),
            MeasureSource(),
            PUBLIC_MEASURE_COLUMNS,
            MEASURE_COLUMNS,
            _measure_rows,
            "MultiPoint",
            reads_all=measures.reads_all,
        ),
        Collection(
            FINDINGS,
            N_("Befunde der Ortsbegehungen"),
            N_(
                "Was bei Ortsbegehungen notiert wurde, an seiner Stelle. Nur mit Schlüssel; öffentlich ist nichts davon."
            ),
            FindingSource(),
            (),
            FINDING_COLUMNS,
            _finding_rows,
            "Point",
            reads_all=findings.reads_all,
            is_public=False,
        ),
    )
}
