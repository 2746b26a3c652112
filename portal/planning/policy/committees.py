"""Who may see and keep the register of Gremien.

All who read Bedarfe read it: where a matter is decided is no secret. The Sozialplanung keeps it where it works; a Gremium of
the whole county is kept by who plans for the whole county.
"""

from enum import StrEnum

from portal.kernel.policy import Role, has_role, has_role_here, policy

READERS = (Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)


class CommitteePermission(StrEnum):
    """What can be done with Gremien."""

    #: Open the register and a Gremium.
    READ = "committee:read"
    #: Open the form for a new one.
    ADD = "committee:add"
    #: Have one for this Sozialraum, change it, its members, responsibilities and sessions.
    EDIT = "committee:edit"
    #: Take over the shipped example.
    SHIP = "committee:ship"


POLICY = policy(
    {
        CommitteePermission.READ: has_role(*READERS),
        CommitteePermission.ADD: has_role(Role.PLANNER),
        CommitteePermission.EDIT: has_role_here(Role.PLANNER),
        #: It has no place, so "here" asks for a role in the whole county.
        CommitteePermission.SHIP: has_role_here(Role.PLANNER),
    }
)
