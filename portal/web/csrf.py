"""Forms from elsewhere are refused: by `Sec-Fetch-Site`, then `Origin`, then the form's token.

A token that has expired does not eat what was typed: the session is sealed, so nothing can be written, and the form comes back
filled in with a fresh token.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, g, request

from portal.kernel import codes
from portal.kernel.db import session
from portal.kernel.errors import DomainError
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.web import access

FIELD = "form_token"
_SAFE = {"GET", "HEAD", "OPTIONS"}


class ForeignForm(DomainError):
    """The form was sent from another site."""

    code = "foreign-form"
    message = N_(
        "Dieses Formular kam nicht von unserer Seite. Bitte öffnen Sie das Portal neu und versuchen Sie es noch einmal."
    )


class StaleForm(DomainError):
    """The form lay open for too long; nothing was written."""

    code = "stale-form"
    message = N_(
        "Die Seite war sehr lange offen. Bitte laden Sie sie neu und versuchen Sie es noch einmal. Gespeichert wurde nichts."
    )


def form_token() -> str:
    """A token for a form of the person who is reading this page."""
    if "form_token" not in g:
        g.form_token = codes.sign("form", _holder(), valid_for=timedelta(hours=settings().form_hours))
    token: str = g.form_token
    return token


def is_stale() -> bool:
    """Whether this request came with a token that no longer holds."""
    return bool(g.get("stale_form", False))


def _holder() -> str:
    return str(access.actor().id or "")


def _check() -> None:
    if request.method in _SAFE:
        return
    declared = access.current_access()
    if declared is None or not declared.needs_form_token:
        return
    if _comes_from_here():
        return
    if codes.unsign("form", request.form.get(FIELD, "")) != _holder():
        g.stale_form = True
        session().info["sealed"] = StaleForm


def _comes_from_here() -> bool:
    """True when the browser vouches for it, False when it says nothing. Raises `ForeignForm` when it says otherwise."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        if fetched_from in ("same-origin", "none"):
            return True
        raise ForeignForm
    origin = request.headers.get("Origin")
    if origin is not None and origin != "null":
        if _host_of(origin) in (request.host, urlsplit(settings().base_url).netloc):
            return True
        raise ForeignForm
    return False


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # an opening bracket without its end: no browser sends that
        return None


def init(app: Flask) -> None:
    """Check every request that may change something."""
    app.before_request(_check)
    app.jinja_env.globals["form_token"] = form_token
