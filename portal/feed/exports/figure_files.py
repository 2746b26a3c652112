"""The file of Kennzahlen: long, one value a row, so that statistics software takes it as it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from portal.feed.exports.place_files import centres
from portal.feed.exports.wanted import Wanted, description
from portal.feed.queries import datasets as queries
from portal.indicators import queries as indicators
from portal.indicators.policy import seen_places
from portal.indicators.terms import Definition, Figure, ValueStatus
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.whole_tables import Table

if TYPE_CHECKING:
    from portal.places.models import Sozialraum

SOURCES = "Quelle und Lizenz jedes Werts stehen in seiner Zeile. Ein leerer Wert ist nie eine Null."

COLUMNS: tuple[Column, ...] = (
    Column("indicator_key", "Schlüssel der Kennzahl", meaning="Bleibt für immer gleich.", width=26),
    Column("indicator_name", "Kennzahl", meaning="Name.", width=44),
    Column("unit", "Einheit", meaning="Worin gezählt wird.", width=16),
    Column("place_id", "Kennung des Sozialraums", meaning="Zum Verknüpfen mit der Datei der Sozialräume.", width=38),
    Column("place_name", "Sozialraum", meaning="Wofür der Wert gilt.", width=30),
    Column("ags", "AGS", ColumnType.AGS, "Amtlicher Gemeindeschlüssel als Text.", 11),
    Column("on", "Stichtag", ColumnType.DATE, "Bei Summen eines Jahres sein letzter Tag.", 12),
    Column("value", "Wert", ColumnType.DECIMAL, "Gerundet, wie ihn die Kennzahl nennt; leer, wo es keinen gibt.", 14),
    Column(
        "status",
        "Zustand (Schlüssel)",
        meaning="Ob es einen Wert gibt, und wenn nicht, warum.",
        codes=tuple((one.value, one.label) for one in ValueStatus),
    ),
    Column("status_label", "Zustand", meaning="Dasselbe in Worten.", width=30),
    Column("source", "Quelle", meaning="Wessen Wert es ist.", width=50),
)


def table(wanted: Wanted) -> Table:
    """Every Kennzahl of every place the viewer may see in the chosen Sozialraum, with all its days."""
    return Table("kennzahlen", COLUMNS, _rows(wanted), description(wanted, "Kennzahlen", SOURCES), shape=centres)


def count(_wanted: Wanted) -> int:
    """How many Kennzahlen will be read."""
    return len(indicators.definitions())


def _rows(wanted: Wanted) -> Iterator[Row]:
    seen = seen_places(wanted.viewer)
    found = [
        place for place in queries.places_within(wanted.place_id) if seen is None or not seen.isdisjoint(place.lineage)
    ]
    for number, one in enumerate(indicators.definitions(), start=1):
        courses = indicators.courses(one.key, [place.id for place in found])
        for place in found:
            yield from (_row(one, place, figure) for figure in courses[place.id])
        wanted.told(number)


def _row(one: Definition, place: "Sozialraum", figure: Figure) -> Row:
    return {
        "id": f"{one.key}-{place.id}-{figure.on}",
        "indicator_key": one.key,
        "indicator_name": one.name,
        "unit": one.unit,
        "place_id": place.id,
        "place_name": place.name,
        "ags": place.ags,
        "on": figure.on,
        "value": figure.value,
        "status": figure.status.value,
        "status_label": figure.status.label,
        "source": figure.source or None,
        "latitude": place.centre_lat,
        "longitude": place.centre_lon,
    }
