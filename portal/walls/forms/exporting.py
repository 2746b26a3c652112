"""The dialog in which somebody says as what to take a wall away."""

from wtforms import BooleanField, RadioField

from portal.kernel.text import N_
from portal.walls.terms.exporting import REASON_LONGEST, WallFormat
from portal.web.forms import Form, LineField
from portal.web.i18n import _


class ExportForm(Form):
    """In which form, and whether with first names."""

    format = RadioField(N_("Was möchten Sie mitnehmen?"), default=WallFormat.PDF.value)
    photos = BooleanField(N_("Mit den Fotos der Papierwände"))
    names = BooleanField(N_("Mit den Vornamen, die auf den Karten stehen"))
    reason = LineField(N_("Wofür brauchen Sie die Vornamen?"), max_length=REASON_LONGEST)

    def __init__(self) -> None:
        super().__init__()
        self.format.choices = [(one.value, _(one.label)) for one in WallFormat]
