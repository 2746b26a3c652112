"""Who may do what from the Handlungsempfehlung to the Beschluss.

The Sozialplanung writes where it works. Fachplanung, Kümmerer and Gemeinde read what is no longer a draft, when it is for their
place or one of the Bedarfe behind it lies there. Observers, moderators and administrators have no business here.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, allows, has_role, has_role_here, policy, rule
from portal.needs.policy import NeedPermission
from portal.planning.models import Recommendation
from portal.planning.policy.committees import READERS
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState


class RecommendationPermission(StrEnum):
    """What can be done with Handlungsempfehlungen."""

    #: Open the lists of Handlungsempfehlungen, Beschlussvorlagen and Beschlüsse; what stands in them depends on READ.
    LIST = "recommendation:list"
    READ = "recommendation:read"
    #: Open the form for a new one.
    ADD = "recommendation:add"
    #: Have one for this Sozialraum.
    PUT = "recommendation:put"
    #: Change its words, Bedarfe and options.
    EDIT = "recommendation:edit"
    #: Move it on, back, or withdraw it; make a Beschlussvorlage of it.
    MOVE = "recommendation:move"


class PaperPermission(StrEnum):
    """What can be done with Beschlussvorlagen."""

    READ = "council-paper:read"
    #: Change its words.
    EDIT = "council-paper:edit"
    #: Plan its Beratungsfolge, give it into a session, note what came out of it.
    DELIBERATE = "council-paper:deliberate"
    #: Change the county's template for all papers.
    TEMPLATE = "council-paper:template"


class DecisionPermission(StrEnum):
    """What can be done with Beschlüsse."""

    READ = "decision:read"
    #: Look at it again, and tell the people behind the Bedarfe.
    FOLLOW = "decision:follow"


def recommendation_of(thing: Any) -> Recommendation:
    """The Handlungsempfehlung that a paper, a station of its Beratungsfolge or a Beschluss comes from."""
    while not isinstance(thing, Recommendation):
        thing = thing.recommendation if hasattr(thing, "recommendation") else thing.paper
    return thing


@rule
def concerns_own_place(actor: Actor, thing: Any) -> bool:
    """The actor may read one of the Bedarfe behind it."""
    return any(allows(NeedPermission.READ, actor, need) for need in recommendation_of(thing).needs)


@rule
def is_no_draft(_: Actor, recommendation: Recommendation) -> bool:
    """It was shown to others before."""
    return recommendation.state is not RecommendationState.DRAFT


@rule
def is_written(_: Actor, recommendation: Recommendation) -> bool:
    """Its words may still be changed."""
    return recommendation.state.is_written


@rule
def was_submitted(_: Actor, paper: Any) -> bool:
    """The Beschlussvorlage went to a Gremium."""
    return paper.state is not PaperState.DRAFT


@rule
def is_not_withdrawn(_: Actor, paper: Any) -> bool:
    """The Beschlussvorlage was not taken back."""
    return paper.state is not PaperState.WITHDRAWN


is_planner_here = has_role_here(Role.PLANNER)
is_reader_here = has_role_here(*READERS)
reads_it = is_reader_here | concerns_own_place

POLICY = policy(
    {
        RecommendationPermission.LIST: has_role(*READERS),
        RecommendationPermission.READ: is_planner_here | (reads_it & is_no_draft),
        RecommendationPermission.ADD: has_role(Role.PLANNER),
        RecommendationPermission.PUT: is_planner_here,
        RecommendationPermission.EDIT: is_planner_here & is_written,
        RecommendationPermission.MOVE: is_planner_here,
        PaperPermission.READ: is_planner_here | (reads_it & was_submitted),
        PaperPermission.EDIT: is_planner_here & is_not_withdrawn,
        PaperPermission.DELIBERATE: is_planner_here & is_not_withdrawn,
        #: It has no place, so "here" asks for a role in the whole county.
        PaperPermission.TEMPLATE: is_planner_here,
        DecisionPermission.READ: reads_it,
        DecisionPermission.FOLLOW: is_planner_here,
    }
)
