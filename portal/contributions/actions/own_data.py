"""What the person behind a Wortmeldung decides about it; whoever holds the Rückmelde-Code is that person."""

from uuid import UUID

from portal.contributions import queries
from portal.contributions.actions.notices import forget_mails
from portal.contributions.events import ContributionWithdrawn, PhotoDropped
from portal.contributions.models import Contact, Contribution
from portal.contributions.terms import ContactDetails
from portal.kernel import audit, mail
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor
from portal.kernel.text import N_

CONTACT_CHANGED = audit.kind(
    "contributions.contact-changed", N_("Kontaktdaten geändert"), keys=("contribution_id",), by_anyone=True
)
CONTACT_DELETED = audit.kind(
    "contributions.contact-deleted", N_("Kontaktdaten gelöscht"), keys=("contribution_id",), by_anyone=True
)
WITHDRAWN = audit.kind(
    "contributions.withdrawn", N_("Wortmeldung zurückgenommen"), keys=("contribution_id",), by_anyone=True
)


def change_contact(contribution: Contribution, details: ContactDetails, *, by: Actor) -> None:
    """Replace e-mail, telephone and address by what the person gives now; mails that were stopped begin again with a new address.

    Whoever holds the Rückmelde-Code may do this, so no permission is asked here. A withdrawn Wortmeldung takes none.
    """
    if contribution.is_withdrawn:
        raise InvalidTransition
    contact = queries.contact_of(contribution.id)
    if contact is None:
        contact = Contact(contribution_id=contribution.id)
        session().add(contact)
    elif contact.email and contact.email != details.email:
        mail.forget_kept(contact.email)
    contact.email, contact.phone = details.email or None, details.phone or None
    contact.name, contact.address = details.name or contact.name, details.address or None
    contact.wants_updates, contact.stopped_at = bool(details.email), None
    audit.log(CONTACT_CHANGED, by=by, contribution_id=contribution.id)


def delete_contact(contribution: Contribution, *, by: Actor) -> bool:
    """Forget how the person can be reached, and the mails to them; the Wortmeldung stays. False when nothing was there.

    Whoever holds the Rückmelde-Code may do this, so no permission is asked here.
    """
    contact = queries.contact_of(contribution.id)
    if contact is None:
        return False
    session().delete(contact)
    forget_mails(contribution.id, contact.email)
    audit.log(CONTACT_DELETED, by=by, contribution_id=contribution.id)
    return True


def stop_updates(contribution_id: UUID) -> bool:
    """Send no more mails about this Wortmeldung. False when there was nothing to stop."""
    contact = queries.contact_of(contribution_id)
    if contact is None:
        return False
    contact.stopped_at = contact.stopped_at or now()
    return True


def withdraw(contribution: Contribution, *, by: Actor) -> None:
    """Take it back for good: words, place, photos and contact are erased; the row, its code and its fate remain.

    Whoever holds the Rückmelde-Code may do this, so no permission is asked here. Doing it again changes nothing; of two at the same
    moment the second waits here, and so does whoever moderates it meanwhile.
    """
    session().refresh(contribution, ["withdrawn_at", "moderation"], with_for_update=True)
    if contribution.is_withdrawn:
        return
    contribution.withdrawn_at = now()
    contribution.text = contribution.place_text = ""
    delete_contact(contribution, by=by)
    for photo in queries.photos_of(contribution.id):
        session().delete(photo)
        record(PhotoDropped(file_name=photo.file_name))
    audit.log(WITHDRAWN, by=by, contribution_id=contribution.id)
    record(ContributionWithdrawn(contribution_id=contribution.id))
