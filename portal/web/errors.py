"""What went wrong, as a page, a fragment or a problem document (RFC 9457). Nobody ever sees a bare 500."""

import logging
from typing import Any

from flask import Flask, Response, g, make_response, redirect, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from portal.kernel import errors
from portal.kernel.db import session
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.web import access, csrf, htmx
from portal.web.access import SignInNeeded
from portal.web.i18n import _
from portal.web.pages import json_reply, with_arguments

log = logging.getLogger("portal.web")

MACHINE_PATHS = ("/api/", "/ogc")
#: Of these, what people read in a browser too, where the `Accept` header says so.
PAGES_TOO = "/ogc"
RETRY_SECONDS = 15

_STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Forbidden, 404),
    (errors.Conflict, 409),
    (errors.InvalidTransition, 409),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
    (csrf.ForeignForm, 403),
    (csrf.StaleForm, 422),
    (errors.InvalidInput, 422),
)

_TITLES = {
    400: N_("Das konnten wir nicht lesen"),
    403: N_("Das geht von hier aus nicht"),
    404: N_("Diese Seite gibt es nicht"),
    405: N_("Das geht von hier aus nicht"),
    409: N_("Jemand war schneller"),
    410: N_("Diese Seite gibt es nicht mehr"),
    413: N_("Das ist zu groß"),
    422: N_("Bitte prüfen Sie Ihre Angaben"),
    429: N_("Einen Moment bitte"),
    500: N_("Das hat nicht geklappt"),
    503: N_("Gerade ist viel los"),
    507: N_("Im Moment können wir nichts speichern"),
}

_MESSAGES = {
    400: N_("Ihre Anfrage kam nicht vollständig oder in einer Form an, die wir nicht lesen können."),
    404: N_("Vielleicht ist die Adresse nicht ganz richtig abgeschrieben, oder die Seite ist umgezogen."),
    405: N_("Diese Adresse lässt sich so nicht aufrufen."),
    413: N_(
        "Was Sie gesendet haben, ist größer als erlaubt. Meist liegt das an einem sehr großen Foto oder einer sehr großen Datei."
    ),
    500: N_(
        "Der Fehler liegt bei uns, nicht bei Ihnen. Wir haben ihn aufgezeichnet. "
        "Bitte versuchen Sie es noch einmal oder rufen Sie uns an."
    ),
    503: N_(
        "Bitte versuchen Sie es in einer Minute noch einmal. Gehen Sie eine Seite zurück, dann ist Ihr Text noch da."
    ),
    507: N_("Der Speicher ist voll. Bitte rufen Sie uns an. Gehen Sie eine Seite zurück, dann ist Ihr Text noch da."),
}

#: What is wrong with the question, not with the portal: then the menu of the workplace can be drawn.
_OF_THE_ASKER = (400, 403, 404, 405, 409, 410, 413, 422)

_HELP = {
    404: N_("Gehen Sie zur Startseite, oder rufen Sie uns an."),
    500: N_("Versuchen Sie es bitte noch einmal. Bleibt der Fehler, rufen Sie uns an und nennen die Nummer unten."),
}


def status_of(error: DomainError) -> int:
    """The HTTP status of a domain error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def answer(
    status: int, *, code: str, message: str | None = None, title: str | None = None, extra: dict[str, Any] | None = None
) -> Response:
    """One error in the form the asker can read."""
    title = title or _(_TITLES.get(status, _TITLES[400]))
    message = message or _(_MESSAGES.get(status, _MESSAGES[400]))
    if _is_for_programs():
        return problem(status, code=code, title=title, detail=message, **(extra or {}))
    at_work = _is_at_work(status)
    help_text = _(_HELP[status]) if status in _HELP and not at_work else ""
    body = render_template(
        "errors/error.html",
        status=status,
        at_work=at_work,
        title=title,
        message=message,
        help=help_text,
        request_id=g.get("request_id", ""),
    )
    response = make_response(body, status)
    if htmx.is_fragment_request():
        htmx.tell_in_header(response, message, "danger")
        response.headers["HX-Reswap"] = "none"
    return response


def _is_for_programs() -> bool:
    if not request.path.startswith(MACHINE_PATHS):
        return False
    known = ["application/json", "text/html"]
    reads_pages = request.accept_mimetypes.best_match(known, default=known[0]) == "text/html"
    return not (request.path.startswith(PAGES_TOO) and reads_pages)


def _is_at_work(status: int) -> bool:
    """Whether the page stands in the workplace of the staff, menu and all; not when the portal itself is in trouble."""
    return status in _OF_THE_ASKER and request.path.startswith("/arbeit") and access.actor().is_authenticated


def problem(status: int, *, code: str, title: str, detail: str, **extra: Any) -> Response:
    """A problem document (RFC 9457) with a stable `code`."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "instance": request.path,
        **extra,
    }
    return json_reply(body, status=status, mimetype="application/problem+json")


def _domain(error: DomainError) -> Response:
    status = status_of(error)
    hidden = isinstance(error, (errors.NotFound, errors.Forbidden))
    message = None if hidden else _(error.message, **error.params)
    extra = {"field": error.field} if error.field else None
    response = answer(status, code="not-found" if hidden else error.code, message=message, extra=extra)
    if isinstance(error, errors.TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, errors.Unavailable):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    if isinstance(error, SecurityError):  # asked under a foreign name: no address can be built for a page
        return Response("Unter diesem Namen gibt es hier nichts.\n", 400, mimetype="text/plain")
    if isinstance(error, RequestEntityTooLarge):
        response = answer(413, code="too-large")
        response.headers["Connection"] = "close"
        return response
    code = {400: "bad-request", 404: "not-found", 405: "method-not-allowed"}.get(error.code, "error")
    response = answer(error.code, code=code)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def lead_to_sign_in(_error: SignInNeeded) -> Response:
    """On to the sign-in page, and from there back here."""
    here = request.full_path.rstrip("?") if request.method == "GET" else "/arbeit"
    target = with_arguments("/anmelden", weiter=here)
    if htmx.is_fragment_request():
        response = make_response("", 401)
        response.headers["HX-Redirect"] = target
        return response
    return make_response(redirect(target, 303))


def _database(error: DBAPIError) -> Response:
    session().rollback()
    text = str(error.orig).lower()
    if isinstance(error, OperationalError) or error.connection_invalidated:
        full = "disk is full" in text or "no space left" in text
        log.error("database does not answer", extra={"error": type(error.orig).__name__, "full": full})
        response = answer(507 if full else 503, code="storage-full" if full else "unavailable")
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _unexpected(error)


def _pool(_error: PoolTimeout) -> Response:
    response = answer(503, code="unavailable")
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _no_space(error: OSError) -> Response:
    if error.errno != 28:
        return _unexpected(error)
    log.error("disk is full")
    return answer(507, code="storage-full")


def _unexpected(error: Exception) -> Response:
    session().rollback()
    log.error("unexpected error", exc_info=error)
    return answer(500, code="unexpected")


def init(app: Flask) -> None:
    """Catch everything that can leave a view."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SignInNeeded, lead_to_sign_in)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolTimeout, _pool)
    app.register_error_handler(OSError, _no_space)
    if not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _unexpected)
