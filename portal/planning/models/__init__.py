"""The tables of planning. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.planning.models import analysis, goals, priorities, startcheck, swot, targets
from portal.planning.models.committees import CommitteeMember, CommitteeResponsibility, CommitteeSession
from portal.planning.models.decisions import Decision, Deliberation
from portal.planning.models.evaluations import Effect, Evaluation
from portal.planning.models.followups import FollowUp, FollowUpAnswer, FollowUpRemark
from portal.planning.models.measures import (
    Measure,
    MeasureEntry,
    MeasureRisk,
    Milestone,
    measure_need,
    measure_partner,
    measure_place,
)
from portal.planning.models.oparl import OparlReading
from portal.planning.models.papers import CouncilPaper, PaperTemplate, PaperVersion
from portal.planning.models.recommendations import (
    OptionEffect,
    Recommendation,
    RecommendationOption,
    recommendation_need,
)

__all__ = [
    "CommitteeMember",
    "CommitteeResponsibility",
    "CommitteeSession",
    "CouncilPaper",
    "Decision",
    "Deliberation",
    "Effect",
    "Evaluation",
    "FollowUp",
    "FollowUpAnswer",
    "FollowUpRemark",
    "Measure",
    "MeasureEntry",
    "MeasureRisk",
    "Milestone",
    "OparlReading",
    "OptionEffect",
    "PaperTemplate",
    "PaperVersion",
    "Recommendation",
    "RecommendationOption",
    "analysis",
    "goals",
    "measure_need",
    "measure_partner",
    "measure_place",
    "priorities",
    "recommendation_need",
    "startcheck",
    "swot",
    "targets",
]
