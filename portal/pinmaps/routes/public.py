"""`/karten`: which Nadelkarten there are, and the page of one of them."""

from flask import Blueprint, Response, request

from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.routes import visits
from portal.pinmaps.routes.asked import map_at
from portal.pinmaps.routes.map_page import own_pins, placing_form, shown
from portal.pinmaps.terms import MapTiming
from portal.places import queries as places
from portal.web.access import public
from portal.web.forms import as_small_number
from portal.web.nav import nav_entry
from portal.web.pages import page

bp = Blueprint("public_pin_maps", __name__, url_prefix="/karten")

nav_entry("public", label=N_("Karten"), endpoint="public_pin_maps.index", order=15, icon="map")


@bp.get("")
@public
def index() -> Response:
    found = queries.published()
    order = (MapTiming.RUNNING, MapTiming.COMING, MapTiming.PAST)
    groups = [(timing, [pin_map for pin_map in found if pin_map.timing is timing]) for timing in order]
    return page(
        "pinmaps/public/index.html",
        groups=groups,
        is_empty=not found,
        names=places.names(pin_map.sozialraum_id for pin_map in found),
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    pin_map = map_at(slug)
    sitting = visits.sitting(pin_map)
    chosen = {
        "category": _chosen("nadel"),
        "group": _chosen("gruppe"),
        **({"sitting": str(sitting)} if sitting else {}),
    }
    if len(pin_map.categories) == 1:
        chosen["category"] = pin_map.categories[0].number
    response = shown(pin_map, placing_form(pin_map, formdata=None, data=chosen), own=own_pins(sitting))
    # Going back must show this very form with its key again, not a fresh one: then a second sending is a repeat.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _chosen(name: str) -> int:
    """The category or group to begin with, from the address of "Noch eine Nadel"; 0 for none."""
    return as_small_number(request.args.get(name, ""))
