"""Who may read and write the Soll-Ist-Abgleich: planners of both kinds where they work; whoever reads Bedarfe there reads it."""

from enum import StrEnum

from portal.kernel.policy import Role, has_role, has_role_here, policy
from portal.needs.policy import READERS

WRITERS = (Role.PLANNER, Role.SECTOR_PLANNER)


class TargetPermission(StrEnum):
    """What can be done with rows of the Soll-Ist-Abgleich."""

    #: Open the matrix and the list; what stands in them depends on READ.
    LIST = "target-actual:list"
    #: Read one row.
    READ = "target-actual:read"
    #: Open the form for a new row.
    ADD = "target-actual:add"
    #: Have a row in a particular Sozialraum (asked about the Sozialraum).
    ADD_HERE = "target-actual:add-here"
    #: Change or delete a row, and hang Bedarfe on it.
    EDIT = "target-actual:edit"


POLICY = policy(
    {
        TargetPermission.LIST: has_role(*READERS),
        TargetPermission.READ: has_role_here(*READERS),
        TargetPermission.ADD: has_role(*WRITERS),
        TargetPermission.ADD_HERE: has_role_here(*WRITERS),
        TargetPermission.EDIT: has_role_here(*WRITERS),
    }
)
