"""Who may read and write a SWOT-Analyse.

Whoever reads Bedarfe of the place reads it; the Sozialplanung and the Kümmerer there write it.
"""

from enum import StrEnum

from portal.kernel.policy import Role, has_role, has_role_here, policy
from portal.needs.policy import READERS

WRITERS = (Role.PLANNER, Role.KUEMMERER)


class SwotPermission(StrEnum):
    """What can be done with SWOT-Analysen."""

    #: Open the list; what stands in it depends on READ.
    LIST = "swot:list"
    #: Read one with its Fassungen, and print it.
    READ = "swot:read"
    #: Open the form for a new one.
    ADD = "swot:add"
    #: Have one for a Sozialraum (asked about the Sozialraum).
    ADD_HERE = "swot:add-here"
    #: Change what stands in it, keep a Fassung, delete it.
    EDIT = "swot:edit"


POLICY = policy(
    {
        SwotPermission.LIST: has_role(*READERS),
        SwotPermission.READ: has_role_here(*READERS),
        SwotPermission.ADD: has_role(*WRITERS),
        SwotPermission.ADD_HERE: has_role_here(*WRITERS),
        SwotPermission.EDIT: has_role_here(*WRITERS),
    }
)
