"""Who may do what in a Gegenstromverfahren.

The Sozialplanung of its place leads it: sets goals for the leadership, takes it from step to step and writes the
reconciliation. For a Gemeinde its administration and its Kümmerer answer, for a department the person it named. They answer for
their own part only, in the steps in which they are asked. Whoever reads Bedarfe reads the goals, from the check on.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.needs.policy import READERS
from portal.planning.models.goals import Goal, GoalPart
from portal.planning.terms.goals import PartKind, ProcedureStage

#: Who answers for a Gemeinde.
ANSWERS_FOR_PLACE = (Role.MUNICIPALITY, Role.KUEMMERER)
#: Who can be named for a department.
ANSWERS_FOR_DEPARTMENT = (Role.SECTOR_PLANNER, Role.PLANNER)


class GoalPermission(StrEnum):
    """What can be done with goals. Asked about the Gegenstromverfahren unless it says otherwise."""

    #: Open the list; what stands in it depends on READ.
    LIST = "goal:list"
    #: Read the goals, and what hangs on them (also about a goal).
    READ = "goal:read"
    #: Open the form for a new Gegenstromverfahren.
    ADD = "goal:add"
    #: Have one for a Sozialraum (asked about the Sozialraum).
    ADD_HERE = "goal:add-here"
    #: Change title, purpose and day; say who takes part; take it to the next step.
    LEAD = "goal:lead"
    #: Write down what the leadership wants, and change it.
    SET = "goal:set"
    #: Delete it while nobody else has seen it.
    DELETE = "goal:delete"
    #: Read what others said, and the Fassungen.
    COMPARE = "goal:compare"
    #: Say what the reconciliation made of a goal.
    RECONCILE = "goal:reconcile"
    #: Hang Bedarfe and Maßnahmen on goals.
    LINK = "goal:link"
    #: Say something to the goals one was given (asked about the part).
    ANSWER = "goal:answer"
    #: Propose goals of one's own (asked about the part).
    PROPOSE = "goal:propose"
    #: Change or take back a proposal (asked about the goal).
    EDIT_PROPOSAL = "goal:edit-proposal"


def procedure_of(thing: Any) -> Any:
    """The Gegenstromverfahren a part or goal belongs to, or the thing itself."""
    return thing.procedure if isinstance(thing, Goal | GoalPart) else thing


@rule
def leads(actor: Actor, thing: Any) -> bool:
    """The actor is Sozialplanung where the Gegenstromverfahren belongs."""
    return actor.holds(Role.PLANNER, within=procedure_of(thing).lineage)


@rule
def answers_for_it(actor: Actor, part: GoalPart) -> bool:
    """The actor answers for this department or Gemeinde, and still works here."""
    if part.kind is PartKind.DEPARTMENT:
        return actor.id is not None and part.responsible_id == actor.id and actor.holds(*ANSWERS_FOR_DEPARTMENT)
    return actor.holds(*ANSWERS_FOR_PLACE, within=part.lineage)


@rule
def is_own_proposal(actor: Actor, goal: Goal) -> bool:
    """The goal was proposed by a part the actor answers for."""
    return goal.is_proposal and goal.part is not None and answers_for_it(actor, goal.part)


@rule
def is_set(_: Actor, thing: Any) -> bool:
    """The leadership writes; nobody else has seen anything."""
    return procedure_of(thing).stage is ProcedureStage.SETTING


@rule
def is_checked(_: Actor, thing: Any) -> bool:
    """Departments and Gemeinden check."""
    return procedure_of(thing).stage is ProcedureStage.CHECKING


@rule
def takes_proposals(_: Actor, thing: Any) -> bool:
    """Departments and Gemeinden propose."""
    return procedure_of(thing).stage is ProcedureStage.PROPOSING


@rule
def is_reconciled(_: Actor, thing: Any) -> bool:
    """Both sides are compared."""
    return procedure_of(thing).stage is ProcedureStage.RECONCILING


@rule
def is_decided(_: Actor, thing: Any) -> bool:
    """The goals hold."""
    return procedure_of(thing).stage is ProcedureStage.DECIDED


@rule
def is_first_round(_: Actor, thing: Any) -> bool:
    return bool(procedure_of(thing).round == 1)


is_reader = has_role(*READERS)

POLICY = policy(
    {
        GoalPermission.LIST: is_reader,
        GoalPermission.READ: leads | (is_reader & ~is_set),
        GoalPermission.ADD: has_role(Role.PLANNER),
        GoalPermission.ADD_HERE: has_role_here(Role.PLANNER),
        GoalPermission.LEAD: leads & ~is_decided,
        GoalPermission.SET: leads & (is_set | is_reconciled),
        GoalPermission.DELETE: leads & is_set & is_first_round,
        GoalPermission.COMPARE: leads | (is_reader & (is_reconciled | is_decided)),
        GoalPermission.RECONCILE: leads & is_reconciled,
        GoalPermission.LINK: leads,
        GoalPermission.ANSWER: answers_for_it & is_checked,
        GoalPermission.PROPOSE: answers_for_it & takes_proposals,
        GoalPermission.EDIT_PROPOSAL: is_own_proposal & takes_proposals,
    }
)
