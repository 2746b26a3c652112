"""Contacts of an Akteur and their consent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.network.actions.erasing import erase, forget_person
from portal.network.models import Stakeholder, StakeholderContact
from portal.network.policy import NetworkPermission
from portal.network.terms import ConsentWay, ContactWay, email_key, phone_key

ERASED = audit.kind(
    "network.consent-withdrawn",
    N_("Einwilligung zurückgenommen, Kontakt gelöscht"),
    keys=("contact_id", "stakeholder_id"),
)


@dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """What is kept of a person."""

    name: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    way: ContactWay = ContactWay.MAIL
    consented_on: date | None = None
    consent_way: ConsentWay | None = None
    may_be_named: bool = False


def add_contact(
    stakeholder: Stakeholder, draft: ContactDraft, *, submission_key: UUID | None = None, by: Actor
) -> StakeholderContact:
    """Note somebody through whom the Akteur is reached. The same key again answers the one that is there already."""
    ensure(NetworkPermission.EDIT, by, stakeholder)
    if submission_key is not None:
        there = session().scalar(select(StakeholderContact).where(StakeholderContact.submission_key == submission_key))
        if there is not None:
            ensure(NetworkPermission.EDIT_CONTACT, by, there)
            return there
    _check(draft)
    contact = StakeholderContact(stakeholder=stakeholder, submission_key=submission_key, erased_marks=[])
    _write(contact, draft)
    session().add(contact)
    session().flush()
    return contact


def edit_contact(contact: StakeholderContact, draft: ContactDraft, *, version: int, by: Actor) -> None:
    """Replace what is kept of the person. Raises `Conflict` when somebody saved since `version`."""
    ensure(NetworkPermission.EDIT_CONTACT, by, contact)
    if contact.version != version:
        raise Conflict
    _check(draft)
    _write(contact, draft)
    session().flush()


def renew_consent(contact: StakeholderContact, *, way: ConsentWay, by: Actor) -> None:
    """Note that the person agreed again, today."""
    ensure(NetworkPermission.EDIT_CONTACT, by, contact)
    contact.consented_on, contact.consent_way = today(), way


def erase_contact(contact: StakeholderContact, *, by: Actor) -> None:
    """Erase a person who took back the consent, at once and for good. The organisation stays.

    An Akteur that is this very person leaves the network with it.
    """
    ensure(NetworkPermission.EDIT_CONTACT, by, contact)
    stakeholder = contact.stakeholder
    erase(contact)
    if stakeholder.is_person:
        for other in stakeholder.people:
            erase(other)
        forget_person(stakeholder)
        stakeholder.retired_at = now()
    audit.log(ERASED, by=by, contact_id=contact.id, stakeholder_id=stakeholder.id)
    session().flush()


def _check(draft: ContactDraft) -> None:
    if not (draft.name or draft.email or draft.phone or draft.address):
        raise InvalidInput(
            "network.empty-contact",
            N_("Bitte geben Sie einen Namen, eine E-Mail-Adresse, eine Telefonnummer oder eine Anschrift an."),
            field="name",
        )
    needed = {ContactWay.MAIL: "email", ContactWay.LETTER: "address", ContactWay.PHONE: "phone"}[draft.way]
    if not getattr(draft, needed):
        raise InvalidInput("network.way-without-address", _MISSING[draft.way], field=needed)
    if draft.consented_on is not None and draft.consented_on > today():
        raise InvalidInput("network.consent-to-come", N_("Dieser Tag liegt in der Zukunft."), field="consented_on")
    if draft.consented_on is not None and draft.consent_way is None:
        raise InvalidInput(
            "network.consent-how", N_("Bitte sagen Sie, wie die Einwilligung gegeben wurde."), field="consent_way"
        )


_MISSING = {
    ContactWay.MAIL: N_("Wer per E-Mail erreicht werden möchte, braucht eine E-Mail-Adresse."),
    ContactWay.LETTER: N_("Wer Briefe bekommen möchte, braucht eine Anschrift."),
    ContactWay.PHONE: N_("Wer angerufen werden möchte, braucht eine Telefonnummer."),
}


def _write(contact: StakeholderContact, draft: ContactDraft) -> None:
    contact.name, contact.sort_name, contact.function = draft.name, fold(draft.name), draft.function
    contact.email, contact.email_key = draft.email, email_key(draft.email)
    contact.phone, contact.phone_key = draft.phone, phone_key(draft.phone)
    contact.address, contact.way = draft.address, draft.way
    contact.consented_on = draft.consented_on
    contact.consent_way = draft.consent_way if draft.consented_on else None
    contact.may_be_named = draft.may_be_named and draft.consented_on is not None
