"""Forms of Kennzahlen: narrowing, files, what columns mean, definitions, values."""

from portal.indicators.forms.editing import IndicatorForm, ValueForm
from portal.indicators.forms.files import ImportForm, TakeOverForm, assign_form
from portal.indicators.forms.narrowing import ListForm, ShowForm

__all__ = ["ImportForm", "IndicatorForm", "ListForm", "ShowForm", "TakeOverForm", "ValueForm", "assign_form"]
