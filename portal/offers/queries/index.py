"""The word search over Angebote."""

from portal.kernel.search import SearchIndex
from portal.offers.models import Offer

OFFER_INDEX = SearchIndex("offer")


def text_of(offer: Offer, place_name: str) -> str:
    """What the Angebot is found by: its own words, its kind, its places, and whom and what it is for."""
    terms = [group.name for group in offer.target_groups] + [field.name for field in offer.action_fields]
    places = [place.name for place in offer.places]
    return "\n".join((offer.name, offer.kind.label, offer.what, place_name, offer.address, *places, *terms))
