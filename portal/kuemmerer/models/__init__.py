"""The tables of the Quartiersprojekte. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.kuemmerer.models.achievements import CountedThing, QuarterValue, SubProjectPhoto
from portal.kuemmerer.models.diary import DiaryEntry, HelpRequest, ProjectPhoto
from portal.kuemmerer.models.exchange import ExchangeMeeting, ExchangeShare
from portal.kuemmerer.models.groups import GroupIdea, GroupMember, WorkingGroup
from portal.kuemmerer.models.handovers import Handover, handover_case
from portal.kuemmerer.models.projects import (
    KuemmererAssignment,
    KuemmererProject,
    ProjectEntry,
    ProjectPhase,
    kuemmerer_project_place,
)
from portal.kuemmerer.models.steps import ChecklistStep
from portal.kuemmerer.models.subprojects import (
    SubProject,
    SubProjectEntry,
    SubProjectMilestone,
    sub_project_measure,
    sub_project_need,
    sub_project_place,
)
from portal.kuemmerer.models.templates import ChecklistVersion, TemplateStep
from portal.kuemmerer.models.volunteers import AidMatch, AidRequest, Volunteer, VolunteerHours, VolunteerSkill

__all__ = [
    "AidMatch",
    "AidRequest",
    "ChecklistStep",
    "ChecklistVersion",
    "CountedThing",
    "DiaryEntry",
    "ExchangeMeeting",
    "ExchangeShare",
    "GroupIdea",
    "GroupMember",
    "Handover",
    "HelpRequest",
    "KuemmererAssignment",
    "KuemmererProject",
    "ProjectEntry",
    "ProjectPhase",
    "ProjectPhoto",
    "QuarterValue",
    "SubProject",
    "SubProjectEntry",
    "SubProjectMilestone",
    "SubProjectPhoto",
    "TemplateStep",
    "Volunteer",
    "VolunteerHours",
    "VolunteerSkill",
    "WorkingGroup",
    "handover_case",
    "kuemmerer_project_place",
    "sub_project_measure",
    "sub_project_need",
    "sub_project_place",
]
