"""Answers: a page or the block of it that was asked for, the answer after a change, a file."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Flask, Response, make_response, redirect, render_template, request, send_file

from portal.web import htmx
from portal.web.i18n import _

TELL = "meldung"
COUNT = "anzahl"


@dataclass(frozen=True)
class Tell:
    """A short message after something was done."""

    message: str
    tone: str = "success"


_tells: dict[str, Tell] = {}


def tells(code: str, message: str, *, tone: str = "success") -> None:
    """Declare a message. It may hold `%(n)s`, the number given to `reply(count=…)`."""
    _tells[code] = Tell(message, tone)


def current_tells() -> list[Tell]:
    """The messages this page was asked to show; codes nobody declared show nothing."""
    found = _tells.get(request.args.get(TELL, ""))
    return [_spoken(found, request.args.get(COUNT, ""))] if found else []


def page(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or only its block `fragment` when htmx asks for a part."""
    if fragment and htmx.is_fragment_request():
        body = htmx.render_block(template, fragment, **context)
    else:
        body = render_template(template, **context)
    return make_response(body, status)


def reply(
    to: str,
    *,
    template: str | None = None,
    fragment: str | None = None,
    tell: str | None = None,
    count: int | None = None,
    **context: Any,
) -> Response:
    """The answer after something was changed: the new fragment for htmx, otherwise on to the page `to` (303)."""
    if htmx.is_fragment_request() and template and fragment:
        response = make_response(htmx.render_block(template, fragment, **context))
        if tell:
            spoken = _spoken(_tells[tell], str(count if count is not None else ""))
            htmx.tell_in_header(response, spoken.message, spoken.tone)
        return response
    target = with_arguments(to, **({TELL: tell} if tell else {}), **({COUNT: str(count)} if count is not None else {}))
    if htmx.is_fragment_request():
        response = make_response("", 204)
        response.headers["HX-Redirect"] = target
        return response
    return make_response(redirect(target, 303))


def with_arguments(url: str, **arguments: str) -> str:
    """`url` with further arguments; local fragments stay at its end."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(arguments)) if part)
    return urlunsplit(parts._replace(query=query))


def download(content: Path | bytes, filename: str, mimetype: str) -> Response:
    """A file to keep, which the browser keeps nowhere else; its name is encoded by the library."""
    source = BytesIO(content) if isinstance(content, bytes) else content
    response = send_file(source, mimetype=mimetype, as_attachment=True, download_name=filename, etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response


def json_reply(value: Any, *, status: int = 200, mimetype: str = "application/json") -> Response:
    """A JSON document in UTF-8."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status=status, mimetype=mimetype)


def _spoken(tell: Tell, count: str) -> Tell:
    message = _(tell.message)
    if "%(n)s" in message:
        message %= {"n": int(count) if count.isdecimal() and len(count) < 10 else ""}
    return Tell(message, tell.tone)


def init(app: Flask) -> None:
    app.jinja_env.globals.update(tells=current_tells, with_arguments=with_arguments)
