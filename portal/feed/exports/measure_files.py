"""The file of Maßnahmen."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.accounts import queries as accounts
from portal.feed.exports.wanted import NAMES_INSIDE, Wanted, centre, description
from portal.feed.queries import datasets as queries
from portal.planning.queries import evaluations, measures
from portal.planning.queries.measures import MeasureFilters
from portal.planning.terms.measures import MeasureStatus, Priority
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.geojson import Centre
from portal.web.documents.qgis import coloured_points
from portal.web.documents.whole_tables import Table

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Evaluation, Measure

NAMELESS = "Enthält keine Namen von Beschäftigten und keine Angaben von Bürgerinnen und Bürgern."
_COLOURS = {
    MeasureStatus.PLANNED: "#6b7280",
    MeasureStatus.RUNNING: "#1d6fb8",
    MeasureStatus.LATE: "#b7791f",
    MeasureStatus.DONE: "#2f855a",
    MeasureStatus.STOPPED: "#b83232",
}

COLUMNS: tuple[Column, ...] = (
    Column("id", "Kennung", meaning="Bleibt für immer gleich; zum Verknüpfen mit anderen Daten.", width=38),
    Column("title", "Maßnahme", meaning="Titel.", width=44),
    Column("what", "Beschreibung", meaning="Was getan wird, für wen und wie.", width=60),
    Column(
        "status",
        "Stand (Schlüssel)",
        meaning="Folgt aus den Meilensteinen; niemand tippt ihn ein.",
        width=14,
        codes=tuple((one.value, one.label) for one in MeasureStatus),
    ),
    Column("status_label", "Stand", meaning="Dasselbe in Worten.", width=14),
    Column(
        "priority",
        "Priorität (Schlüssel)",
        meaning="Wie wichtig sie ist.",
        width=14,
        codes=tuple((one.value, one.label) for one in Priority),
    ),
    Column("priority_label", "Priorität", meaning="Dasselbe in Worten.", width=12),
    Column("place_names", "Sozialräume", ColumnType.LIST, "Wo sie stattfindet; mehrere durch | getrennt.", 34),
    Column("place_ids", "Kennungen der Sozialräume", ColumnType.LIST, "In derselben Reihenfolge.", 40),
    Column("need_numbers", "Bedarfe", ColumnType.LIST, "Nummern der Bedarfe, die sie beantwortet.", 30),
    Column("need_ids", "Kennungen der Bedarfe", ColumnType.LIST, "In derselben Reihenfolge.", 40),
    Column("carried_by", "Durchgeführt von", meaning="Akteur; leer: der Landkreis selbst.", width=30),
    Column("partners", "Partner", ColumnType.LIST, "Akteure, die mitwirken.", 34),
    Column("begins_on", "Beginn", ColumnType.DATE, "Wie geplant.", 12),
    Column("ends_on", "Ende", ColumnType.DATE, "Wie geplant.", 12),
    Column("milestones", "Meilensteine", ColumnType.INTEGER, "Wie viele es gibt.", 13),
    Column("milestones_done", "Davon erreicht", ColumnType.INTEGER, "Wie viele erreicht sind.", 14),
    Column("next_due_on", "Nächster Meilenstein", ColumnType.DATE, "Tag des frühesten, der offen ist.", 18),
    Column("budget_planned", "Geplante Kosten", ColumnType.DECIMAL, "Euro.", 16),
    Column("budget_spent", "Ausgegeben", ColumnType.DECIMAL, "Euro, bisher.", 16),
    Column(
        "review_on", "Überprüfen am", ColumnType.DATE, "Tag der nächsten Überprüfung; leer, wenn keine aussteht.", 14
    ),
    Column("result", "Letztes Ergebnis", meaning="Wie die letzte Überprüfung ausging.", width=20),
    Column("is_public", "Öffentlich", meaning="ja oder nein: ob alle sie lesen können.", width=12),
    Column(
        "public_sentence",
        "Öffentlicher Satz",
        meaning="Was alle darüber lesen; leer, solange sie intern ist.",
        width=60,
    ),
    Column("created_at", "Angelegt", ColumnType.DATETIME, "Wann sie eingetragen wurde.", 17),
    Column("updated_at", "Geändert", ColumnType.DATETIME, "Wann sie sich zuletzt geändert hat.", 17),
)
#: Only in files asked for with a reason.
RESPONSIBLE = Column("responsible", "Verantwortlich", meaning="Wer sich im Portal darum kümmert.", width=26)


def table(wanted: Wanted) -> Table:
    """The Maßnahmen that the viewer may see in the chosen Sozialraum, each drawn at the centre of its first one."""
    return Table(
        "massnahmen",
        (*COLUMNS, RESPONSIBLE) if wanted.with_names else COLUMNS,
        _rows(wanted),
        description(wanted, "Maßnahmen", NAMES_INSIDE if wanted.with_names else NAMELESS),
        shape=_centre,
        style=coloured_points("status", [(one.value, one.label, _COLOURS[one]) for one in MeasureStatus]),
    )


def count(wanted: Wanted) -> int:
    """How many will be read."""
    return measures.count_measures(wanted.viewer, MeasureFilters(place_id=wanted.place_id))


def _rows(wanted: Wanted) -> Iterator[Row]:
    for found in queries.measure_batches(wanted.viewer, wanted.place_id, told=wanted.told):
        ids = [one.id for one in found]
        answered = queries.needs_answered_by(wanted.viewer, ids)
        reviews = evaluations.latest_evaluations(ids)
        people = accounts.names({one.responsible_id for one in found}) if wanted.with_names else {}
        for one in found:
            row = _row(one, answered.get(one.id, []), reviews.get(one.id))
            yield row | _responsible(one, people) if wanted.with_names else row


def _responsible(one: "Measure", people: Mapping[UUID, str]) -> dict[str, Any]:
    return {RESPONSIBLE.key: people.get(one.responsible_id) if one.responsible_id else None}


def _row(one: "Measure", answered: "list[Need]", review: "Evaluation | None") -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "what": one.what or None,
        "status": one.status.value,
        "status_label": one.status.label,
        "priority": one.priority.value,
        "priority_label": one.priority.label,
        "place_names": [place.name for place in one.places],
        "place_ids": [str(place.id) for place in one.places],
        "need_numbers": [need.number for need in answered],
        "need_ids": [str(need.id) for need in answered],
        "carried_by": one.stakeholder.name if one.stakeholder else None,
        "partners": [partner.name for partner in one.partners],
        "begins_on": one.begins_on,
        "ends_on": one.ends_on,
        "milestones": one.milestones_done + one.milestones_open,
        "milestones_done": one.milestones_done,
        "next_due_on": one.next_due_on,
        "budget_planned": one.budget_planned,
        "budget_spent": one.budget_spent,
        "review_on": one.review_on if one.reviews_ended_on is None else None,
        "result": review.result.label if review else None,
        "is_public": "ja" if one.is_public else "nein",
        "public_sentence": one.public_sentence if one.is_public else None,
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "latitude": one.places[0].centre_lat if one.places else None,
        "longitude": one.places[0].centre_lon if one.places else None,
    }


def _centre(row: Row) -> Centre | None:
    return centre(row["latitude"], row["longitude"])  # type: ignore[arg-type]
