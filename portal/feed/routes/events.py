"""`/api/v1/events`: what happened to Bedarfe, in order."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.feed.queries import journal as queries
from portal.feed.routes import parameters
from portal.feed.routes.answers import CURSOR_HEADER, json_answer
from portal.feed.routes.guard import api_client, with_right
from portal.feed.routes.parameters import BadCursor, ExpiredCursor, read_parameters
from portal.feed.routes.server import server
from portal.feed.terms.answers import PAGE_DEFAULT
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.journal import EventStart
from portal.kernel.text import N_
from portal.web.errors import answer
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.feed.models.clients import ApiClient

bp = Blueprint("feed_events", __name__, url_prefix="/api/v1")


@bp.errorhandler(ExpiredCursor)
def expired(error: ExpiredCursor) -> Response:
    """410: going on with this cursor would leave a gap."""
    return answer(410, code=error.code, message=_(error.message), title=_(N_("Cursor abgelaufen")))


@bp.get("/events")
@with_right(ApiRight.READ_NEEDS)
def events() -> Response:
    """What happened behind a cursor, oldest first."""
    asked = read_parameters(parameters.EVENT_LIST, request.args)
    reader = api_client()
    found = queries.stretch(
        reader,
        after=_position(reader, asked),
        types=asked.get("types", ()),
        limit=asked.get("limit", PAGE_DEFAULT),
    )
    cursor = queries.events_cursor(reader, found.position)
    needs_url = server() + url_for("feed.needs")
    following = _next_url(cursor) if found.has_more else None
    items = [queries.told(event, reader, needs_url=needs_url) for event in found.events]
    response = json_answer({"items": items, "cursor": cursor, "has_more": found.has_more, "next": following})
    response.headers[CURSOR_HEADER] = cursor
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _position(reader: "ApiClient", asked: dict[str, Any]) -> int:
    if "cursor" not in asked:
        is_new = asked.get("start") is EventStart.NOW
        return queries.last_number() if is_new else queries.forgotten_number()
    position = queries.events_position(reader, asked["cursor"])
    if position is None:
        raise BadCursor(field="cursor", name="cursor")
    if position < queries.forgotten_number():
        raise ExpiredCursor(field="cursor", name="cursor")
    return position


def _next_url(cursor: str) -> str:
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name not in ("cursor", "start")}
    return server() + url_for("feed_events.events", **kept, cursor=cursor)
