"""Finding Arbeitsgruppen, who belongs to them, and their ideas."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts import queries as accounts
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.kuemmerer.models import GroupIdea, GroupMember, KuemmererProject, WorkingGroup
from portal.kuemmerer.terms.groups import IdeaState
from portal.network import queries as network
from portal.network.models import StakeholderContact
from portal.network.queries import Reachable

_PROJECT = joinedload(WorkingGroup.project).selectinload(KuemmererProject.places)
_WHOLE = (_PROJECT, selectinload(WorkingGroup.members))


@dataclass(frozen=True)
class Called:
    """What a reader may know of a member."""

    #: The name; "" when this reader may not know it or the person took back the consent.
    name: str
    #: What the person is there and for which organisation; "" when nobody knows.
    about: str = ""
    #: The Akteur in the network; None for staff and for readers who do not work with the network.
    stakeholder_id: UUID | None = None
    #: Whether the account was deactivated: the person no longer works with this portal.
    is_gone: bool = False


def group(id: UUID) -> WorkingGroup:
    """One group with its project and members. Raises `NotFound`."""
    found = session().scalar(select(WorkingGroup).where(WorkingGroup.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def groups_of(project_id: UUID) -> list[WorkingGroup]:
    """The groups of a project in their order, with members; empty before anybody opened the page to work on it."""
    chosen = select(WorkingGroup).where(WorkingGroup.project_id == project_id).options(*_WHOLE)
    return list(session().scalars(chosen.order_by(WorkingGroup.position, WorkingGroup.id)))


def member(id: UUID) -> GroupMember:
    """One membership with its group and project, lasting or ended. Raises `NotFound`."""
    whole = joinedload(GroupMember.group).options(*_WHOLE)
    found = session().scalar(select(GroupMember).where(GroupMember.id == id).options(whole))
    if found is None:
        raise NotFound
    return found


def idea(id: UUID) -> GroupIdea:
    """One idea with its group and project. Raises `NotFound`."""
    whole = joinedload(GroupIdea.group).options(*_WHOLE)
    found = session().scalar(
        select(GroupIdea)
        .where(GroupIdea.id == id)
        .options(whole, joinedload(GroupIdea.member), joinedload(GroupIdea.sub_project))
    )
    if found is None:
        raise NotFound
    return found


def ideas_of(group_id: UUID, *, after: str | None = None, limit: int = 20) -> KeysetPage:
    """The ideas of a group, the newest first. Raises `InvalidInput` for a cursor of another list."""
    chosen = select(GroupIdea).where(GroupIdea.group_id == group_id)
    whole = (joinedload(GroupIdea.member), joinedload(GroupIdea.sub_project))
    return page_by_key(chosen.options(*whole), keys=(GroupIdea.id.desc(),), after=after, limit=limit)


def open_ideas(group_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many ideas of each group wait for a decision; groups without any are left out."""
    counted = (
        select(GroupIdea.group_id, func.count())
        .where(GroupIdea.group_id.in_(group_ids), GroupIdea.state == IdeaState.IDEA)
        .group_by(GroupIdea.group_id)
    )
    return {row[0]: row[1] for row in session().execute(counted)}


def called(viewer: Actor, members: Iterable[GroupMember]) -> dict[UUID, Called]:
    """What this reader may know of each member, by the id of the membership. Four queries at most.

    The name of a contact is told to those who work with the network there, and only while the person agrees. Others read the
    organisation. Staff are named to everybody who sees the project.
    """
    wanted = list(members)
    contacts = _contacts(viewer, {one.contact_id for one in wanted if one.contact_id})
    hidden = {one.contact_id for one in wanted if one.contact_id} - set(contacts)
    organisations = _organisations(hidden)
    staff = accounts.names([one.account_id for one in wanted])
    gone = accounts.closed([one.account_id for one in wanted])
    found = {}
    for one in wanted:
        if one.account_id is not None:
            found[one.id] = Called(staff.get(one.account_id, ""), is_gone=one.account_id in gone)
        elif one.contact_id in contacts:
            found[one.id] = _as_called(contacts[one.contact_id])
        else:
            found[one.id] = Called("", organisations.get(one.contact_id, "") if one.contact_id else "")
    return found


def reachable(viewer: Actor, group: WorkingGroup) -> list[Reachable]:
    """Contacts of the network around the places of the project who agreed and do not belong to the group, by organisation."""
    there = {one.contact_id for one in group.present_members}
    found: dict[UUID, Reachable] = {}
    for place in group.project.places:
        for one in network.reachable_contacts(viewer, around=place.id):
            if one.contact_id not in there:
                found.setdefault(one.contact_id, one)
    return list(found.values())


def _contacts(viewer: Actor, ids: Collection[UUID]) -> dict[UUID, StakeholderContact]:
    if not ids:
        return {}
    chosen = network.visible_contacts(viewer).where(
        StakeholderContact.id.in_(ids), StakeholderContact.consented_on.is_not(None)
    )
    return {one.id: one for one in session().scalars(chosen)}


def _organisations(contact_ids: Collection[UUID]) -> dict[UUID, str]:
    if not contact_ids:
        return {}
    chosen = select(StakeholderContact.id, StakeholderContact.stakeholder_id)
    rows = session().execute(chosen.where(StakeholderContact.id.in_(contact_ids))).all()
    names = network.organisation_names([row.stakeholder_id for row in rows])
    return {row.id: names.get(row.stakeholder_id, "") for row in rows}


def _as_called(contact: StakeholderContact) -> Called:
    akteur = contact.stakeholder
    about = [contact.function or akteur.role, "" if akteur.is_person else akteur.name]
    return Called(contact.name, ", ".join(one for one in about if one), akteur.id)
