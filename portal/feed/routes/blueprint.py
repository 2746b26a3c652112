"""`/api/v1`: the one blueprint of the interface, and how its own errors are answered."""

from flask import Blueprint, Response

from portal.feed.routes.guard import KeyNeeded, RightMissing, note_failure
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.web.errors import answer
from portal.web.i18n import _

bp = Blueprint("feed", __name__, url_prefix="/api/v1")
#: Of every part that asks for a key, also those with addresses of their own.
bp.after_app_request(note_failure)


class Refused(DomainError):
    """What a system sent cannot be done; with the status that the standard has for it."""

    status = 400
    title = N_("Das konnten wir nicht lesen")


class VersionPassed(Refused):
    """The thing is another one than the version that was named."""

    status = 412
    title = N_("Jemand war schneller")
    code = "version-passed"
    message = N_("Inzwischen gibt es eine neuere Fassung. Lesen Sie den Eintrag neu und entscheiden Sie dann.")


@bp.app_errorhandler(KeyNeeded)
def key_needed(error: KeyNeeded) -> Response:
    """401 with the challenge that RFC 6750 asks for."""
    response = answer(401, code=error.code, message=_(error.message), title=_(N_("Schlüssel nötig")))
    response.headers["WWW-Authenticate"] = 'Bearer realm="Miteinander"'
    return response


@bp.app_errorhandler(RightMissing)
def right_missing(error: RightMissing) -> Response:
    """403: the key counts, but not for this."""
    return answer(403, code=error.code, message=_(error.message, **error.params), title=_(N_("Recht fehlt")))


@bp.app_errorhandler(Refused)
def refused(error: Refused) -> Response:
    """The status of the refusal, with the field it is about."""
    extra = {"field": error.field} if error.field else None
    message = _(error.message, **error.params) if error.params else _(error.message)
    return answer(error.status, code=error.code, message=message, title=_(error.title), extra=extra)
