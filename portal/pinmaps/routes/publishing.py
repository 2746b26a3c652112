"""Publishing, closing and opening again; the link to a Nadelkarte as a picture for posters."""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import publishing as actions
from portal.pinmaps.forms.drafting import EndForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.routes.staff import overview, public_address
from portal.pinmaps.routes.tabs import map_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_map_publishing", __name__, url_prefix="/arbeit/karten/<uuid:map_id>")

tells("pin-map-published", N_("Veröffentlicht. Ab dem ersten Tag können alle Nadeln setzen."))
tells("pin-map-closed", N_("Abgeschlossen. Online kommt nichts mehr dazu; Kartentische können Sie noch erfassen."))
tells("pin-map-reopened", N_("Die Karte nimmt wieder Nadeln an."))

_PIXELS_PER_SQUARE = 16


@bp.post("/veroeffentlichen")
@requires(PinMapPermission.PUBLISH, of=map_in_url)
def publish(pin_map: "PinMap") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(pin_map, form=form, status=422)
    try:
        with unit_of_work():
            actions.publish(queries.pin_map(pin_map.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return overview(queries.pin_map(pin_map.id), form=form, status=422)
    return reply(url_for("pin_maps.detail", map_id=pin_map.id), tell="pin-map-published")


@bp.post("/abschliessen")
@requires(PinMapPermission.CLOSE, of=map_in_url)
def close(pin_map: "PinMap") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(pin_map, form=form, status=422)
    with unit_of_work():
        actions.close(queries.pin_map(pin_map.id), by=actor())
    return reply(url_for("pin_maps.detail", map_id=pin_map.id), tell="pin-map-closed")


@bp.get("/wieder-oeffnen")
@requires(PinMapPermission.REOPEN, of=map_in_url)
def ask_to_reopen(pin_map: "PinMap") -> Response:
    return page("pinmaps/work/reopen.html", pin_map=pin_map, form=EndForm())


@bp.post("/wieder-oeffnen")
@requires(PinMapPermission.REOPEN, of=map_in_url)
def reopen(pin_map: "PinMap") -> Response:
    form = EndForm()
    if not form.validate_on_submit() or form.closes_on.data is None:
        return page("pinmaps/work/reopen.html", pin_map=pin_map, form=form, status=422)
    try:
        with unit_of_work():
            actions.reopen(queries.pin_map(pin_map.id), closes_on=form.closes_on.data, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("pinmaps/work/reopen.html", pin_map=queries.pin_map(pin_map.id), form=form, status=422)
    return reply(url_for("pin_maps.detail", map_id=pin_map.id), tell="pin-map-reopened")


@bp.get("/qr.png")
@requires(PinMapPermission.READ, of=map_in_url)
def qr_png(pin_map: "PinMap") -> Response:
    return _qr(pin_map, "png", "image/png")


@bp.get("/qr.svg")
@requires(PinMapPermission.READ, of=map_in_url)
def qr_svg(pin_map: "PinMap") -> Response:
    return _qr(pin_map, "svg", "image/svg+xml")


def _qr(pin_map: "PinMap", kind: str, mimetype: str) -> Response:
    """The address as a QR code; a draft has no address yet."""
    if not pin_map.is_public:
        raise NotFound
    import segno

    out = BytesIO()
    code = segno.make(public_address(pin_map), error="m", micro=False)
    code.save(out, kind=kind, scale=_PIXELS_PER_SQUARE, border=4)
    return download(out.getvalue(), f"qr-{pin_map.slug}.{kind}", mimetype)
