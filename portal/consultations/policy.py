"""Who may do what with Verfahren.

Everybody reads what is published. Those who work in the Sozialraum draft it; the Sozialplanung or the Gemeinde, in whose name it
appears, publishes it.
"""

from enum import StrEnum

from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule

#: The roles that prepare and run a Verfahren in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The roles that let everybody see it.
PUBLISHERS = (Role.PLANNER, Role.MUNICIPALITY)


class ConsultationPermission(StrEnum):
    """What can be done with a Verfahren."""

    #: Open the list of those one works on.
    LIST = "consultation:list"
    READ = "consultation:read"
    #: Open the page for drafting one.
    DRAFT = "consultation:draft"
    #: Draft one for a particular Sozialraum.
    DRAFT_HERE = "consultation:draft-here"
    EDIT = "consultation:edit"
    PUBLISH = "consultation:publish"
    CLOSE = "consultation:close"
    TELL_OUTCOME = "consultation:tell-outcome"
    DISCARD = "consultation:discard"


@rule
def is_public(_: Actor, consultation: Consultation) -> bool:
    """It was published, and perhaps closed since."""
    return consultation.is_public


@rule
def is_draft(_: Actor, consultation: Consultation) -> bool:
    """Nobody outside has seen it yet."""
    return consultation.state is ConsultationState.DRAFT


@rule
def is_closed(_: Actor, consultation: Consultation) -> bool:
    """It takes nothing more."""
    return consultation.state is ConsultationState.CLOSED


POLICY = policy(
    {
        ConsultationPermission.LIST: has_role(*EDITORS),
        ConsultationPermission.READ: is_public | has_role_here(*EDITORS),
        ConsultationPermission.DRAFT: has_role(*EDITORS),
        ConsultationPermission.DRAFT_HERE: has_role_here(*EDITORS),
        ConsultationPermission.EDIT: has_role_here(*EDITORS) & ~is_closed,
        ConsultationPermission.PUBLISH: has_role_here(*PUBLISHERS) & is_draft,
        ConsultationPermission.CLOSE: has_role_here(*PUBLISHERS) & is_public & ~is_closed,
        ConsultationPermission.TELL_OUTCOME: has_role_here(*PUBLISHERS) & is_closed,
        ConsultationPermission.DISCARD: has_role_here(*EDITORS) & is_draft,
    }
)
