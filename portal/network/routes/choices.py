"""What can be chosen, and what a list is narrowed to."""

from collections.abc import Iterable
from uuid import UUID

from flask import request, url_for

from portal.county import queries as county
from portal.kernel.text import clean_text
from portal.network.forms import FilterForm
from portal.network.policy import NETWORKERS
from portal.network.queries import Filters
from portal.network.terms import StakeholderKind
from portal.places import queries as places
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.i18n import _


def place_choices() -> Choices:
    """The Sozialräume in which this person works with Akteure, the county first."""
    return places.choices_within(actor().scope_of(*NETWORKERS), county_first=True)


def field_choices(*, keep: Iterable[UUID] = ()) -> Choices:
    """The Handlungsfelder in the order of their tree, parts with a dash; also retired ones that are in use."""
    kept = set(keep)
    return [
        (field.id, f"– {field.name}" if field.parent_id else field.name)
        for field in county.action_fields(active=None)
        if field.is_active or field.id in kept
    ]


def filter_form() -> FilterForm:
    """What the address says; anything that cannot be chosen narrows nothing."""
    return FilterForm(formdata=request.args, places=place_choices(), fields=field_choices())


def filters_of(form: FilterForm) -> Filters:
    kind = next((kind for kind in StakeholderKind if kind.value == form.art.data), None)
    return Filters(
        text=clean_text(str(form.q.data or ""), lines=False)[:200],
        around=form.ort.chosen,
        kind=kind,
        action_field_id=form.feld.chosen,
    )


def arguments(filters: Filters) -> dict[str, object]:
    """The filters as they stand in an address."""
    told = {
        "q": filters.text,
        "ort": filters.around,
        "art": filters.kind.value if filters.kind else None,
        "feld": filters.action_field_id,
    }
    return {name: value for name, value in told.items() if value}


def address(endpoint: str, filters: Filters) -> str:
    """A view of the network with these filters."""
    return url_for(endpoint, **arguments(filters))  # type: ignore[arg-type]


def in_words(filters: Filters) -> list[tuple[str, str]]:
    """The filters as a person reads them."""
    told = []
    if filters.text:
        told.append((_("Suche"), filters.text))
    if filters.around:
        told.append((_("Ort"), places.names([filters.around]).get(filters.around, "")))
    if filters.kind:
        told.append((_("Art"), _(filters.kind.label)))
    if filters.action_field_id:
        names = {field.id: field.name for field in county.action_fields(active=None)}
        told.append((_("Handlungsfeld"), names.get(filters.action_field_id, "")))
    return told
