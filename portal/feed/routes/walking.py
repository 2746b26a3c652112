"""How a system walks through a list: where its cursor stands, and the address of the next stretch."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request, url_for

from portal.feed.queries.cursors import cursor_of, position_of
from portal.feed.routes.answers import page_answer
from portal.feed.routes.guard import api_client
from portal.feed.routes.parameters import BadCursor
from portal.feed.routes.server import server


def position(listed: str, asked: Mapping[str, Any]) -> str | None:
    """Where to go on, as it stood in the cursor; None from the beginning. Raises `BadCursor` for one of another list or key."""
    cursor = asked.get("cursor")
    if cursor is None:
        return None
    found = position_of(api_client(), listed, cursor)
    if found is None:
        raise BadCursor(field="cursor", name="cursor")
    return found


def way_on(listed: str, position: str, *, has_more: bool, **in_path: Any) -> tuple[str, str | None]:
    """The cursor at a position, and the address of the next stretch with the same filters; None when it ends here."""
    cursor = cursor_of(api_client(), listed, position)
    if not has_more:
        return cursor, None
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "cursor"}
    return cursor, server() + url_for(str(request.endpoint), **in_path, **kept, cursor=cursor)


def page_of(
    listed: str, items: Sequence[Mapping[str, Any]], *, position: str, has_more: bool, **in_path: Any
) -> Response:
    """A stretch of a list that there is as JSON only, with the way on."""
    cursor, next_url = way_on(listed, position, has_more=has_more, **in_path)
    return page_answer(items, cursor=cursor, next_url=next_url)
