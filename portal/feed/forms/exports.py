"""The export dialog."""

from wtforms import BooleanField, RadioField

from portal.feed.terms.exports import REASON_LONGEST, ExportFormat
from portal.kernel.text import N_
from portal.web.forms import Form, LineField
from portal.web.i18n import _


class ExportForm(Form):
    """As what the list is taken away."""

    format = RadioField(N_("Form der Datei"), default=ExportFormat.XLSX.value)
    with_names = BooleanField(N_("Mit den Namen der Zuständigen"))
    reason = LineField(N_("Wofür brauchen Sie die Namen?"), max_length=REASON_LONGEST)

    def __init__(self) -> None:
        super().__init__()
        self.format.choices = [(form.value, _(form.label)) for form in ExportFormat]
