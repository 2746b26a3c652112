"""`/rueckmeldung/karte`: what the Rückmelde-Code of a sitting opens: every pin, what became of it, and taking it back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import moment_of
from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.geometry import mercator
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.map_page import place_of
from portal.pinmaps.routes.windows import legend_of
from portal.places import queries as places
from portal.web import uploads
from portal.web.access import actor, public
from portal.web.forms import Form, as_small_number
from portal.web.i18n import _
from portal.web.pages import page, reply, tells
from portal.web.panels import collect, contributes

if TYPE_CHECKING:
    from portal.pinmaps.models import Pin, PinMap, PinSitting

bp = Blueprint("pin_receipt", __name__, url_prefix="/rueckmeldung/karte")

tells("receipt-pin-withdrawn", N_("Die Nadel ist zurückgenommen. Ihre Worte und Fotos dazu sind gelöscht."))

_VIEW = "pin-receipt-view"
_VIEW_HOLDS = timedelta(hours=2)
#: So many pins stand on one page with what became of them.
_PER_PAGE = 10


@contributes("receipt.code")
def address_of(*, typed: str, **_context: Any) -> Iterator[str]:
    """Where the pins of a sitting stand whose code this is."""
    sitting = queries.sitting_by_code(typed)
    if sitting is not None:
        yield url_for("pin_receipt.show", view=codes.sign(_VIEW, sitting.id.hex, valid_for=_VIEW_HOLDS))


@bp.get("/<view>")
@public
def show(view: str) -> Response:
    sitting = _opened(view)
    return _shown(view, sitting) if sitting else _closed()


@bp.post("/<view>/zuruecknehmen/<uuid:pin_id>")
@public
def withdraw(view: str, pin_id: UUID) -> Response:
    sitting = _opened(view)
    if sitting is None:
        return _closed()
    form = Form()
    if not form.validate_on_submit():
        return _shown(view, sitting, form=form, status=422)
    pin = queries.pin_or_none(pin_id)
    if pin is not None and pin.sitting_id == sitting.id:
        with unit_of_work():
            contributions.withdraw(said.contribution(pin_id), by=actor())
    return reply(url_for("pin_receipt.show", view=view), tell="receipt-pin-withdrawn")


@bp.get("/<view>/foto/<uuid:photo_id>")
@public
def photo(view: str, photo_id: UUID) -> Response:
    sitting = _opened(view)
    found = said.photo(photo_id)
    pin = queries.pin_or_none(found.contribution_id)
    if sitting is None or pin is None or pin.sitting_id != sitting.id:
        raise NotFound
    return uploads.photo_response(found.file_name)


def _closed() -> Response:
    return reply(url_for("receipt.ask"), tell="receipt-closed")


def _opened(view: str) -> "PinSitting | None":
    value = codes.unsign(_VIEW, view)
    return queries.sitting(UUID(value)) if value else None


def _shown(view: str, sitting: "PinSitting", *, form: Form | None = None, status: int = 200) -> Response:
    pin_map = queries.pin_map(sitting.map_id)
    pins = queries.pins_of_sitting(sitting.id)
    first = _first(len(pins))
    some = pins[first : first + _PER_PAGE]
    return page(
        "pinmaps/public/receipt.html",
        status=status,
        view=view,
        pin_map=pin_map,
        total=len(pins),
        first=first,
        following=first + _PER_PAGE if first + _PER_PAGE < len(pins) else None,
        rows=_rows(pin_map, some),
        props=_map_props(pin_map, pins),
        form=form or Form(formdata=None),
    )


def _first(total: int) -> int:
    first = as_small_number(request.args.get("ab", ""))
    return first if first < total else 0


def _rows(pin_map: "PinMap", pins: "list[Pin]") -> list[dict[str, Any]]:
    rows = said.get_many([pin.contribution_id for pin in pins])
    names = places.names({row.sozialraum_id for row in rows.values() if row.sozialraum_id})
    looks = {one.number: one for one in pin_map.categories}
    return [
        {
            "pin": pin,
            "said": (row := rows[pin.contribution_id]),
            "category": looks[pin.category],
            "place": place_of(row, names),
            "photos": said.photos_of(row.id),
            "timeline": sorted(collect("receipt.timeline", contribution_id=row.id), key=moment_of),
        }
        for pin in pins
    ]


def _map_props(pin_map: "PinMap", pins: "list[Pin]") -> dict[str, Any] | None:
    """The own pins where they were set; None when none of them stands on the map."""
    own = [
        {"at": mercator.degrees(pin.x, pin.y), "k": pin.category, "n": number}
        for number, pin in enumerate(pins, 1)
        if pin.x is not None and pin.y is not None
    ]
    if not own:
        return None
    return {**map_props(pin_map), "own": own, "legend": legend_of(pin_map), "name": _("Nadel {n}: {label}")}
