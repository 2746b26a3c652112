"""The pins of a Nadelkarte as a list, one by one, with their photos: what stands beside the map, and a page of its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.errors import InvalidInput, NotFound
from portal.pinmaps.forms.reading import PinFilterForm
from portal.pinmaps.queries import listing, viewport
from portal.pinmaps.queries.listing import ListedPage, ListedPin
from portal.pinmaps.queries.viewport import ViewRules
from portal.pinmaps.routes.asked import has_window, map_at, read_filter, read_window, read_zoom
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.windows import looks_of, reading_props
from portal.pinmaps.terms import PinFilter
from portal.web import uploads
from portal.web.access import public
from portal.web.forms import as_uuid
from portal.web.htmx import is_fragment_request
from portal.web.pages import page, with_arguments

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_list", __name__, url_prefix="/karten")


@bp.get("/<slug>/nadeln")
@public
def index(slug: str) -> Response:
    pin_map, rules = _map_at(slug)
    try:
        only = read_filter(request.args)
        part = _part(rules, only)
    except InvalidInput as error:
        raise NotFound from error
    return page(
        "pinmaps/public/pins.html",
        fragment="pin_entries",
        pin_map=pin_map,
        rules=rules,
        form=filter_form(pin_map),
        part=part,
        looks=looks_of(pin_map),
        more=_more(slug, part),
        props=reading_props(pin_map, only),
    )


@bp.get("/<slug>/nadeln/<uuid:contribution_id>")
@public
def show(slug: str, contribution_id: UUID) -> Response:
    pin_map, rules = _map_at(slug)
    pin = _pin(rules, contribution_id)
    return page(
        "pinmaps/public/pin.html",
        fragment="pin_entries",
        pin_map=pin_map,
        is_fragment=is_fragment_request(),
        pin=pin,
        looks=looks_of(pin_map),
        props={**map_props(pin_map), "one": {"x": pin.x, "y": pin.y, "look": looks_of(pin_map).get(pin.category)}},
    )


@bp.get("/<slug>/nadeln/<uuid:contribution_id>/foto/<uuid:photo_id>")
@public
def photo(slug: str, contribution_id: UUID, photo_id: UUID) -> Response:
    rules = viewport.rules_of(slug)
    pin = listing.listed_pin(rules, contribution_id) if rules else None
    found = listing.released_photo(pin, photo_id) if pin else None
    if found is None:
        raise NotFound
    return uploads.photo_response(found.file_name)


@bp.app_template_global("pin_filter")
def filter_form(pin_map: "PinMap") -> PinFilterForm:
    """The filter of a map, filled from the address; for pages with a map."""
    form = PinFilterForm(request.args)
    form.offer(
        categories=[(one.number, one.label) for one in pin_map.categories],
        groups=[] if pin_map.threshold else [(one.number, one.label) for one in pin_map.groups],
        months=() if pin_map.threshold else (pin_map.opens_on, pin_map.closes_on),
    )
    return form


def _map_at(slug: str) -> tuple["PinMap", ViewRules]:
    pin_map = map_at(slug)
    return pin_map, ViewRules(pin_map.id, pin_map.shows_pins, pin_map.threshold)


def _pin(rules: ViewRules, contribution_id: UUID) -> ListedPin:
    found = listing.listed_pin(rules, contribution_id)
    if found is None:
        raise NotFound
    return found


def _part(rules: ViewRules, only: PinFilter) -> ListedPage:
    """Raises `InvalidInput` for a window that is none."""
    window, zoom = (read_window(request.args), read_zoom(request.args)) if has_window(request.args) else (None, 0)
    return listing.listed(rules, only, window=window, zoom=zoom, after=as_uuid(request.args.get("after")))


def _more(slug: str, part: ListedPage) -> str | None:
    """The address of the next part, with everything else of this one."""
    if part.after is None:
        return None
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "after"]
    address = url_for("pin_list.index", slug=slug)
    for name, value in [*kept, ("after", str(part.after))]:
        address = with_arguments(address, **{name: value})
    return address
