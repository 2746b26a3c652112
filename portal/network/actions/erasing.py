"""Forgetting people: what every way out of the network does alike."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.events import record
from portal.kernel.text import fold
from portal.network.events import ContactErased
from portal.network.models import Stakeholder, StakeholderContact, StakeholderMerge, StakeholderReview
from portal.network.queries.marks import marks_of
from portal.network.terms import NAMELESS


def erase(contact: StakeholderContact) -> None:
    """Empty everything that says who it is, and keep marks by which no file brings the person back."""
    contact.erased_marks = marks_of(
        organisation=contact.stakeholder.name, name=contact.name, email=contact.email, phone=contact.phone
    )
    contact.name = contact.sort_name = contact.function = ""
    contact.email = contact.email_key = contact.phone = contact.phone_key = contact.address = ""
    contact.consented_on = contact.consent_way = None
    contact.may_be_named = False
    contact.erased_at = now()
    record(ContactErased(contact_id=contact.id, stakeholder_id=contact.stakeholder_id))


def forget_person(stakeholder: Stakeholder) -> None:
    """Empty an Akteur that is a person, with everything that became part of it and every copy in its history."""
    for one in (stakeholder, *_parts(stakeholder)):
        one.name, one.sort_name = NAMELESS, fold(NAMELESS)
        one.role = one.website = one.notes = one.next_step = ""
        one.review_on = None
        for review in session().scalars(select(StakeholderReview).where(StakeholderReview.stakeholder_id == one.id)):
            review.next_step = ""
        touching = or_(StakeholderMerge.kept_id == one.id, StakeholderMerge.merged_id == one.id)
        for merge in session().scalars(select(StakeholderMerge).where(touching)):
            merge.filled = {}


def _parts(stakeholder: Stakeholder) -> Iterator[Stakeholder]:
    for part in session().scalars(select(Stakeholder).where(Stakeholder.merged_into_id == stakeholder.id)).all():
        yield part
        yield from _parts(part)
