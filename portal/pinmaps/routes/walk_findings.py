"""`POST /begehungen/…/befunde`: where a phone sends what was noted on the way, whether or not its owner is still signed in.

Staff are signed out after half an hour, and a walk takes longer. So the page for the way gives the phone a signed permission:
account and walk, valid for 30 days. It travels in a header, never in an address, and allows one thing: adding findings to this
walk. Nobody reads anything with it; the answer only says that the finding is stored. Cookies count for nothing here, so no other
site can send in somebody's name. See `actions.findings.note_from_phone` for accounts that lost their role meanwhile.

Every answer that is no success is a problem document (RFC 9457), which the phone shows.
"""

from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, TooMany, Unavailable
from portal.kernel.text import N_
from portal.pinmaps.actions import findings as actions
from portal.pinmaps.actions.findings import NewFinding
from portal.pinmaps.forms.walks import FindingForm
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.terms.walks import FindingTopic, Rating
from portal.web import errors, limits, uploads
from portal.web.access import guard
from portal.web.i18n import _
from portal.web.pages import json_reply
from portal.web.uploads import KeptPhoto

bp = Blueprint("walk_findings", __name__, url_prefix="/begehungen/<uuid:walk_id>")

PURPOSE = "walk-phone"
HEADER = "Walk-Permission"
#: A walk brings some two hundred findings, and each may be sent five times; more within an hour is a machine.
_MOST = 3_000
_MOST_SECONDS = 3_600

_TOO_LARGE = N_("Der Befund ist zu groß. Bitte nehmen Sie ein kleineres Foto, oder senden Sie ihn ohne Foto.")
_UNREADABLE = N_("Der Befund kam nicht vollständig an. Das Telefon versucht es noch einmal.")


class NotPermitted(DomainError):
    """The phone's permission is missing, made up, for another walk, or too old. The phone keeps everything."""

    code = "walk.not-permitted"
    message = N_(
        "Die Erlaubnis dieses Telefons ist abgelaufen. Öffnen Sie diese Seite einmal angemeldet, dann wird alles gesendet."
    )


def _permitted() -> UUID:
    """The account in whose name the phone sends. Raises `NotPermitted`."""
    value = codes.unsign(PURPOSE, request.headers.get(HEADER, ""))
    account, _separator, walk = (value or "").partition("|")
    if not value or walk != str((request.view_args or {}).get("walk_id")):
        raise NotPermitted
    return UUID(account)


def _check() -> None:
    _permitted()


@bp.post("/befunde")
@guard("walk permission", _check)
def receive(walk_id: UUID) -> Response:
    """Store a finding once, however often it is sent. Answers 200 each time, 409 when the key came with something else."""
    account_id = _permitted()
    limits.hit("walk-finding", f"{account_id}|{walk_id}", most=_MOST, per_seconds=_MOST_SECONDS)
    form = FindingForm()
    key = _key()
    if not form.validate():
        return _problem_of(form)
    photo = kept_photo(form)
    try:
        with unit_of_work():
            noted = actions.note_from_phone(
                queries.walk(walk_id),
                new_finding(form, photo, by_phone=True),
                submission_key=key,
                account_id=account_id,
            )
    except DomainError:  # nothing was written; after any other error a row may name the file
        if photo is not None:
            uploads.discard_photo(photo.file_name)
        raise
    if noted.repeated and photo is not None:
        uploads.discard_photo(photo.file_name)
    return json_reply({"stored": str(key), "late": _(noted.finding.late.label) if noted.finding.late else None})


@bp.errorhandler(DomainError)
def refuse(error: DomainError) -> Response:
    """What went wrong, as the phone reads it."""
    status = 401 if isinstance(error, NotPermitted) else errors.status_of(error)
    extra = {"field": error.field} if error.field else {}
    response = errors.problem(
        status, code=error.code, title=_("Nicht gespeichert"), detail=_(error.message, **error.params), **extra
    )
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unavailable):
        response.headers["Retry-After"] = str(errors.RETRY_SECONDS)
    return response


@bp.errorhandler(HTTPException)
def refuse_request(error: HTTPException) -> Response:
    """A body that is too large or broken."""
    status = error.code or 400
    is_too_large = isinstance(error, RequestEntityTooLarge)
    detail = _(_TOO_LARGE) if is_too_large else _(_UNREADABLE)
    code = "finding.too-large" if is_too_large else "finding.unreadable"
    response = errors.problem(status, code=code, title=_("Nicht gespeichert"), detail=detail)
    if is_too_large:
        response.headers["Connection"] = "close"
    return response


def new_finding(form: FindingForm, photo: KeptPhoto | None, *, by_phone: bool) -> NewFinding:
    """What a form that holds says."""
    return NewFinding(
        topic=FindingTopic(form.topic.data),
        rating=Rating(form.rating.data),
        remark=str(form.remark.data or ""),
        place_text=str(form.place_text.data or ""),
        at=form.at.data,
        accuracy_m=form.accuracy_m,
        noted_at=form.noted_at,
        sent_at=form.sent_at,
        by_phone=by_phone,
        photo=photo,
    )


def kept_photo(form: FindingForm) -> KeptPhoto | None:
    """The photo that came along, rewritten. Raises `InvalidInput` (field "photo") with what to do about it."""
    upload = form.photo.data
    return uploads.keep_photo(upload) if upload and getattr(upload, "filename", "") else None


def _key() -> UUID:
    """The key the phone made. Without it nothing is stored: with one of our own each sending would make a further row."""
    try:
        return UUID(request.form.get("submission_key", ""))
    except ValueError as error:
        raise InvalidInput("finding.no-key", _UNREADABLE, field="submission_key") from error


def _problem_of(form: FindingForm) -> Response:
    found = [(name, str(text)) for name, texts in form.errors.items() for text in texts]
    field, detail = found[0] if found else ("", _(_UNREADABLE))
    return errors.problem(
        422,
        code="finding.invalid",
        title=_("Nicht gespeichert"),
        detail=" ".join(dict.fromkeys(text for _name, text in found)) or detail,
        field=field,
    )
