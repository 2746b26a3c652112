"""`/kalender/…`: calendars to subscribe to; those of persons and series lie at secret addresses, Gemeinden show public ones."""

from flask import Blueprint, Response

from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.places import queries as places
from portal.roundtables.exports.calendars import calendar_of
from portal.roundtables.formats.calendar import MIMETYPE
from portal.roundtables.queries import calendars as queries
from portal.roundtables.queries import meetings, series
from portal.roundtables.routes.guessing import wrong
from portal.web.access import public

bp = Blueprint("calendars", __name__, url_prefix="/kalender")


@bp.get("/person/<token>.ics")
@public
def person(token: str) -> Response:
    member = queries.person_of_token(token)
    if member is None:
        wrong()
    return _secret(calendar_of(queries.of_person(member), name=f"Runde Tische ({member.name})"))


@bp.get("/reihe/<token>.ics")
@public
def round_table(token: str) -> Response:
    found = queries.series_of_token(token)
    if found is None:
        wrong()
    return _secret(calendar_of(queries.of_series(found), name=found.title))


@bp.get("/runde-tische/<slug>.ics")
@public
def public_series(slug: str) -> Response:
    """What everybody may know of one series."""
    found = series.public_round_table(slug)
    if found is None:
        raise NotFound
    told = meetings.public_meetings(of=found.id, since=clock.now() - queries.KEPT)
    return _open(calendar_of(told, name=found.title))


@bp.get("/orte/<slug>.ics")
@public
def place(slug: str) -> Response:
    node = places.tree().by_slug(slug)
    if node is None:
        raise NotFound
    found = meetings.public_meetings(around=node.id, lineage=node.lineage, since=clock.now() - queries.KEPT)
    return _open(calendar_of(found, name=f"Runde Tische: {node.name}"))


def _secret(content: bytes) -> Response:
    response = Response(content, mimetype=MIMETYPE)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _open(content: bytes) -> Response:
    response = Response(content, mimetype=MIMETYPE)
    response.headers["Cache-Control"] = "public, max-age=900"
    return response
