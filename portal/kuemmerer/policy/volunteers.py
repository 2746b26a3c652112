"""Who sees who helps and who asks for help: the Kümmerer of the place and nobody else. The Sozialplanung gets to know counts.

What concerns the right of a person, taking consent back and deleting, is possible after the project has ended too.
"""

from enum import StrEnum

from portal.kernel.policy import policy
from portal.kuemmerer.policy.projects import is_kuemmerer_of_project, is_planner, is_running


class VolunteerPermission(StrEnum):
    """What can be done in the Ehrenamt of a project."""

    #: See how many people help and ask, and how many hours it was.
    COUNT = "volunteer:count"
    #: See who helps, who asks, and the call list.
    READ = "volunteer:read"
    #: Note and change them, bring them together, write down hours.
    EDIT = "volunteer:edit"
    #: Delete what says who somebody is.
    FORGET = "volunteer:forget"


POLICY = policy(
    {
        VolunteerPermission.COUNT: is_planner | is_kuemmerer_of_project,
        VolunteerPermission.READ: is_kuemmerer_of_project,
        VolunteerPermission.EDIT: is_kuemmerer_of_project & is_running,
        VolunteerPermission.FORGET: is_kuemmerer_of_project,
    }
)
