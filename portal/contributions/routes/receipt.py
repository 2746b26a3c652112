"""`/rueckmeldung`: with the code from the receipt a person sees what became of it, and decides about the own data."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.contributions import actions, exports, queries
from portal.contributions.forms import CodeForm, ContactForm
from portal.contributions.routes.timeline import timeline_of
from portal.contributions.terms import ContactDetails, mask_contact, read_contact
from portal.kernel import codes
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound, TooMany
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web import limits, uploads
from portal.web.access import actor, public
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply, tells
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.contributions.models import Contact, Contribution

bp = Blueprint("receipt", __name__, url_prefix="/rueckmeldung")

nav_entry("public", label=N_("Rückmeldung"), endpoint="receipt.ask", order=45, icon="chat")
tells(
    "receipt-closed", N_("Diese Ansicht war zu lange offen. Bitte geben Sie Ihren Code noch einmal ein."), tone="info"
)
tells("contact-deleted", N_("Ihre Kontaktdaten sind gelöscht. Ihre Wortmeldung bleibt."))
tells("contact-changed", N_("Ihre neuen Kontaktdaten sind gespeichert."))
tells("mails-stopped", N_("Sie bekommen zu diesem Anliegen keine E-Mails mehr."))
tells("contribution-withdrawn", N_("Ihre Wortmeldung ist zurückgenommen. Ihre Worte und Kontaktdaten sind gelöscht."))

_VIEW = "receipt-view"
_VIEW_HOLDS = timedelta(hours=2)
#: 80 bits cannot be guessed; this only keeps a machine from trying.
_MOST_WRONG = 40
_WRONG_SECONDS = 600


@bp.get("")
@public
def ask() -> Response:
    return page("contributions/receipt_ask.html", form=CodeForm(data={"code": request.args.get("code", "")[:80]}))


@bp.post("")
@public(needs_form_token=False)
def look_up() -> Response:
    form = CodeForm()
    if not form.validate_on_submit():
        return page("contributions/receipt_ask.html", form=form, status=422)
    try:
        address = _found(str(form.code.data))
    except TooMany as error:
        form.take(TooMany(message=_TOO_MANY))
        response = page("contributions/receipt_ask.html", form=form, status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    if address is None:
        form.code.errors = [_unknown(str(form.code.data))]
        return page("contributions/receipt_ask.html", form=form, status=422)
    return reply(address)


@bp.get("/ansicht/<view>")
@public
def show(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    return _shown(contribution, view)


@bp.post("/ansicht/<view>/kontakt")
@public
def change_contact(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    form = ContactForm()
    good = form.validate_on_submit()
    details = details_of(form) if good else None
    if details is None:
        if good:
            form.contact.errors = [_("Das sieht weder nach einer E-Mail-Adresse noch nach einer Telefonnummer aus.")]
        return _shown(contribution, view, contact_form=form, status=422)
    with unit_of_work():
        actions.change_contact(queries.contribution(contribution.id), details, by=actor())
    return reply(url_for("receipt.show", view=view), tell="contact-changed")


@bp.post("/ansicht/<view>/kontakt-loeschen")
@public
def delete_contact(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    if not Form().validate_on_submit():
        return _shown(contribution, view, status=422)
    with unit_of_work():
        actions.delete_contact(queries.contribution(contribution.id), by=actor())
    return reply(url_for("receipt.show", view=view), tell="contact-deleted")


@bp.get("/ansicht/<view>/zuruecknehmen")
@public
def ask_to_withdraw(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    return page("contributions/receipt_withdraw.html", contribution=contribution, view=view, form=Form())


@bp.post("/ansicht/<view>/zuruecknehmen")
@public
def withdraw(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    form = Form()
    if not form.validate_on_submit():
        return page("contributions/receipt_withdraw.html", contribution=contribution, view=view, form=form, status=422)
    with unit_of_work():
        actions.withdraw(queries.contribution(contribution.id), by=actor())
    return reply(url_for("receipt.show", view=view), tell="contribution-withdrawn")


@bp.get("/ansicht/<view>/daten")
@public
def own_data(view: str) -> Response:
    contribution = _opened(view)
    if contribution is None:
        return reply(url_for("receipt.ask"), tell="receipt-closed")
    data = exports.own_data(
        contribution,
        code=codes.receipt_code(contribution.submission_key),
        place=_place_name(contribution.sozialraum_id),
        consultation=_consultation_title(contribution.consultation_id),
        contact=queries.contact_of(contribution.id),
        photos=queries.photos_of(contribution.id),
        timeline=timeline_of(contribution.id),
    )
    body = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return download(body, f"wortmeldung-{today().isoformat()}.json", "application/json")


@bp.get("/ansicht/<view>/foto/<uuid:photo_id>")
@public
def photo(view: str, photo_id: UUID) -> Response:
    contribution = _opened(view)
    found = queries.photo(photo_id)
    if contribution is None or found.contribution_id != contribution.id:
        raise NotFound
    return uploads.photo_response(found.file_name)


@bp.get("/stopp/<token>")
@public
def ask_to_stop(token: str) -> Response:
    about = actions.contributions_of_stop_token(token)
    if not about:
        raise NotFound
    return page("contributions/receipt_stop.html", token=token, done=False, number=len(about))


@bp.post("/stopp/<token>")
@public(needs_form_token=False)
def stop(token: str) -> Response:
    """Also what mail programs call by themselves (RFC 8058): no cookie, no form token, no redirect."""
    about = actions.contributions_of_stop_token(token)
    if not about:
        raise NotFound
    with unit_of_work():
        for contribution_id in about:
            actions.stop_updates(contribution_id)
    return page("contributions/receipt_stop.html", token=token, done=True, number=len(about))


_TOO_MANY = N_(
    "Von hier aus wurden sehr viele Codes ausprobiert. Bitte warten Sie zehn Minuten, oder rufen Sie uns an."
)


def details_of(form: ContactForm) -> ContactDetails | None:
    """What the person wants to be reached by; None when the first line is neither an e-mail address nor a number."""
    read = read_contact(str(form.contact.data or ""))
    if read is None:
        return None
    return replace(read, name=str(form.name.data or ""), address=str(form.address.data or ""))


def _found(typed: str) -> str | None:
    """Where the answer to this code stands: here, or with a feature above that gave it out (topic "receipt.code")."""
    if limits.count("receipt-wrong", most=_MOST_WRONG, per_seconds=_WRONG_SECONDS) <= 0:
        raise TooMany(retry_after=_WRONG_SECONDS)
    found = queries.by_code(typed)
    if found is not None:
        return url_for("receipt.show", view=codes.sign(_VIEW, str(found.id), valid_for=_VIEW_HOLDS))
    addresses: list[str] = collect("receipt.code", typed=typed)
    if not addresses:
        limits.hit("receipt-wrong", most=_MOST_WRONG, per_seconds=_WRONG_SECONDS)
    return next(iter(addresses), None)


def _unknown(typed: str) -> str:
    length = sum(c.isalnum() for c in typed)
    if length != codes.CODE_LENGTH:
        return _(
            "Der Code hat 16 Zeichen, das hier sind %(length)s. Bitte vergleichen Sie ihn mit Ihrer Quittung.",
            length=length,
        )
    return _(
        "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrer Quittung, "
        "oder rufen Sie uns an: Wir helfen gern."
    )


def _opened(view: str) -> "Contribution | None":
    value = codes.unsign(_VIEW, view)
    return queries.contribution(UUID(value)) if value else None


def _shown(
    contribution: "Contribution", view: str, *, contact_form: ContactForm | None = None, status: int = 200
) -> Response:
    contact = queries.contact_of(contribution.id)
    return page(
        "contributions/receipt_show.html",
        status=status,
        contribution=contribution,
        view=view,
        code=codes.receipt_code(contribution.submission_key),
        place=_place_name(contribution.sozialraum_id),
        consultation=_consultation_title(contribution.consultation_id),
        photos=queries.photos_of(contribution.id),
        timeline=timeline_of(contribution.id),
        contact=contact,
        masked=_reached_by(contact) if contact else [],
        contact_form=contact_form or ContactForm(formdata=None, data={}),
    )


def _reached_by(contact: "Contact") -> list[str]:
    """Mail and telephone as their owner recognises them and nobody else can use them."""
    mail = [mask_contact(contact.email)] if contact.email else []
    end = contact.phone[-2:] if contact.phone else ""
    return [*mail, _("Telefonnummer, die auf %(end)s endet", end=end)] if end else mail


def _place_name(place_id: UUID | None) -> str | None:
    return places.names([place_id]).get(place_id) if place_id else None


def _consultation_title(consultation_id: UUID | None) -> str | None:
    return consultations.titles([consultation_id]).get(consultation_id) if consultation_id else None
