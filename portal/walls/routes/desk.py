"""`/arbeit/waende/<id>/pult/…`: the moderator's desk. Everything goes by list and button, so by keyboard alone too.

Each form answers with the desk: its moving part for the script, the whole page without one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.forms.desk import ChosenCardsForm, ClusterForm, NumberForm, TypeCardForm
from portal.walls.policy import WallPermission
from portal.walls.queries import guests
from portal.walls.routes.tabs import wall_in_url
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_small_number, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_desk", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/pult")

tells("wall-opened", N_("Die Wand ist offen. Öffnen Sie jetzt die Spalten, die Karten annehmen sollen."))
tells("wall-closed", N_("Die Wand ist geschlossen. Karten und Punkte bleiben, wie sie sind."))
tells("wall-columns", N_("Gilt ab sofort, auch auf den Handys."))
tells("wall-card-typed", N_("Die Karte hängt."))
tells("wall-cards-put", N_("Die Karten hängen am neuen Platz."))

#: What the page asks for before it draws a button.
_ASKED = (
    WallPermission.OPEN,
    WallPermission.CLOSE,
    WallPermission.DISCARD,
    WallPermission.ARRANGE,
    WallPermission.MODERATE,
)
#: Cards that are ticked at once.
_MOST_TICKED = 1_000


def desk(
    wall: "Wall",
    *,
    typing: TypeCardForm | None = None,
    chosen: ChosenCardsForm | None = None,
    ticked: frozenset[UUID] = frozenset(),
    error: DomainError | None = None,
    status: int = 200,
) -> Response:
    """The desk; with `error`, above everything, what did not work."""
    if error is not None and status == 200:
        status = status_of(error)
    return page(
        "walls/desk.html",
        fragment="wall_desk",
        status=status,
        **desk_context(wall, ticked=ticked, error=error),
        typing=typing or TypeCardForm(formdata=None),
        chosen=chosen or ChosenCardsForm(formdata=None),
    )


def desk_context(
    wall: "Wall", *, ticked: frozenset[UUID] = frozenset(), error: DomainError | None = None
) -> dict[str, Any]:
    """What the moving part of the desk shows. Its `change` is read before everything else, so it is never ahead of it."""
    change = wall.change
    return {
        "wall": wall,
        "change": change,
        "can": {one.name.lower(): may(one, wall) for one in _ASKED},
        "content": queries.content(wall, for_staff=True),
        "guests": guests.guest_count(wall.id),
        "place": places.tree().get(wall.sozialraum_id),
        "address": phone_address(wall),
        "ticked": ticked,
        "error": error,
    }


def phone_address(wall: "Wall") -> str:
    """The address behind the QR code."""
    return settings().base_url.rstrip("/") + url_for("wall_phone.show", code=wall.room_code)


@bp.get("/stand")
@requires(WallPermission.READ, of=wall_in_url)
def state(wall: "Wall") -> Response:
    """The moving part of the desk, or 204 when nothing has changed."""
    if request.args.get("ab") == str(wall.change):
        return Response(status=204)
    return page("walls/_desk_wall.html", **desk_context(wall))


@bp.post("/oeffnen")
@requires(WallPermission.OPEN, of=wall_in_url)
def open_(wall: "Wall") -> Response:
    return _done(wall, lambda fresh: actions.open_wall(fresh, by=actor()), tell="wall-opened")


@bp.post("/schliessen")
@requires(WallPermission.CLOSE, of=wall_in_url)
def close(wall: "Wall") -> Response:
    return _done(wall, lambda fresh: actions.close_wall(fresh, by=actor()), tell="wall-closed")


@bp.post("/spalten")
@requires(WallPermission.RUN, of=wall_in_url)
def open_columns(wall: "Wall") -> Response:
    cards, dots = _ids("karten"), _ids("punkte")
    return _done(
        wall, lambda fresh: actions.open_columns(fresh, cards=cards, dots=dots, by=actor()), tell="wall-columns"
    )


@bp.post("/uhr")
@requires(WallPermission.RUN, of=wall_in_url)
def timer(wall: "Wall") -> Response:
    """Starts the timer, or stops it (`aus`)."""
    if request.form.get("aus"):
        return _done(wall, lambda fresh: actions.stop_timer(fresh, by=actor()))
    minutes = NumberForm().number.data or 0
    return _done(wall, lambda fresh: actions.start_timer(fresh, minutes=minutes, by=actor()))


@bp.post("/karte")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def type_card(wall: "Wall") -> Response:
    form = TypeCardForm()
    if not form.validate_on_submit():
        return desk(wall, typing=form, status=422)
    try:
        with unit_of_work():
            actions.type_card(
                queries.wall(wall.id),
                as_uuid(form.column.data),
                str(form.text.data or ""),
                submission_key=form.key,
                by=actor(),
            )
    except DomainError as error:
        form.take(error)
        return desk(queries.wall(wall.id), typing=form, status=status_of(error))
    fresh = TypeCardForm(formdata=None, data={"column": form.column.data})
    return _answer(queries.wall(wall.id), tell="wall-card-typed", typing=fresh)


@bp.post("/karten")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def arrange(wall: "Wall") -> Response:
    """What the button (`tun`) says, with all cards that are ticked."""
    form, cards = ChosenCardsForm(), _ids("karte")
    if not form.validate_on_submit():
        return desk(wall, chosen=form, ticked=cards, status=422)
    try:
        with unit_of_work():
            _arrange(queries.wall(wall.id), request.form.get("tun", ""), form, cards)
    except NotFound:
        raise
    except DomainError as error:
        form.take(error)
        return desk(queries.wall(wall.id), chosen=form, ticked=cards, status=status_of(error))
    return _answer(queries.wall(wall.id))


@bp.post("/karten/<uuid:card_id>/verschieben")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def move_card(wall: "Wall") -> Response:
    up = request.form.get("wohin") == "hoch"
    return _done(wall, lambda fresh: actions.move_card(fresh, _part("card_id"), up=up, by=actor()))


@bp.post("/karten/<uuid:card_id>/freigeben")
@requires(WallPermission.MODERATE, of=wall_in_url)
def release(wall: "Wall") -> Response:
    return _done(wall, lambda fresh: actions.release_card(fresh, _part("card_id"), by=actor()))


@bp.post("/karten/freigeben")
@requires(WallPermission.MODERATE, of=wall_in_url)
def release_waiting(wall: "Wall") -> Response:
    return _done(wall, lambda fresh: actions.release_waiting(fresh, by=actor()))


@bp.post("/gruppen/<uuid:cluster_id>")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def change_cluster(wall: "Wall") -> Response:
    """What the button (`tun`) says: a new title, up, down, or dissolved."""
    form, cluster_id, todo = ClusterForm(), _part("cluster_id"), request.form.get("tun", "")
    title, version = str(form.title.data or ""), as_small_number(request.form.get("version"))

    def change(fresh: "Wall") -> None:
        if todo in ("hoch", "runter"):
            actions.move_cluster(fresh, cluster_id, up=todo == "hoch", by=actor())
        elif todo == "aufloesen":
            actions.dissolve_cluster(fresh, cluster_id, by=actor())
        else:
            actions.title_cluster(fresh, cluster_id, title, version=version, by=actor())

    return _done(wall, change)


@bp.post("/punkte")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def room_dots(wall: "Wall") -> Response:
    """So many dots for people in the room without a phone."""
    number = NumberForm().number.data
    spot = Spot(card_id=as_uuid(request.form.get("karte")), cluster_id=as_uuid(request.form.get("gruppe")))
    return _done(
        wall,
        lambda fresh: actions.place_dots_for_room(fresh, spot, number=-1 if number is None else number, by=actor()),
    )


def _arrange(wall: "Wall", todo: str, form: ChosenCardsForm, cards: frozenset[UUID]) -> None:
    by = actor()
    if todo in ("alle-auf", "alle-zu"):
        actions.turn_cards(wall, covered=todo == "alle-zu", by=by)
        return
    actions.ensure_some(cards)
    if todo in ("auf", "zu"):
        actions.turn_cards(wall, cards, covered=todo == "zu", by=by)
    elif todo == "ausblenden":
        for card_id in cards:
            actions.hide_card(wall, card_id, reason=str(form.reason.data or ""), by=by)
    elif todo == "neu":
        first = queries.card(wall, next(iter(sorted(cards))))
        actions.make_cluster(wall, first.column_id, str(form.title.data or ""), cards=cards, by=by)
    else:
        target = request.form.get("ziel", "")
        kind, _colon, raw = target.partition(":")
        chosen = as_uuid(raw)
        if kind == "gruppe":
            actions.put_cards(wall, cards, cluster_id=chosen, by=by)
        else:
            actions.put_cards(wall, cards, column_id=chosen, by=by)


def _done(wall: "Wall", change: "Callable[[Wall], None]", *, tell: str | None = None) -> Response:
    """Change the wall and show it; what the domain refuses stands above it, and nothing was changed."""
    if not Form().validate_on_submit():
        return desk(wall, status=422)
    try:
        with unit_of_work():
            change(queries.wall(wall.id))
    except NotFound:
        raise
    except DomainError as error:
        return desk(queries.wall(wall.id), error=error)
    return _answer(queries.wall(wall.id), tell=tell)


def _answer(wall: "Wall", *, tell: str | None = None, typing: TypeCardForm | None = None) -> Response:
    return reply(
        url_for("walls.show", wall_id=wall.id),
        template="walls/desk.html",
        fragment="wall_desk",
        tell=tell,
        **desk_context(wall),
        typing=typing or TypeCardForm(formdata=None),
        chosen=ChosenCardsForm(formdata=None),
    )


def _ids(name: str) -> frozenset[UUID]:
    found = (as_uuid(raw) for raw in request.form.getlist(name)[:_MOST_TICKED])
    return frozenset(one for one in found if one is not None)


def _part(name: str) -> UUID:
    found: UUID = (request.view_args or {})[name]
    return found
