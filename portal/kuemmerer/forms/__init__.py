"""Forms of the Quartiersprojekte, one module for each part."""

from portal.kuemmerer.forms.diary import AnswerForm, EntryForm, HelpForm
from portal.kuemmerer.forms.projects import (
    AssignForm,
    BackForm,
    FilterForm,
    GateForm,
    PlanForm,
    ProjectForm,
    ReasonForm,
)
from portal.kuemmerer.forms.steps import DueForm, OwnStepForm, TickForm, WaiveForm
from portal.kuemmerer.forms.templates import PublishForm, TakeOverForm, TemplateStepForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "BackForm",
    "DueForm",
    "EntryForm",
    "FilterForm",
    "GateForm",
    "HelpForm",
    "OwnStepForm",
    "PlanForm",
    "ProjectForm",
    "PublishForm",
    "ReasonForm",
    "TakeOverForm",
    "TemplateStepForm",
    "TickForm",
    "WaiveForm",
]
