"""Who may change the county's settings and its lists of terms. Reading them is for everyone."""

from enum import StrEnum

from portal.kernel.policy import Role, has_role_here, policy


class CountyPermission(StrEnum):
    """What can be done with the county."""

    #: Change name, contact, colours, arms and legal texts.
    EDIT = "county:edit"
    #: Add, rename, order and retire Handlungsfelder, Zielgruppen and Grunddaseinsfunktionen.
    EDIT_TAXONOMIES = "county:edit-taxonomies"


#: The county has no place above it, so "here" asks for a role in the whole county.
POLICY = policy(
    {
        CountyPermission.EDIT: has_role_here(Role.ADMIN),
        CountyPermission.EDIT_TAXONOMIES: has_role_here(Role.ADMIN, Role.PLANNER),
    }
)
