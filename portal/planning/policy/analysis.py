"""Who may read and write the Bedarfsanalyse.

Whoever reads a Bedarf reads its analysis. The Sozialplanung of the place writes it and decides the level; whoever was asked a
question answers it. The thresholds of the rule belong to the Sozialplanung of the county.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.needs.policy import READERS, is_alive, is_deleted


class PlanningPermission(StrEnum):
    """What can be done with planning as a whole."""

    #: Open the overview of planning.
    OVERVIEW = "planning:overview"


class AnalysisPermission(StrEnum):
    """What can be done with analyses. They are asked about the Bedarf unless it says otherwise."""

    #: Read the analysis of a Bedarf, also earlier ones.
    READ = "need-analysis:read"
    #: Begin one and change it, its Kennzahlen and questions.
    EDIT = "need-analysis:edit"
    #: Decide how far the Bedarf is borne out.
    DECIDE = "need-analysis:decide"
    #: Answer an open question (asked about the question).
    ANSWER = "open-question:answer"
    #: Read the rule and its thresholds.
    READ_RULE = "evidence-rule:read"
    #: Set thresholds from a day on.
    SET_RULE = "evidence-rule:set"


@rule
def was_asked(actor: Actor, question: Any) -> bool:
    """The actor is to find it out and still works here."""
    return actor.id is not None and question.responsible_id == actor.id and actor.holds(*READERS)


@rule
def is_open(_: Actor, question: Any) -> bool:
    """Nobody has answered it."""
    return bool(question.is_open)


is_planner_here = has_role_here(Role.PLANNER)

PLANNING_POLICY = policy({PlanningPermission.OVERVIEW: has_role(Role.PLANNER, Role.SECTOR_PLANNER)})

POLICY = policy(
    {
        AnalysisPermission.READ: is_planner_here | (has_role_here(*READERS) & ~is_deleted),
        AnalysisPermission.EDIT: is_planner_here & is_alive,
        AnalysisPermission.DECIDE: is_planner_here & is_alive,
        AnalysisPermission.ANSWER: (is_planner_here | was_asked) & is_open,
        AnalysisPermission.READ_RULE: has_role(*READERS),
        AnalysisPermission.SET_RULE: is_planner_here,
    }
)
