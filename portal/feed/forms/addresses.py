"""A new address for time series."""

from typing import Any

from wtforms import SelectField

from portal.feed.terms.kommonitor import DAYS, DAYS_USUAL
from portal.kernel.text import N_
from portal.web.forms import SubmissionForm
from portal.web.i18n import ngettext


class AddressForm(SubmissionForm):
    """For how long an address is given out."""

    days = SelectField(N_("Wie lange gilt die Adresse?"), default=str(DAYS_USUAL))

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.days.choices = [(str(days), ngettext("%(n)s Tag", "%(n)s Tage", days)) for days in DAYS]
