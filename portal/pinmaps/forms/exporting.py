"""The dialog in which somebody says what to take away and as what."""

from wtforms import RadioField

from portal.kernel.text import N_
from portal.pinmaps.terms.exporting import REASON_LONGEST, PinFormat, Positions
from portal.web.forms import Form, LineField
from portal.web.i18n import _


class DataForm(Form):
    """Which pins, and in which form."""

    positions = RadioField(N_("Was möchten Sie mitnehmen?"), default=Positions.SHOWN.value)
    reason = LineField(N_("Wofür brauchen Sie die genauen Stellen?"), max_length=REASON_LONGEST)
    format = RadioField(N_("Form der Datei"), default=PinFormat.OFFICE_CSV.value)

    def __init__(self) -> None:
        super().__init__()
        self.positions.choices = [(one.value, _(one.label)) for one in Positions]
        self.format.choices = [(one.value, _(one.label)) for one in PinFormat]
