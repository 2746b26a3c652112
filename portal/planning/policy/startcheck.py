"""Who may do the Startcheck: the Sozialplanung of the place answers and reads it, the Fachplanung there reads it too."""

from enum import StrEnum

from portal.kernel.policy import Role, has_role, has_role_here, policy


class StartCheckPermission(StrEnum):
    """What can be done with Startchecks."""

    #: Open the page with the rule and what was checked so far.
    LIST = "start-check:list"
    #: Read one.
    READ = "start-check:read"
    #: Open the form for a new one.
    ADD = "start-check:add"
    #: Have one for a Sozialraum (asked about the Sozialraum).
    ADD_HERE = "start-check:add-here"
    #: Change or delete one.
    EDIT = "start-check:edit"


POLICY = policy(
    {
        StartCheckPermission.LIST: has_role(Role.PLANNER, Role.SECTOR_PLANNER),
        StartCheckPermission.READ: has_role_here(Role.PLANNER, Role.SECTOR_PLANNER),
        StartCheckPermission.ADD: has_role(Role.PLANNER),
        StartCheckPermission.ADD_HERE: has_role_here(Role.PLANNER),
        StartCheckPermission.EDIT: has_role_here(Role.PLANNER),
    }
)
