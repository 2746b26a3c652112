"""`/wand/<code>`: the wall on a phone, without an account. What all see alike is drawn once and asked for every two seconds."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, make_response, request, url_for

from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, NotFound, TooMany
from portal.kernel.text import N_
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.forms.phone import CardForm, DotForm, RoomCodeForm, SlipForm
from portal.walls.queries import live
from portal.walls.routes import visits
from portal.walls.routes.beamer import drawn_wall
from portal.walls.routes.guessing import ROOM_CODES
from portal.walls.routes.phone_page import parts_of, phone_page
from portal.walls.routes.throttle import ensure_not_too_many
from portal.web.access import actor, public
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _, language
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_phone", __name__, url_prefix="/wand")

tells("wall-card-put", N_("Ihre Karte ist angekommen."))
tells("wall-card-back", N_("Ihre Karte ist zurückgenommen."))
tells("wall-dot-placed", N_("Ihr Punkt klebt."))
tells("wall-dot-back", N_("Ihr Punkt ist zurückgenommen."))
tells("wall-slip", N_("Ihr Stimmzettel gilt. Sie können jetzt punkten."))

_UNKNOWN = N_("Diesen Code gibt es gerade nicht. Bitte lesen Sie ihn noch einmal von der Leinwand ab: sechs Ziffern.")


@bp.get("")
@public
def enter() -> Response:
    return page("walls/enter.html", form=RoomCodeForm(formdata=None))


@bp.post("")
@public
def find() -> Response:
    form = RoomCodeForm()
    if not form.validate_on_submit():
        return page("walls/enter.html", form=form, status=422)
    try:
        wall = _wall(str(form.code.data or ""))
    except TooMany as error:
        form.take(error)
        return _too_many(page("walls/enter.html", form=form, status=429), error)
    if wall is None:
        form.code.errors = [_(_UNKNOWN)]
        return page("walls/enter.html", form=form, status=422)
    return reply(url_for("wall_phone.show", code=wall.room_code))


@bp.get("/<code>")
@public
def show(code: str) -> Response:
    try:
        wall = _wall(code)
    except TooMany as error:
        return _too_many(_not_here(error, status=429), error)
    return phone_page(wall) if wall is not None else _not_here()


@bp.get("/<code>/stand")
@public
def state(code: str) -> Response:
    """What all phones show alike, or 204 when nothing of it has changed: one query, no drawing."""
    pulse = live.pulse_of_code(queries.read_room_code(code))
    if pulse is None:
        ROOM_CODES.was_wrong()
        raise NotFound
    if visits.guest(pulse.wall_id) is None:
        ROOM_CODES.ensure_may_try()
    if request.args.get("ab") == str(pulse.phone_change):
        return Response(status=204)
    return make_response(parts_of(queries.wall(pulse.wall_id)).together)


@bp.get("/<code>/ansehen")
@public
def look(code: str) -> Response:
    """The whole wall for those who do not see the screen; with `ab` only what changed since."""
    wall = wall_at(code)
    since = request.args.get("ab")
    if since is None:
        return page("walls/look.html", wall=wall, shown=drawn_wall(wall), now=now())
    return Response(status=204) if since == str(wall.change) else make_response(drawn_wall(wall))


@bp.post("/<code>/karte")
@public
def put(code: str) -> Response:
    wall, form = wall_at(code), CardForm()
    guest_id = visits.guest(wall.id) or visits.new_guest()
    if not form.validate_on_submit():
        return phone_page(wall, guest_id, card=form, status=422)
    try:
        ensure_not_too_many("card")
        with unit_of_work():
            actions.put_card(
                queries.wall(wall.id),
                as_uuid(form.column.data),
                str(form.text.data or ""),
                guest_id=guest_id,
                submission_key=form.key,
                name=str(form.name.data or ""),
                language=language(),
                by=actor(),
            )
    except Conflict:
        form.renew_key()
        form.form_errors = [
            _(
                "Diese Karte hängt schon. Möchten Sie den geänderten Text als weitere Karte senden, drücken Sie noch einmal."
            )
        ]
        return phone_page(queries.wall(wall.id), guest_id, card=form, status=409)
    except NotFound:
        form.form_errors = [_("Bitte wählen Sie zuerst, in welche Spalte die Karte gehört.")]
        return phone_page(queries.wall(wall.id), guest_id, card=form, status=422)
    except DomainError as error:
        form.take(error)
        return _refused(phone_page(queries.wall(wall.id), guest_id, card=form, status=status_of(error)), error)
    return visits.hold(reply(_address(wall), tell="wall-card-put"), wall, guest_id)


@bp.post("/<code>/karte/<uuid:card_id>/zuruecknehmen")
@public
def take_back_card(code: str, card_id: UUID) -> Response:
    wall = wall_at(code)
    guest_id = visits.guest(wall.id)
    if guest_id is None or not Form().validate_on_submit():
        return phone_page(wall, guest_id, status=422)
    with unit_of_work():
        actions.take_back_card(queries.wall(wall.id), card_id, guest_id=guest_id, by=actor())
    return reply(_address(wall), tell="wall-card-back")


@bp.post("/<code>/punkt")
@public
def place_dot(code: str) -> Response:
    wall, form = wall_at(code), DotForm()
    guest_id = visits.guest(wall.id) or visits.new_guest()
    if not form.validate_on_submit():
        return phone_page(wall, guest_id, dot=form, status=422)
    try:
        ensure_not_too_many("dot")
        with unit_of_work():
            actions.place_dot(
                queries.wall(wall.id), _spot(str(form.spot.data or "")), guest_id=guest_id, submission_key=form.key
            )
    except NotFound:
        form.form_errors = [_("Diese Stelle gibt es nicht mehr. Bitte tippen Sie noch einmal.")]
        return phone_page(queries.wall(wall.id), guest_id, dot=form, status=409)
    except DomainError as error:
        if isinstance(error, Conflict):
            form.renew_key()
        form.take(error)
        return _refused(phone_page(queries.wall(wall.id), guest_id, dot=form, status=status_of(error)), error)
    return visits.hold(reply(_address(wall, "punkte"), tell="wall-dot-placed"), wall, guest_id)


@bp.post("/<code>/punkt/zuruecknehmen")
@public
def take_back_dot(code: str) -> Response:
    wall, form = wall_at(code), DotForm()
    guest_id = visits.guest(wall.id)
    if guest_id is None or not form.validate_on_submit():
        return phone_page(wall, guest_id, dot=form, status=422)
    try:
        with unit_of_work():
            actions.take_back_dot(queries.wall(wall.id), as_uuid(request.form.get("dot")), guest_id=guest_id)
    except DomainError as error:
        form.take(error)
        return phone_page(queries.wall(wall.id), guest_id, dot=form, status=status_of(error))
    return reply(_address(wall, "punkte"), tell="wall-dot-back")


@bp.post("/<code>/stimmzettel")
@public
def redeem(code: str) -> Response:
    wall, form = wall_at(code), SlipForm()
    guest_id = visits.guest(wall.id) or visits.new_guest()
    if not form.validate_on_submit():
        return phone_page(wall, guest_id, slip=form, status=422)
    try:
        ensure_not_too_many("slip")
        with unit_of_work():
            guest_id = actions.redeem_slip(queries.wall(wall.id), str(form.slip.data or ""), guest_id=guest_id)
    except DomainError as error:
        form.take(error)
        return _refused(phone_page(queries.wall(wall.id), guest_id, slip=form, status=status_of(error)), error)
    return visits.hold(reply(_address(wall, "punkte"), tell="wall-slip"), wall, guest_id)


def wall_at(code: str) -> "Wall":
    """The open or closed wall of a room code. Raises `NotFound`, and `TooMany` when somebody guesses."""
    wall = _wall(code)
    if wall is None:
        raise NotFound
    return wall


def _wall(code: str) -> "Wall | None":
    """The wall; None when there is none. A phone that was here before is let in even while others guess from the same hall."""
    wall = queries.wall_of_code(code)
    if wall is not None and visits.guest(wall.id) is not None:
        return wall
    ROOM_CODES.ensure_may_try()
    if wall is None:
        ROOM_CODES.was_wrong()
    return wall


def _spot(raw: str) -> Spot:
    kind, _colon, rest = raw.partition(":")
    return Spot(cluster_id=as_uuid(rest)) if kind == "g" else Spot(card_id=as_uuid(rest))


def _address(wall: "Wall", part: str | None = None) -> str:
    return url_for("wall_phone.show", code=wall.room_code, _anchor=part)


def _not_here(error: TooMany | None = None, *, status: int = 404) -> Response:
    """No wall at this address: says so, and asks for the code."""
    form = RoomCodeForm(formdata=None)
    form.code.errors = [_(error.message)] if error else [_(_UNKNOWN)]
    return page("walls/enter.html", form=form, status=status)


def _refused(response: Response, error: DomainError) -> Response:
    return _too_many(response, error) if isinstance(error, TooMany) else response


def _too_many(response: Response, error: TooMany) -> Response:
    response.headers["Retry-After"] = str(error.retry_after)
    return response
