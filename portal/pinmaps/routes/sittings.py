"""The own pins of a sitting: the page after setting one, with the code, and taking one back."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.pinmaps.actions import sittings
from portal.pinmaps.forms.placing import TakeBackForm
from portal.pinmaps.routes import visits
from portal.pinmaps.routes.asked import map_at, wants_json
from portal.pinmaps.routes.map_page import own_pins
from portal.web.access import actor, public
from portal.web.forms import Form
from portal.web.pages import json_reply, page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_sittings", __name__, url_prefix="/karten")

tells("pin-taken-back", N_("Die Nadel ist zurückgenommen. Alles, was dazu gehörte, ist gelöscht."))
tells("pin-was-taken-back", N_("Diese Nadel war schon zurückgenommen."), tone="info")
tells("sitting-ended", N_("Danke! Auf diesem Gerät ist nichts mehr von Ihren Nadeln zu sehen."))


@bp.get("/<slug>/meine")
@public
def show(slug: str) -> Response:
    pin_map = map_at(slug)
    return _own(pin_map, visits.sitting(pin_map))


@bp.get("/<slug>/meine/<view>")
@public
def show_again(slug: str, view: str) -> Response:
    pin_map = map_at(slug)
    return _own(pin_map, visits.opened(pin_map, view) or visits.sitting(pin_map))


@bp.post("/<slug>/zuruecknehmen")
@public
def take_back(slug: str) -> Response:
    pin_map = map_at(slug)
    form = TakeBackForm()
    key = form.sitting_key or visits.sitting(pin_map)
    if form.pin_id is None or key is None:
        raise NotFound
    if not form.validate_on_submit():
        return _own(pin_map, key, form, status=422)
    with unit_of_work():
        is_new = sittings.take_back(form.pin_id, sitting_key=key, by=actor())
    if wants_json():
        return json_reply({"own": _address(pin_map, key)})
    return reply(_address(pin_map, key), tell="pin-taken-back" if is_new else "pin-was-taken-back")


@bp.post("/<slug>/fertig")
@public
def end(slug: str) -> Response:
    """Leave nothing behind on a shared device."""
    pin_map = map_at(slug)
    form = Form()
    if not form.validate_on_submit():
        return _own(pin_map, visits.sitting(pin_map), form, status=422)
    return visits.end(reply(url_for("public_pin_maps.show", slug=slug), tell="sitting-ended"), pin_map)


def _own(pin_map: "PinMap", key: UUID | None, form: Form | None = None, *, status: int = 200) -> Response:
    return page(
        "pinmaps/public/own.html",
        fragment="own",
        status=status,
        pin_map=pin_map,
        own=own_pins(key),
        form=form or Form(formdata=None),
    )


def _address(pin_map: "PinMap", key: UUID) -> str:
    return url_for("pin_sittings.show_again", slug=pin_map.slug, view=visits.view_of(pin_map, key))
