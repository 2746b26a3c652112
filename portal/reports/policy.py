"""Who may see and write what here.

Steckbriefe with what is internal: who works for the place, and who plans anywhere in the county. Sozialberichte are written by the
Sozialplanung of the whole county; a released Fassung is read by all who work with Bedarfe.
"""

from enum import StrEnum

from portal.indicators.policy import OF_A_PLACE, PLANNERS, sees_the_place
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.reports.models import SocialReport

READERS = (*PLANNERS, *OF_A_PLACE)


class SteckbriefPermission(StrEnum):
    """What can be done with Demografie-Steckbriefe beyond what everybody reads."""

    #: Open the list, and order all one may read as one file.
    LIST = "steckbrief:list"
    #: Read the one of a place with Bedarfe and Maßnahmen that are not public.
    READ = "steckbrief:read"


class ReportPermission(StrEnum):
    """What can be done with Sozialberichte."""

    #: Open the list of what was released.
    LIST = "social-report:list"
    #: Open one: drafts as who writes them, else its Fassungen.
    READ = "social-report:read"
    ADD = "social-report:add"
    #: Read its draft, change it, get it as a file, release it.
    EDIT = "social-report:edit"
    #: Remove one of which nothing was released.
    REMOVE = "social-report:remove"
    #: Let everybody read a Fassung, or take that back.
    PUBLISH = "social-report:publish"


@rule
def was_released(_: Actor, report: SocialReport) -> bool:
    """There is a Fassung."""
    return report.released > 0


#: A report has no place, so "here" asks for a role in the whole county.
is_planner_of_county = has_role_here(Role.PLANNER)

STECKBRIEF_POLICY = policy({SteckbriefPermission.LIST: has_role(*READERS), SteckbriefPermission.READ: sees_the_place})
POLICY = policy(
    {
        ReportPermission.LIST: has_role(*READERS),
        ReportPermission.READ: is_planner_of_county | (has_role(*READERS) & was_released),
        ReportPermission.ADD: is_planner_of_county,
        ReportPermission.EDIT: is_planner_of_county,
        ReportPermission.REMOVE: is_planner_of_county & ~was_released,
        ReportPermission.PUBLISH: is_planner_of_county & was_released,
    }
)
