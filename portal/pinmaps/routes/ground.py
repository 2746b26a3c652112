"""What every map of the portal stands on: outlines, areas, and what the script needs to draw them."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel.runtime import settings
from portal.pinmaps.queries import ground
from portal.pinmaps.routes.asked import map_at
from portal.pinmaps.routes.tiles import tile_props
from portal.web.access import public
from portal.web.i18n import _
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("map_ground", __name__, url_prefix="/karten")

_YEAR = 31_536_000


@bp.get("/grund/<version>.json")
@public
def outlines(version: str) -> Response:
    response = Response(ground.outlines(), mimetype="application/geo+json")
    is_present = version == ground.version()
    response.headers["Cache-Control"] = f"public, max-age={_YEAR if is_present else 60}"
    return response


@bp.get("/<slug>/gebiet.json")
@public
def area(slug: str) -> Response:
    response = Response(ground.area(map_at(slug)), mimetype="application/geo+json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def ground_props(frame: tuple[float, float, float, float], area_address: str | None) -> dict[str, Any]:
    """What `js/map/base.js` draws the ground from; islands add their own to it."""
    return {
        "frame": frame,
        "outlines": url_for("map_ground.outlines", version=ground.version()),
        "tiles": tile_props(),
        "area": area_address,
        "attribution": " · ".join(filter(None, (settings().map_attribution, _("Grenzen: © GeoBasis-DE / BKG")))),
        "texts": {"zoomIn": _("Größer zeigen"), "zoomOut": _("Kleiner zeigen")},
    }


@contributes("map.ground")
def ground_of_county(*, frame: tuple[float, float, float, float], **_context: Any) -> list[dict[str, Any]]:
    """The ground for maps that other features draw."""
    return [ground_props(frame, None)]


def map_props(pin_map: "PinMap", area_address: str | None = None) -> dict[str, Any]:
    """The ground of a Nadelkarte; `area_address` for a draft, whose area only its authors may see."""
    address = area_address or url_for("map_ground.area", slug=pin_map.slug)
    return ground_props((pin_map.west, pin_map.south, pin_map.east, pin_map.north), address)
