"""What every open answer carries."""

from flask import Response, request

from portal.kernel.runtime import settings
from portal.web import headers


def base_address() -> str:
    """The portal's address without a slash at its end: the one of the settings, so that marks stay the same under every name."""
    return settings().public_url or request.host_url.rstrip("/")


def open_to_all(response: Response, *, keep: int) -> Response:
    """Let caches keep an answer for so many seconds and pages elsewhere read it; it is the same for everybody."""
    headers.leave_no_cookie()
    response.headers["Cache-Control"] = f"public, max-age={keep}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response
