"""A reader says that something is wrong; whoever keeps the Angebot up settles it."""

from uuid import UUID

from sqlalchemy import select, update

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.offers.models import Offer, OfferReport
from portal.offers.policy import OfferPermission
from portal.offers.terms.kinds import CONTACT_KEPT, LONGEST_CONTACT, LONGEST_REPORT


def report(offer: Offer, *, text: str, contact: str = "", submission_key: UUID, by: Actor) -> OfferReport:
    """Keep what a reader found wrong. Nothing about the reader is kept but the contact left on purpose.

    The same key again answers the one that is there already. Raises `NotFound` for an Angebot that is not shown.
    """
    there = session().scalar(select(OfferReport).where(OfferReport.submission_key == submission_key))
    if there is not None:
        return there
    if not allows(OfferPermission.READ_SHOWN, by, offer):
        raise NotFound
    if not text or len(text) > LONGEST_REPORT or len(contact) > LONGEST_CONTACT:
        raise InvalidInput("offers.report", N_("Bitte schreiben Sie kurz, was nicht stimmt."), field="text")
    made = OfferReport(offer_id=offer.id, text=text, contact=contact, submission_key=submission_key)
    session().add(made)
    session().flush()
    return made


def settle(report: OfferReport, *, by: Actor) -> None:
    """It is dealt with: it leaves the list, and the contact is forgotten."""
    ensure(OfferPermission.SETTLE, by, report)
    report.settled_at, report.settled_by, report.contact = now(), by.id, ""
    session().flush()


def forget_contacts() -> None:
    """Forget the contacts of Hinweise that nobody settled in half a year."""
    old = update(OfferReport).where(OfferReport.at < now() - CONTACT_KEPT, OfferReport.contact != "")
    session().execute(old.values(contact=""))
