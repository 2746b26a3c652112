"""The sheet of a place: as a page to print, and as a PDF."""

from itertools import groupby
from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.kernel.errors import NotFound
from portal.kernel.runtime import settings
from portal.offers import queries
from portal.offers.documents import PDF_MIMETYPE, sheet_pdf
from portal.offers.formats.words import hours_in_words
from portal.offers.queries import Filters
from portal.offers.routes.blueprint import public_bp
from portal.offers.terms.kinds import MOST_ON_SHEET
from portal.places import queries as places
from portal.web import limits
from portal.web.access import public
from portal.web.pages import download, page

if TYPE_CHECKING:
    from portal.offers.models import Offer
    from portal.places.queries import PlaceNode

#: Drawing a PDF costs more than a page; nobody needs more than these in ten minutes.
_MOST = {"production": 60, "local": 5_000}
_MOST_SECONDS = 600


@public_bp.get("/blatt/<place_slug>")
@public
def sheet(place_slug: str) -> Response:
    """Large print, by kind, with nothing but what belongs on paper."""
    place = _place(place_slug)
    return page(
        "offers/public/sheet.html",
        place=place,
        groups=[(kind, list(those)) for kind, those in groupby(_offers(place), key=lambda one: one.kind)],
        hours=hours_in_words,
        address=_address(place),
        pdf=url_for("public_offers.sheet_as_pdf", place_slug=place.slug),
    )


@public_bp.get("/blatt/<place_slug>/angebote.pdf")
@public
def sheet_as_pdf(place_slug: str) -> Response:
    place = _place(place_slug)
    limits.hit("offer-sheet", most=_MOST[settings().environment], per_seconds=_MOST_SECONDS)
    made = sheet_pdf(_offers(place), place_name=place.name, address=_address(place))
    return download(made, f"angebote-{place.slug}.pdf", PDF_MIMETYPE)


def _place(slug: str) -> "PlaceNode":
    node = places.tree().by_slug(slug)
    if node is None:
        raise NotFound
    return node


def _offers(place: "PlaceNode") -> "list[Offer]":
    return queries.all_of(queries.shown_offers(Filters(place_id=place.id)), limit=MOST_ON_SHEET)


def _address(place: "PlaceNode") -> str:
    return settings().base_url.rstrip("/") + url_for("public_offers.index", ort=place.slug)
