"""`/anliegen`: one screen, three fields, and a code that never gets lost."""

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import FileStorage

from portal.concerns.forms import ConcernForm, Offer, contact_of
from portal.consultations import queries as consultations
from portal.contributions import actions, queries
from portal.contributions.actions import Receipt
from portal.contributions.terms import Channel, ContributionKind, mask_contact
from portal.kernel import clock, codes
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, DomainError, NotFound, TooMany, Unavailable
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import CHOSEN_BY_PEOPLE, PlaceKind
from portal.web import limits, uploads
from portal.web.access import actor, public
from portal.web.i18n import _, language
from portal.web.nav import nav_entry
from portal.web.pages import page, reply
from portal.web.uploads import KeptPhoto

if TYPE_CHECKING:
    from portal.contributions.models import Contribution

bp = Blueprint("concerns", __name__, url_prefix="/anliegen")

nav_entry("public", label=N_("Anliegen melden"), endpoint="concerns.new", order=10, icon="edit")

#: What one connection may send in ten minutes: a whole hall of people behind one address, but no machine that fills the
#: database. A portal that runs locally is measured and tried out, so only the machine is stopped there.
_MOST = {"production": 600, "local": 50_000}
_MOST_SECONDS = 600
#: How long after sending the portal shows the code to whoever opens the page or sends the same form again. Long enough to
#: write it down, short enough for a computer that is shared, as in a library.
CODE_SHOWN = timedelta(minutes=30)


@bp.get("")
@public
def new() -> Response:
    form = _form(
        sozialraum_id=_place_of(request.args.get("ort", "")),
        verfahren=request.args.get("verfahren", ""),
    )
    response = _shown(form)
    # Going back must show this very form with its key again, not a fresh one: then a second sending is a repeat. (That is
    # also why the form is sent to "?senden=1": browsers forget what they kept of an address that something was sent to.)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.post("")
@public
def send() -> Response:
    form = _form()
    good = form.validate_on_submit()
    photo = _photo(form)
    if not good or form.photo.errors:
        return _shown(form, photo, status=422)
    try:
        limits.hit("concern", most=_MOST[settings().environment], per_seconds=_MOST_SECONDS)
        receipt = _accepted(form, photo)
    except Conflict as error:
        return _changed(form, photo, str(error.params.get("receipt", "")))
    except DomainError as error:
        return _refused(form, photo, error)
    except OperationalError as error:
        return _not_stored(form, photo, error)
    if receipt.repeated and photo is not None and _was_uploaded_now(form):
        uploads.discard_photo(photo.file_name)
    return reply(url_for("concerns.thanks", submission_key=form.key))


@bp.get("/danke/<uuid:submission_key>")
@public
def thanks(submission_key: UUID) -> Response:
    contribution = queries.by_submission_key(submission_key)
    if contribution is None or contribution.channel is not Channel.ONLINE:
        raise NotFound
    if not _shows_code(contribution):
        return page("concerns/thanks.html", contribution=contribution, code="")
    contact = queries.contact_of(contribution.id)
    code = codes.receipt_code(submission_key)
    return page(
        "concerns/thanks.html",
        contribution=contribution,
        code=code,
        address=settings().base_url.rstrip("/") + url_for("receipt.ask", code=code),
        mailed_to=mask_contact(contact.email) if contact and contact.email else "",
        calls_back=bool(contact and contact.phone),
    )


def _shows_code(contribution: "Contribution") -> bool:
    return clock.now() - contribution.received_at <= CODE_SHOWN


def _accepted(form: ConcernForm, photo: KeptPhoto | None) -> Receipt:
    consultation = consultations.public_consultation(str(form.verfahren.data or "")) if form.verfahren.data else None
    with unit_of_work():
        return actions.accept(
            submission_key=form.key,
            kind=ContributionKind.CONCERN,
            text=str(form.text.data),
            channel=Channel.ONLINE,
            sozialraum_id=form.sozialraum_id.data,
            place_text=str(form.place_text.data or ""),
            language=language(),
            contact=contact_of(form.contact),
            photo=photo,
            consultation_id=consultation.id if consultation else None,
            by=actor(),
        )


def _form(**values: object) -> ConcernForm:
    return ConcernForm(places=_offer(places.tree().version, language()), data=values)


@lru_cache(maxsize=8)
def _offer(_version: object, _language: str) -> Offer:
    """The places of this version of the tree, in this language."""
    county = places.tree().root
    whole = [(county.id, _("Ganzer Landkreis"))] if county else []
    return Offer([*whole, *places.choices()], nothing=_("Bitte wählen"))


def _photo(form: ConcernForm) -> KeptPhoto | None:
    """The photo of this request, or the one that came with an earlier try; its complaints stand at the field."""
    try:
        if _was_uploaded_now(form):
            return uploads.keep_photo(form.photo.data)
    except DomainError as error:
        form.take(error)
        return None
    note = str(form.photo_note.data or "")
    if not note or form.without_photo.data:
        return None
    kept = uploads.unseal_photo(note)
    if kept is None:
        form.photo.errors = [_("Ihr Foto ist nicht mehr da. Bitte wählen Sie es noch einmal.")]
    return kept


def _was_uploaded_now(form: ConcernForm) -> bool:
    return isinstance(form.photo.data, FileStorage) and bool(form.photo.data.filename)


def _shown(
    form: ConcernForm,
    photo: KeptPhoto | None = None,
    *,
    status: int = 200,
    first_code: str = "",
    first_key: UUID | None = None,
) -> Response:
    """The form with everything that was typed, and the photo carried along."""
    form.photo_note.data = uploads.seal_photo(photo) if photo else ""
    asked_for = str(form.verfahren.data or "")
    consultation = consultations.public_consultation(asked_for) if asked_for else None
    return page(
        "concerns/new.html",
        status=status,
        form=form,
        photo=photo,
        consultation=consultation,
        consultation_is_unknown=bool(asked_for) and consultation is None,
        accepted_types=uploads.ACCEPTED_TYPES,
        first_code=first_code,
        first_key=first_key,
    )


def _changed(form: ConcernForm, photo: KeptPhoto | None, code: str) -> Response:
    """The same form came again with other content: keep both, and let the person decide."""
    first_key = form.key
    first = queries.by_submission_key(first_key)
    form.renew_key()
    first_code = code if first is not None and _shows_code(first) else ""
    return _shown(form, photo, status=409, first_code=first_code, first_key=first_key)


def _refused(form: ConcernForm, photo: KeptPhoto | None, error: DomainError) -> Response:
    form.take(error)
    if isinstance(error, TooMany):
        response = _shown(form, photo, status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    return _shown(form, photo, status=503 if isinstance(error, Unavailable) else 422)


def _not_stored(form: ConcernForm, photo: KeptPhoto | None, error: OperationalError) -> Response:
    """The database does not answer or the disk is full: say so, keep everything that was typed."""
    session().rollback()
    full = any(words in str(error.orig).lower() for words in ("disk is full", "no space left"))
    form.take(Unavailable())
    response = _shown(form, photo, status=507 if full else 503)
    response.headers["Retry-After"] = "15"
    return response


def _place_of(slug: str) -> UUID | None:
    node = places.tree().by_slug(slug)
    return node.id if node and node.kind in (PlaceKind.COUNTY, *CHOSEN_BY_PEOPLE) else None
