"""Entering and changing an Angebot."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.offers import actions, queries
from portal.offers.actions import OfferDraft
from portal.offers.forms import OfferForm
from portal.offers.policy import OfferPermission
from portal.offers.routes.blueprint import bp, offer_in_url
from portal.offers.routes.choices import field_choices, further_choices, group_choices, place_choices
from portal.offers.terms.hours import day_text
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.forms import as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.offers.models import Offer

tells("offer-added", N_("Das Angebot ist eingetragen."))
tells("offer-saved", N_("Gespeichert."))

_TEXTS = ("name", "what", "address", "phone", "email", "website", "hours_note", "costs")


@bp.get("/neu")
@requires(OfferPermission.ADD)
def new() -> Response:
    mine = place_choices()
    wanted = as_uuid(request.args.get("ort"))
    known = {place_id for place_id, _label in mine}
    chosen = wanted if wanted in known else (mine[0][0] if len(mine) == 1 else None)
    return _edit_page(_form(data={"sozialraum_id": chosen, "checked_on": today(), "shown": True}), None)


@bp.post("/neu")
@requires(OfferPermission.ADD)
def create() -> Response:
    form = _form()
    if not form.validate_on_submit():
        return _edit_page(form, None, status=422)
    try:
        with unit_of_work():
            offer = actions.add(_draft(form), shown=bool(form.shown.data), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _edit_page(form, None, status=422)
    return reply(url_for("offers.show", offer_id=offer.id), tell="offer-added")


@bp.get("/<uuid:offer_id>/bearbeiten")
@requires(OfferPermission.EDIT, of=offer_in_url)
def edit(offer: "Offer") -> Response:
    return _edit_page(_form(offer, formdata=None, data=_values(offer)), offer)


@bp.post("/<uuid:offer_id>/bearbeiten")
@requires(OfferPermission.EDIT, of=offer_in_url)
def save(offer: "Offer") -> Response:
    form = _form(offer)
    if not form.validate_on_submit():
        return _edit_page(form, offer, status=422)
    try:
        with unit_of_work():
            actions.edit(queries.offer(offer.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, offer)
    except InvalidInput as error:
        form.take(error)
        return _edit_page(form, queries.offer(offer.id), status=422)
    return reply(url_for("offers.show", offer_id=offer.id), tell="offer-saved")


def _edit_page(form: OfferForm, offer: "Offer | None", *, status: int = 200, **context: Any) -> Response:
    return page("offers/work/edit.html", form=form, offer=offer, status=status, **context)


def _conflict(form: OfferForm, offer: "Offer") -> Response:
    """Somebody saved meanwhile: both versions side by side, one's own still in the form, ready to be saved again."""
    theirs = queries.offer(offer.id)
    stored = _form(theirs, formdata=None, data=_values(theirs))
    days = tuple(f"hours_{weekday}" for weekday in range(7))
    told = [
        *((form[name].label.text, str(stored[name].data or ""), str(form[name].data or "")) for name in _TEXTS + days),
        *((form[name].label.text, _chosen(stored[name]), _chosen(form[name])) for name in ("kind", "barrier_free")),
    ]
    form.version.data = str(theirs.version)
    conflicts = [(label, one, mine) for label, one, mine in told if one != mine]
    return _edit_page(form, theirs, conflicts=conflicts, is_conflict=True, status=409)


def _chosen(field: Any) -> str:
    return next((str(label) for value, label in field.choices if value == field.data), "")


def _form(offer: "Offer | None" = None, **kwargs: Any) -> OfferForm:
    kept: dict[str, Choices] = {
        "further": further_choices(keep=[place.id for place in offer.places] if offer else ()),
        "groups": group_choices(keep=[group.id for group in offer.target_groups] if offer else ()),
        "fields": field_choices(keep=[field.id for field in offer.action_fields] if offer else ()),
    }
    return OfferForm(places=place_choices(), **kept, **kwargs)


def _values(offer: "Offer") -> dict[str, Any]:
    plain = ("sozialraum_id", "by_appointment", "checked_on", "rhythm", "version", *_TEXTS)
    return {
        **{name: getattr(offer, name) for name in plain},
        **{f"hours_{weekday}": day_text(offer.spans, weekday) for weekday in range(7)},
        "kind": offer.kind.value,
        "barrier_free": offer.barrier_free.value,
        "place_ids": [place.id for place in offer.places],
        "target_group_ids": [group.id for group in offer.target_groups],
        "action_field_ids": [field.id for field in offer.action_fields],
    }


def _draft(form: OfferForm) -> OfferDraft:
    assert form.sozialraum_id.chosen is not None, "the form was validated"
    return OfferDraft(
        **{name: str(form[name].data or "") for name in _TEXTS},
        kind=form.kind.chosen,
        place=places.place(form.sozialraum_id.chosen),
        place_ids=form.place_ids.chosen,
        target_group_ids=form.target_group_ids.chosen,
        action_field_ids=form.action_field_ids.chosen,
        spans=form.spans,
        by_appointment=bool(form.by_appointment.data),
        barrier_free=form.barrier_free.chosen,
        checked_on=form.checked_on.data,
        rhythm=form.rhythm.data,
    )
