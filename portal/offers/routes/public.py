"""The directory for everyone: search, and the page of one Angebot."""

from flask import Response, request

from portal.offers import queries
from portal.offers.formats.words import hours_in_words, openness_in_words
from portal.offers.routes.blueprint import public_bp
from portal.offers.routes.choices import public_address, public_filters, public_form
from portal.places import queries as places
from portal.web.access import public
from portal.web.pages import page


@public_bp.get("")
@public
def index() -> Response:
    form = public_form()
    filters = public_filters(form)
    chosen = queries.shown_offers(filters)
    found = queries.page_of(chosen, after=request.args.get("after"))
    place = places.tree().get(filters.place_id)
    return page(
        "offers/public/index.html",
        form=form,
        filters=filters,
        found=found,
        number=queries.count(chosen),
        names=places.names(row.sozialraum_id for row in found.rows),
        place=place,
        here=public_address(filters, place.slug if place else ""),
        openness=openness_in_words,
    )


@public_bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    offer = queries.public_offer(slug)
    known = places.tree()
    return page(
        "offers/public/show.html",
        offer=offer,
        place=known.get(offer.sozialraum_id),
        served=[node for node in map(known.get, (one.id for one in offer.places)) if node],
        hours=hours_in_words(offer.spans),
        openness=openness_in_words(offer.open_state),
    )
