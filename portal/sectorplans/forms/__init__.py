"""Forms of Fachplanungen and Erhebungen."""

from portal.sectorplans.forms.collecting import CollectionForm, SupplementForm
from portal.sectorplans.forms.listing import FilterForm
from portal.sectorplans.forms.planning import IndicatorForm, PlanForm, UpdateForm, UseForm

__all__ = [
    "CollectionForm",
    "FilterForm",
    "IndicatorForm",
    "PlanForm",
    "SupplementForm",
    "UpdateForm",
    "UseForm",
]
