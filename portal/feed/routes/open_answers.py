"""What every open answer carries."""

from flask import Response, request

from portal.web import headers


def open_to_all(response: Response, *, keep: int) -> Response:
    """Let caches keep an answer for so many seconds and pages elsewhere read it; it is the same for everybody."""
    headers.leave_no_cookie()
    response.headers["Cache-Control"] = f"public, max-age={keep}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response
