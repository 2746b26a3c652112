"""The findings of a walk for the map of its page, for paper, and for other programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.contributions import queries as said
from portal.kernel.db import unit_of_work
from portal.kernel.text import fold
from portal.pinmaps.actions.walks import note_export
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.routes.walks import (
    findings_map,
    legend,
    position_of,
    title_of_consultation,
    walk_in_url,
)
from portal.pinmaps.terms.walks import Rating
from portal.places import queries as places
from portal.places.terms import slug_of
from portal.web.access import actor, requires
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.csv import OFFICE_MIMETYPE, office_csv
from portal.web.documents.geojson import GEOJSON_MIMETYPE, Centre, geojson
from portal.web.i18n import _
from portal.web.pages import download, json_reply, page

if TYPE_CHECKING:
    from portal.pinmaps.models import WalkAudit

bp = Blueprint("walk_exports", __name__, url_prefix="/arbeit/begehungen/<uuid:walk_id>")

_COLUMNS = (
    Column("id", "Kennung", width=38),
    Column("noted_at", "Notiert am", ColumnType.DATETIME),
    Column("topic", "Thema"),
    Column("rating", "Urteil"),
    Column("remark", "Bemerkung", width=60),
    Column("place", "Sozialraum"),
    Column("place_text", "Stelle in Worten", width=30),
    Column("lat", "Breite (WGS 84)", ColumnType.DECIMAL),
    Column("lon", "Länge (WGS 84)", ColumnType.DECIMAL),
    Column("accuracy_m", "Genauigkeit in Metern", ColumnType.INTEGER),
    Column("photos", "Fotos", ColumnType.INTEGER),
    Column("late", "Nachzügler, weil"),
)


@bp.get("/befunde.json")
@requires(WalkPermission.READ, of=walk_in_url)
def on_map(walk: "WalkAudit") -> Response:
    """What the map of the walk's page draws: position, rating, topic and the way to the Wortmeldung."""
    numbers = {rating: number for number, rating in enumerate(Rating)}
    found = [
        {
            "id": str(finding.contribution_id),
            "x": finding.x,
            "y": finding.y,
            "rating": numbers[finding.rating],
            "topic": _(finding.topic.label),
            "words": words.text[:160],
            "href": url_for("contributions.detail", contribution_id=finding.contribution_id),
        }
        for finding, words in queries.all_findings(walk.id)
        if finding.x is not None
    ]
    return json_reply(found)


@bp.get("/protokoll")
@requires(WalkPermission.READ, of=walk_in_url)
def protocol(walk: "WalkAudit") -> Response:
    """Everything on paper; what still waits in the tray is named, but not printed."""
    found = queries.all_findings(walk.id)
    return page(
        "pinmaps/walks/protocol.html",
        walk=walk,
        place=places.tree().get(walk.sozialraum_id),
        consultation=title_of_consultation(walk),
        found=found,
        photos=said.photos_of_many([finding.contribution_id for finding, _words in found]),
        tally=queries.tally(walk.id),
        ratings=list(Rating),
        legend=legend(),
        map_props=findings_map(walk),
        late=queries.counts_of([walk.id]).get(walk.id, queries.Counts()).late,
    )


@bp.get("/befunde.csv")
@requires(WalkPermission.READ, of=walk_in_url)
def as_csv(walk: "WalkAudit") -> Response:
    content = b"".join(office_csv(_COLUMNS, _rows(walk)))
    return _given(walk, content, "csv", OFFICE_MIMETYPE)


@bp.get("/befunde.geojson")
@requires(WalkPermission.READ, of=walk_in_url)
def as_geojson(walk: "WalkAudit") -> Response:
    content = b"".join(geojson(_COLUMNS, _rows(walk), centre=_point))
    return _given(walk, content, "geojson", GEOJSON_MIMETYPE)


def _given(walk: "WalkAudit", content: bytes, ending: str, mimetype: str) -> Response:
    with unit_of_work():
        note_export(queries.walk(walk.id), ending, by=actor())
    name = slug_of(fold(walk.title))[:60].strip("-") or "begehung"
    return download(content, f"begehung-{walk.walked_on:%Y-%m-%d}-{name}.{ending}", mimetype)


def _rows(walk: "WalkAudit") -> Iterator[Row]:
    """Everything that was noted, what waits in the tray at the end."""
    late = queries.late_findings(walk.id)
    every = [*queries.all_findings(walk.id), *late]
    photos = said.photos_of_many([finding.contribution_id for finding, _words in every])
    names = places.names(words.sozialraum_id for _finding, words in every if words.sozialraum_id)
    for finding, words in every:
        at = position_of(finding)
        waits = finding.late is not None and finding.settled_at is None
        yield {
            "id": finding.contribution_id,
            "noted_at": finding.noted_at,
            "topic": _(finding.topic.label),
            "rating": _(finding.rating.label),
            "remark": words.text,
            "place": names.get(words.sozialraum_id) if words.sozialraum_id else None,
            "place_text": words.place_text,
            "lat": at[0] if at else None,
            "lon": at[1] if at else None,
            "accuracy_m": finding.accuracy_m,
            "photos": len(photos.get(finding.contribution_id, [])),
            "late": _(finding.late.label) if waits and finding.late else None,
        }


def _point(row: Row) -> Centre | None:
    lat, lon = row["lat"], row["lon"]
    return Centre(lat=lat, lon=lon) if isinstance(lat, float) and isinstance(lon, float) else None
