"""What a map shows in its window, for the script that draws it (`static/js/map/pins.js`).

The address says which window: `z` the zoom, `w`, `n`, `o`, `s` its west, north, east and south edge in steps of
`geometry.mercator`; and what of it: `k` categories, `g` groups, `m` months (202611), each as often as wanted; for staff also `v`
visibilities. The answer is columns of whole numbers, so that it stays small:

    {"t": pins in the window, "x": …, "y": …, "u": …,
     "c": [dx, dy, kinds, category, pins, category, pins, …, dx, dy, kinds, …]}          when there are many, or
    {"t": …, "x": …, "y": …, "u": 1,
     "p": {"i": [id, …], "x": [dx, …], "y": […], "k": [category, …], "g": [group, …], "w": [has words, …]}}

A place is (x + dx · u, y + dy · u) in steps. For staff `p` also has "v" (0 shown, 1 held, 2 hidden). Whatever cannot be read
answers 422 as a problem document.
"""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.errors import InvalidInput
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import viewport
from portal.pinmaps.routes.asked import read_filter, read_window, read_zoom
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.tabs import map_in_url
from portal.pinmaps.terms import PinFilter, PinVisibility
from portal.web.access import public, requires
from portal.web.errors import problem
from portal.web.i18n import _
from portal.web.pages import json_reply

if TYPE_CHECKING:
    from portal.pinmaps.geometry.mercator import Window
    from portal.pinmaps.models import PinMap
    from portal.pinmaps.queries.viewport import Cluster, SinglePin, View

bp = Blueprint("map_windows", __name__)

#: So long a browser keeps what everybody sees; a pin that was just set is asked for anew.
KEEP_SECONDS = 30
#: Zoom of a map at which a step is a pixel.
_ZOOM_OF_STEPS = 20
_VISIBILITIES = tuple(PinVisibility)


@bp.get("/karten/<slug>/fenster.json")
@public
def window(slug: str) -> Response:
    rules = viewport.rules_of(slug)
    if rules is None:
        return problem(
            404, code="not-found", title=_("Diese Karte gibt es nicht"), detail=_("Die Karte ist nicht öffentlich.")
        )
    try:
        seen, zoom, only = read_window(request.args), read_zoom(request.args), read_filter(request.args)
    except InvalidInput as error:
        return _refused(error)
    response = json_reply(packed(viewport.public_view(rules, seen, zoom, only), seen, zoom))
    response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    return response


@bp.get("/arbeit/karten/<uuid:map_id>/fenster.json")
@requires(PinMapPermission.READ, of=map_in_url)
def staff_window(pin_map: "PinMap") -> Response:
    try:
        seen, zoom = read_window(request.args), read_zoom(request.args)
        only = read_filter(request.args, for_staff=True)
    except InvalidInput as error:
        return _refused(error)
    return json_reply(packed(viewport.view(pin_map.id, seen, zoom, only, exact=True), seen, zoom, for_staff=True))


def pin_props(pin_map: "PinMap", *, windows: str | None = None, only: PinFilter | None = None) -> dict[str, Any]:
    """What `js/map/pins.js` draws the pins of a map from; `windows` for the twin of the staff."""
    return {
        "windows": windows or url_for("map_windows.window", slug=pin_map.slug),
        "legend": legend_of(pin_map),
        "filter": {"k": only.categories, "g": only.groups, "m": only.months} if only else {},
        "texts": {
            "many": _("{n} Nadeln"),
            "one": _("{n} Nadel"),
            "withWords": _("{label}, mit Text"),
        },
    }


def staff_pin_props(pin_map: "PinMap", only: PinFilter | None = None) -> dict[str, Any]:
    """The same for those who work on the map: exact positions, and what others do not see."""
    props = pin_props(pin_map, windows=url_for("map_windows.staff_window", map_id=pin_map.id), only=only)
    if only:
        props["filter"]["v"] = [one.value for one in only.visibilities]
    return props


def legend_of(pin_map: "PinMap") -> list[dict[str, Any]]:
    """Which sign stands for what, in the order of the legend."""
    return [
        {"number": one.number, "label": one.label, "fill": one.colour.fill, "path": one.shape.path}
        for one in pin_map.categories
    ]


def looks_of(pin_map: "PinMap") -> dict[int, dict[str, Any]]:
    """The legend by the numbers that pins name."""
    return {look["number"]: look for look in legend_of(pin_map)}


def reading_props(pin_map: "PinMap", only: PinFilter | None = None) -> dict[str, Any]:
    """What `islands/pin-map.js` shows: the ground, and the pins unless the map keeps them from others."""
    pins = {"pins": pin_props(pin_map, only=only)} if pin_map.shows_pins else {}
    return {**map_props(pin_map), **pins}


def packed(view: "View", seen: "Window", zoom: int, *, for_staff: bool = False) -> dict[str, Any]:
    """A view as columns of numbers; see the top of this module."""
    answer: dict[str, Any] = {"t": view.total, "x": seen.west, "y": seen.north, "u": 1}
    if view.clusters:
        answer["u"] = 1 << max(0, _ZOOM_OF_STEPS - zoom)
        answer["c"] = _flat(view.clusters, seen, answer["u"])
    else:
        answer["p"] = _columns(view.pins, seen, for_staff=for_staff)
    return answer


def _flat(clusters: "tuple[Cluster, ...]", seen: "Window", unit: int) -> list[int]:
    numbers: list[int] = []
    for one in clusters:
        numbers += ((one.x - seen.west) // unit, (one.y - seen.north) // unit, len(one.counts))
        for category, count in one.counts:
            numbers += (category, count)
    return numbers


def _columns(pins: "tuple[SinglePin, ...]", seen: "Window", *, for_staff: bool) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        "i": [str(one.id) for one in pins],
        "x": [one.x - seen.west for one in pins],
        "y": [one.y - seen.north for one in pins],
        "k": [one.category for one in pins],
        "g": [one.group for one in pins],
        "w": [int(one.has_words) for one in pins],
    }
    if for_staff:
        columns["v"] = [_VISIBILITIES.index(one.visibility) for one in pins]
    return columns


def _refused(error: InvalidInput) -> Response:
    return problem(
        422, code=error.code, title=_("Dieses Fenster konnten wir nicht lesen"), detail=_(error.message, **error.params)
    )
