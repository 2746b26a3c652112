"""Forms of the Förderung."""

from portal.funding.forms.applying import ApplicationForm, DecisionForm, FilterForm, LineForm, line_form
from portal.funding.forms.programmes import ProgrammeForm, VersionForm
from portal.funding.forms.running import BookingForm, DrawdownForm, LinkForm, ReportForm

__all__ = [
    "ApplicationForm",
    "BookingForm",
    "DecisionForm",
    "DrawdownForm",
    "FilterForm",
    "LineForm",
    "LinkForm",
    "ProgrammeForm",
    "ReportForm",
    "VersionForm",
    "line_form",
]
