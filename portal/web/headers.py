"""Headers of every answer, and one log line per request that names nobody."""

import logging
import secrets
import time
from collections.abc import Sequence
from functools import lru_cache

from flask import Flask, Response, g, request

from portal.kernel.runtime import settings
from portal.web import access

log = logging.getLogger("portal.request")

#: Pictures may also come from the host of the map that the settings name; nothing else may come from anywhere.
CONTENT_POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TWO_YEARS = 63_072_000


@lru_cache(maxsize=8)
def headers_for(map_host: str | None, *, is_secure: bool) -> dict[str, str]:
    """The headers of every answer of an installation."""
    parts = [f"{part} {map_host}" if map_host and part.startswith("img-src ") else part for part in CONTENT_POLICY]
    found = HEADERS | {"Content-Security-Policy": "; ".join(parts)}
    if is_secure:
        found["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    return found


def let_frame(origins: Sequence[str]) -> None:
    """Let pages of these origins show this answer in a frame, and give no cookie with it. Without any, nobody may frame it."""
    leave_no_cookie()
    g.frame_origins = tuple(origins)


def leave_no_cookie() -> None:
    """This answer is the same for everybody and kept by caches: it leaves nothing in a browser."""
    g.leaves_no_cookie = True


def _for_frames(response: Response, origins: tuple[str, ...]) -> None:
    response.headers.remove("X-Frame-Options")
    policy = response.headers["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", f"frame-ancestors {' '.join(origins)}"
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    chosen = settings()
    wanted = headers_for(chosen.map_host, is_secure=chosen.cookie_secure)
    response.headers.extend([(name, value) for name, value in wanted.items() if name.lower() not in given])
    if "leaves_no_cookie" in g:
        response.headers.remove("Set-Cookie")
    if g.get("frame_origins"):
        _for_frames(response, g.frame_origins)
    response.headers["X-Request-Id"] = g.get("request_id", "")
    log.info(
        "request",
        extra={
            "request_id": g.get("request_id"),
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
            "who": "account" if "actor" in g and access.actor().is_authenticated else "anyone",
        },
    )
    return response


def init(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_finish)
