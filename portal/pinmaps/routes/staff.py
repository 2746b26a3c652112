"""`/arbeit/karten`: the list, a new Nadelkarte, and the first page of each."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from portal.kernel.text import N_
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.routes.tabs import map_in_url, tab, tabs_of
from portal.web.access import requires
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_maps", __name__, url_prefix="/arbeit/karten")
bp.add_app_template_global(tabs_of, "map_tabs")

tab(N_("Überblick"), "pin_maps.detail", PinMapPermission.READ, order=10, modules=frozenset({"pin_map_publishing"}))


@bp.get("/<uuid:map_id>")
@requires(PinMapPermission.READ, of=map_in_url)
def detail(pin_map: "PinMap") -> Response:
    return page("pinmaps/work/detail.html", pin_map=pin_map)
