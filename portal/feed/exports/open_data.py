"""The columns of the open data, and the job that writes a Stand."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from uuid import UUID

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.feed.actions import open_data as actions
from portal.feed.actions.open_data import PREPARE_JOB, MadeFile
from portal.feed.queries import open_data as queries
from portal.feed.queries.datasets import places_within
from portal.feed.queries.open_counts import need_counts
from portal.feed.terms.open_data import ALL, LICENCES, Dataset, FileFormat, is_fixed_day
from portal.kernel import clock, jobs
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.jobs import JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor
from portal.kernel.runtime import settings
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Description, Row
from portal.web.documents.csv import open_csv
from portal.web.documents.json import dumps, properties
from portal.web.documents.xlsx import write_xlsx

if TYPE_CHECKING:
    from portal.feed.models.open_data import OpenDataRelease

log = logging.getLogger("portal.feed")

_AGS = Column("ags", "AGS", ColumnType.AGS, "Amtlicher Gemeindeschlüssel als Text, die führende Null gehört dazu.", 11)
_PLACE = Column("place_name", "Sozialraum", meaning="Name der Gemeinde oder des Landkreises.", width=28)
_PLACES = Column("place_names", "Sozialräume", ColumnType.LIST, "Wo; mehrere durch | getrennt.", 30)
_KEY = "Dasselbe wie in der nächsten Spalte als Schlüssel, der sich nie ändert."
_HIDDEN = "shown: gerundet auf fünf. hidden: unter fünf oder geschützt, damit niemand eine kleine Zahl berechnen kann."

COLUMNS: dict[Dataset, tuple[Column, ...]] = {
    Dataset.NEEDS: (
        _AGS,
        _PLACE,
        Column(
            "action_field",
            "Handlungsfeld (Schlüssel)",
            meaning="all: alle zusammen. none: ohne Handlungsfeld.",
            width=24,
        ),
        Column("action_field_name", "Handlungsfeld", meaning="Worum es geht.", width=34),
        Column("stage", "Stand (Schlüssel)", meaning="all: alle zusammen.", width=16),
        Column("stage_name", "Stand der Bearbeitung", meaning="Wie weit die Bedarfe sind.", width=26),
        Column("count", "Bedarfe", ColumnType.INTEGER, "Anzahl, gerundet auf Vielfache von fünf; leer bei hidden.", 10),
        Column("count_status", "Angabe", meaning=_HIDDEN, width=10),
    ),
    Dataset.ANSWERS: (
        Column("title", "Titel", meaning="Wie der Bedarf auf öffentlichen Seiten heißt.", width=44),
        Column("status", "Stand (Schlüssel)", meaning=_KEY, width=16),
        Column("status_name", "Stand", meaning="Wie weit der Bedarf ist.", width=20),
        Column("answer", "Antwort", meaning="Der letzte öffentliche Satz.", width=60),
        Column(
            "answer_simple",
            "Antwort in Leichter Sprache",
            meaning="Leer, solange niemand sie geschrieben hat.",
            width=60,
        ),
        Column("answered_on", "Beantwortet am", ColumnType.DATE, "Der Tag dieser Antwort.", 14),
        _AGS,
        _PLACE,
    ),
    Dataset.MEASURES: (
        Column("title", "Maßnahme", meaning="Wie sie auf öffentlichen Seiten heißt.", width=44),
        Column("sentence", "Worum es geht", meaning="Was Bürgerinnen und Bürger dazu lesen.", width=60),
        Column("status", "Stand (Schlüssel)", meaning=_KEY, width=16),
        Column("status_name", "Stand", meaning="Wie weit die Maßnahme ist.", width=20),
        _PLACES,
        Column("ags_list", "AGS", ColumnType.LIST, "Schlüssel dieser Sozialräume, soweit sie einen haben.", 24),
    ),
    Dataset.DECISIONS: (
        Column("decided_on", "Beschlossen am", ColumnType.DATE, "Der Tag des Beschlusses.", 14),
        Column("committee", "Gremium", meaning="Wer beschlossen hat.", width=34),
        Column("result", "Ergebnis (Schlüssel)", meaning=_KEY, width=20),
        Column("result_name", "Ergebnis", meaning="Wie beschlossen wurde.", width=26),
        Column("measures", "Maßnahmen", ColumnType.LIST, "Welche veröffentlichten Maßnahmen ihn ausführen.", 50),
        _PLACES,
    ),
    Dataset.PLACES: (
        _AGS,
        Column("ars", "ARS", ColumnType.AGS, "Amtlicher Regionalschlüssel, 12 Stellen als Text.", 14),
        Column("name", "Name", meaning="Wie der Ort heißt.", width=30),
        Column("designation", "Bezeichnung", meaning="Wie sich der Ort amtlich nennt.", width=16),
        Column("kind", "Art (Schlüssel)", meaning=_KEY, width=22),
        Column("kind_name", "Art", meaning="Was für ein Sozialraum es ist.", width=22),
        Column("belongs_to", "Gehört zu", meaning="Name des Sozialraums darüber.", width=30),
        Column("area_km2", "Fläche in km²", ColumnType.DECIMAL, "Aus der amtlichen Grenze berechnet.", 12),
        Column("latitude", "Breite", ColumnType.DECIMAL, "Mittelpunkt in Grad, WGS 84.", 12),
        Column("longitude", "Länge", ColumnType.DECIMAL, "Mittelpunkt in Grad, WGS 84.", 12),
    ),
    Dataset.INDICATORS: (
        _AGS,
        _PLACE,
        Column("indicator", "Kennzahl (Schlüssel)", meaning=_KEY, width=24),
        Column("indicator_name", "Kennzahl", meaning="Was gezählt oder berechnet wurde.", width=40),
        Column("on", "Stichtag", ColumnType.DATE, "Für welchen Tag der Wert gilt.", 12),
        Column("value", "Wert", ColumnType.DECIMAL, "Leer, wenn es keinen gibt; warum, sagt die Angabe.", 14),
        Column("value_status", "Angabe", meaning="Was für ein Wert es ist: bekannt, geheim, unbekannt …", width=16),
        Column("unit", "Einheit", meaning="Worin der Wert gemessen ist.", width=14),
        Column("source", "Quelle", meaning="Wessen Wert es ist und unter welcher Lizenz er steht.", width=60),
    ),
}


def _need_rows() -> Iterator[Row]:
    for one in need_counts():
        key, name = one.field
        yield {
            "ags": one.place.ags,
            "place_name": one.place.name,
            "action_field": key,
            "action_field_name": name or ("Alle Handlungsfelder" if key == ALL else "Ohne Handlungsfeld"),
            "stage": one.stage.value if one.stage else ALL,
            "stage_name": one.stage.label if one.stage else "Alle",
            "count": one.count,
            "count_status": "shown" if one.count is not None else "hidden",
            "_place": one.place.id,
        }


def _answer_rows() -> Iterator[Row]:
    tree = places.tree()
    for one in queries.answers():
        node = tree.get(one.place_id)
        yield {
            "title": one.title,
            "status": one.status.value,
            "status_name": one.status.label,
            "answer": one.sentence,
            "answer_simple": one.simple.text,
            "answered_on": one.on,
            "ags": node.ags if node else None,
            "place_name": one.place_name,
        }


def _measure_rows() -> Iterator[Row]:
    for one in queries.measures():
        yield {
            "title": one.name_for_all,
            "sentence": one.public_sentence,
            "status": one.status.value,
            "status_name": one.status.label,
            "place_names": [place.name for place in one.places],
            "ags_list": [place.ags for place in one.places if place.ags],
        }


def _decision_rows() -> Iterator[Row]:
    for one in queries.decisions():
        where = {place.id: place.name for measure in one.measures for place in measure.places}
        yield {
            "decided_on": one.decision.decided_on,
            "committee": one.committee,
            "result": one.decision.result.value,
            "result_name": one.decision.result.label,
            "measures": [measure.name_for_all for measure in one.measures],
            "place_names": list(where.values()),
        }


def _place_rows() -> Iterator[Row]:
    tree = places.tree()
    for one in places_within(None):
        above = tree.get(one.parent_id)
        yield {
            "ags": one.ags,
            "ars": one.ars,
            "name": one.name,
            "designation": one.designation,
            "kind": one.kind.value,
            "kind_name": one.kind.label,
            "belongs_to": above.name if above else "",
            "area_km2": round(one.area_km2, 2) if one.area_km2 is not None else None,
            "latitude": round(one.centre_lat, 6) if one.centre_lat is not None else None,
            "longitude": round(one.centre_lon, 6) if one.centre_lon is not None else None,
            "_place": one.id,
        }


def _figure_rows() -> Iterator[Row]:
    for node, definition, figure in queries.figures():
        yield {
            "ags": node.ags,
            "place_name": node.name,
            "indicator": definition.key,
            "indicator_name": definition.name,
            "on": figure.on,
            "value": queries.as_number(figure.value),
            "value_status": figure.status.value,
            "unit": figure.unit or definition.unit,
            "source": figure.source or definition.source,
        }


ROWS: dict[Dataset, Callable[[], Iterator[Row]]] = {
    Dataset.NEEDS: _need_rows,
    Dataset.ANSWERS: _answer_rows,
    Dataset.MEASURES: _measure_rows,
    Dataset.DECISIONS: _decision_rows,
    Dataset.PLACES: _place_rows,
    Dataset.INDICATORS: _figure_rows,
}


@dataclass(frozen=True)
class About:
    """What every file of a Stand says of itself."""

    day: date
    licence: str
    publisher: str

    def description(self, dataset: Dataset) -> Description:
        licence = LICENCES[self.licence]
        return Description(
            title=dataset.label,
            source=self.publisher,
            created_at=clock.now(),
            licence=f"{licence.name}, {licence.url}",
            filters=[("Stand", self.day.strftime("%d.%m.%Y"))],
            notes=[dataset.description],
        )


def files_of(dataset: Dataset, about: About) -> list[MadeFile]:
    """One data set in all its formats."""
    rows, columns = list(ROWS[dataset]()), COLUMNS[dataset]
    writers: dict[FileFormat, Callable[[], bytes]] = {
        FileFormat.CSV: lambda: b"".join(open_csv(columns, rows)),
        FileFormat.JSON: lambda: _json(dataset, columns, rows, about),
        FileFormat.GEOJSON: lambda: _geojson(dataset, columns, rows, about),
        FileFormat.XLSX: lambda: _xlsx(columns, rows, about.description(dataset)),
    }
    return [MadeFile(dataset, kind, writers[kind](), len(rows)) for kind in dataset.formats]


def _json(dataset: Dataset, columns: Sequence[Column], rows: Sequence[Row], about: About) -> bytes:
    licence = LICENCES[about.licence]
    head = {
        "title": dataset.label,
        "description": dataset.description,
        "date": about.day.isoformat(),
        "publisher": about.publisher,
        "licence": {"name": licence.name, "url": licence.url},
        "columns": [
            {"key": one.key, "label": one.label, "type": one.type.value, "meaning": one.meaning} for one in columns
        ],
    }
    lines = ",\n".join(dumps(properties(columns, row)) for row in rows)
    return f'{dumps(head)[:-1]},"rows":[\n{lines}\n]}}\n'.encode()


def _geojson(dataset: Dataset, columns: Sequence[Column], rows: Sequence[Row], about: About) -> bytes:
    """Places as surfaces; counts as one surface for each Gemeinde and row."""
    shown = _on_the_map(dataset, rows)
    shapes = _shapes([cast(UUID, row["_place"]) for row in shown])
    features = ",\n".join(
        f'{{"type":"Feature","geometry":{shapes.get(cast(UUID, row["_place"]), "null")},'
        f'"properties":{dumps(properties(columns, row))}}}'
        for row in shown
    )
    head = {"title": dataset.label, "date": about.day.isoformat(), "publisher": about.publisher}
    return f'{{"type":"FeatureCollection","metadata":{dumps(head)},"features":[\n{features}\n]}}\n'.encode()


def _on_the_map(dataset: Dataset, rows: Sequence[Row]) -> list[Row]:
    """All places; of the counts one row for each Gemeinde, all Handlungsfelder together: a surface is drawn once."""
    if dataset is not Dataset.NEEDS:
        return list(rows)
    return [row for row in rows if row["action_field"] == ALL]


def _shapes(place_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The boundaries as GeoJSON, outer rings against the clock, to a tenth of a metre."""
    import shapely

    found = places.boundaries(dict.fromkeys(place_ids))
    drawn = {place: shapely.set_precision(shapely.from_wkb(raw), 0.000001) for place, raw in found.items()}
    return {place: shapely.to_geojson(shapely.orient_polygons(shape)) for place, shape in drawn.items()}


def _xlsx(columns: Sequence[Column], rows: Sequence[Row], description: Description) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stand.xlsx"
        write_xlsx(path, columns, rows, description)
        return path.read_bytes()


@jobs.job(PREPARE_JOB)
def prepare(progress: Progress, *, by_id: str | None) -> JobResult | None:
    """Write every file of a new Stand and keep it for the look before publishing. It leaves no file of its own."""
    by: Actor = accounts.account(UUID(by_id)) if by_id else SYSTEM
    _prepared(by, lambda done: progress.step(done, len(Dataset)))
    return None


def _prepared(by: Actor, tell: Callable[[int], None]) -> UUID:
    written = _write(tell)
    with unit_of_work():
        return _keep(written, by).id


def freeze(*, by: Actor) -> "OpenDataRelease":
    """Write every file of a Stand of today and keep it, inside the open unit of work. It takes longer than a page may."""
    return _keep(_write(lambda _done: None), by)


@dataclass(frozen=True)
class _Written:
    about: About
    #: Wortmeldungen there were when the writing began.
    counted: int
    files: list[MadeFile]


def _write(tell: Callable[[int], None]) -> _Written:
    about = About(clock.today(), settings().open_data_licence, county.county().name)
    written = _Written(about, queries.contributions_so_far(), [])
    for done, dataset in enumerate(Dataset):
        tell(done)
        written.files.extend(files_of(dataset, about))
    return written


def _keep(written: _Written, by: Actor) -> "OpenDataRelease":
    about = written.about
    return actions.keep_prepared(
        written.files, day=about.day, counted=written.counted, licence=about.licence, publisher=about.publisher, by=by
    )


@jobs.periodic("feed.open-data-fixed-days", every=timedelta(hours=6))
def on_fixed_days() -> None:
    """Publish a new Stand on the days of the settings. The first one of all is always published by a person."""
    today = clock.today()
    if not is_fixed_day(today, settings().open_data_fixed_days) or queries.is_published_on(today):
        return
    if queries.due().is_first:
        return
    try:
        release_id = _prepared(SYSTEM, lambda _done: None)
        with unit_of_work():
            actions.publish(queries.release(release_id), by=SYSTEM)
    except Conflict as refused:
        log.warning("no open data on this fixed day", extra={"code": refused.code})
