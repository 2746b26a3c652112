"""What the browser of somebody who answers holds: a random token while answering, and for half an hour what was sent."""

from datetime import timedelta

from flask import Response, request, url_for

from portal.kernel import codes
from portal.kernel.runtime import settings

_FORM = "umfrage"
_SENT = "umfrage_gesendet"
#: As long as an unfinished form is kept.
FORM_HOLDS = timedelta(days=60)
#: How long after sending the portal shows the code again: long enough to write it down, short enough for a shared computer.
CODE_SHOWN = timedelta(minutes=30)
_LONGEST = 200


def token() -> str:
    """The token of the form that this browser is filling in; "" when there is none."""
    return request.cookies.get(_FORM, "")[:_LONGEST]


def sent_token() -> str:
    """The token of the form that this browser sent within the last half hour; "" when there is none."""
    return codes.unsign(_SENT, request.cookies.get(_SENT, "")[: 2 * _LONGEST]) or ""


def hold(response: Response, slug: str, held: str) -> Response:
    """Let the browser keep the token of a form it begins."""
    return _set(response, slug, _FORM, held, FORM_HOLDS)


def hold_sent(response: Response, slug: str, held: str) -> Response:
    """Let the browser show the code for a while, and forget the form."""
    response.delete_cookie(_FORM, path=_path(slug), secure=settings().cookie_secure, httponly=True, samesite="Lax")
    return _set(response, slug, _SENT, codes.sign(_SENT, held, valid_for=CODE_SHOWN), CODE_SHOWN)


def _set(response: Response, slug: str, name: str, value: str, holds: timedelta) -> Response:
    response.set_cookie(
        name,
        value,
        max_age=int(holds.total_seconds()),
        path=_path(slug),
        secure=settings().cookie_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _path(slug: str) -> str:
    return url_for("public_surveys.start", slug=slug)
