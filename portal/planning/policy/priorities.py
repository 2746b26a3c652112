"""Who may do what with criteria and rounds of prioritising.

The Sozialplanung of the place runs a round. People who were asked score for themselves: nobody sees the points of others before
having handed in their own, and whoever runs the round without scoring sees them when it is closed.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.needs.policy import READERS
from portal.planning.models.priorities import PriorityRound
from portal.planning.terms.priorities import RoundState

#: Who can be asked to score: those who read Bedarfe.
SCORERS = READERS


class PriorityPermission(StrEnum):
    """What can be done with criteria and rounds."""

    #: Open the list of rounds; what stands in it depends on READ.
    LIST = "priority-round:list"
    #: Read one round: its Bedarfe, criteria and people.
    READ = "priority-round:read"
    #: Open the form for a new round.
    ADD = "priority-round:add"
    #: Have a round over a particular Sozialraum (asked about the Sozialraum).
    ADD_HERE = "priority-round:add-here"
    #: Change a round while it is prepared, delete it, or open it.
    PREPARE = "priority-round:prepare"
    #: Close an open round.
    CLOSE = "priority-round:close"
    #: Say in words what was made of the ranking.
    CONCLUDE = "priority-round:conclude"
    #: Score and hand in.
    SCORE = "priority-round:score"
    #: See the points of others and the ranking so far.
    SEE_RESULT = "priority-round:see-result"
    #: Take the result away as a file.
    EXPORT = "priority-round:export"
    #: Read the criteria of the county.
    READ_CRITERIA = "priority-criterion:read"
    #: Add, change and retire them.
    EDIT_CRITERIA = "priority-criterion:edit"


@rule
def is_member(actor: Actor, round_: PriorityRound) -> bool:
    """The actor scores in the round, and still works here."""
    return round_.member(actor.id) is not None and actor.holds(*SCORERS)


@rule
def has_handed_in(actor: Actor, round_: PriorityRound) -> bool:
    """The actor scored and handed in."""
    member = round_.member(actor.id)
    return member is not None and member.has_handed_in


@rule
def is_draft(_: Actor, round_: PriorityRound) -> bool:
    """It is being prepared."""
    return round_.state is RoundState.DRAFT


@rule
def is_running(_: Actor, round_: PriorityRound) -> bool:
    """People score."""
    return round_.state is RoundState.OPEN


@rule
def is_closed(_: Actor, round_: PriorityRound) -> bool:
    """Nobody scores any more."""
    return round_.state is RoundState.CLOSED


is_planner_here = has_role_here(Role.PLANNER)
_SEES = (is_closed & (is_planner_here | is_member)) | (is_running & is_member & has_handed_in)

POLICY = policy(
    {
        PriorityPermission.LIST: has_role(*SCORERS),
        PriorityPermission.READ: is_planner_here | (is_member & ~is_draft),
        PriorityPermission.ADD: has_role(Role.PLANNER),
        PriorityPermission.ADD_HERE: is_planner_here,
        PriorityPermission.PREPARE: is_planner_here & is_draft,
        PriorityPermission.CLOSE: is_planner_here & is_running,
        PriorityPermission.CONCLUDE: is_planner_here & is_closed,
        PriorityPermission.SCORE: is_member & is_running & ~has_handed_in,
        PriorityPermission.SEE_RESULT: _SEES,
        PriorityPermission.EXPORT: is_closed & is_planner_here,
        PriorityPermission.READ_CRITERIA: has_role(*SCORERS),
        PriorityPermission.EDIT_CRITERIA: is_planner_here,
    }
)
