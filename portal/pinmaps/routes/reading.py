"""`/arbeit/karten/<id>/nadeln`: the pins of a map as those read them who work on it, on the exact map and as a list in step."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from portal.contributions.terms import Fate
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.forms.staff_filter import OF_TABLES, StaffPinFilterForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import reading
from portal.pinmaps.queries.reading import Reading
from portal.pinmaps.routes.asked import has_window, read_filter, read_window, read_zoom
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.pinmaps.routes.windows import legend_of, packed, staff_pin_props
from portal.web.access import may, requires
from portal.web.errors import problem, status_of
from portal.web.i18n import _, as_date
from portal.web.pages import json_reply, page
from portal.web.panels import collect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.pinmaps.models import PinMap
    from portal.pinmaps.queries.reading import PinEntry

bp = Blueprint("pin_reading", __name__, url_prefix="/arbeit/karten")

tab(N_("Lesen"), "pin_reading.index", PinMapPermission.READ, order=46, modules=frozenset({"pin_selection"}))

#: What of an address says which pins are read; anything else in it is dropped.
NAMES = ("k", "g", "m", "v", "tisch", "z", "w", "n", "o", "s")
_MOST_VALUES = 40


@bp.get("/<uuid:map_id>/nadeln")
@requires(PinMapPermission.READ, of=map_in_url)
def index(pin_map: "PinMap") -> Response:
    try:
        return show(pin_map, read_reading(request.args))
    except InvalidInput as error:
        return show(pin_map, Reading(), error=error, status=status_of(error))


@bp.get("/<uuid:map_id>/nadeln/<uuid:contribution_id>")
@requires(PinMapPermission.READ, of=map_in_url)
def pin(pin_map: "PinMap") -> Response:
    one = reading.entry(pin_map, UUID(str((request.view_args or {})["contribution_id"])))
    if one is None:
        raise NotFound
    return page(
        "pinmaps/work/pin.html",
        fragment="pin_open",
        pin_map=pin_map,
        one=one,
        fates=fates_of([one])[one.id],
        spot=spot_of(one),
    )


@bp.get("/<uuid:map_id>/nadeln/tisch.json")
@requires(PinMapPermission.READ, of=map_in_url)
def window_of_table(pin_map: "PinMap") -> Response:
    """The window of the map when only the pins of tables are read (`routes/windows.py` tells the answer)."""
    try:
        wanted = read_reading(request.args)
        seen, zoom = read_window(request.args), read_zoom(request.args)
    except InvalidInput as error:
        title = _("Dieses Fenster konnten wir nicht lesen")
        return problem(422, code=error.code, title=title, detail=_(error.message, **error.params))
    return json_reply(packed(reading.view_of_tables(pin_map, wanted), seen, zoom, for_staff=True))


def show(pin_map: "PinMap", wanted: Reading, *, error: InvalidInput | None = None, status: int = 200) -> Response:
    """Map and list. `error` says above them what could not be done."""
    found = reading.page_of_pins(pin_map, wanted, after=request.args.get("after"))
    entries = reading.entries(found.rows)
    sent = request.values if error is None or request.method == "POST" else MultiDict()
    return page(
        "pinmaps/work/read.html",
        fragment="pin_rows",
        status=status,
        pin_map=pin_map,
        wanted=wanted,
        found=found,
        entries=entries,
        fates=fates_of(entries),
        counts=queries.counts_of(pin_map.id),
        form=_filter_form(pin_map, sent),
        kept=kept(sent),
        here=f"{url_for('pin_reading.index', map_id=pin_map.id)}?{urlencode(kept(sent))}",
        takers=collect("contributions.takers"),
        props=_props(pin_map, wanted, sent) if pin_map.is_public else None,
        legend=legend_of(pin_map),
        error=_(error.message, **error.params) if error else "",
        may_moderate=may(PinMapPermission.MODERATE, pin_map),
    )


def spot_of(one: "PinEntry") -> dict[str, Any] | None:
    """What a small map draws: the ground and one pin, where it was set; None for a pin that stands on none."""
    if not one.pin.is_on_the_map:
        return None
    look = next(look for look in legend_of(one.pin_map) if look["number"] == one.pin.category)
    return {**map_props(one.pin_map), "at": {"x": one.pin.x, "y": one.pin.y}, "look": look}


def read_reading(sent: "MultiDict[str, str]") -> Reading:
    """Which pins are meant by an address or a form. Raises `InvalidInput`."""
    table = sent.get("tisch", "")
    window = read_window(sent) if has_window(sent) else None
    return Reading(
        only=read_filter(sent, for_staff=True),
        window=window,
        zoom=read_zoom(sent) if window else 0,
        session_id=_table_id(table) if table and table != OF_TABLES else None,
        of_tables=table == OF_TABLES,
    )


def kept(sent: "MultiDict[str, str]") -> list[tuple[str, str]]:
    """What names the pins that are read, to be carried on in addresses and forms."""
    return [(name, value) for name in NAMES for value in sent.getlist(name)[:_MOST_VALUES] if value]


def fates_of(entries: "Sequence[PinEntry]") -> dict[UUID, list[Fate]]:
    """What became of these pins. One query per feature, however many."""
    found: dict[UUID, list[Fate]] = defaultdict(list)
    for fate in collect("contribution.fates", contribution_ids=[one.id for one in entries]):
        if fate not in found[fate.contribution_id]:
            found[fate.contribution_id].append(fate)
    return found


def _table_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise InvalidInput("reading.no-table", N_("Diesen Kartentisch gibt es nicht (mehr).")) from error


def _filter_form(pin_map: "PinMap", sent: "MultiDict[str, str]") -> StaffPinFilterForm:
    form = StaffPinFilterForm(sent)
    form.offer(
        categories=[(one.number, one.label) for one in pin_map.categories],
        groups=[(one.number, one.label) for one in pin_map.groups],
        months=(pin_map.opens_on, pin_map.closes_on),
    )
    tables = reading.tables_of(pin_map.id)
    form.offer_staff([(one.id, f"{one.title} ({_(one.channel.label)}, {as_date(one.held_on)})") for one in tables])
    return form


def _props(pin_map: "PinMap", wanted: Reading, sent: "MultiDict[str, str]") -> dict[str, Any]:
    """The exact map; with the pins of tables alone it asks for those."""
    pins = staff_pin_props(pin_map, only=wanted.only)
    if wanted.is_of_tables:
        pins["windows"] = url_for("pin_reading.window_of_table", map_id=pin_map.id)
        pins["filter"]["tisch"] = [sent.get("tisch", "")]
    return {**map_props(pin_map), "pins": pins}
