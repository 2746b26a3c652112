"""Angebote for tests."""

from typing import Any

from portal.kernel.clock import today
from portal.kernel.codes import new_id
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.offers import actions, queries
from portal.offers.actions import OfferDraft
from portal.offers.models import Offer, OfferReport
from portal.offers.terms.hours import Span, read_day
from portal.offers.terms.kinds import OfferKind
from portal.places.models import Sozialraum
from tests.factories.places import make_place


def hours(**days: str) -> list[Span]:
    """Hours as people write them: `hours(mo="9–12", fr="14–18")`."""
    names = ("mo", "di", "mi", "do", "fr", "sa", "so")
    return [span for day, text in days.items() for span in read_day(text, names.index(day))]


def make_offer(
    name: str = "Fahrdienst", *, place: Sozialraum | None = None, shown: bool = True, **values: Any
) -> Offer:
    """An Angebot with a telephone number, checked today and shown unless told otherwise."""
    where = place or make_place()
    given: dict[str, Any] = {
        "kind": OfferKind.TRANSPORT,
        "what": "Wir fahren Sie zum Arzt und zum Einkaufen.",
        "phone": "089 99998 300",
        "checked_on": today(),
    }
    with unit_of_work():
        made = actions.add(OfferDraft(name=name, place=where, **(given | values)), shown=shown, by=SYSTEM)
    return queries.offer(made.id)


def end_offer(offer: Offer) -> Offer:
    """The same, ended."""
    with unit_of_work():
        actions.end(queries.offer(offer.id), by=SYSTEM)
    return queries.offer(offer.id)


def make_report(offer: Offer | None = None, text: str = "Die Nummer stimmt nicht.", contact: str = "") -> OfferReport:
    """A Hinweis of a reader."""
    to = offer or make_offer()
    with unit_of_work():
        made = actions.report(queries.offer(to.id), text=text, contact=contact, submission_key=new_id(), by=SYSTEM)
    return queries.report(made.id)
