"""The files of Bedarfe, and of what stands behind them in numbers."""

from collections.abc import Iterator, Mapping

from portal.contributions.terms import Channel
from portal.feed.exports import place_files
from portal.feed.exports.wanted import Wanted
from portal.needs import queries as needs
from portal.needs.exports import COLUMNS, RESPONSIBLE, batches, centre_of, description_of, exported_rows
from portal.needs.queries.counting import belege_by_kind
from portal.needs.terms import EvidenceKind, NeedStatus, Stance
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.qgis import coloured_points
from portal.web.documents.whole_tables import Table

_COLOURS: Mapping[str, str] = {
    "neutral": "#6b7280",
    "info": "#1d6fb8",
    "warning": "#b7791f",
    "success": "#2f855a",
    "danger": "#b83232",
}
_CHANNELS = tuple((channel.value, channel.label) for channel in Channel)

EVIDENCE_COLUMNS: tuple[Column, ...] = (
    Column("need_id", "Kennung des Bedarfs", meaning="Zum Verknüpfen mit der Datei der Bedarfe.", width=38),
    Column("need_number", "Nummer des Bedarfs", meaning="So nennen Menschen den Bedarf.", width=16),
    Column("place_id", "Kennung des Sozialraums", meaning="Zum Verknüpfen mit der Datei der Sozialräume.", width=38),
    Column("place_name", "Sozialraum", meaning="Wo der Bedarf besteht.", width=26),
    Column(
        "kind",
        "Art (Schlüssel)",
        meaning="Was für Belege es sind.",
        codes=tuple((kind.value, kind.label) for kind in EvidenceKind),
    ),
    Column("kind_label", "Art", meaning="Dasselbe in Worten.", width=24),
    Column(
        "channel",
        "Weg (Schlüssel)",
        meaning="Auf welchem Weg die Wortmeldungen kamen; leer bei Belegen, die Beschäftigte eintrugen.",
        codes=_CHANNELS,
    ),
    Column("channel_label", "Weg", meaning="Dasselbe in Worten.", width=18),
    Column(
        "stance",
        "Richtung (Schlüssel)",
        meaning="Ob sie für oder gegen den Bedarf sprechen.",
        codes=tuple((stance.value, stance.label) for stance in Stance),
    ),
    Column("stance_label", "Richtung", meaning="Dasselbe in Worten.", width=18),
    Column(
        "evidence_count", "Belege", ColumnType.INTEGER, "Wie viele Belege dieser Art, dieses Wegs, dieser Richtung."
    ),
)


def needs_table(wanted: Wanted) -> Table:
    """The Bedarfe that match. In a GeoPackage the boundaries of their Sozialräume lie beneath them."""
    filters = wanted.filters
    colours = [(one.value, one.label, _COLOURS[one.tone]) for one in NeedStatus if one is not NeedStatus.MERGED]
    return Table(
        "bedarfe",
        (*COLUMNS, RESPONSIBLE) if wanted.with_names else COLUMNS,
        exported_rows(wanted.viewer, filters, with_names=wanted.with_names, told=wanted.told),
        description_of(filters, with_names=wanted.with_names),
        shape=centre_of,
        style=coloured_points("status", colours),
        layers=[place_files.layer(wanted.viewer, filters)],
    )


def evidence_table(wanted: Wanted) -> Table:
    """How many Belege the matching Bedarfe have, a row for each kind, channel and stance that occurs."""
    return Table(
        "belege",
        EVIDENCE_COLUMNS,
        _evidence_rows(wanted),
        description_of(wanted.filters, title="Belege in Zahlen"),
        shape=place_files.centres,
    )


def count(wanted: Wanted) -> int:
    """How many Bedarfe will be read, up to a thousand where nobody keeps count."""
    return needs.count_needs(wanted.viewer, wanted.filters).number


def _evidence_rows(wanted: Wanted) -> Iterator[Row]:
    for found in batches(wanted.viewer, wanted.filters, told=wanted.told):
        labels = needs.labels_for(found)
        behind = belege_by_kind([need.id for need in found])
        for need in found:
            place = labels.place(need)
            for one in behind.get(need.id, []):
                yield {
                    "id": f"{need.id}-{one.kind}-{one.channel}-{one.stance}",
                    "need_id": need.id,
                    "need_number": need.number,
                    "place_id": need.sozialraum_id,
                    "place_name": place.name,
                    "kind": one.kind.value,
                    "kind_label": one.kind.label,
                    "channel": one.channel or None,
                    "channel_label": dict(_CHANNELS).get(one.channel),
                    "stance": one.stance.value,
                    "stance_label": one.stance.label,
                    "evidence_count": one.number,
                    "latitude": place.lat,
                    "longitude": place.lon,
                }
