"""Who may do what with Wortmeldungen.

Whoever works for a Sozialraum reads what was said there; what belongs to no place is read by those who work for the whole
county. Observers read what they reported themselves. Administrators read nothing. The words of a person are changed by nobody.
"""

from enum import StrEnum

from portal.contributions.models import Contribution
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule

#: The roles that read and moderate what was said in their Sozialraum.
READERS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The roles that may call a person back.
CALLERS = (Role.PLANNER, Role.KUEMMERER)


class ContributionPermission(StrEnum):
    """What can be done with a Wortmeldung."""

    #: Open the list at all; it then holds what may be read.
    LIST = "contribution:list"
    READ = "contribution:read"
    MODERATE = "contribution:moderate"
    #: See how the person can be reached; each look is logged.
    READ_CONTACT = "contribution:read-contact"
    #: Open the page on which staff write down what somebody said, or observers report.
    RECORD = "contribution:record"
    #: Write it down for a particular Sozialraum (for the whole county: no Sozialraum).
    RECORD_HERE = "contribution:record-here"
    #: Report an own observation in a particular Sozialraum.
    REPORT_HERE = "contribution:report-here"


@rule
def is_own_report(actor: Actor, contribution: Contribution) -> bool:
    """The observer reported it, and still is one."""
    return actor.id is not None and contribution.recorded_by == actor.id and actor.holds(Role.OBSERVER)


@rule
def is_withdrawn(_: Actor, contribution: Contribution) -> bool:
    """The person took it back."""
    return contribution.is_withdrawn


POLICY = policy(
    {
        ContributionPermission.LIST: has_role(*READERS, Role.OBSERVER),
        ContributionPermission.READ: has_role_here(*READERS) | is_own_report,
        ContributionPermission.MODERATE: has_role_here(*READERS) & ~is_withdrawn,
        ContributionPermission.READ_CONTACT: has_role_here(*CALLERS),
        ContributionPermission.RECORD: has_role(*READERS, Role.OBSERVER),
        ContributionPermission.RECORD_HERE: has_role_here(*READERS),
        ContributionPermission.REPORT_HERE: has_role_here(Role.OBSERVER),
    }
)
