"""Who may see and change the network: those who work with people in the Sozialraum, and nobody else.

Contacts are private data. Administrators keep the portal running and see none of them; Fachplanung and observers do not either.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.network.models import Stakeholder, StakeholderContact, StakeholderImport
from portal.network.terms import ImportState

#: The roles that work with Akteure in their Sozialraum.
NETWORKERS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)


class NetworkPermission(StrEnum):
    """What can be done in the network."""

    #: Open the directory, its analysis, its reminders and its lists of addresses.
    LIST = "network:list"
    #: See an Akteur with its contacts.
    READ = "network:read"
    #: Open the pages for entering one and for reading a file.
    ADD = "network:add"
    #: Enter one for a particular Sozialraum.
    ADD_HERE = "network:add-here"
    #: Change, assess and take out an Akteur, and add contacts.
    EDIT = "network:edit"
    #: Change a contact, note a new consent, erase it.
    EDIT_CONTACT = "network:edit-contact"
    #: See what a file holds that one handed in oneself, and what became of it.
    READ_IMPORT = "network:read-import"
    #: Take over what it holds, or throw it away.
    TAKE_OVER = "network:take-over"


@rule
def is_listed(_: Actor, stakeholder: Stakeholder) -> bool:
    """It is neither part of another one nor taken out."""
    return stakeholder.is_listed


@rule
def is_retired(_: Actor, stakeholder: Stakeholder) -> bool:
    """It was taken out of the network."""
    return stakeholder.retired_at is not None


@rule
def is_kept(_: Actor, contact: StakeholderContact) -> bool:
    """The person has not been erased, and the Akteur is on the lists."""
    return not contact.is_erased and contact.stakeholder.is_listed


@rule
def handed_it_in(actor: Actor, file: StakeholderImport) -> bool:
    """The file came from this person."""
    return actor.id is not None and file.created_by == actor.id


@rule
def is_preview(_: Actor, file: StakeholderImport) -> bool:
    """Nothing of the file was taken over yet."""
    return file.state is ImportState.PREVIEW


POLICY = policy(
    {
        NetworkPermission.LIST: has_role(*NETWORKERS),
        NetworkPermission.READ: has_role_here(*NETWORKERS) & ~is_retired,
        NetworkPermission.ADD: has_role(*NETWORKERS),
        NetworkPermission.ADD_HERE: has_role_here(*NETWORKERS),
        NetworkPermission.EDIT: has_role_here(*NETWORKERS) & is_listed,
        NetworkPermission.EDIT_CONTACT: has_role_here(*NETWORKERS) & is_kept,
        NetworkPermission.READ_IMPORT: has_role_here(*NETWORKERS) & handed_it_in,
        NetworkPermission.TAKE_OVER: has_role_here(*NETWORKERS) & handed_it_in & is_preview,
    }
)
