"""The one door to htmx: is this request one, which block does it want, what headers go back."""

import json

from flask import Flask, Response
from htmx_flask import Htmx
from htmx_flask import request as htmx_request
from jinja2_fragments.flask import render_block

__all__ = ["init", "is_fragment_request", "render_block", "tell_in_header"]


def is_fragment_request() -> bool:
    """Whether htmx asks for a part of a page (not a boosted link, not its history)."""
    htmx = htmx_request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def tell_in_header(response: Response, message: str, tone: str) -> None:
    """Let the page show a message beside the fragment."""
    response.headers["HX-Trigger"] = json.dumps({"tell": {"message": message, "tone": tone}})


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("HX-Request")
    return response


def init(app: Flask) -> None:
    Htmx(app)
    app.after_request(_vary)
