"""Checking, showing and ending Angebote; what is to be checked."""

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.text import N_
from portal.offers import actions, queries
from portal.offers.policy import OfferPermission
from portal.offers.routes.blueprint import bp, offer_in_url, views
from portal.offers.routes.directory import offer_page
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form, VersionedForm
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.offers.models import Offer

tells("offer-checked", N_("Als heute geprüft vermerkt."))
tells("offer-shown", N_("Das Angebot ist jetzt öffentlich."))
tells("offer-ended", N_("Das Angebot ist beendet. Es bleibt gespeichert und wird nicht mehr gezeigt."))


@bp.get("/zu-pruefen")
@requires(OfferPermission.LIST)
def due() -> Response:
    """What is to be checked, the longest waiting first."""
    found = queries.due_offers(actor())
    return page(
        "offers/work/due.html",
        found=found,
        number=queries.count_due(actor()),
        names=places.names(one.sozialraum_id for one in found),
        views=views(),
    )


@bp.post("/<uuid:offer_id>/geprueft")
@requires(OfferPermission.EDIT, of=offer_in_url)
def check(offer: "Offer") -> Response:
    """One click; it leads back to the list it came from."""
    form = VersionedForm()
    if not form.validate_on_submit():
        return offer_page(offer, form=form, status=422)
    try:
        with unit_of_work():
            actions.check(queries.offer(offer.id), version=form.seen_version, by=actor())
    except Conflict as error:
        form.take(error)
        return offer_page(queries.offer(offer.id), form=form, status=409)
    back = "offers.due" if request.form.get("zurueck") == "liste" else "offers.show"
    return reply(url_for(back, **({} if back == "offers.due" else {"offer_id": offer.id})), tell="offer-checked")  # type: ignore[arg-type]


@bp.post("/<uuid:offer_id>/zeigen")
@requires(OfferPermission.READ, of=offer_in_url)
def publish(offer: "Offer") -> Response:
    """Make it public; a second time it is public already."""
    form = Form()
    if not form.validate_on_submit():
        return offer_page(offer, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.offer(offer.id)
            if not fresh.is_shown:
                actions.show(fresh, by=actor())
    except (InvalidInput, InvalidTransition) as error:
        form.take(error)
        return offer_page(queries.offer(offer.id), form=form, status=422)
    return reply(url_for("offers.show", offer_id=offer.id), tell="offer-shown")


@bp.post("/<uuid:offer_id>/beenden")
@requires(OfferPermission.END, of=offer_in_url)
def end(offer: "Offer") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return offer_page(offer, form=form, status=422)
    with unit_of_work():
        actions.end(queries.offer(offer.id), by=actor())
    return reply(url_for("offers.show", offer_id=offer.id), tell="offer-ended")
