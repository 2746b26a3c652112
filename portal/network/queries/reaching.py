"""Who can be reached, and how: members of round tables, lists of addresses, letters."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, or_

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.network.models import Stakeholder, StakeholderContact
from portal.network.queries.directory import Filters, visible_contacts
from portal.network.terms import ContactWay, LeftOut
from portal.places import queries as places


@dataclass(frozen=True)
class Reachable:
    """A person who agreed to being written to, with everything needed for it."""

    contact_id: UUID
    name: str
    #: Name of the Akteur; "" for a person who is one.
    organisation: str
    #: What the person is there, else the role of the Akteur.
    function: str
    email: str
    phone: str
    #: Lines of an envelope below the names.
    address: str
    way: ContactWay
    may_be_named: bool


@dataclass
class Selection:
    """What a list holds, and how many were left out for which reason."""

    chosen: list[Reachable] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    @property
    def reasons(self) -> list[tuple[LeftOut, int]]:
        """The reasons in a fixed order, with how many they concern."""
        return [(reason, self.left_out[reason]) for reason in LeftOut if self.left_out[reason]]


def reachable_contacts(viewer: Actor, *, around: UUID | None) -> list[Reachable]:
    """Contacts with consent whom this person may see, by name of the Akteur and of the contact.

    `around` keeps those who work in that Sozialraum: beneath it, and in those around it such as the Landkreis.
    """
    chosen = visible_contacts(viewer).where(StakeholderContact.consented_on.is_not(None))
    if around is not None:
        chosen = chosen.where(_works_in(around))
    return [as_reachable(one) for one in session().scalars(chosen.order_by(*_BY_NAME))]


def mail_addresses(viewer: Actor, filters: Filters) -> Selection:
    """Every address once, of those who agreed and wish to get mails."""
    selection, seen = Selection(), set()
    for one in _contacts(viewer, filters):
        reason = _why_no_mail(one)
        if reason is None and one.email_key in seen:
            reason = LeftOut.SAME_ADDRESS
        if reason is not None:
            selection.left_out[reason] += 1
            continue
        seen.add(one.email_key)
        selection.chosen.append(as_reachable(one))
    return selection


def letters(viewer: Actor, filters: Filters) -> Selection:
    """Those who agreed and cannot or do not wish to get mails, as far as there is an address."""
    selection = Selection()
    for one in _contacts(viewer, filters):
        reason = _why_no_letter(one)
        if reason is not None:
            selection.left_out[reason] += 1
            continue
        selection.chosen.append(as_reachable(one))
    return selection


def as_reachable(one: StakeholderContact) -> Reachable:
    """A contact as other rooms know it."""
    stakeholder = one.stakeholder
    return Reachable(
        contact_id=one.id,
        name=one.name,
        organisation="" if stakeholder.is_person else stakeholder.name,
        function=one.function or stakeholder.role,
        email=one.email,
        phone=one.phone,
        address=one.address,
        way=one.way,
        may_be_named=one.may_be_named,
    )


def _contacts(viewer: Actor, filters: Filters) -> list[StakeholderContact]:
    return list(session().scalars(visible_contacts(viewer, filters).order_by(*_BY_NAME)))


def _why_no_mail(one: StakeholderContact) -> LeftOut | None:
    if one.consented_on is None:
        return LeftOut.NO_CONSENT
    if one.way is not ContactWay.MAIL:
        return LeftOut.OTHER_WAY
    return None if one.email else LeftOut.NO_EMAIL


def _why_no_letter(one: StakeholderContact) -> LeftOut | None:
    if one.consented_on is None:
        return LeftOut.NO_CONSENT
    if one.way is ContactWay.PHONE:
        return LeftOut.BY_PHONE
    if one.way is ContactWay.MAIL and one.email:
        return LeftOut.GETS_MAIL
    return None if one.address else LeftOut.NO_ADDRESS


def _works_in(around: UUID) -> ColumnElement[bool]:
    node = places.tree().get(around)
    above = node.lineage if node else ()
    return or_(Stakeholder.sozialraum_id.in_(places.subtree_ids([around])), Stakeholder.sozialraum_id.in_(list(above)))


_BY_NAME = (Stakeholder.sort_name, StakeholderContact.sort_name, StakeholderContact.id)
