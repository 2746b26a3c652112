"""Setting a pin: from the page (answers with a page), or from its script (answers with JSON)."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import FileStorage

from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, TooMany, Unavailable
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import placing, sittings
from portal.pinmaps.actions.placing import NewPin, Placed
from portal.pinmaps.forms.placing import PlacingForm
from portal.pinmaps.forms.position import read_position
from portal.pinmaps.queries import nearby
from portal.pinmaps.routes import visits
from portal.pinmaps.routes.asked import map_at, wants_json
from portal.pinmaps.routes.map_page import own_pins, placing_form, shown
from portal.pinmaps.terms import PinVisibility
from portal.places import queries as places
from portal.web import csrf, limits, proof_of_work, uploads
from portal.web.access import actor, public
from portal.web.errors import status_of
from portal.web.forms import as_small_number
from portal.web.i18n import _, language
from portal.web.pages import json_reply, reply, tells
from portal.web.uploads import KeptPhoto

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_placing", __name__, url_prefix="/karten")

tells("pin-placed", N_("Ihre Nadel ist gespeichert."))
tells("pin-placed-held", N_("Ihre Nadel ist gespeichert. Andere sehen sie, sobald ein Mensch sie gelesen hat."))

#: Pins that one connection may set in ten minutes: a hall of people behind one address without noticing anything, then each
#: further one after a little work of the device, and no end of them never. A portal that runs locally is measured and tried out.
_FREE = {"production": 60, "local": 50_000}
_MOST = {"production": 600, "local": 50_000}
#: Photos that it may send meanwhile, whether or not their pins are stored.
_MOST_PHOTOS = {"production": 200, "local": 50_000}
_SECONDS = 600
_SWAPPED = N_(
    "Breite und Länge scheinen vertauscht zu sein: Andersherum läge die Stelle im Gebiet. Erwartet wird zuerst die Breite "
    "(etwa 48), dann die Länge (etwa 10)."
)
_WORK = N_(
    "Von hier aus wurden gerade sehr viele Nadeln gesetzt. Bitte warten Sie zehn Minuten, oder rufen Sie uns an: "
    "Wir setzen die Nadel für Sie. Ihre Angaben stehen noch da."
)
_TOO_MANY = N_(
    "Von hier aus wurden in kurzer Zeit mehr Nadeln gesetzt, als wir annehmen können. Bitte warten Sie einige Minuten, "
    "oder rufen Sie uns an. Ihre Angaben stehen noch da."
)
_CHANGED = N_(
    "Diese Nadel ist schon gespeichert. Sie haben danach etwas geändert. Möchten Sie eine weitere Nadel setzen, drücken Sie "
    "noch einmal."
)


class WorkNeeded(TooMany):
    """The device must compute something first; nothing was written."""

    code = "work-needed"
    message = _WORK


@bp.post("/<slug>/nadel")
@public
def place(slug: str) -> Response:
    pin_map = map_at(slug)
    form = placing_form(pin_map)
    good = form.validate_on_submit()
    try:
        photo = _photo(pin_map, form)
    except TooMany as error:
        form.take(error)
        return _refused(pin_map, form, None, error, status=status_of(error))
    if not form.has_category() or not good or form.photo.errors:
        return _refused(pin_map, form, photo, status=422)
    try:
        _ensure_not_too_many(form)
        placed = _place(pin_map, form, photo)
    except Conflict as error:
        form.renew_key()
        return _refused(pin_map, form, photo, error, status=409)
    except DomainError as error:
        form.take(_explained(pin_map, form, error))
        return _refused(pin_map, form, photo, error, status=status_of(error))
    except OperationalError as error:
        return _not_stored(pin_map, form, photo, error)
    if placed.repeated and photo is not None and _was_uploaded_now(form):
        uploads.discard_photo(photo.file_name)
    return _done(pin_map, form, placed)


@bp.get("/<slug>/stelle.json")
@public
def spot(slug: str) -> Response:
    """What is at a place of the map: its name, whether pins may stand there, and how many of the category stand near."""
    pin_map = map_at(slug)
    at = read_position(request.args.get("ort", ""))
    if at is None or not queries.lies_in_area(pin_map, *at):
        return json_reply({"inside": False, "place": "", "near": 0})
    found = places.places_at([at])[0]
    return json_reply(
        {
            "inside": True,
            "place": places.names([found]).get(found, "") if found else "",
            "near": nearby.near(pin_map, at, category=as_small_number(request.args.get("k", ""))),
        }
    )


def _place(pin_map: "PinMap", form: PlacingForm, photo: KeptPhoto | None) -> Placed:
    new = NewPin(
        category=form.category.data,
        group=form.group.data or 0,
        at=form.at.data,
        sozialraum_id=None if form.at.data else form.sozialraum_id.data,
        place_text="" if form.at.data else str(form.place_text.data or ""),
        comment=str(form.comment.data or ""),
        photo=photo,
        language=language(),
    )
    key, sitting, new = form.key, form.sitting_key, placing.locate(pin_map, new)
    with unit_of_work():
        if form.replaces is not None:
            return sittings.place_instead(
                pin_map, form.replaces, new, submission_key=key, sitting_key=sitting, by=actor()
            )
        return placing.place(pin_map, new, submission_key=key, sitting_key=sitting, by=actor())


def _ensure_not_too_many(form: PlacingForm) -> None:
    where = settings().environment
    try:
        limits.hit("pin-free", most=_FREE[where], per_seconds=_SECONDS)
    except TooMany as error:
        if not proof_of_work.is_done(str(form.work.data or ""), str(form.key)):
            raise WorkNeeded(retry_after=error.retry_after) from error
    _hit("pin", _MOST[where])


def _hit(what: str, most: int) -> None:
    try:
        limits.hit(what, most=most, per_seconds=_SECONDS)
    except TooMany as error:
        raise TooMany(retry_after=error.retry_after, message=_TOO_MANY) from error


def _explained(pin_map: "PinMap", form: PlacingForm, error: DomainError) -> DomainError:
    """A place outside that lies inside with its numbers swapped is told as what it is."""
    if error.field != "at" or form.at.data is None:
        return error
    lon, lat = form.at.data
    if not -90 <= lat <= 90 or not queries.lies_in_area(pin_map, lat, lon):
        return error
    return InvalidInput("pin.swapped", _SWAPPED, field="at")


def _done(pin_map: "PinMap", form: PlacingForm, placed: Placed) -> Response:
    key, pin = form.sitting_key, placed.pin
    address = url_for("pin_sittings.show_again", slug=pin_map.slug, view=visits.view_of(pin_map, key))
    is_held = pin.visibility is PinVisibility.HELD
    if not wants_json():
        return visits.hold(reply(address, tell="pin-placed-held" if is_held else "pin-placed"), pin_map, key)
    category = queries.category_of(pin_map, pin.category)
    answer = {
        "id": str(pin.contribution_id),
        "code": placed.code,
        "own": address,
        "held": is_held,
        "said": _said(category.label if category else "", form),
    }
    return visits.hold(json_reply(answer, status=201), pin_map, key)


def _said(label: str, form: PlacingForm) -> str:
    """ "Lieblingsort in Erkheim", for the line that says what was stored."""
    found = places.places_at([form.at.data])[0] if form.at.data else form.sozialraum_id.data
    name = places.names([found]).get(found, "") if found else ""
    return _("%(label)s in %(place)s", label=label, place=name) if name else label


def _refused(
    pin_map: "PinMap", form: PlacingForm, photo: KeptPhoto | None, error: DomainError | None = None, *, status: int
) -> Response:
    if wants_json():
        response = _told(form, error, status)
    else:
        own = own_pins(visits.sitting(pin_map))
        response = shown(pin_map, form, photo, status=status, own=own, was_changed=isinstance(error, Conflict))
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _told(form: PlacingForm, error: DomainError | None, status: int) -> Response:
    """What is wrong, by field, and what the script needs to go on."""
    said = {field.name: " ".join(map(str, field.errors)) for field in form if field.errors}
    general = " ".join(map(str, form.form_errors)) or (_(_CHANGED) if isinstance(error, Conflict) else "")
    answer: dict[str, Any] = {"fields": said, "message": general, "form_token": csrf.form_token()}
    answer["code"] = error.code if error else ("stale-form" if csrf.is_stale() else "invalid-input")
    if isinstance(error, WorkNeeded):
        answer["challenge"] = proof_of_work.challenge(str(form.key))
    return json_reply(answer, status=status)


def _not_stored(pin_map: "PinMap", form: PlacingForm, photo: KeptPhoto | None, error: OperationalError) -> Response:
    """The database does not answer or the disk is full: say so, keep everything that was chosen."""
    session().rollback()
    full = any(words in str(error.orig).lower() for words in ("disk is full", "no space left"))
    form.take(Unavailable())
    response = _refused(pin_map, form, photo, status=507 if full else 503)
    response.headers["Retry-After"] = "15"
    return response


def _photo(pin_map: "PinMap", form: PlacingForm) -> KeptPhoto | None:
    """The photo of this request, or the one that came with an earlier try; its complaints stand at the field.

    Opening one costs more than anything else here, and it stays on the disk for a day also when the form is refused: so a map
    without photos opens none. Raises `TooMany` before it is opened.
    """
    is_new = _was_uploaded_now(form)
    if is_new and not pin_map.with_photo:
        form.photo.errors = [_("Auf dieser Karte gibt es keine Fotos.")]
        return None
    if is_new:
        _hit("pin-photo", _MOST_PHOTOS[settings().environment])
    try:
        if is_new:
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


def _was_uploaded_now(form: PlacingForm) -> bool:
    return isinstance(form.photo.data, FileStorage) and bool(form.photo.data.filename)
