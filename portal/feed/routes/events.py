"""`/api/v1/events`: what happened to Bedarfe, in order."""

from typing import Any

from flask import Response, request, url_for

from portal.feed.queries import journal as queries
from portal.feed.routes import parameters
from portal.feed.routes.blueprint import Refused, bp
from portal.feed.routes.guard import api_client, with_right
from portal.feed.routes.parameters import read_parameters
from portal.feed.routes.server import server
from portal.feed.routes.walking import page_of, position
from portal.feed.terms.answers import PAGE_DEFAULT
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.journal import EventStart
from portal.kernel.text import N_


class ExpiredCursor(Refused):
    """What came behind the cursor is deleted in part: going on with it would leave a gap."""

    status = 410
    title = N_("Cursor abgelaufen")
    code = "cursor-expired"
    message = N_(
        "Dieser Cursor ist älter als 90 Tage, und die Ereignisse danach sind zum Teil gelöscht. Beginnen Sie bitte neu: "
        "Holen Sie mit „start=now“ einen neuen Cursor, lesen Sie einmal alle Bedarfe unter /api/v1/needs "
        "und folgen Sie dann den Ereignissen mit dem neuen Cursor."
    )


@bp.get("/events")
@with_right(ApiRight.READ_NEEDS)
def events() -> Response:
    """What happened behind a cursor, oldest first."""
    asked = read_parameters(parameters.EVENT_LIST, request.args)
    reader = api_client()
    found = queries.stretch(
        reader, after=_begin(asked), types=asked.get("types", ()), limit=asked.get("limit", PAGE_DEFAULT)
    )
    needs_url = server() + url_for("feed.needs")
    items = [queries.told(event, reader, needs_url=needs_url) for event in found.events]
    return page_of("events", items, position=str(found.position), has_more=found.has_more)


def _begin(asked: dict[str, Any]) -> int:
    """The number behind which the answer begins. Raises `ExpiredCursor`."""
    after = position("events", asked)
    if after is None:
        return queries.last_number() if asked.get("start") is EventStart.NOW else queries.forgotten_number()
    if int(after) < queries.forgotten_number():
        raise ExpiredCursor(field="cursor")
    return int(after)
