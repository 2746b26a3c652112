"""`/arbeit/karten/freigabe` and the same of one map: pins that a person reads before others see them, the oldest first."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput
from portal.kernel.text import N_
from portal.pinmaps.actions import moderating
from portal.pinmaps.forms.moderation import HidingForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import reading
from portal.pinmaps.routes.reading import spot_of
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.pinmaps.terms.reasons import HIDING_REASONS, PHOTO_REASONS
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_moderation", __name__, url_prefix="/arbeit/karten")

tab(N_("Freigeben"), "pin_moderation.of_map", PinMapPermission.MODERATE, order=40)
tells("pin-released", N_("Freigegeben. Hier ist die nächste Nadel."))
tells("pin-hidden", N_("Ausgeblendet. Die Person liest den Grund. Hier ist die nächste Nadel."))
tells("pin-read-already", N_("Diese Nadel hat gerade schon jemand anders gelesen. Hier ist die nächste."), tone="info")
tells("pin-elsewhere", N_("Für den Ort dieser Nadel sind Sie nicht zuständig. Hier ist die nächste."), tone="info")
tells("pins-released", N_("Freigegebene Nadeln: %(n)s."))
tells("pins-none-left", N_("Diese Nadeln hat inzwischen schon jemand anders gelesen."), tone="info")

#: What is asked for before something is not shown: address word → the reasons that are offered.
PANES = {"verbergen": HIDING_REASONS, "ohne-foto": PHOTO_REASONS}
#: Pins on one page of the list that are released together.
ON_A_PAGE = 20


@bp.get("/freigabe")
@requires(PinMapPermission.LIST)
def of_all() -> Response:
    return _desk(None)


@bp.get("/<uuid:map_id>/freigabe")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def of_map(pin_map: "PinMap") -> Response:
    return _desk(pin_map)


@bp.post("/<uuid:map_id>/freigabe/<uuid:contribution_id>/freigeben")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def release(pin_map: "PinMap") -> Response:
    wanted = _wanted()
    if not Form().validate_on_submit():
        return _desk(_shown_map(pin_map), wanted, status=422)
    following = _following(pin_map, wanted)
    try:
        with unit_of_work():
            moderating.release(pin_map, wanted, by=actor())
    except (Conflict, Forbidden) as error:
        return _next(pin_map, following, _calm(error))
    return _next(pin_map, following, "pin-released")


@bp.post("/<uuid:map_id>/freigabe/<uuid:contribution_id>/ohne-foto")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def release_without_photo(pin_map: "PinMap") -> Response:
    return _with_reason(pin_map, "ohne-foto", moderating.release_without_photo, "pin-released")


@bp.post("/<uuid:map_id>/freigabe/<uuid:contribution_id>/verbergen")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def hide(pin_map: "PinMap") -> Response:
    return _with_reason(pin_map, "verbergen", moderating.hide, "pin-hidden")


@bp.get("/freigabe/liste")
@requires(PinMapPermission.LIST)
def list_of_all() -> Response:
    return _list(None)


@bp.get("/<uuid:map_id>/freigabe/liste")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def list_of_map(pin_map: "PinMap") -> Response:
    return _list(pin_map)


@bp.post("/freigabe/liste")
@requires(PinMapPermission.LIST)
def release_list_of_all() -> Response:
    return _release_list(None)


@bp.post("/<uuid:map_id>/freigabe/liste")
@requires(PinMapPermission.MODERATE, of=map_in_url)
def release_list_of_map(pin_map: "PinMap") -> Response:
    return _release_list(pin_map)


def _with_reason(pin_map: "PinMap", pane: str, act: Any, said: str) -> Response:
    wanted, form = _wanted(), HidingForm(PANES[pane])
    if not form.validate_on_submit():
        return _desk(_shown_map(pin_map), wanted, pane, form, status=422)
    following = _following(pin_map, wanted)
    try:
        with unit_of_work():
            act(pin_map, wanted, reason=form.sentence, by=actor())
    except (Conflict, Forbidden) as error:
        return _next(pin_map, following, _calm(error))
    except InvalidInput as error:
        form.take(error)
        return _desk(_shown_map(pin_map), wanted, pane, form, status=status_of(error))
    return _next(pin_map, following, said)


def _desk(
    pin_map: "PinMap | None", wanted: UUID | None = None, pane: str = "", form: Any = None, *, status: int = 200
) -> Response:
    """One pin with its photo, map and words, and those that wait behind it."""
    wanted = wanted or request.args.get("nadel", type=UUID)
    pane = pane or request.args.get("aktion", "")
    chosen = reading.waiting(actor(), pin_map)
    entries = reading.entries(reading.waiting_near(chosen, wanted))
    entry = entries[0] if entries else None
    if pane not in PANES or (entry and pane == "ohne-foto" and not entry.waiting_photos):
        pane = ""
    return page(
        "pinmaps/work/moderation.html",
        fragment="desk",
        status=status,
        pin_map=pin_map,
        entry=entry,
        entries=entries,
        previous=reading.waiting_before(chosen, entry.pin) if entry else None,
        number=reading.waiting_number(chosen),
        is_gone=bool(wanted and entry and entry.id != wanted),
        pane=pane,
        form=form or (HidingForm(PANES[pane], formdata=None) if pane else None),
        reasons=PANES.get(pane, ()),
        spot=spot_of(entry) if entry else None,
        address=_address,
    )


def _list(pin_map: "PinMap | None", *, status: int = 200, form: Any = None) -> Response:
    """A page of pins in full, to be read one below the other and released together."""
    chosen = reading.waiting(actor(), pin_map)
    found = reading.waiting_page(chosen, after=request.args.get("after"), limit=ON_A_PAGE)
    return page(
        "pinmaps/work/moderation_list.html",
        status=status,
        pin_map=pin_map,
        found=found,
        entries=reading.entries(found.rows),
        number=reading.waiting_number(chosen),
        form=form,
        here=_address(pin_map, "list"),
        address=_address,
    )


def _release_list(pin_map: "PinMap | None") -> Response:
    """Release what stood on the page and still waits, each pin for itself: one that somebody else decided stops no other."""
    form = Form()
    if not form.validate_on_submit():
        return _list(pin_map, status=422, form=form)
    shown = {known for raw in request.form.getlist("nadel")[:ON_A_PAGE] if (known := as_uuid(raw))}
    pairs = [(row[0].map_id, row[0].contribution_id) for row in reading.among(reading.waiting(actor(), pin_map), shown)]
    released = sum(_release_one(map_id, contribution_id) for map_id, contribution_id in pairs)
    if not released:
        return reply(_address(pin_map, "list"), tell="pins-none-left")
    return reply(_address(pin_map, "list"), tell="pins-released", count=released)


def _release_one(map_id: UUID, contribution_id: UUID) -> bool:
    try:
        with unit_of_work():
            moderating.release(map_in_url(map_id), contribution_id, by=actor())
    except DomainError:
        return False
    return True


def _wanted() -> UUID:
    return UUID(str((request.view_args or {})["contribution_id"]))


def _shown_map(pin_map: "PinMap") -> "PinMap | None":
    """The map whose queue one walks through; None for the queue of all maps."""
    return None if request.values.get("von") == "alle" else pin_map


def _following(pin_map: "PinMap", wanted: UUID) -> UUID | None:
    near = reading.waiting_near(reading.waiting(actor(), _shown_map(pin_map)), wanted, limit=2)
    return next((row[0].contribution_id for row in near if row[0].contribution_id != wanted), None)


def _next(pin_map: "PinMap", following: UUID | None, said: str) -> Response:
    return reply(_address(_shown_map(pin_map), nadel=following), tell=said)


def _calm(error: DomainError) -> str:
    return "pin-read-already" if isinstance(error, Conflict) else "pin-elsewhere"


def _address(pin_map: "PinMap | None", page_of: str = "", **values: Any) -> str:
    if pin_map is None:
        return url_for("pin_moderation.list_of_all" if page_of == "list" else "pin_moderation.of_all", **values)
    endpoint = "pin_moderation.list_of_map" if page_of == "list" else "pin_moderation.of_map"
    return url_for(endpoint, map_id=pin_map.id, **values)
