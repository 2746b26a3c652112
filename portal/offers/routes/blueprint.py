"""`/arbeit/angebote` and `/angebote`: their views, and what they all need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, url_for

from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.offers import queries
from portal.offers.policy import OfferPermission
from portal.web.i18n import _
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.offers.models import Offer, OfferReport

bp = Blueprint("offers", __name__, url_prefix="/arbeit/angebote")
public_bp = Blueprint("public_offers", __name__, url_prefix="/angebote")


def _waiting(who: Actor) -> int | None:
    return queries.count_reports(who) or None


nav_entry("public", label=N_("Angebote"), endpoint="public_offers.index", order=35, icon="search")
nav_entry(
    "work",
    label=N_("Angebote"),
    endpoint="offers.index",
    order=66,
    permission=OfferPermission.LIST,
    count=_waiting,
    icon="tag",
)

_VIEWS = (
    (N_("Verzeichnis"), "offers.index"),
    (N_("Zu prüfen"), "offers.due"),
    (N_("Hinweise"), "offers.reports"),
    (N_("Einlesen"), "offers.imports"),
)


def views() -> list[tuple[str, str]]:
    """The views of the directory as (label, address)."""
    return [(_(label), url_for(endpoint)) for label, endpoint in _VIEWS]


def offer_in_url(offer_id: UUID) -> "Offer":
    return queries.offer(offer_id)


def report_in_url(report_id: UUID) -> "OfferReport":
    return queries.report(report_id)
