"""Who may look across projects.

Planners see all of their Sozialraum, Fachplanung too; a Kümmerer sees their own. Of other Gemeinden they get to know what the
public pages of those places tell everybody, and nothing more.
"""

from enum import StrEnum

from portal.kernel.policy import Role, has_role, has_role_here, policy

#: Whoever looks across projects.
OVERSEERS = (Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER)
#: Whoever has something to do in the rooms of the portal.
WORKERS = (*OVERSEERS, Role.MUNICIPALITY, Role.MODERATOR)


class OverviewPermission(StrEnum):
    """What can be done across projects."""

    #: Open "Heute dran"; what stands on it is asked one by one.
    TODAY = "overview:today"
    #: Open the county view and compare projects one may see.
    OPEN = "overview:open"
    #: See when the Austauschtreffen is, and who shows what.
    READ_EXCHANGE = "overview:read-exchange"
    #: Prepare an Austauschtreffen and print its hand-out.
    PREPARE_EXCHANGE = "overview:prepare-exchange"


POLICY = policy(
    {
        OverviewPermission.TODAY: has_role(*WORKERS),
        OverviewPermission.OPEN: has_role(*OVERSEERS),
        OverviewPermission.READ_EXCHANGE: has_role(*OVERSEERS),
        OverviewPermission.PREPARE_EXCHANGE: has_role_here(Role.PLANNER),
    }
)
