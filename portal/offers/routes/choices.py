"""What can be chosen, and what a list is narrowed to."""

from collections.abc import Iterable
from uuid import UUID

from flask import request, url_for

from portal.county import queries as county
from portal.kernel.text import clean_text
from portal.offers.forms import FilterForm, PublicFilterForm
from portal.offers.policy import KEEPERS
from portal.offers.queries import Filters
from portal.offers.terms.kinds import OfferKind, WorkFilter
from portal.places import queries as places
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.i18n import _

LONGEST_SEARCH = 200


def place_choices() -> Choices:
    """The Sozialräume in which this person keeps Angebote up, the county first."""
    return places.choices_within(actor().scope_of(*KEEPERS), county_first=True)


def further_choices(*, keep: Iterable[UUID] = ()) -> Choices:
    """The same for further places, with those that were chosen before by somebody who may more."""
    mine = list(place_choices())
    known = {place_id for place_id, _label in mine}
    labels = places.labels(set(keep) - known)
    return [*mine, *sorted(labels.items(), key=lambda one: one[1])]


def field_choices(*, keep: Iterable[UUID] = ()) -> Choices:
    """The Handlungsfelder in the order of their tree, parts with a dash; also retired ones that are in use."""
    kept = set(keep)
    return [
        (field.id, f"– {field.name}" if field.parent_id else field.name)
        for field in county.action_fields(active=None)
        if field.is_active or field.id in kept
    ]


def group_choices(*, keep: Iterable[UUID] = ()) -> Choices:
    """The Zielgruppen in their order; also retired ones that are in use."""
    kept = set(keep)
    return [
        (group.id, group.name) for group in county.target_groups(active=None) if group.is_active or group.id in kept
    ]


def filter_form() -> FilterForm:
    """What the address says; anything that cannot be chosen narrows nothing."""
    return FilterForm(formdata=request.args, places=place_choices())


def filters_of(form: FilterForm) -> Filters:
    return Filters(
        text=_searched(form.q.data),
        place_id=form.ort.chosen,
        kind=_kind(form.art.data),
        work=next((one for one in WorkFilter if one.value == form.stand.data), None),
    )


def public_form() -> PublicFilterForm:
    """What a resident asks for; places by their address."""
    known = places.tree()
    nodes = ((known.get(place_id), label) for place_id, label in places.choices())
    return PublicFilterForm(formdata=request.args, places=[(node.slug, label) for node, label in nodes if node])


def public_filters(form: PublicFilterForm) -> Filters:
    node = places.tree().by_slug(str(form.ort.data or ""))
    return Filters(
        text=_searched(form.q.data),
        place_id=node.id if node else None,
        kind=_kind(form.art.data),
        open_now=bool(form.offen.data),
    )


def work_address(filters: Filters) -> str:
    """The list of the staff with these filters."""
    told = {
        "q": filters.text,
        "ort": filters.place_id,
        "art": filters.kind.value if filters.kind else None,
        "stand": filters.work.value if filters.work else None,
    }
    return url_for("offers.index", **{name: str(value) for name, value in told.items() if value})  # type: ignore[arg-type]


def public_address(filters: Filters, slug: str) -> str:
    """The directory with these filters."""
    told = {
        "q": filters.text,
        "ort": slug,
        "art": filters.kind.value if filters.kind else None,
        "offen": "1" if filters.open_now else None,
    }
    return url_for("public_offers.index", **{name: str(value) for name, value in told.items() if value})  # type: ignore[arg-type]


def in_words(filters: Filters) -> list[tuple[str, str]]:
    """The filters as a person reads them."""
    told = []
    if filters.text:
        told.append((_("Suche"), filters.text))
    if filters.place_id:
        told.append((_("Ort"), places.names([filters.place_id]).get(filters.place_id, "")))
    if filters.kind:
        told.append((_("Art"), _(filters.kind.label)))
    if filters.work:
        told.append((_("Stand"), _(filters.work.label)))
    return told


def _kind(written: object) -> OfferKind | None:
    return next((kind for kind in OfferKind if kind.value == written), None)


def _searched(written: object) -> str:
    return clean_text(str(written or ""), lines=False)[:LONGEST_SEARCH]
