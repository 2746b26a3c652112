"""Who may hand over a project, and who sees what is handed over.

The Kümmerer who is responsible begins, or the Sozialplanung when they are already gone. The successor sees it from the day on
which the role counts. Other Kümmerer of the place, the Gemeinde and administrators see nothing of it.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Rule, policy, rule
from portal.kuemmerer.models import Handover, KuemmererProject
from portal.kuemmerer.policy.projects import is_kuemmerer_of_project, is_planner, is_running
from portal.kuemmerer.terms.handovers import HandoverState


class HandoverPermission(StrEnum):
    """What can be done with an Übergabe."""

    #: Begin one for a project.
    BEGIN = "handover:begin"
    #: See it, and have its package.
    READ = "handover:read"
    #: Change successor, words and what was gone through; give it into the hands of the successor.
    EDIT = "handover:edit"
    #: Choose which of one's own running Fälle go along.
    CHOOSE_CASES = "handover:choose-cases"
    #: Say that the project is one's own now.
    ACCEPT = "handover:accept"
    #: Call it off.
    CANCEL = "handover:cancel"


def in_state(*states: HandoverState) -> Rule:
    """It is in one of these states."""

    @rule
    def is_in_state(_: Actor, handover: Handover) -> bool:
        return handover.state in states

    is_in_state.name = f"is {'/'.join(states)}"
    return is_in_state


@rule
def is_responsible(actor: Actor, project: KuemmererProject) -> bool:
    """The Kümmerer who leads the project now."""
    return actor.id is not None and actor.id in project.responsible_ids


@rule
def gives_it(actor: Actor, handover: Handover) -> bool:
    """The Kümmerer who gives the project away."""
    return actor.id is not None and handover.from_id == actor.id


@rule
def gets_it(actor: Actor, handover: Handover) -> bool:
    """The named successor."""
    return actor.id is not None and handover.to_id == actor.id


_giver = gives_it & is_kuemmerer_of_project
_successor = gets_it & is_kuemmerer_of_project
_open = in_state(HandoverState.PREPARED, HandoverState.HANDED_OVER)

POLICY = policy(
    {
        HandoverPermission.BEGIN: ((is_responsible & is_kuemmerer_of_project) | is_planner) & is_running,
        HandoverPermission.READ: _giver | is_planner | (_successor & ~in_state(HandoverState.PREPARED)),
        HandoverPermission.EDIT: (_giver | is_planner) & in_state(HandoverState.PREPARED) & is_running,
        HandoverPermission.CHOOSE_CASES: _giver & _open & is_running,
        HandoverPermission.ACCEPT: _successor & in_state(HandoverState.HANDED_OVER) & is_running,
        HandoverPermission.CANCEL: (_giver | is_planner) & _open,
    }
)
