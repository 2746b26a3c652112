"""Contacts of an Akteur: noting, changing, a new consent, erasing."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.network import actions, queries
from portal.network.actions import ContactDraft
from portal.network.forms import ConsentForm, ContactForm
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, contact_in_url, stakeholder_in_url
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.network.models import Stakeholder, StakeholderContact

tells("contact-added", N_("Der Kontakt ist eingetragen."))
tells("contact-saved", N_("Der Kontakt ist gespeichert."))
tells("consent-renewed", N_("Die neue Einwilligung ist mit dem heutigen Tag vermerkt."))
tells("contact-erased", N_("Die Daten dieser Person sind gelöscht. Prüfen Sie bitte auch die Notizen des Akteurs."))
tells("person-erased", N_("Die Daten dieser Person sind gelöscht; sie gehört nicht mehr zum Netzwerk."))

_TEXTS = ("name", "function", "email", "phone", "address")


@bp.get("/<uuid:stakeholder_id>/kontakte/neu")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def new_contact(stakeholder: "Stakeholder") -> Response:
    name = stakeholder.name if stakeholder.is_person and not stakeholder.people else ""
    return page("network/contact.html", form=ContactForm(data={"name": name}), stakeholder=stakeholder, contact=None)


@bp.post("/<uuid:stakeholder_id>/kontakte/neu")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def create_contact(stakeholder: "Stakeholder") -> Response:
    form = ContactForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.stakeholder(stakeholder.id)
                actions.add_contact(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="contact-added")
        except InvalidInput as error:
            form.take(error)
    return page("network/contact.html", form=form, stakeholder=stakeholder, contact=None, status=422)


@bp.get("/kontakte/<uuid:contact_id>")
@requires(NetworkPermission.EDIT_CONTACT, of=contact_in_url)
def edit_contact(contact: "StakeholderContact") -> Response:
    return _contact_page(contact, _form_of(contact))


@bp.post("/kontakte/<uuid:contact_id>")
@requires(NetworkPermission.EDIT_CONTACT, of=contact_in_url)
def save_contact(contact: "StakeholderContact") -> Response:
    form = ContactForm()
    if not form.validate_on_submit():
        return _contact_page(contact, form, status=422)
    try:
        with unit_of_work():
            actions.edit_contact(queries.contact(contact.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.contact(contact.id)
        return _contact_page(theirs, form, conflicts=conflicts_of(form, theirs, _TEXTS), status=409)
    except InvalidInput as error:
        form.take(error)
        return _contact_page(queries.contact(contact.id), form, status=422)
    return reply(url_for("network.show", stakeholder_id=contact.stakeholder_id), tell="contact-saved")


@bp.post("/kontakte/<uuid:contact_id>/einwilligung")
@requires(NetworkPermission.EDIT_CONTACT, of=contact_in_url)
def renew_consent(contact: "StakeholderContact") -> Response:
    form = ConsentForm(prefix="neu-")
    if not form.validate_on_submit():
        return _contact_page(contact, _form_of(contact), consent=form, status=422)
    with unit_of_work():
        actions.renew_consent(queries.contact(contact.id), way=form.consent_way.chosen, by=actor())
    return reply(url_for("network.edit_contact", contact_id=contact.id), tell="consent-renewed")


@bp.post("/kontakte/<uuid:contact_id>/loeschen")
@requires(NetworkPermission.EDIT_CONTACT, of=contact_in_url)
def erase_contact(contact: "StakeholderContact") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _contact_page(contact, _form_of(contact), status=422)
    stakeholder_id, is_person = contact.stakeholder_id, contact.stakeholder.is_person
    with unit_of_work():
        actions.erase_contact(queries.contact(contact.id), by=actor())
    if is_person:
        return reply(url_for("network.index"), tell="person-erased")
    return reply(url_for("network.show", stakeholder_id=stakeholder_id), tell="contact-erased")


def _contact_page(
    contact: "StakeholderContact",
    form: ContactForm,
    *,
    consent: ConsentForm | None = None,
    conflicts: object = None,
    status: int = 200,
) -> Response:
    return page(
        "network/contact.html",
        status=status,
        form=form,
        stakeholder=contact.stakeholder,
        contact=contact,
        consent=consent or ConsentForm(formdata=None, prefix="neu-"),
        conflicts=conflicts,
        is_conflict=conflicts is not None,
    )


def _form_of(contact: "StakeholderContact") -> ContactForm:
    names = (*_TEXTS, "consented_on", "may_be_named", "version")
    values: dict[str, Any] = {name: getattr(contact, name) for name in names}
    consent_way = contact.consent_way.value if contact.consent_way else ""
    return ContactForm(formdata=None, data=values | {"way": contact.way.value, "consent_way": consent_way})


def _draft(form: ContactForm) -> ContactDraft:
    return ContactDraft(
        **{name: str(form[name].data or "") for name in _TEXTS},
        way=form.way.chosen,
        consented_on=form.consented_on.data,
        consent_way=form.consent_way.chosen,
        may_be_named=bool(form.may_be_named.data),
    )
