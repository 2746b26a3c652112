"""The directory of the staff and the page of one Angebot."""

from typing import TYPE_CHECKING

from flask import Response, request

from portal.accounts import queries as accounts
from portal.offers import queries
from portal.offers.formats.words import hours_in_words
from portal.offers.policy import OfferPermission
from portal.offers.routes.blueprint import bp, offer_in_url, views
from portal.offers.routes.choices import filter_form, filters_of, work_address
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.offers.models import Offer


@bp.get("")
@requires(OfferPermission.LIST)
def index() -> Response:
    form = filter_form()
    filters = filters_of(form)
    chosen = queries.visible_offers(actor(), filters)
    found = queries.page_of(chosen, after=request.args.get("after"))
    return page(
        "offers/work/index.html",
        fragment="offer_rows",
        form=form,
        filters=filters,
        found=found,
        number=queries.count(chosen),
        names=places.names(row.sozialraum_id for row in found.rows),
        here=work_address(filters),
        asked=request.query_string.decode(),
        views=views(),
    )


@bp.get("/<uuid:offer_id>")
@requires(OfferPermission.READ, of=offer_in_url)
def show(offer: "Offer") -> Response:
    return offer_page(offer)


def offer_page(offer: "Offer", *, form: Form | None = None, status: int = 200) -> Response:
    """Everything about one Angebot."""
    return page(
        "offers/work/show.html",
        status=status,
        offer=offer,
        place=places.tree().get(offer.sozialraum_id),
        hours=hours_in_words(offer.spans),
        reports=queries.reports_of(offer.id),
        people=accounts.names([offer.checked_by, offer.created_by]),
        form=form or Form(formdata=None),
    )
