"""One pin of a Kartentisch as it is typed or tapped: its form, and writing it down. For the page of a table and its tablet."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import request

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import placing
from portal.pinmaps.actions import sessions as actions
from portal.pinmaps.actions.placing import NewPin
from portal.pinmaps.forms.sessions import PinForm
from portal.pinmaps.queries import sessions as tables
from portal.places import queries as places
from portal.web.access import actor

if TYPE_CHECKING:
    from portal.pinmaps.models import MapSession, PinMap

_NOT_HERE = N_("Diese Stelle liegt in einem Gebiet, für das Sie nicht zuständig sind.")


def table_in_url(pin_map: "PinMap") -> "MapSession":
    """The table that the address names. Raises `NotFound`."""
    return tables.map_session(pin_map.id, (request.view_args or {})["session_id"])


def pin_form(pin_map: "PinMap", **kwargs: Any) -> PinForm:
    """The form for one pin of this map."""
    return PinForm(
        categories=[(one.number, one.label) for one in pin_map.categories],
        groups=[(one.number, one.label) for one in pin_map.groups],
        places=place_choices(pin_map),
        **kwargs,
    )


def place_choices(pin_map: "PinMap") -> list[Any]:
    """The Gemeinden and Ortsteile of the Sozialraum; those of its Gemeinde when it is smaller than one."""
    known = places.tree()
    node = known.get(pin_map.sozialraum_id)
    if node is None:
        return places.choices()
    beneath = {one.id for one in known.subtree(node)}
    return [(place_id, label) for place_id, label in places.choices() if place_id in beneath]


def record_typed(pin_map: "PinMap", form: PinForm) -> UUID:
    """Write down what stands in the form and return the id of the Wortmeldung.

    Raises a `DomainError` with the field of the form it belongs to.
    """
    with unit_of_work():
        fresh = queries.pin_map(pin_map.id)
        at = actions.place_of_field(fresh, form.grid_field.data) if form.grid_field.data else form.at.data
        new = NewPin(
            category=form.category_number,
            group=form.group_number,
            at=at,
            sozialraum_id=None if at else form.sozialraum_id.data,
            place_text=str(form.place_text.data or ""),
            comment=str(form.comment.data or ""),
        )
        try:
            placed = placing.record_pin(fresh, new, table_in_url(fresh), submission_key=form.key, by=actor())
        except Forbidden as error:
            raise InvalidInput("map-session.not-here", _NOT_HERE, field="grid_field") from error
        except InvalidInput as error:
            error.field = "grid_field" if error.field == "at" else error.field
            raise
    return placed.pin.contribution_id
